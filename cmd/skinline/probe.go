package main

import (
	"context"

	"github.com/spf13/cobra"

	"skinline/photos"
)

// probeLine is what a photo says about itself.
type probeLine struct {
	File        string `json:"file"`
	Type        string `json:"type"`
	Width       int    `json:"width"`
	Height      int    `json:"height"`
	Orientation int    `json:"orientation"`
	Taken       string `json:"taken"`
	Offset      string `json:"offset"`
	Camera      string `json:"camera"`
	GPS         bool   `json:"gps"`
	Profile     string `json:"profile"`
	Preview     bool   `json:"preview,omitempty"` // the picture inside a raw file
	photos.Settings
}

type probeFailure struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

func (c *console) probeVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "probe FILE...",
		Short: "Print what photo files say about themselves, one JSON object a file",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withReader(func(r reader) error { return c.probeAll(cmd.Context(), r, args) })
		},
	}
	cmd.Flags().Bool("json", true, "one JSON object a file; there is no other form")
	return cmd
}

func (c *console) probeAll(ctx context.Context, r reader, paths []string) error {
	var failed error
	for _, path := range paths {
		f, err := r.read(ctx, path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			err = c.printJSON(probed(f))
		} else {
			failed = errSome
			c.warnf("%s: %v", path, err)
			err = c.printJSON(probeFailure{path, err.Error()})
		}
		if err != nil {
			return err
		}
	}
	return failed
}

func probed(f photoFile) probeLine {
	line := probeLine{
		File: f.path, Type: f.info.Type, Width: f.info.Width, Height: f.info.Height, Orientation: f.info.Orientation,
		Camera: f.info.Camera, GPS: f.info.GPS, Profile: f.info.Profile,
		Preview: f.info.Preview, Settings: f.info.Settings,
	}
	if f.info.Taken != nil {
		line.Taken, line.Offset = f.info.Taken.Local.Format(wallClock), offset(f.info.Taken.Offset)
	}
	return line
}
