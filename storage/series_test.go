package storage_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/decode"
	"skinline/photos/decode/worker"
	"skinline/storage"
)

// told is a decoder that has been told how its files lie on each other; about
// others it finds nothing. The rules of a series are tested with it; that the
// program aligns photos at all is tested with real ones.
type told struct {
	storage.Decoder
	found map[[2]string]align.Result // by the files of reference and photo
	fails map[string]error           // by the photo's file
	asked atomic.Int32
	areas sync.Map // of the reference that were asked for, by the photo's file
}

func (d *told) Align(ctx context.Context, reference, photo []byte, o align.Options) (worker.Aligned, error) {
	d.asked.Add(1)
	d.areas.Store(string(photo), o.Area)
	if err := d.fails[string(photo)]; err != nil {
		return worker.Aligned{}, err
	}
	r, ok := d.found[[2]string{string(reference), string(photo)}]
	if !ok {
		r = align.Result{Outcome: align.Refused, Reason: align.NothingFound}
	}
	if r.Model = o.Model; r.Model == "" {
		r.Model = align.Similarity
	}
	return worker.Aligned{Result: r}, ctx.Err()
}

// row is a view of four photos, the first its reference, and what is known of
// how they lie on each other.
type row struct {
	*testing.T
	l      *storage.Library
	d      *told
	client storage.ID
	files  [][]byte
	photos []storage.Photo
}

func newRow(t *testing.T) *row {
	t.Helper()
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	r := &row{T: t, l: l, client: s.ClientID, d: &told{Decoder: storage.DecodeHere(), found: map[[2]string]align.Result{}, fails: map[string]error{}}}
	for i := range 4 {
		r.files = append(r.files, jpegFile(t, uint64(i+1), 30, 20))
		r.photos = append(r.photos, importPhoto(t, l, s.ID, "frontal", r.files[i]))
	}
	l.DecodeWith(r.d)
	return r
}

// tell says how photo lies on reference.
func (r *row) tell(reference, photo int, result align.Result) {
	r.d.found[[2]string{string(r.files[reference]), string(r.files[photo])}] = result
}

func sure(dx, confidence float64) align.Result {
	return align.Result{
		Outcome: align.Aligned, Method: "face", Transform: photos.Similarity(1.5, 0, dx, 0), Residual: .001, Confidence: confidence,
		Landmarks: []align.Pair{{Reference: photos.Point{X: .3, Y: .2}, Photo: photos.Point{X: .1, Y: .2}}},
	}
}

func no(reason align.Reason) align.Result {
	return align.Result{Outcome: align.Refused, Reason: reason}
}

func (r *row) run(s storage.Series) []storage.SeriesStep {
	r.Helper()
	s.Client = r.client
	var steps []storage.SeriesStep
	if err := r.l.AlignSeries(r.Context(), s, func(step storage.SeriesStep) {
		if step.Done != len(steps)+1 || step.Total < step.Done {
			r.Errorf("step %d of %d after %d", step.Done, step.Total, len(steps))
		}
		steps = append(steps, step)
	}); err != nil {
		r.Fatal(err)
	}
	return steps
}

func (r *row) photo(i int) storage.Photo {
	r.Helper()
	p, err := r.l.Photo(r.photos[i].ID)
	if err != nil {
		r.Fatal(err)
	}
	return p
}

func TestASeriesAlignsDirectlyElseThroughTheSurestPhoto(t *testing.T) {
	r := newRow(t)
	r.tell(0, 1, sure(.1, .8))
	r.tell(0, 2, sure(.2, .9))
	r.tell(0, 3, no(align.NotTheSame))
	r.tell(1, 3, sure(.3, .7))
	r.tell(2, 3, sure(.4, .6))
	steps := r.run(storage.Series{})
	if len(steps) != 3 {
		t.Fatalf("%d steps", len(steps))
	}
	direct := r.photo(1).Alignment
	if direct == nil || direct.Method != storage.AlignFace || direct.Outcome != align.Aligned || direct.Via != "" || direct.Confidence != .8 ||
		direct.Transform != photos.Similarity(1.5, 0, .1, 0) || direct.Reference != r.photos[0].ID || len(direct.Landmarks) != 1 {
		t.Errorf("direct %+v", direct)
	}
	a := r.photo(3).Alignment
	if a == nil || a.Via != r.photos[2].ID || a.Reference != r.photos[0].ID {
		t.Fatalf("through the surest: %+v", a)
	}
	// Both steps one after the other; the inner residual grows with the outer scale.
	want := photos.Similarity(1.5, 0, .4, 0).Then(photos.Similarity(1.5, 0, .2, 0))
	if a.Transform != want || math.Abs(a.Residual-.0025) > 1e-12 || math.Abs(a.Confidence-.54) > 1e-12 {
		t.Errorf("%+v, want the transform %v", a, want)
	}
	m := a.Landmarks[0]
	if on := photos.Similarity(1.5, 0, .2, 0).Apply(photos.Point{X: .3, Y: .2}); m.Reference != on {
		t.Errorf("its landmark lies at %v, want %v", m.Reference, on)
	}
	if again := r.run(storage.Series{}); len(again) != 0 {
		t.Errorf("done a second time: %+v", again)
	}
	verified(t, r.l)
}

