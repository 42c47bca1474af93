package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"skinline/storage"
)

func (c *console) trashVerb() *cobra.Command {
	return group("trash", "List, restore or delete what was removed", c.trashList(), c.trashRestore(), c.trashPurge())
}

// removalLine is a removal in a list.
type removalLine struct {
	ID      storage.ID `json:"id"`
	Kind    string     `json:"kind"`
	Label   string     `json:"label"`
	Removed time.Time  `json:"removed"`
	Photos  int        `json:"photos"`
}

func (c *console) trashList() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List what is in the trash, newest first",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				removals, err := l.Trash()
				if err != nil {
					return fmt.Errorf("list trash: %w", err)
				}
				for _, r := range removals {
					if asJSON {
						if err := c.printJSON(removalLine{r.ID, r.Kind, r.Label, r.Removed, r.Photos}); err != nil {
							return err
						}
						continue
					}
					c.printf("%s  %s  %s  %d photos\n", r.ID, r.Removed.Format(time.DateOnly), r.Label, r.Photos)
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a removal")
	return cmd
}

func (c *console) trashRestore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore ID",
		Short: "Bring back everything of one removal",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				if err := l.Restore(storage.ID(args[0])); err != nil {
					return fmt.Errorf("restore: %w", err)
				}
				return nil
			})
		},
	}
}

func (c *console) trashPurge() *cobra.Command {
	var sure bool
	cmd := &cobra.Command{
		Use:   "purge --yes ID",
		Short: "Delete one removal for good, photos included",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if !sure {
				return fmt.Errorf("this cannot be undone; say --yes to go on: %w", errUsage)
			}
			return c.withLibrary(func(l *storage.Library) error {
				if err := l.Purge(storage.ID(args[0])); err != nil {
					return fmt.Errorf("delete: %w", err)
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&sure, "yes", false, "confirm that it cannot be undone")
	return cmd
}

// printRemoval names the removal, so that it can be restored.
func (c *console) printRemoval(r storage.Removal, err error) error {
	if err != nil {
		return fmt.Errorf("remove: %w", err)
	}
	c.printf("%s\n", r.ID)
	c.warnf("moved to the trash with %d photos; skinline trash restore %s brings it back", r.Photos, r.ID)
	return nil
}
