package worker_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/comparability"
	"skinline/photos/decode"
	"skinline/photos/decode/worker"
	"skinline/photos/phantom"
)

// facePair are two photos of one face, with the transform of the
// second onto the first.
func facePair(t *testing.T) (reference, photo []byte, truth photos.Transform) {
	t.Helper()
	subject := phantom.Subject{Kind: phantom.Face, Seed: 5}
	shots := [2]phantom.Shot{
		{Width: 480, Height: 600},
		{Width: 480, Height: 600, Pose: phantom.Pose{Scale: 1.05, Degrees: 3, DX: .02}, Orientation: 6, NoiseSeed: 2, Noise: 1},
	}
	var files [2][]byte
	for i, s := range shots {
		var err error
		if files[i], err = subject.JPEG(s); err != nil {
			t.Fatal(err)
		}
	}
	return files[0], files[1], phantom.True(subject, shots[1], shots[0])
}

func TestAWorkerAlignsAsTheProcessItself(t *testing.T) {
	p := pool(t, 1, "worker")
	reference, photo, truth := facePair(t)
	got, err := p.Align(t.Context(), reference, photo, align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := worker.Align(t.Context(), reference, photo, align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Transform != want.Transform || got.Outcome != want.Outcome || got.Reason != want.Reason || len(got.Landmarks) != len(want.Landmarks) {
		t.Errorf("%+v, want %+v", got.Result, want.Result)
	}
	if got.Reference.Width != 480 || got.Photo.Orientation != 6 || got.Photo.Height != 600 || got.DecodeMS <= 0 || got.AlignMS <= 0 {
		t.Errorf("%+v, %+v, %v and %v ms", got.Reference, got.Photo, got.DecodeMS, got.AlignMS)
	}
	for _, corner := range []photos.Point{{X: .1, Y: .1}, {X: .7, Y: .9}} {
		at, is := got.Transform.Apply(corner), truth.Apply(corner)
		if off := math.Hypot(at.X-is.X, at.Y-is.Y) * 600; !(off < 1) {
			t.Errorf("%v lands %.2f px off", corner, off)
		}
	}
}

func TestAPhotoThatCannotBeAlignedIsNamedAndThePoolGoesOn(t *testing.T) {
	p := pool(t, 1, "worker")
	good, other, _ := facePair(t)
	for name, of := range map[string]struct {
		reference, photo []byte
		kind             error
	}{
		"the reference": {good[:300], good, decode.ErrDamaged},
		"the photo":     {good, []byte("%PDF-1.7"), decode.ErrUnsupported},
	} {
		_, err := p.Align(t.Context(), of.reference, of.photo, align.Options{})
		if !errors.Is(err, of.kind) || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		// The worker must have read both photos of the pair before.
		if _, err := p.Align(t.Context(), good, other, align.Options{}); err != nil {
			t.Errorf("after %s: %v", name, err)
		}
		if info, err := p.Probe(t.Context(), good); err != nil || info.Width != 480 {
			t.Errorf("after %s: %+v, %v", name, info, err)
		}
	}
}

func TestAnAlignmentThatBreaksItsWorkerIsAnError(t *testing.T) {
	photo := asPNG(t, photo(90, 90))
	for _, verb := range []string{"dead", "liar"} {
		if _, err := pool(t, 1, verb).Align(t.Context(), photo, photo, align.Options{}); !errors.Is(err, decode.ErrDamaged) {
			t.Errorf("%s: %v", verb, err)
		}
	}
	slow := pool(t, 1, "mute")
	worker.SetDeadline(slow, 100*time.Millisecond)
	start := time.Now()
	if _, err := slow.Align(t.Context(), photo, photo, align.Options{}); !errors.Is(err, decode.ErrTooLarge) || time.Since(start) > 3*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := pool(t, 1, "mute").Align(ctx, photo, photo, align.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestImpossibleAlignmentsAreNotBelieved(t *testing.T) {
	good := worker.Aligned{Result: align.Result{Outcome: align.Aligned, Transform: photos.Similarity(1, 3, 0, 0), Confidence: .9}}
	if err := worker.Check(good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*worker.Aligned){
		"outcome":    func(a *worker.Aligned) { a.Outcome = "sure" },
		"transform":  func(a *worker.Aligned) { a.Transform = photos.Transform{} },
		"far away":   func(a *worker.Aligned) { a.Transform[0][2] = 1e9 },
		"confidence": func(a *worker.Aligned) { a.Confidence = 2 },
		"residual":   func(a *worker.Aligned) { a.Residual = math.NaN() },
		"landmarks":  func(a *worker.Aligned) { a.Landmarks = make([]align.Pair, 2000) },
	} {
		bad := good
		spoil(&bad)
		if worker.Check(bad) == nil {
			t.Errorf("%s is believed", name)
		}
	}
	if err := worker.Check(worker.Aligned{Result: align.Result{Outcome: align.Refused}}); err != nil {
		t.Errorf("a refusal: %v", err)
	}
}

func TestAPairIsJudgedByWhatBothPhotosShow(t *testing.T) {
	p := pool(t, 1, "worker")
	reference, photo, _ := facePair(t)
	a, verdict, err := p.Judge(t.Context(), reference, photo, align.Options{})
	if err != nil || a.Outcome != align.Aligned {
		t.Fatalf("%+v, %v", a.Result, err)
	}
	scale, known := verdict.Find(comparability.Scale)
	if !known || math.Abs(scale.Value-1/1.05) > .01 && math.Abs(scale.Value-1.05) > .01 {
		t.Errorf("scale %+v", scale)
	}
	if cover, ok := verdict.Find(comparability.Coverage); !ok || cover.Value < .9 {
		t.Errorf("coverage %+v", cover)
	}
	// The reference is kept from one to the next, and gives the same again.
	again, _, err := p.Judge(t.Context(), reference, photo, align.Options{})
	if err != nil || again.Transform != a.Transform || again.Reference != a.Reference {
		t.Errorf("again %+v, %v", again.Result, err)
	}
	// Another reference in its place is not taken for it.
	if other, err := p.Align(t.Context(), photo, photo, align.Options{}); err != nil || math.Abs(other.Transform.Scale()-1) > .001 {
		t.Errorf("onto itself %+v, %v", other.Result, err)
	}
}
