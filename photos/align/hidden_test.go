package align_test

import (
	"context"
	"image"
	"image/draw"
	"math"
	"runtime"
	"slices"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/align/face"
	"skinline/photos/align/pyramid"
	"skinline/photos/phantom"
)

// before is the wall and, unless the corner is the zero one, a face before it so
// small that only a look at parts of the photo finds it.
func before(t *testing.T, wall *image.NRGBA, corner image.Point) *image.NRGBA {
	t.Helper()
	img := &image.NRGBA{Pix: slices.Clone(wall.Pix), Stride: wall.Stride, Rect: wall.Rect}
	hidden := 0
	if corner != (image.Point{}) {
		person := phantom.Subject{Kind: phantom.Face, Seed: 3, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 150, Height: 188})
		draw.Draw(img, person.Rect.Add(corner), person, image.Point{}, draw.Src)
		hidden = 1
	}
	obvious, err := face.Obvious(pyramid.Of(img))
	if err != nil || len(obvious) != 0 {
		t.Fatalf("%d obvious faces, %v", len(obvious), err)
	}
	if faces, err := face.Find(img); err != nil || len(faces) != hidden {
		t.Fatalf("%d faces, %v", len(faces), err)
	}
	return img
}

// Somebody who has moved before a wall that has not.
func TestHiddenFacesAreAlignedRatherThanTheirSurroundings(t *testing.T) {
	const long = 1000
	// A wall with plenty to see on it.
	wall := phantom.Subject{Seed: 24, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: long, Height: 800, Noise: 1})
	wall, here, there := before(t, wall, image.Point{}), before(t, wall, image.Pt(200, 170)), before(t, wall, image.Pt(340, 220))
	for name, c := range map[string]struct {
		reference, photo *image.NRGBA
		method           string
		move             photos.Point // of the photo, in pixels of the reference
	}{
		"a face in both":          {here, there, "face", photos.Point{X: -140, Y: -50}},
		"a face in the photo":     {wall, there, "features", photos.Point{}},
		"the same wall":           {wall, wall, "features", photos.Point{}},
		"the same in both":        {here, here, "face", photos.Point{}},
		"a face in the reference": {here, wall, "", photos.Point{}},
	} {
		got, err := align.Align(context.Background(), c.reference, c.photo, align.Options{})
		if err != nil || got.Method != c.method {
			t.Errorf("%s: %s %s by %q, %v", name, got.Outcome, got.Reason, got.Method, err)
			continue
		}
		if c.method == "" {
			if got.Outcome != align.Refused || got.Reason != align.OneFaceOnly {
				t.Errorf("%s: %s %s", name, got.Outcome, got.Reason)
			}
			continue
		}
		from := photos.Point{X: 415. / long, Y: 310. / long}
		to := got.Transform.Apply(from)
		if off := math.Hypot(to.X-from.X-c.move.X/long, to.Y-from.Y-c.move.Y/long) * long; off > 2 {
			t.Errorf("%s: %s, %.1f pixels off", name, got.Outcome, off)
		}
	}
}

func TestTheSameSkinHasTheSameMatrixOnAnyNumberOfProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	s := phantom.Subject{Seed: 21, Concern: phantom.AcneScars}
	shot := phantom.Shot{Width: 1100, Height: 901, Noise: 1}
	reference := s.Render(shot)
	shot.Pose = phantom.Pose{Scale: 1.05, Degrees: 4}
	photo := s.Render(shot)
	var first align.Result
	for i, n := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(n)
		got, err := align.Align(context.Background(), reference, photo, align.Options{})
		if err != nil || got.Outcome != align.Aligned {
			t.Fatalf("%s %s, %v", got.Outcome, got.Reason, err)
		}
		if i == 0 {
			first = got
		}
		if got.Transform != first.Transform || got.Confidence != first.Confidence {
			t.Errorf("on %d: %v, not %v", n, got, first)
		}
	}
}
