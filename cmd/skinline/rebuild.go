package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"skinline/storage"
)

func (c *console) rebuildVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Make a damaged or lost index anew from the photos and records beside it",
		Long: `Make a damaged or lost index anew from the photos and the records kept beside
them. The old index is kept. Drafts and earlier alignments are lost; photos that
no record knows come back under the client RECOVERED.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, secret, err := c.libraryAndSecret()
			if err != nil {
				return err
			}
			findings, err := storage.Rebuild(cmd.Context(), dir, secret)
			if err != nil {
				return fmt.Errorf("rebuild index: %w", err)
			}
			for _, f := range findings {
				c.warnf("%s: %s: %v", f.What, f.Label, f.Err)
			}
			if len(findings) > 0 {
				return errSome
			}
			return nil
		},
	}
}
