package main

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/spf13/cobra"

	"skinline/ui"
)

// measureVerb performs a scenario in the real window and prints its figures.
func (c *console) measureVerb() *cobra.Command {
	var scenario, photos string
	names := make([]string, 0, len(ui.Scenarios()))
	for _, s := range ui.Scenarios() {
		names = append(names, string(s))
	}
	cmd := &cobra.Command{
		Use:    "measure --library DIR --scenario NAME",
		Short:  "Measure the window while it is used",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains(names, scenario) {
				return fmt.Errorf("scenario is one of %s: %w", strings.Join(names, ", "), errUsage)
			}
			return c.withDisplay(cmd, appID+".measured", func(a fyne.App, o ui.Options) error {
				return ui.Measure(a, o, ui.Scenario(scenario), photos, func(f ui.Figure) {
					c.printf("%-44s %9.1f %s\n", f.Name, f.Value, f.Unit)
				})
			})
		},
	}
	cmd.Flags().StringVar(&scenario, "scenario", "", strings.Join(names, ", "))
	cmd.Flags().StringVar(&photos, "photos", "", "folder the scenario import takes photos from")
	return cmd
}
