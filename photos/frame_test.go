package photos_test

import (
	"testing"

	"skinline/photos"
)

func TestWholeCoversThePhotoInLongSides(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want photos.Rect
	}{
		{300, 200, photos.Rect{W: 1, H: 2. / 3}}, {200, 300, photos.Rect{W: 2. / 3, H: 1}}, {5, 5, photos.Rect{W: 1, H: 1}}, {0, 0, photos.Rect{}},
	} {
		if got := photos.Whole(c.w, c.h); got != c.want {
			t.Errorf("Whole(%d, %d) = %v", c.w, c.h, got)
		}
	}
}

func TestResolvedFillsInOnlyWhatIsNotSet(t *testing.T) {
	if got := (photos.Frame{}).Resolved(200, 300); got.Align != photos.Identity() || got.Crop != photos.Whole(200, 300) {
		t.Errorf("the zero frame became %+v", got)
	}
	set := photos.Frame{Align: photos.Similarity(2, 10, 0, 0), Crop: photos.Rect{X: .1, Y: .1, W: .2, H: .3}}
	if got := set.Resolved(200, 300); got != set {
		t.Errorf("a set frame became %+v", got)
	}
	if got := set.Resolved(200, 300).Resolved(7, 9); got != set {
		t.Errorf("resolving twice gives %+v", got)
	}
}

func TestEmptyRectCoversNothing(t *testing.T) {
	for r, want := range map[photos.Rect]bool{{}: true, {W: 1}: true, {W: 1, H: -1}: true, {X: -5, W: .1, H: .1}: false} {
		if r.Empty() != want {
			t.Errorf("%v: %v", r, r.Empty())
		}
	}
}
