package main

import (
	"github.com/spf13/cobra"

	"skinline/storage"
)

func (c *console) passphraseVerb() *cobra.Command {
	var newFile string
	change := &cobra.Command{
		Use:   "change",
		Short: "Change the passphrase; the recovery key stays",
		Long: `Change the passphrase. The passphrase or recovery key in force comes from
SKINLINE_PASSPHRASE, --passphrase-file or a prompt; the new one from
SKINLINE_NEW_PASSPHRASE, --new-passphrase-file or a prompt.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			old, err := c.secret()
			if err != nil {
				return err
			}
			c.passphrase = old // asked once, used twice
			return c.withLibrary(func(l *storage.Library) error {
				fresh, err := c.freshSecret(c.newPassphrase, newFile)
				if err != nil {
					return err
				}
				return l.ChangePassphrase(old, fresh)
			})
		},
	}
	change.Flags().StringVar(&newFile, "new-passphrase-file", "", "file whose first line is the new passphrase")
	return group("passphrase", "Change the passphrase", change)
}
