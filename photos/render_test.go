package photos_test

import (
	"bytes"
	"image"
	"math"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"skinline/photos"
)

// scene is a smooth analytic pattern with fine detail, a function of relative
// coordinates, so that what a render should show is known exactly.
func scene(p photos.Point) [3]float64 {
	wave := func(fx, fy, phase float64) float64 { return math.Sin(2*math.Pi*(fx*p.X+fy*p.Y) + phase) }
	return [3]float64{
		130 + 60*wave(5, 2, 0) + 40*wave(-11, 17, 1),
		120 + 50*wave(3, -7, 2) + 40*wave(19, 9, .5),
		110 + 70*wave(-4, 6, 3) + 20*wave(23, -21, 2),
	}
}

func paint(w, h int, at func(photos.Point) [3]float64) *image.NRGBA {
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	long := float64(max(w, h))
	for y := range h {
		for x := range w {
			v := at(photos.Point{X: (float64(x) + .5) / long, Y: (float64(y) + .5) / long})
			i := pic.PixOffset(x, y)
			for c := range 3 {
				pic.Pix[i+c] = uint8(math.Round(max(0, min(v[c], 255))))
			}
			pic.Pix[i+3] = 255
		}
	}
	return pic
}

// noise is a picture of any values at all.
func noise(w, h int, opaque bool) *image.NRGBA {
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	state := uint32(1)
	for i := range pic.Pix {
		state = state*1664525 + 1013904223
		pic.Pix[i] = uint8(state >> 24)
		if opaque && i%4 == 3 {
			pic.Pix[i] = 255
		}
	}
	return pic
}

// psnr is in dB over the colours inside r.
func psnr(a, b []uint8, stride int, r image.Rectangle) float64 {
	var sum, n float64
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			for c := range 3 {
				i := y*stride + 4*x + c
				d := float64(a[i]) - float64(b[i])
				sum, n = sum+d*d, n+1
			}
		}
	}
	if sum == 0 {
		return math.Inf(1)
	}
	return 10 * math.Log10(255*255*n/sum)
}

func TestRenderOfWholePhotoAtItsSizeIsThePhoto(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {7, 5}, {64, 200}, {333, 217}} {
		pic := noise(size.X, size.Y, true)
		got := photos.Render(pic, photos.Frame{}, size.X, size.Y)
		if !bytes.Equal(got.Pix, pic.Pix) {
			t.Errorf("%v: pixels differ", size)
		}
		if got.Stride != 4*size.X || got.Rect.Min != (image.Point{}) {
			t.Errorf("%v: stride %d, bounds %v", size, got.Stride, got.Rect)
		}
	}
}

func TestRenderRoundTripIsAtLeastAsGoodAsCatmullRomOfXImage(t *testing.T) {
	const side = 400
	pic := paint(side, side, scene)
	turn := func(degrees float64) photos.Transform {
		// About the centre of the picture.
		return photos.Similarity(1, 0, -.5, -.5).Then(photos.Similarity(1, degrees, .5, .5))
	}
	whole := photos.Whole(side, side)
	there := photos.Render(pic, photos.Frame{Align: turn(7.3), Crop: whole}, side, side)
	back := photos.Render(unpremultiplied(there), photos.Frame{Align: turn(-7.3), Crop: whole}, side, side)

	xdraw := func(src image.Image, degrees float64) *image.RGBA {
		m := photos.Similarity(1, 0, -side/2, -side/2).Then(photos.Similarity(1, degrees, side/2, side/2))
		dst := image.NewRGBA(image.Rect(0, 0, side, side))
		draw.CatmullRom.Transform(dst, f64.Aff3{m[0][0], m[0][1], m[0][2], m[1][0], m[1][1], m[1][2]}, src, src.Bounds(), draw.Src, nil)
		return dst
	}
	theirs := xdraw(xdraw(pic, 7.3), -7.3)

	inner := image.Rect(60, 60, side-60, side-60)
	ours, peer := psnr(back.Pix, pic.Pix, 4*side, inner), psnr(theirs.Pix, pic.Pix, 4*side, inner)
	t.Logf("ours %.2f dB, x/image %.2f dB", ours, peer)
	if ours < peer-.05 {
		t.Errorf("round trip %.2f dB, x/image CatmullRom %.2f dB", ours, peer)
	}
}

func unpremultiplied(pic *image.RGBA) *image.NRGBA {
	out := image.NewNRGBA(pic.Rect)
	draw.Draw(out, out.Rect, pic, image.Point{}, draw.Src)
	return out
}
