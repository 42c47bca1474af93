package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// Exit statuses.
const (
	exitDone  = 0
	exitSome  = 1 // refused or failed, in whole or in part
	exitUsage = 2
)

var (
	// errSome ends a verb whose inputs partly failed, each already named.
	errSome = errors.New("some inputs were refused or failed")
	// errUsage marks a command line that cannot be meant.
	errUsage = errors.New("see --help")
)

// failure is an error of a verb that had begun its work; everything else
// cobra returns is a mistake on the command line.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

// run executes one command line and returns the exit status.
func run(ctx context.Context, c *console, args []string) int {
	root := newRoot(c)
	markFailures(root)
	root.SetArgs(args)
	root.SetIn(c.in)
	root.SetOut(c.out)
	root.SetErr(c.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errSome) {
		c.warnf("%v", err)
	}
	if errors.As(err, new(failure)) && !errors.Is(err, errUsage) {
		return exitSome
	}
	return exitUsage
}

func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:   "skinline",
		Short: "Aligned before and after photos in an encrypted library",
		Long: `Skinline keeps dated before and after photos in an encrypted library on this
computer, aligns and crops them, and shows them as side-by-side timelines.

Without a verb it opens the window.

The library is the one of --library, else of SKINLINE_LIBRARY, else the last
one used. The passphrase is asked for, or read from SKINLINE_PASSPHRASE or from
--passphrase-file; it is never an argument.

Exit status: 0 all done, 1 something was refused or failed, 2 usage.`,
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          c.window,
	}
	flags := root.PersistentFlags()
	flags.StringVar(&c.library, "library", "", "folder of the library")
	flags.StringVar(&c.passphraseFile, "passphrase-file", "", "file whose first line is the passphrase")
	root.AddCommand(
		c.demoVerb(), c.initVerb(), c.passphraseVerb(),
		c.clientVerb(), c.sessionVerb(), c.importVerb(), c.trashVerb(), c.verifyVerb(), c.rebuildVerb(),
		c.alignVerb(), c.cropVerb(), c.timelineVerb(), c.compareVerb(),
		c.previewVerb(), c.probeVerb(),
		c.workerVerb(), c.phantomVerb(), c.markVerb(), c.screensVerb(), c.emptyWindowVerb(), c.measureVerb(), c.fixtureVerb(),
	)
	return root
}

// markFailures wraps what every verb returns, so that run can tell it from
// what cobra itself refused.
func markFailures(cmd *cobra.Command) {
	if work := cmd.RunE; work != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if err := work(cmd, args); err != nil {
				return failure{err}
			}
			return nil
		}
	}
	for _, sub := range cmd.Commands() {
		markFailures(sub)
	}
}

// group is a verb that only holds others.
func group(use, short string, verbs ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fmt.Errorf("%s needs a verb: %w", cmd.CommandPath(), errUsage)
		},
	}
	cmd.AddCommand(verbs...)
	return cmd
}

// require marks flags a verb cannot do without.
func require(cmd *cobra.Command, flags ...string) {
	for _, name := range flags {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flag does not exist: a mistake in this program
		}
	}
}
