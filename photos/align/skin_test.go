package align_test

import (
	"context"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
)

func skinShot(pose phantom.Pose) phantom.Shot {
	return phantom.Shot{Width: 480, Height: 600, Pose: pose, Noise: 1}
}

func TestSkinAligns(t *testing.T) {
	skin := phantom.Subject{Seed: 21, Concern: phantom.AcneScars}
	reference := skinShot(phantom.Pose{})
	for name, change := range map[string]func(*phantom.Shot){
		"turned and scaled": func(s *phantom.Shot) { s.Pose = phantom.Pose{Scale: 1.12, Degrees: 14, DX: .05, DY: -.03} },
		"treated":           func(s *phantom.Shot) { s.Pose.Degrees = -6; s.Progress = .7; s.EV = -.4 },
		"just after":        func(s *phantom.Shot) { s.Pose.DX = .04; s.Redness = .7; s.LightColor = [3]float64{1.1, 1, .85} },
	} {
		t.Run(name, func(t *testing.T) {
			shot := skinShot(phantom.Pose{})
			change(&shot)
			got, off := aligned(t, skin, reference, shot, align.Options{})
			if got.Outcome != align.Aligned || off > .003 {
				t.Errorf("%s %s, confidence %.2f, %.3f %% of the diagonal off", got.Outcome, got.Reason, got.Confidence, 100*off)
			}
			if n := len(got.Landmarks); n < 4 || n > 8 || got.Method != "features" {
				t.Errorf("method %q, %d landmarks", got.Method, n)
			}
		})
	}
}

func TestFlatAreaSeenFromTheSideNeedsItsModel(t *testing.T) {
	skin := phantom.Subject{Seed: 22, Concern: phantom.Pigment, Site: phantom.Body}
	reference, turned := skinShot(phantom.Pose{}), skinShot(phantom.Pose{Degrees: 3})
	turned.Turn = 20
	for _, m := range []align.Model{align.Affine, align.Homography} {
		got, off := aligned(t, skin, reference, turned, align.Options{Model: m})
		if got.Outcome != align.Aligned || off > .003 || got.Model != m {
			t.Errorf("%s: %s %s, %.3f %% off", m, got.Outcome, got.Reason, 100*off)
		}
	}
	got, off := aligned(t, skin, reference, turned, align.Options{})
	if got.Outcome != align.Refused || got.Reason != align.AngleDiffers {
		t.Errorf("a similarity of what is foreshortened is %s %s, %.3f %% off", got.Outcome, got.Reason, 100*off)
	}
}

func TestOtherSkinIsRefused(t *testing.T) {
	one := phantom.Subject{Seed: 21, Concern: phantom.AcneScars}.Render(skinShot(phantom.Pose{}))
	for _, s := range []phantom.Subject{
		{Seed: 31, Concern: phantom.AcneScars},
		{Seed: 32, Concern: phantom.Pigment, Tone: 5},
		{Seed: 21, Concern: phantom.AcneScars, Site: phantom.Forehead},
	} {
		got, err := align.Align(context.Background(), one, s.Render(skinShot(phantom.Pose{})), align.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Outcome != align.Refused || got.Reason == align.NoReason || got.Transform != (photos.Transform{}) {
			t.Errorf("%+v: %s %s, confidence %.2f", s, got.Outcome, got.Reason, got.Confidence)
		}
	}
}

// A chosen area on skin that has no features to speak of elsewhere.
func TestAChosenAreaDecides(t *testing.T) {
	skin := phantom.Subject{Seed: 23, Concern: phantom.AcneScars}
	area := []photos.Point{{X: .15, Y: .2}, {X: .65, Y: .2}, {X: .65, Y: .75}, {X: .15, Y: .75}}
	got, off := aligned(t, skin, skinShot(phantom.Pose{}), skinShot(phantom.Pose{Degrees: 5, Scale: 1.05}), align.Options{Area: area})
	if got.Outcome != align.Aligned || off > .003 {
		t.Errorf("%s %s, %.3f %% off", got.Outcome, got.Reason, 100*off)
	}
	for _, p := range got.Landmarks {
		if p.Reference.X < .14 || p.Reference.X > .66 || p.Reference.Y < .19 || p.Reference.Y > .76 {
			t.Errorf("a landmark outside the area: %v", p.Reference)
		}
	}
}
