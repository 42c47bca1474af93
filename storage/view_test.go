package storage_test

import (
	"errors"
	"math"
	"testing"

	"skinline/photos"
	"skinline/storage"
)

func TestViewFramesDefaultToTheBaselineAndItsWholePicture(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	later, err := l.CreateSession(storage.Session{ClientID: s.ClientID, Date: date(2026, 6, 1), Kind: storage.KindBaseline})
	if err != nil {
		t.Fatal(err)
	}
	importPhoto(t, l, s.ID, "zebra", jpegFile(t, 1, 40, 30))
	importPhoto(t, l, s.ID, "", jpegFile(t, 2, 40, 30))
	importPhoto(t, l, s.ID, "apple", jpegFile(t, 3, 40, 30))
	importPhoto(t, l, s.ID, "cheek-left-close", jpegFile(t, 4, 40, 30))
	importPhoto(t, l, s.ID, "frontal", jpegFile(t, 5, 40, 30))
	baseline := importPhoto(t, l, later.ID, "frontal", jpegFile(t, 6, 20, 40))
	frames, err := l.ViewFrames(s.ClientID)
	if err != nil {
		t.Fatal(err)
	}
	var views []storage.View
	for _, f := range frames {
		views = append(views, f.View)
		if f.CropSet || f.Crop.Empty() {
			t.Errorf("%+v", f)
		}
	}
	want := []storage.View{"frontal", "cheek-left-close", "apple", "zebra", ""}
	for i := range want {
		if views[i] != want[i] {
			t.Fatalf("%v", views)
		}
	}
	if f := frames[0]; f.Reference != baseline.ID || f.Crop != (photos.Rect{W: .5, H: 1}) {
		t.Errorf("%+v", f)
	}
}

func TestSetViewFrameGivesThePreviousOneAndOutlivesItsReference(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	a := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 40, 30))
	b := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 2, 40, 30))
	other := importPhoto(t, l, s.ID, "lateral-left", jpegFile(t, 3, 40, 30))
	initial, _ := l.ViewFrames(s.ClientID)
	want := storage.ViewFrame{
		ClientID: s.ClientID, View: "frontal", Reference: b.ID, Crop: photos.Rect{X: .1, Y: .1, W: 1. / 3, H: .4}, Aspect: "4:5", CropSet: true,
	}
	previous, err := l.SetViewFrame(want)
	if err != nil || previous != initial[0] || previous.Reference != a.ID {
		t.Fatalf("%+v, %v", previous, err)
	}
	frame := func() storage.ViewFrame {
		t.Helper()
		frames, err := l.ViewFrames(s.ClientID)
		if err != nil {
			t.Fatal(err)
		}
		return frames[0]
	}
	if got := frame(); got != want {
		t.Errorf("%+v", got)
	}
	removal, err := l.RemovePhoto(b.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := frame(); got != initial[0] {
		t.Errorf("reference in the trash: %+v", got)
	}
	if err := l.Restore(removal.ID); err != nil {
		t.Fatal(err)
	}
	if got := frame(); got != want {
		t.Errorf("reference restored: %+v", got)
	}
	if _, err := l.SetViewFrame(previous); err != nil {
		t.Fatal(err)
	}
	if got := frame(); got != previous {
		t.Errorf("undone: %+v", got)
	}

	for name, spoil := range map[string]func(*storage.ViewFrame){
		"no area":                   func(f *storage.ViewFrame) { f.Crop.W = 0 },
		"not a number":              func(f *storage.ViewFrame) { f.Crop.X = math.NaN() },
		"unknown aspect":            func(f *storage.ViewFrame) { f.Aspect = "7:5" },
		"reference of another view": func(f *storage.ViewFrame) { f.Reference = other.ID },
	} {
		bad := want
		spoil(&bad)
		if _, err := l.SetViewFrame(bad); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	want.View = "back"
	if _, err := l.SetViewFrame(want); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("view without photos: %v", err)
	}
}

func TestFrameOf(t *testing.T) {
	crop := photos.Rect{X: .2, Y: .1, W: .4, H: .5}
	f := storage.ViewFrame{Reference: "ref", Crop: crop}
	moved := photos.Similarity(1.2, 5, .1, .2)
	aligned := func(to storage.ID) *storage.Alignment { return &storage.Alignment{Reference: to, Transform: moved} }
	landscape, portrait := photos.Info{Width: 300, Height: 200}, photos.Info{Width: 100, Height: 400}
	for name, c := range map[string]struct {
		photo storage.Photo
		want  photos.Frame
	}{
		"reference":             {storage.Photo{ID: "ref", Info: landscape}, photos.Frame{Align: photos.Identity(), Crop: crop}},
		"aligned":               {storage.Photo{ID: "p", Info: landscape, Alignment: aligned("ref")}, photos.Frame{Align: moved, Crop: crop}},
		"aligned to another":    {storage.Photo{ID: "p", Info: landscape, Alignment: aligned("old")}, photos.Frame{Align: photos.Identity(), Crop: photos.Rect{X: .23333333, W: .53333333, H: .66666667}}},
		"not aligned, portrait": {storage.Photo{ID: "p", Info: portrait}, photos.Frame{Align: photos.Identity(), Crop: photos.Rect{Y: .34375, W: .25, H: .3125}}},
	} {
		got := storage.FrameOf(c.photo, f)
		if got.Align != c.want.Align || !near(got.Crop, c.want.Crop) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func near(a, b photos.Rect) bool {
	const small = 1e-6
	return math.Abs(a.X-b.X) < small && math.Abs(a.Y-b.Y) < small && math.Abs(a.W-b.W) < small && math.Abs(a.H-b.H) < small
}

func TestViewsHaveLabelsForPeople(t *testing.T) {
	for view, want := range map[storage.View]string{"frontal": "Frontal", "cheek-left-close": "Cheek left close", "Scar-A": "Scar-A", "": "No view"} {
		if got := view.Label(); got != want {
			t.Errorf("%q: %q", view, got)
		}
	}
}
