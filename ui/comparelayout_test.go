package ui

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
)

func plainSheet(w, h float32) sheet {
	return sheet{size: fyne.NewSize(w, h), scale: 1, aspect: .8, foot: func(width float32) float32 {
		return 40 + 2000/width // narrow facts are taller
	}}
}

func TestGridShowsPhotosAsLargeAsAnyGridCould(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1280, Height: 650}, {Width: 1920, Height: 930}, {Width: 700, Height: 1200}} {
		for n := 2; n <= mostPanes; n++ {
			s := plainSheet(size.Width, size.Height)
			chosen := gridColumns(n, s)
			for columns := 1; columns <= n; columns++ {
				if s.photoHeight(n, columns) > s.photoHeight(n, chosen)+1e-3 {
					t.Errorf("%d photos on %v: %d columns show more than %d", n, size, columns, chosen)
				}
			}
		}
	}
	if got := gridColumns(2, plainSheet(1280, 650)); got != 2 {
		t.Errorf("two portraits on a wide window stand in %d columns", got)
	}
	if got := gridColumns(2, plainSheet(600, 1300)); got != 1 {
		t.Errorf("two portraits on a tall window stand in %d columns", got)
	}
}

// Whatever the mode, photos have one size, lie on whole pixels, and neither
// leave the board nor cover each other or the facts.
func TestSpotsAreEqualWholeAndApart(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 2} {
		for n := 1; n <= mostPanes; n++ {
			for m := modeSide; m <= modeGrid; m++ {
				s := plainSheet(1283, 801)
				s.scale = scale
				r := arrangement{mode: m, active: n - 1, curtain: .3, opacity: .4}
				spots := r.spots(n, s)
				for i, a := range spots {
					if !a.shown {
						continue
					}
					for _, v := range []float32{a.pos.X, a.pos.Y, a.size.Width, a.size.Height} {
						if d := float64(v * scale); math.Abs(d-math.Round(d)) > .01 {
							t.Errorf("mode %d, %d photos at scale %v: photo %d is at %v, %v", m, n, scale, i, a.pos, a.size)
						}
					}
					if a.pos.X+a.size.Width > s.size.Width+.5 || a.foot.Y+s.foot(a.footWidth) > s.size.Height+.5 {
						t.Errorf("mode %d, %d photos: photo %d leaves the board", m, n, i)
					}
					if a.pos.Y+a.size.Height > a.foot.Y+.5 {
						t.Errorf("mode %d, %d photos: photo %d lies on its facts", m, n, i)
					}
					for k, b := range spots[:i] {
						if b.shown && a.size != b.size {
							t.Errorf("mode %d, %d photos: %d is %v, %d is %v", m, n, i, a.size, k, b.size)
						}
						if b.shown && r.stacked() && a.pos != b.pos {
							t.Errorf("mode %d: a pair apart", m)
						}
					}
				}
			}
		}
	}
}

func TestAFlipChangesPlacesOnly(t *testing.T) {
	for m := modeSide; m <= modeGrid; m++ {
		s := plainSheet(1280, 700)
		r := arrangement{mode: m, active: 2, curtain: .3, opacity: .4}
		before := r.spots(4, s)
		r.flipped = true
		after := r.spots(4, s)
		for i := range after {
			if before[i].shown != after[i].shown || before[i].size != after[i].size {
				t.Errorf("mode %d: photo %d would be made anew", m, i)
			}
		}
		if r.stacked() {
			if after[2].to != 0 {
				t.Errorf("mode %d: the upper photo still covers the lower", m)
			}
			continue
		}
		if after[0].pos != before[2].pos || after[2].pos != before[0].pos || after[1].pos != before[1].pos {
			t.Errorf("mode %d: pinned and active photo should change places", m)
		}
	}
}

func TestThePairIsThePinnedAndTheActivePhoto(t *testing.T) {
	for _, c := range []struct {
		r           arrangement
		under, over int
	}{
		{arrangement{mode: modeCurtain, pinned: 0, active: 3}, 0, 3},
		{arrangement{mode: modeCurtain, pinned: 3, active: 1}, 1, 3},
		{arrangement{mode: modeFlip, pinned: 3, active: 1}, 3, 1},
		{arrangement{mode: modeOnion, pinned: -1, active: 2}, 1, 2},
		{arrangement{mode: modeOnion, pinned: 0, active: 0}, 0, 1},
		{arrangement{mode: modeSide, single: true, pinned: 0, active: 2}, 0, 2},
	} {
		if u, o := c.r.pair(4); u != c.under || o != c.over {
			t.Errorf("%+v: %d under %d, want %d under %d", c.r, u, o, c.under, c.over)
		}
	}
}
