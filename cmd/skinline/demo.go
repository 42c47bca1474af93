package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"skinline/storage/demo"
)

func (c *console) demoVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "demo DIR",
		Short: "Make a demo library of simulated clients (passphrase: demo)",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			step, end := c.progress("Making demo photos")
			err = makeDemo(cmd.Context(), dir, step)
			end()
			if err != nil {
				return err
			}
			c.printf("%s\n", dir)
			return nil
		},
	}
}

func makeDemo(ctx context.Context, dir string, progress func(done, total int)) error {
	if err := demo.Create(ctx, dir, demo.Passphrase, progress); err != nil {
		return fmt.Errorf("make demo library: %w", err)
	}
	return nil
}
