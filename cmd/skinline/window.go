package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
	"github.com/spf13/cobra"

	"skinline/ui"
)

// appID names the program to the desktop; preferences are kept under it.
const appID = "app.skinline.desktop"

// window opens the window and returns when it was closed.
func (c *console) window(cmd *cobra.Command, _ []string) error {
	return c.withDisplay(cmd, appID, func(a fyne.App, options ui.Options) error {
		ui.New(a, options).ShowAndRun()
		return nil
	})
}

// withDisplay calls do with an app on the display and what its window starts
// with, photos being decoded by workers.
func (c *console) withDisplay(cmd *cobra.Command, id string, do func(fyne.App, ui.Options) error) error {
	if err := needDisplay(); err != nil {
		return err
	}
	options, err := c.windowOptions()
	if err != nil {
		return err
	}
	decoders, err := newDecoders()
	if err != nil {
		return err
	}
	defer decoders.Close()
	options.Decoder = decoders
	// Nearly all that the window holds is pixels, which take no time to be
	// looked through: a heap a third larger than that is enough.
	debug.SetGCPercent(33)
	a := app.NewWithID(id)
	defer quitWith(cmd.Context(), a)()
	return do(a, options)
}

// quitWith ends a when ctx ends; the result undoes that.
func quitWith(ctx context.Context, a fyne.App) func() bool {
	return context.AfterFunc(ctx, func() { fyne.Do(a.Quit) })
}

// windowOptions are what the window starts with. No library is no mistake
// here: the window asks for one.
func (c *console) windowOptions() (ui.Options, error) {
	o := ui.Options{Passphrase: c.passphrase, Remember: c.remember, Demo: makeDemo}
	var err error
	if o.Passphrase == "" && c.passphraseFile != "" {
		if o.Passphrase, err = firstLine(c.passphraseFile); err != nil {
			return o, err
		}
	}
	if o.Library, err = c.libraryDir(); errors.Is(err, errUsage) {
		return o, nil
	}
	return o, err
}

// needDisplay says in words what the window system would end the program for.
func needDisplay() error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errors.New("there is no display for the window; skinline --help lists what works without one")
	}
	return nil
}

// screensVerb draws the window's screens into files. It works in builds with
// the tag ci, whose Fyne draws without a window system.
func (c *console) screensVerb() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:    "screens --library DIR --out DIR",
		Short:  "Draw the screens of the window into PNG files",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(*cobra.Command, []string) error {
			options, err := c.windowOptions()
			if err != nil {
				return err
			}
			if err := os.MkdirAll(out, 0o700); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			return ui.Screens(app.NewWithID(appID), options, out, func(file string) {
				if filepath.Dir(file) == "." {
					file = filepath.Join(out, file)
				}
				c.printf("%s\n", file)
			})
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder to write to, made when missing")
	require(cmd, "out")
	return cmd
}

// emptyWindowVerb opens a window with nothing in it: what the start of
// Skinline's own is measured against.
func (c *console) emptyWindowVerb() *cobra.Command {
	return &cobra.Command{
		Use:    "empty-window",
		Short:  "Open a window with nothing in it",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needDisplay(); err != nil {
				return err
			}
			a := app.NewWithID(appID + ".empty")
			defer quitWith(cmd.Context(), a)()
			w := a.NewWindow("Empty")
			w.SetContent(widget.NewLabel(""))
			w.Resize(fyne.NewSize(1440, 900))
			w.ShowAndRun()
			return nil
		},
	}
}