func TestATurnedHeadIsNotBroughtInByAnotherWay(t *testing.T) {
	r := newRow(t)
	r.tell(0, 1, sure(.1, .9))
	r.tell(0, 2, no(align.PoseDiffers))
	r.tell(1, 2, sure(.2, .9))
	r.run(storage.Series{})
	if p := r.photo(2); p.Alignment != nil || p.Attempt == nil || p.Attempt.Reason != align.PoseDiffers {
		t.Errorf("%+v, %+v", p.Alignment, p.Attempt)
	}
}

func TestRefusalsAreRememberedUntilAskedOrTheReferenceChanges(t *testing.T) {
	r := newRow(t)
	r.tell(0, 1, sure(.1, .9))
	r.tell(0, 2, no(align.LightDiffers))
	if steps := r.run(storage.Series{}); len(steps) != 3 {
		t.Fatalf("%d steps", len(steps))
	}
	p := r.photo(2)
	if got := p.RefusedTo(r.photos[0].ID); got == nil || got.Reason != align.LightDiffers || got.At.IsZero() {
		t.Fatalf("remembered %+v", got)
	}
	asked := r.d.asked.Load()
	if steps := r.run(storage.Series{}); len(steps) != 0 || r.d.asked.Load() != asked {
		t.Errorf("tried again unasked: %+v", steps)
	}
	if steps := r.run(storage.Series{Again: true}); len(steps) != 2 || r.d.asked.Load() == asked {
		t.Errorf("asked for, tried %d", len(steps))
	}
	frames, err := r.l.ViewFrames(r.client)
	if err != nil {
		t.Fatal(err)
	}
	frames[0].Reference = r.photos[1].ID
	if _, err := r.l.SetViewFrame(frames[0]); err != nil {
		t.Fatal(err)
	}
	r.tell(1, 2, sure(.2, .9))
	r.run(storage.Series{})
	if p := r.photo(2); p.AlignmentTo(r.photos[1].ID) == nil || p.Attempt != nil {
		t.Errorf("with another reference %+v, %+v", p.Alignment, p.Attempt)
	}
}

func TestAPersonsCorrectionStaysWhateverIsAsked(t *testing.T) {
	r := newRow(t)
	for i := 1; i < 4; i++ {
		r.tell(0, i, sure(.1, .9))
		r.tell(1, i, sure(.3, .9))
	}
	manual := &storage.Alignment{Reference: r.photos[0].ID, Transform: photos.Similarity(1, 1, 0, 0), Method: storage.AlignManual, Confidence: 1}
	if _, err := r.l.SetAlignment(r.photos[2].ID, manual); err != nil {
		t.Fatal(err)
	}
	for _, s := range []storage.Series{{}, {Again: true}, {Model: align.Affine}, {Again: true, Photos: []storage.ID{r.photos[2].ID}}} {
		r.run(s)
		if a := r.photo(2).Alignment; a.Method != storage.AlignManual || a.Transform != manual.Transform {
			t.Fatalf("%+v overwrote it with %+v", s, a)
		}
	}
	if a := r.photo(1).Alignment; a.Model != align.Affine || !a.Warps() {
		t.Errorf("the model asked for: %+v", a)
	}
	// The correction comes back with the reference it was made for.
	for _, reference := range []int{1, 0} {
		frames, err := r.l.ViewFrames(r.client)
		if err != nil {
			t.Fatal(err)
		}
		frames[0].Reference = r.photos[reference].ID
		if _, err := r.l.SetViewFrame(frames[0]); err != nil {
			t.Fatal(err)
		}
		r.run(storage.Series{})
	}
	if a := r.photo(2).AlignmentTo(r.photos[0].ID); a == nil || a.Method != storage.AlignManual || a.Transform != manual.Transform {
		t.Errorf("back on the first reference it is %+v", a)
	}
}

