package storage_test

import (
	"math"
	"testing"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
	"skinline/storage"
)

// A row of photos of one face, one of them turned away. The program is told nothing.
func TestARowOfFacesAlignsWithoutHints(t *testing.T) {
	subject := phantom.Subject{Kind: phantom.Face, Seed: 11, Tone: 3}
	base := phantom.Shot{Width: 560, Height: 700, Noise: 1.5}
	shots := []phantom.Shot{base, base, base}
	shots[1].Pose, shots[1].NoiseSeed, shots[1].Orientation = phantom.Pose{Scale: 1.04, Degrees: 2.5, DX: .015, DY: -.01}, 2, 8
	shots[2].Pose, shots[2].NoiseSeed, shots[2].Progress = phantom.Pose{Scale: .96, Degrees: -3, DX: -.02}, 3, .5
	turned := base
	turned.Turn, turned.NoiseSeed = 40, 4

	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	var row []storage.Photo
	for i, shot := range append(shots, turned) {
		shot.Taken = time.Date(2026, 4, 14, 9, i, 0, 0, time.UTC)
		data, err := subject.JPEG(shot)
		if err != nil {
			t.Fatal(err)
		}
		row = append(row, importPhoto(t, l, s.ID, "frontal", data))
	}
	outcomes := map[storage.ID]align.Outcome{}
	if err := l.AlignSeries(t.Context(), storage.Series{Client: s.ClientID}, func(step storage.SeriesStep) {
		outcomes[step.Photo.ID] = step.Outcome
	}); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(shots); i++ {
		p, err := l.Photo(row[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		a := p.AlignmentTo(row[0].ID)
		if a == nil || a.Method != storage.AlignFace || a.Outcome != align.Aligned || len(a.Landmarks) < 2 || !(a.Confidence > .5) {
			t.Errorf("photo %d is %s: %+v, %+v", i, outcomes[p.ID], a, p.Attempt)
			continue
		}
		truth := phantom.True(subject, shots[i], shots[0])
		for _, at := range []photos.Point{{X: .25, Y: .3}, {X: .55, Y: .3}, {X: .4, Y: .7}} {
			is, want := a.Transform.Apply(at), truth.Apply(at)
			if off := math.Hypot(is.X-want.X, is.Y-want.Y) / math.Hypot(.8, 1); !(off < .003) {
				t.Errorf("photo %d lies %.2f %% of the diagonal beside the truth", i, 100*off)
			}
		}
	}
	p, err := l.Photo(row[3].ID)
	if err != nil {
		t.Fatal(err)
	}
	// The head is turned by 40 degrees: there is no honest way to lay it on.
	if why := p.RefusedTo(row[0].ID); p.Alignment != nil || why == nil || why.Reason == align.NoReason {
		t.Errorf("the turned head is %+v, %+v", p.Alignment, why)
	}
	verified(t, l)
}
