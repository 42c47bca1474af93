package main

import (
	"fmt"
	"os"
	"runtime"

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
		RunE: func(*cobra.Command, []string) error {
			worker.StepBack()
			return worker.Serve(c.in, c.out)
		},
	}
}

// newDecoders is a pool of workers, one a processor; none starts before the
// first photo.
func newDecoders() (*worker.Pool, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	return worker.NewPool(runtime.GOMAXPROCS(0), self, "worker"), nil
}
