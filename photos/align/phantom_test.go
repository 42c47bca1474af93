package align_test

import (
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
)

func TestLandmarksOfPhantomsGiveTheTrueTransform(t *testing.T) {
	subject := phantom.Subject{Seed: 4}
	reference := phantom.Shot{Width: 1200, Height: 1500}
	for _, pose := range []phantom.Pose{{}, {Scale: 1.1, Degrees: 7.3, DX: .04, DY: -.02}, {Scale: .85, Degrees: -11, DX: -.03, DY: .05}} {
		shot := phantom.Shot{Width: 1200, Height: 1500, Pose: pose}
		at := map[string]photos.Point{}
		for _, l := range subject.Landmarks(reference) {
			at[l.Name] = l.Point
		}
		var pairs []align.Pair
		for _, l := range subject.Landmarks(shot) {
			if p, ok := at[l.Name]; ok {
				pairs = append(pairs, align.Pair{Photo: l.Point, Reference: p})
			}
		}
		if len(pairs) < 2 {
			t.Fatalf("%d landmarks in common", len(pairs))
		}
		for n := 2; n <= len(pairs); n++ {
			got, err := align.Landmarks(pairs[:n])
			if err != nil {
				t.Fatal(err)
			}
			if d := apart(got.Transform, phantom.True(subject, shot, reference)); d > .1 {
				t.Errorf("%+v, %d points: %v pixels off", pose, n, d)
			}
		}
	}
}
