package align_test

import (
	"context"
	"errors"
	"image"
	"math"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
)

// aligned runs the whole way and returns the result with its mean error over
// the reference's middle, as a share of the picture's diagonal.
func aligned(t *testing.T, s phantom.Subject, reference, photo phantom.Shot, o align.Options) (align.Result, float64) {
	t.Helper()
	got, err := align.Align(context.Background(), s.Render(reference), s.Render(photo), o)
	if err != nil {
		t.Fatal(err)
	}
	if got.Outcome == align.Refused {
		return got, math.Inf(1)
	}
	truth := phantom.True(s, photo, reference)
	inverse, err := truth.Inverse()
	if err != nil {
		t.Fatal(err)
	}
	sum, n := 0., 0.
	for y := .2; y < .7; y += .1 {
		for x := .2; x < .7; x += .1 {
			p := photos.Point{X: x, Y: y}
			q := got.Transform.Apply(inverse.Apply(p))
			sum += math.Hypot(q.X-p.X, q.Y-p.Y)
			n++
		}
	}
	return got, sum / n / math.Hypot(1, .8)
}

func faceShot(pose phantom.Pose) phantom.Shot {
	return phantom.Shot{Width: 480, Height: 600, Pose: pose, Noise: 1}
}

func TestFacesAlign(t *testing.T) {
	reference := faceShot(phantom.Pose{})
	for name, change := range map[string]func(*phantom.Shot){
		"moved":       func(s *phantom.Shot) { s.Pose = phantom.Pose{Scale: 1.1, Degrees: 6, DX: .03, DY: -.02} },
		"other light": func(s *phantom.Shot) { s.Pose.Degrees = -4; s.EV = -.5; s.LightColor = [3]float64{1.1, 1, .85} },
		"treated":     func(s *phantom.Shot) { s.Pose.DX = .02; s.Progress = 1 },
		"just after":  func(s *phantom.Shot) { s.Pose.Scale = .9; s.Redness = .8; s.Progress = .1 },
	} {
		t.Run(name, func(t *testing.T) {
			shot := faceShot(phantom.Pose{})
			change(&shot)
			got, off := aligned(t, phantom.Subject{Kind: phantom.Face, Seed: 3, Concern: phantom.AcneScars}, reference, shot, align.Options{})
			if got.Outcome != align.Aligned || off > .003 {
				t.Errorf("%s %s, confidence %.2f, %.3f %% of the diagonal off", got.Outcome, got.Reason, got.Confidence, 100*off)
			}
			if n := len(got.Landmarks); n < 4 || n > 8 || got.Method != "face" || got.ReferenceFace == nil || got.PhotoFace == nil {
				t.Errorf("method %q, %d landmarks", got.Method, n)
			}
			again, err := align.Landmarks(got.Landmarks)
			if err != nil || apart(again.Transform, got.Transform) > 1 {
				t.Errorf("the landmarks say %v, not %v (%v)", again.Transform, got.Transform, err)
			}
		})
	}
}

// An area says what must come to lie: around a whole face it means the face, and
// beside the face what lies there.
func TestTheAreaSaysWhetherItIsTheFace(t *testing.T) {
	s := phantom.Subject{Kind: phantom.Face, Seed: 3, Concern: phantom.AcneScars}
	for want, area := range map[string][]photos.Point{
		"face":     {{X: .05, Y: .05}, {X: .75, Y: .05}, {X: .75, Y: .95}, {X: .05, Y: .95}},
		"features": {{X: .2, Y: .62}, {X: .6, Y: .62}, {X: .6, Y: 1}, {X: .2, Y: 1}},
	} {
		got, off := aligned(t, s, faceShot(phantom.Pose{}), faceShot(phantom.Pose{Degrees: 3}), align.Options{Area: area})
		if got.Outcome != align.Refused && (got.Method != want || off > .005) || got.Outcome == align.Refused && want == "face" {
			t.Errorf("%s %s by %q instead of %q, %.3f %% off", got.Outcome, got.Reason, got.Method, want, 100*off)
		}
	}
}

func TestAnotherPersonIsNotAligned(t *testing.T) {
	shot := faceShot(phantom.Pose{})
	reference := phantom.Subject{Kind: phantom.Face, Seed: 1}.Render(shot)
	for seed := int64(2); seed < 4; seed++ {
		got, err := align.Align(context.Background(), reference, phantom.Subject{Kind: phantom.Face, Seed: seed}.Render(shot), align.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Outcome == align.Aligned {
			t.Errorf("person %d is aligned with person 1, confidence %.2f", seed, got.Confidence)
		}
	}
}

func TestRefusalsGiveNoTransform(t *testing.T) {
	face := phantom.Subject{Kind: phantom.Face, Seed: 3}.Render(faceShot(phantom.Pose{}))
	empty := image.NewNRGBA(image.Rect(0, 0, 300, 300))
	for name, c := range map[string]struct {
		reference, photo *image.NRGBA
		want             align.Reason
	}{
		"nothing":              {empty, empty, align.NothingFound},
		"a face in one":        {face, empty, align.OneFaceOnly},
		"a face in the other":  {empty, face, align.OneFaceOnly},
		"a single pixel":       {image.NewNRGBA(image.Rect(0, 0, 1, 1)), face, align.OneFaceOnly},
		"two pictures of dots": {image.NewNRGBA(image.Rect(0, 0, 2, 1)), image.NewNRGBA(image.Rect(0, 0, 1, 9)), align.NothingFound},
	} {
		got, err := align.Align(context.Background(), c.reference, c.photo, align.Options{})
		if err != nil || got.Outcome != align.Refused || got.Reason != c.want || got.Transform != (photos.Transform{}) || got.Confidence > .5 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestImpossibleInputIsAnError(t *testing.T) {
	some := image.NewNRGBA(image.Rect(0, 0, 10, 10))
	for _, pair := range [][2]*image.NRGBA{{nil, some}, {some, nil}, {some, image.NewNRGBA(image.Rectangle{})}} {
		if _, err := align.Align(context.Background(), pair[0], pair[1], align.Options{}); !errors.Is(err, align.ErrEmpty) {
			t.Errorf("%v", err)
		}
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := align.Align(done, some, some, align.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSamePhotosSameMatrix(t *testing.T) {
	s := phantom.Subject{Kind: phantom.Face, Seed: 3}
	reference, photo := s.Render(faceShot(phantom.Pose{})), s.Render(faceShot(phantom.Pose{Degrees: 3}))
	first, err := align.Align(context.Background(), reference, photo, align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := align.Align(context.Background(), reference, photo, align.Options{})
	if err != nil || first.Transform != again.Transform || first.Confidence != again.Confidence || first.Outcome != again.Outcome {
		t.Errorf("%v, then %v (%v)", first, again, err)
	}
}
