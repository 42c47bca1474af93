package align

import (
	"context"
	"slices"
	"testing"

	"skinline/photos"
	"skinline/photos/align/refine"
	"skinline/photos/phantom"
)

// A mouth that opened, or another start, does not move the rest of a face.
func TestSteady(t *testing.T) {
	s := phantom.Subject{Kind: phantom.Face, Seed: 3, Concern: phantom.AcneScars, Tone: 3}
	shot := phantom.Shot{Width: 480, Height: 600, Noise: 1, NoiseSeed: 1}
	before, err := Prepare(context.Background(), s.Render(shot))
	if err != nil {
		t.Fatal(err)
	}
	faces, err := before.faces()
	if err != nil || len(faces) == 0 {
		t.Fatal("no face", err)
	}
	shot.NoiseSeed, shot.EV = 2, -.4
	after := s.Render(shot)
	f := &faces[0]
	v := faceWindow(f)
	reference, still := v.layer(before.picture, photos.Identity()), v.layer(after, photos.Identity())
	// Everything below the tip of the nose goes down by four hundredths of an IOD.
	const nose, down = faceAbove + faceIOD*6/10, 5
	opened := refine.Layer{Plane: still.Plane, Weight: still.Weight}
	moved := *still.Plane
	moved.Pix = slices.Clone(still.Pix)
	copy(moved.Pix[(nose+down)*v.w:], still.Pix[nose*v.w:(v.h-down)*v.w])
	opened.Plane = &moved
	rest := v.mask(outline(f), 1)
	for name, photo := range map[string]refine.Layer{"still": still, "mouth opened": opened} {
		for _, from := range []photos.Transform{photos.Identity(), {{1.01, -.02, 4}, {.02, 1.01, -5}, {0, 0, 1}}} {
			got := steady(reference, photo, v.face(f), from)
			if d := apartIn(got, photos.Identity(), v, rest) / faceIOD; d > .003 {
				t.Errorf("%s, from %.2f: %.2f %% of the distance of the eyes off", name, from, 100*d)
			}
		}
	}
}
