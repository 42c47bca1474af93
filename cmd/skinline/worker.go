package main

import (
	"github.com/spf13/cobra"

	"skinline/photos/decode/worker"
)

// workerVerb is the program as its own child, which decodes photos for it.
func (c *console) workerVerb() *cobra.Command {
	return &cobra.Command{
		Use:    "worker",
		Short:  "Decode photos for another Skinline",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE:   func(*cobra.Command, []string) error { return worker.Serve(c.in, c.out) },
	}
}
