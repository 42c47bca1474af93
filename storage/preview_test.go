package storage_test

import (
	"context"
	"errors"
	"image"
	"os"
	"reflect"
	"slices"
	"testing"

	"skinline/storage"
)

func TestPreviewsAreLargeEnoughAndNoLarger(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	large := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 2400, 1600))
	small := importPhoto(t, l, s.ID, "frontal", pngFile(t, 2, 300, 400))
	for _, c := range []struct {
		photo storage.Photo
		long  int
		want  image.Point
	}{
		{large, 100, image.Pt(480, 320)},
		{large, 480, image.Pt(480, 320)},
		{large, 481, image.Pt(2048, 1365)},
		{large, 0, image.Pt(2400, 1600)},
		{small, 100, image.Pt(300, 400)},
		{small, 4000, image.Pt(300, 400)},
		{small, 0, image.Pt(300, 400)},
	} {
		pic, err := l.Preview(context.Background(), c.photo.ID, c.long)
		if err != nil || pic.Rect.Size() != c.want {
			t.Errorf("%d asked: %v, %v", c.long, pic.Rect, err)
		}
	}
	pic, err := l.Preview(context.Background(), large.ID, 2300)
	if err != nil || pic.Rect.Dx() < 2300 {
		t.Errorf("beyond the previews: %v, %v", pic.Rect, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.Preview(ctx, large.ID, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestAPreviewShowsThePhotoAndIsMadeAgainWhenLost(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	want := picture(5, 1200, 900)
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 5, 1200, 900))
	before := files(t, l.Dir(), "previews")
	if len(before) != 2 {
		t.Errorf("import made %d previews", len(before))
	}
	for round := range 3 {
		pic, err := l.Preview(context.Background(), p.ID, 480)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []image.Point{{10, 10}, {240, 180}, {470, 350}} {
			got, exact := pic.NRGBAAt(at.X, at.Y), want.NRGBAAt(at.X*1200/480, at.Y*900/360)
			if off(got.R, exact.R) > 6 || off(got.G, exact.G) > 6 || off(got.B, exact.B) > 6 {
				t.Errorf("at %v: %v, want %v", at, got, exact)
			}
		}
		for _, file := range files(t, l.Dir(), "previews") {
			switch round {
			case 0:
				remove(t, file)
			case 1:
				damage(t, file)
			}
		}
	}
	if after := files(t, l.Dir(), "previews"); !reflect.DeepEqual(after, before) {
		t.Errorf("previews %v, before %v", after, before)
	}
}

func TestAPreviewPutInAnothersPlaceIsNotShown(t *testing.T) {
	l, _ := newLibrary(t)
	session := newSession(t, l, storage.KindBaseline)
	one := importPhoto(t, l, session.ID, "frontal", jpegFile(t, 1, 300, 200))
	before := files(t, l.Dir(), "previews")
	two := importPhoto(t, l, session.ID, "oblique-left", jpegFile(t, 2, 300, 200))
	want, err := l.Preview(t.Context(), one.ID, 300)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files(t, l.Dir(), "previews") {
		if slices.Contains(before, path) {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(before[0], content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other, err := l.Preview(t.Context(), two.ID, 300)
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Preview(t.Context(), one.ID, 300)
	if err != nil {
		t.Fatal(err)
	}
	far := func(a, b *image.NRGBA) (n int) {
		for i := range a.Pix {
			n = max(n, off(a.Pix[i], b.Pix[i]))
		}
		return n
	}
	if far(want, other) < 40 {
		t.Fatal("the two photos are too alike for this test")
	}
	if far(got, want) > 24 {
		t.Error("the other photo is shown")
	}
}

func off(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
