package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/photos/phantom"
	"skinline/storage"
)

// phantomLine is a simulated photo and where its fixed points are, in pixels
// with centres at integers, as align --points takes them.
type phantomLine struct {
	File      string               `json:"file"`
	View      storage.View         `json:"view"`
	Taken     storage.Date         `json:"taken"`
	Landmarks map[string][]float64 `json:"landmarks"`
}

// phantomVerb writes simulated photos to try things with: the same face and
// cheek, more improved and differently framed at every date.
func (c *console) phantomVerb() *cobra.Command {
	var out string
	var dates []storage.Date
	var seed int64
	cmd := &cobra.Command{
		Use:    "phantom --out DIR --date DATE ...",
		Short:  "Write simulated photos of one invented person",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := os.MkdirAll(out, 0o700); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			for i, on := range dates {
				for _, p := range []struct {
					view    storage.View
					subject phantom.Subject
				}{
					{"frontal", phantom.Subject{Kind: phantom.Face, Seed: seed, Concern: phantom.AcneScars}},
					{"cheek-left-close", phantom.Subject{Kind: phantom.Skin, Seed: seed, Concern: phantom.AcneScars}},
				} {
					if err := cmd.Context().Err(); err != nil {
						return err
					}
					shot := phantomShot(on, i, len(dates), seed)
					if err := c.writePhantom(p.subject, shot, p.view, on, out); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", "folder to write to, made when missing")
	f.Var(list(&dates, "date", storage.ParseDate), "date", "date of a visit; may be repeated")
	f.Int64Var(&seed, "seed", 1, "another seed is another person")
	require(cmd, "out", "date")
	return cmd
}

// phantomShot is the photo taken at visit i of n: the first one straight, the
// others a little off, as by hand.
func phantomShot(on storage.Date, i, n int, seed int64) phantom.Shot {
	shot := phantom.Shot{Width: 1600, Height: 2000, Noise: 1.5, NoiseSeed: seed + int64(i), Taken: on.Time().Add(10 * time.Hour), Maker: "Phantom", Model: "One"}
	if i == 0 {
		return shot
	}
	r := rand.New(rand.NewPCG(uint64(seed), uint64(i)))
	off := func(most float64) float64 { return (2*r.Float64() - 1) * most }
	shot.Progress = float64(i) / float64(n-1)
	shot.Pose = phantom.Pose{Scale: 1 + off(.06), Degrees: off(4), DX: off(.03), DY: off(.03)}
	shot.EV = off(.15)
	return shot
}

func (c *console) writePhantom(s phantom.Subject, shot phantom.Shot, view storage.View, on storage.Date, out string) error {
	data, err := s.JPEG(shot)
	if err != nil {
		return fmt.Errorf("draw photo: %w", err)
	}
	name := filepath.Join(out, fmt.Sprintf("%s-%s.jpg", view, on))
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return fmt.Errorf("write photo: %w", err)
	}
	line := phantomLine{File: name, View: view, Taken: on, Landmarks: map[string][]float64{}}
	for _, l := range s.Landmarks(shot) {
		p := pixel(l.Point, photos.Info{Width: shot.Width, Height: shot.Height})
		line.Landmarks[l.Name] = []float64{p.X, p.Y}
	}
	return c.printJSON(line)
}

// pixel undoes relativePoint.
func pixel(p photos.Point, in photos.Info) photos.Point {
	long := float64(max(in.Width, in.Height))
	return photos.Point{X: p.X*long - .5, Y: p.Y*long - .5}
}
