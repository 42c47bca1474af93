package photos_test

import (
	"testing"

	"skinline/photos"
	"skinline/photos/phantom"
)

func TestAlignedPhotoShowsItsReference(t *testing.T) {
	subject := phantom.Subject{Seed: 2}
	reference := phantom.Shot{Width: 320, Height: 400}
	moved := reference
	moved.Pose = phantom.Pose{Scale: 1.08, Degrees: 6, DX: .02, DY: -.03}
	crop := photos.Rect{X: .2, Y: .2, W: .4, H: .5}
	want := photos.Render(subject.Render(reference), photos.Frame{Crop: crop}, 160, 200)
	frame := photos.Frame{Align: phantom.True(subject, moved, reference), Crop: crop}
	picture := subject.Render(moved)
	got := photos.Render(picture, frame, 160, 200)
	exact := psnr(got.Pix, want.Pix, got.Stride, got.Rect)
	// The true transform must fit best of all near it.
	for _, off := range []photos.Transform{photos.Similarity(1, 0, .5/400, 0), photos.Similarity(1, 0, 0, -.5/400)} {
		f := frame
		f.Align = f.Align.Then(off)
		if beside := psnr(photos.Render(picture, f, 160, 200).Pix, want.Pix, got.Stride, got.Rect); beside > exact-.5 {
			t.Errorf("half a pixel beside gives %.2f dB, the true transform %.2f", beside, exact)
		}
	}
	if exact < 30 {
		t.Errorf("%.2f dB", exact)
	}
}