func TestAnUndoneSeriesLeavesNoTraceAndIsNotDoneUnasked(t *testing.T) {
	r := newRow(t)
	for i := 1; i < 4; i++ {
		r.tell(0, i, sure(.1, .9))
	}
	steps := r.run(storage.Series{})
	corrected := &storage.Alignment{Reference: r.photos[0].ID, Transform: photos.Similarity(1, 1, 0, 0), Method: storage.AlignManual, Confidence: 1}
	if _, err := r.l.SetAlignment(r.photos[3].ID, corrected); err != nil {
		t.Fatal(err)
	}
	if err := r.l.UndoSeries(steps); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < 3; i++ {
		if p := r.photo(i); p.Alignment != nil || p.Attempt != nil {
			t.Errorf("photo %d still has %+v", i, p.Alignment)
		}
		if h, err := r.l.AlignmentHistory(r.photos[i].ID); err != nil || len(h) != 2 || h[0] == nil || h[1] != nil {
			t.Errorf("history %+v, %v", h, err)
		}
	}
	if a := r.photo(3).Alignment; a == nil || a.Method != storage.AlignManual {
		t.Errorf("undo took the correction away: %+v", a)
	}
	if again := r.run(storage.Series{}); len(again) != 0 {
		t.Errorf("done again unasked: %d", len(again))
	}
	if again := r.run(storage.Series{Again: true}); len(again) != 2 {
		t.Errorf("asked for, done %d", len(again))
	}
}

func TestAPhotoThatBreaksTheWorkerIsRefusedAndTheOthersGoOn(t *testing.T) {
	r := newRow(t)
	r.tell(0, 1, sure(.1, .9))
	r.tell(0, 3, sure(.1, .9))
	r.d.fails[string(r.files[2])] = decode.ErrDamaged
	steps := r.run(storage.Series{})
	if len(steps) != 3 || !errors.Is(steps[1].Err, decode.ErrDamaged) || steps[1].Outcome != align.Refused {
		t.Fatalf("%+v", steps)
	}
	if p := r.photo(2); p.RefusedTo(r.photos[0].ID) == nil || p.Attempt.Reason != storage.NotDone {
		t.Errorf("remembered %+v", p.Attempt)
	}
	if r.photo(3).Alignment == nil {
		t.Error("the next photo was not aligned")
	}
}

func TestAStoppedSeriesKeepsWhatItReported(t *testing.T) {
	r := newRow(t)
	for i := 1; i < 4; i++ {
		r.tell(0, i, sure(.1, .9))
	}
	ctx, stop := context.WithCancel(t.Context())
	err := r.l.AlignSeries(ctx, storage.Series{Client: r.client}, func(storage.SeriesStep) { stop() })
	if !errors.Is(err, context.Canceled) || r.photo(1).Alignment == nil || r.photo(2).Alignment != nil || r.photo(2).Attempt != nil {
		t.Errorf("%v: %+v, %+v", err, r.photo(1).Alignment, r.photo(2).Alignment)
	}
	if err := r.l.Lock(); err != nil {
		t.Fatal(err)
	}
	if err := r.l.AlignSeries(t.Context(), storage.Series{Client: r.client}, nil); !errors.Is(err, storage.ErrLocked) {
		t.Error(err)
	}
}

func TestFindingStoresNothing(t *testing.T) {
	r := newRow(t)
	r.tell(0, 1, sure(.1, .9))
	r.tell(0, 2, no(align.LightDiffers))
	a, refused, err := r.l.FindAlignment(t.Context(), r.photos[1].ID, "")
	if err != nil || refused != nil || a.Confidence != .9 {
		t.Errorf("%+v, %+v, %v", a, refused, err)
	}
	if a, refused, err = r.l.FindAlignment(t.Context(), r.photos[2].ID, ""); err != nil || a != nil || refused.Reason != align.LightDiffers {
		t.Errorf("%+v, %+v, %v", a, refused, err)
	}
	for i := range r.photos {
		if !reflect.DeepEqual(r.photo(i), r.photos[i]) {
			t.Errorf("photo %d is now %+v", i, r.photo(i))
		}
	}
	if _, _, err := r.l.FindAlignment(t.Context(), r.photos[0].ID, ""); !errors.Is(err, storage.ErrInvalid) {
		t.Errorf("the reference itself: %v", err)
	}
}

