package ui

import (
	"context"
	"image"
	"math"
	"slices"
	"testing"

	"skinline/photos"
	"skinline/photos/compose"
	"skinline/storage"
)

// unlike is how far two pictures are apart on average, in steps of 255, where
// a's pixels lie dx further right in b.
func unlike(a, b *image.RGBA, within image.Rectangle, dx int) float64 {
	sum, n := 0.0, 0
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			p, q := a.RGBAAt(x, y), b.RGBAAt(x+dx, y)
			sum += math.Abs(float64(p.R)-float64(q.R)) + math.Abs(float64(p.G)-float64(q.G)) + math.Abs(float64(p.B)-float64(q.B))
			n += 3
		}
	}
	return sum / float64(n)
}

func TestASavedPhotoLiesWhereItWasMoved(t *testing.T) {
	_, _, s := comparing(t)
	draw := func() *image.RGBA {
		img, err := s.c.picture(context.Background(), s.a.lib, s.board.comparison(), 800, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	still := draw()
	crop := s.c.frames[s.board.view].Crop
	s.board.panes[0].pane.SetOffset(photos.Point{X: crop.W / 10})
	moved := draw()
	style := compose.NewStyle(800)
	w, h := photos.Fit(crop, 400, 600)
	left := image.Rect(style.Margin+w/4, style.Margin+h/4, style.Margin+w/2, style.Margin+h/2)
	there, same := unlike(still, moved, left, w/10), unlike(still, moved, left, 0)
	if there > 4 || same < 2*there {
		t.Errorf("%.1f apart where it was moved to, %.1f where it was", there, same)
	}
	right := left.Add(image.Pt(w+style.Gap, 0))
	if d := unlike(still, moved, right, 0); d != 0 {
		t.Errorf("the other photo moved too: %.1f", d)
	}
	if moved.Rect.Dy() <= still.Rect.Dy() {
		t.Error("the caption does not tell that it was moved")
	}
}

func TestManyPhotosAreSavedInRows(t *testing.T) {
	a, off, s := withPhotos(t)
	a.compare(s.c, slices.Repeat(s.c.photos, 3)) // six
	a.settle(off)
	board := a.screen.(*compareScreen).board
	for m, want := range map[mode]int{modeGrid: 3, modeSide: 3} {
		board.mode = m
		x := board.comparison()
		if len(x.shown) != 6 || x.columns != want {
			t.Errorf("mode %v: %d photos in %d columns", m, len(x.shown), x.columns)
		}
		img, err := s.c.picture(context.Background(), a.lib, x, 900, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Rect.Size(); size.X < 800 || size.X > 1000 || size.Y < 700 {
			t.Errorf("mode %v: %v", m, size)
		}
	}
	board.mode = modeCurtain
	board.active, board.pinned = 3, 0
	if got := board.comparison(); len(got.shown) != 2 || got.columns != 2 || got.shown[0].ID != board.panes[0].photo.ID || got.shown[1].ID != board.panes[3].photo.ID {
		t.Errorf("of photos upon each other %d are saved in %d columns", len(got.shown), got.columns)
	}
}

// A photo that is not aligned is saved as large as the board shows it.
func TestAPhotoThatIsNotAlignedFillsItsFrame(t *testing.T) {
	_, _, s := withPhotos(t)
	p := s.c.photos[1]
	p.Alignment = nil
	f, own := s.c.movedFrame(p, photos.Point{}), storage.FrameOf(p, s.c.frames[p.View])
	for _, at := range []photos.Point{{X: own.Crop.X, Y: own.Crop.Y}, {X: own.Crop.X + own.Crop.W, Y: own.Crop.Y + own.Crop.H}} {
		got := f.Align.Apply(at)
		u, v := (got.X-f.Crop.X)/f.Crop.W, (got.Y-f.Crop.Y)/f.Crop.H
		x, y := (at.X-own.Crop.X)/own.Crop.W, (at.Y-own.Crop.Y)/own.Crop.H
		if math.Hypot(u-x, v-y) > 1e-9 {
			t.Errorf("%v lies at %v, %v of the frame, not at %v, %v", at, u, v, x, y)
		}
	}
}
