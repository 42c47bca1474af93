package ui

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/storage"
)

// comparing opens the first and the latest photo of a client.
func comparing(t *testing.T) (*App, *offstage, *compareScreen) {
	t.Helper()
	a, off, s := withPhotos(t)
	s.compareEnds()
	a.settle(off)
	c, ok := a.screen.(*compareScreen)
	if !ok || len(c.board.panes) != 2 {
		t.Fatalf("screen is %T", a.screen)
	}
	return a, off, c
}

func typed(a *App, keys ...fyne.KeyName) {
	for _, k := range keys {
		a.typedKey(&fyne.KeyEvent{Name: k})
	}
}

func (s *compareScreen) ids() (ids []storage.ID) {
	for _, p := range s.board.panes {
		ids = append(ids, p.photo.ID)
	}
	return ids
}

func TestAnotherPhotosPixelsNeverReachAPane(t *testing.T) {
	a, off, c := comparing(t)
	b := c.board
	b.zoom.At(photos.Point{X: .4, Y: .5}, 2)
	var got []storage.ID
	for _, p := range b.panes {
		show := p.exact.show
		p.exact.show = func(img *image.RGBA, err error) {
			got = append(got, p.exact.want.photo)
			if p.exact.want.photo != p.photo.ID {
				t.Error("a pane shows a photo that it is not about")
			}
			show(img, err)
		}
	}
	// Steps, swaps and views change faster than pixels arrive.
	for i := range 20 {
		for _, p := range b.panes {
			p.pane.Renew()
		}
		switch i % 3 {
		case 0:
			c.swap()
		case 1:
			c.step(-1)
		case 2:
			c.step(1)
		}
	}
	a.settle(off)
	if len(got) == 0 {
		t.Error("nothing was shown")
	}
	for i, p := range b.panes {
		if p.exact.want.photo != p.photo.ID || p.base.want.photo != p.photo.ID {
			t.Errorf("pane %d is of %s and wants %s", i, p.photo.ID, p.exact.want.photo)
		}
	}
}

func TestLockWhileAPhotoIsDecodedShowsNothing(t *testing.T) {
	a, off, c := comparing(t)
	c.board.zoom.Full(c.board.zoom.Centre())
	for _, p := range c.board.panes {
		p.exact.show = func(*image.RGBA, error) { t.Error("shown after the lock") }
		p.pane.Renew()
	}
	a.lock()
	a.settle(off)
	if len(c.full.kept) != 0 || c.full.bytes != 0 {
		t.Error("a decoded original is kept")
	}
	if c.loader.cache.bytes != 0 {
		t.Error("pictures are kept")
	}
}
