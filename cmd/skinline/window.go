package main

import (
	"errors"

	"github.com/spf13/cobra"
)

func (c *console) window(*cobra.Command, []string) error { return errors.New("no window yet") }
func (c *console) screensVerb() *cobra.Command           { return &cobra.Command{Use: "screens", Hidden: true} }
func (c *console) emptyWindowVerb() *cobra.Command {
	return &cobra.Command{Use: "empty-window", Hidden: true}
}