func TestAttemptsAndWaysSurviveARebuild(t *testing.T) {
	r := newRow(t)
	r.tell(0, 1, sure(.1, .9))
	r.tell(1, 2, sure(.1, .9))
	r.run(storage.Series{})
	want := []storage.Photo{r.photo(1), r.photo(2), r.photo(3)}
	dir := r.l.Dir()
	if err := r.l.Close(); err != nil {
		t.Fatal(err)
	}
	if findings, err := storage.Rebuild(t.Context(), dir, passphrase); err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
	var err error
	if r.l, err = storage.Open(dir, passphrase); err != nil {
		t.Fatal(err)
	}
	defer r.l.Close()
	for i, p := range want {
		if got := r.photo(i + 1); !reflect.DeepEqual(got.Alignment, p.Alignment) || !reflect.DeepEqual(got.Attempt, p.Attempt) {
			t.Errorf("photo %d: %+v, %+v", i+1, got.Alignment, got.Attempt)
		}
	}
	if want[1].Alignment.Via == "" || want[2].Attempt == nil {
		t.Errorf("the test has nothing to lose: %+v", want)
	}
}

// byAnOlder makes a photo's alignment one of an earlier version of the aligner.
func (r *row) byAnOlder(i int, change func(*storage.Alignment)) *storage.Alignment {
	r.Helper()
	a := *r.photo(i).Alignment
	a.Engine = align.Version - 1
	change(&a)
	if _, err := r.l.SetAlignment(r.photos[i].ID, &a); err != nil {
		r.Fatal(err)
	}
	return &a
}

func TestWhatAnOlderAlignerFoundIsFoundAnew(t *testing.T) {
	r := newRow(t)
	for i := 1; i < 4; i++ {
		r.tell(0, i, sure(.1, .8))
	}
	r.run(storage.Series{})
	if a := r.photo(1).Alignment; a.Engine != align.Version {
		t.Fatalf("made by version %d", a.Engine)
	}
	older := r.byAnOlder(1, func(*storage.Alignment) {})
	wrong := r.byAnOlder(2, func(*storage.Alignment) {})
	corrected := r.byAnOlder(3, func(a *storage.Alignment) { a.Method = storage.AlignManual })
	r.tell(0, 1, sure(.2, .9))
	r.tell(0, 2, no(align.PoseDiffers))
	if steps := r.run(storage.Series{}); len(steps) != 0 {
		t.Errorf("unasked: %+v", steps)
	}
	steps := r.run(storage.Series{Again: true})
	if len(steps) != 2 || r.photo(1).Alignment.Transform != photos.Similarity(1.5, 0, .2, 0) || r.photo(1).Alignment.Engine != align.Version {
		t.Errorf("%d steps, %+v", len(steps), r.photo(1).Alignment)
	}
	if p := r.photo(2); p.Alignment != nil || p.RefusedTo(r.photos[0].ID) == nil {
		t.Errorf("no longer found, but %+v", p.Alignment)
	}
	if a := r.photo(3).Alignment; !reflect.DeepEqual(a, corrected) {
		t.Errorf("a person's is now %+v", a)
	}
	if err := r.l.UndoSeries(steps); err != nil || !reflect.DeepEqual(r.photo(1).Alignment, older) || !reflect.DeepEqual(r.photo(2).Alignment, wrong) {
		t.Errorf("taken back: %+v, %+v, %v", r.photo(1).Alignment, r.photo(2).Alignment, err)
	}
	// Once a person's, it stays what that person made of it.
	r.byAnOlder(3, func(a *storage.Alignment) { a.Method = storage.AlignFace })
	for _, step := range r.run(storage.Series{Again: true}) {
		if step.Photo.ID == r.photos[3].ID {
			t.Errorf("redone: %+v", step.Photo.Alignment)
		}
	}
}

func TestTheCropSaysWhatMustComeToLieUnlessItIsAHead(t *testing.T) {
	for view, want := range map[storage.View]int{"frontal": 0, "scar-close": 4} {
		r := newRow(t)
		for _, p := range r.photos {
			p.View = view
			if _, err := r.l.UpdatePhoto(p); err != nil {
				t.Fatal(err)
			}
		}
		crop := photos.Rect{X: .2, Y: .1, W: .5, H: .4}
		f := storage.ViewFrame{ClientID: r.client, View: view, Reference: r.photos[0].ID, Crop: crop, Aspect: "free", CropSet: true}
		if _, err := r.l.SetViewFrame(f); err != nil {
			t.Fatal(err)
		}
		r.run(storage.Series{})
		got, ok := r.d.areas.Load(string(r.files[1]))
		if area, _ := got.([]photos.Point); !ok || len(area) != want || want > 0 && (area[0] != photos.Point{X: .2, Y: .1} || area[2] != photos.Point{X: .7, Y: .5}) {
			t.Errorf("%s: %v", view, got)
		}
	}
}
