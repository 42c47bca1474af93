package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"skinline/storage"
)

func (c *console) initVerb() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "init --library DIR",
		Short: "Create an empty library and print its recovery key once",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			dir, err := c.newLibraryDir()
			if err != nil {
				return err
			}
			secret, err := c.freshSecret(c.passphrase, c.passphraseFile)
			if err != nil {
				return err
			}
			l, key, err := storage.Create(dir, secret, storage.Options{})
			if err != nil {
				return fmt.Errorf("create library: %w", err)
			}
			c.remember(dir)
			return errors.Join(c.printKey(dir, key, asJSON), l.Close())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// newLibraryDir is where to create a library: named, never remembered.
func (c *console) newLibraryDir() (string, error) {
	if c.library == "" && c.envLibrary == "" {
		return "", fmt.Errorf("say where: --library DIR: %w", errUsage)
	}
	return c.libraryDir()
}

func (c *console) printKey(dir, key string, asJSON bool) error {
	if asJSON {
		return c.printJSON(struct {
			Library     string `json:"library"`
			RecoveryKey string `json:"recovery_key"`
		}{dir, key})
	}
	c.printf("Library created in %s\n\nRecovery key:  %s\n\n", dir, key)
	c.printf("Write it down and keep it away from this computer. It opens the library when\nthe passphrase is lost; without both, nobody can. It is not shown again.\n")
	return nil
}
