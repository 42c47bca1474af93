package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"skinline/storage"
)

type findingLine struct {
	What   string     `json:"what"`
	Photo  storage.ID `json:"photo,omitempty"`
	Label  string     `json:"label,omitempty"`
	Reason string     `json:"reason"`
}

type verifyLine struct {
	Clients  int           `json:"clients"`
	Sessions int           `json:"sessions"`
	Photos   int           `json:"photos"`
	Bytes    int64         `json:"bytes"`
	Findings []findingLine `json:"findings"`
}

func (c *console) verifyVerb() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that every photo is exactly what was imported",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				step, end := c.progress("Verifying")
				report, err := l.Verify(cmd.Context(), step)
				end()
				if err != nil {
					return fmt.Errorf("verify: %w", err)
				}
				return c.printVerified(report, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (c *console) printVerified(r storage.Report, asJSON bool) error {
	line := verifyLine{r.Clients, r.Sessions, r.Photos, r.Bytes, []findingLine{}}
	for _, f := range r.Findings {
		line.Findings = append(line.Findings, findingLine{f.What, f.Photo, f.Label, fmt.Sprint(f.Err)})
		c.warnf("%s: %s: %v", f.What, f.Label, f.Err)
	}
	if asJSON {
		if err := c.printJSON(line); err != nil {
			return err
		}
	} else {
		c.printf("%d clients, %d sessions, %d photos (%.1f MB): %d findings\n",
			r.Clients, r.Sessions, r.Photos, float64(r.Bytes)/1e6, len(r.Findings))
	}
	if len(r.Findings) > 0 {
		return errSome
	}
	return nil
}
