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

func TestRenderShowsWhereTheTransformSays(t *testing.T) {
	const w, h = 600, 400
	pic := paint(w, h, scene)
	for name, c := range map[string]struct {
		long int
		f    photos.Frame
	}{
		"crop":                {300, photos.Frame{Crop: photos.Rect{X: .31, Y: .17, W: .4, H: .3}}},
		"enlarged":            {300, photos.Frame{Crop: photos.Rect{X: .4, Y: .3, W: .1, H: .08}}},
		"reduced by 2.6":      {170, photos.Frame{Align: photos.Similarity(.4, 0, .01, .02), Crop: photos.Rect{X: .05, Y: .05, W: .3, H: .2}}},
		"reduced by 6 turned": {30, photos.Frame{Align: photos.Similarity(.2, 25, .2, .05), Crop: photos.Rect{X: .23, Y: .12, W: .06, H: .06}}},
		"moved":               {300, photos.Frame{Align: photos.Similarity(1, 0, .0213, -.0341), Crop: photos.Rect{X: .1, Y: .1, W: .5, H: .4}}},
		"turned":              {300, photos.Frame{Align: photos.Similarity(1.07, -12, .02, .1), Crop: photos.Rect{X: .3, Y: .15, W: .4, H: .3}}},
		"on its side":         {300, photos.Frame{Align: photos.Similarity(1, 90, .8, 0), Crop: photos.Rect{X: .3, Y: .2, W: .3, H: .4}}},
		"upside down":         {300, photos.Frame{Align: photos.Similarity(1, 180, 1, .66), Crop: photos.Rect{X: .2, Y: .1, W: .5, H: .4}}},
		"sheared":             {300, photos.Frame{Align: photos.Transform{{1, .1, 0}, {.05, .9, 0}, {0, 0, 1}}, Crop: photos.Rect{X: .2, Y: .1, W: .5, H: .4}}},
		"projective":          {300, photos.Frame{Align: photos.Transform{{1, .02, 0}, {.01, .95, .02}, {.15, -.1, 1}}, Crop: photos.Rect{X: .2, Y: .1, W: .4, H: .3}}},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.f
			cw, ch := photos.Fit(f.Crop, c.long, c.long)
			resolved := f.Resolved(w, h)
			back, err := resolved.Align.Inverse()
			if err != nil {
				t.Fatal(err)
			}
			got := photos.Render(pic, f, cw, ch)
			want := image.NewRGBA(got.Rect)
			for y := range ch {
				for x := range cw {
					p := back.Apply(photos.Point{
						X: f.Crop.X + (float64(x)+.5)/float64(cw)*f.Crop.W,
						Y: f.Crop.Y + (float64(y)+.5)/float64(ch)*f.Crop.H,
					})
					for c, v := range scene(p) {
						want.Pix[want.PixOffset(x, y)+c] = uint8(math.Round(max(0, min(v, 255))))
					}
				}
			}
			// Half a source pixel of error would cost all but some 30 dB.
			if db := psnr(got.Pix, want.Pix, 4*cw, got.Rect); db < 38 {
				t.Errorf("%.1f dB from what the transform says", db)
			}
			for i := 3; i < len(got.Pix); i += 4 {
				if got.Pix[i] != 255 {
					t.Fatalf("pixel %d is transparent inside the photo", i/4)
				}
			}
		})
	}
}

func TestRenderIsTransparentOutsideThePhoto(t *testing.T) {
	pic := paint(100, 100, func(photos.Point) [3]float64 { return [3]float64{200, 100, 50} })
	for name, align := range map[string]photos.Transform{
		"upright": photos.Identity(), "turned": photos.Similarity(1, 0, -.5, -.5).Then(photos.Similarity(1, 30, .5, .5)),
	} {
		got := photos.Render(pic, photos.Frame{Align: align, Crop: photos.Rect{X: -.5, Y: -.5, W: 2, H: 2}}, 211, 211)
		var area float64
		for i := 0; i < len(got.Pix); i += 4 {
			p := got.Pix[i : i+4]
			area += float64(p[3]) / 255
			// Premultiplied, and of the photo's own colour to the last of the edge.
			if d := math.Abs(float64(p[0]) - 200./255*float64(p[3])); d > 1 || p[0] > p[3] {
				t.Fatalf("%s: pixel %v", name, p)
			}
		}
		if p := got.RGBAAt(3, 3); p.A != 0 {
			t.Errorf("%s: corner is %v", name, p)
		}
		if want := 105.5 * 105.5; math.Abs(area-want) > want*.002 {
			t.Errorf("%s: covers %.1f pixels, the photo has %.1f", name, area, want)
		}
	}
}

func TestRenderShowsNothingOfAFrameThatCannotBeShown(t *testing.T) {
	pic := paint(40, 30, scene)
	nan := math.NaN()
	for name, f := range map[string]photos.Frame{
		"beside the photo":   {Crop: photos.Rect{X: 3, Y: 0, W: 1, H: 1}},
		"cannot be inverted": {Align: photos.Transform{{1, 1, 0}, {1, 1, 0}, {0, 0, 1}}},
		"not a number":       {Align: photos.Transform{{nan, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
		"crop not a number":  {Crop: photos.Rect{X: nan, W: 1, H: 1}},
		"huge":               {Crop: photos.Rect{X: 1e30, W: 1, H: 1}},
	} {
		got := photos.Render(pic, f, 50, 70)
		for _, v := range got.Pix {
			if v != 0 {
				t.Errorf("%s: not empty", name)
				break
			}
		}
	}
	if got := photos.Render(pic, photos.Frame{}, 0, -3); !got.Rect.Empty() {
		t.Errorf("no size gives %v", got.Rect)
	}
	if got := photos.Render(&image.NRGBA{}, photos.Frame{}, 3, 3); got.RGBAAt(1, 1).A != 0 {
		t.Error("no picture gives pixels")
	}
	// A horizon through the picture: half of it is behind the viewer.
	photos.Render(pic, photos.Frame{Align: photos.Transform{{1, 0, 0}, {0, 1, 0}, {3, 0, -1}}, Crop: photos.Rect{W: 1, H: 1}}, 50, 50)
	photos.Render(pic, photos.Frame{Crop: photos.Rect{X: -1e7, Y: -1e7, W: 2e7, H: 2e7}}, 50, 50)
}

func TestRenderReadsASubImage(t *testing.T) {
	big := noise(300, 250, true)
	cut := image.Rect(31, 17, 231, 177)
	sub := big.SubImage(cut).(*image.NRGBA)
	alone := image.NewNRGBA(image.Rectangle{Max: cut.Size()})
	draw.Draw(alone, alone.Rect, sub, cut.Min, draw.Src)
	for _, f := range []photos.Frame{{}, {Crop: photos.Rect{X: -.1, Y: .1, W: .7, H: 1}}, {Align: photos.Similarity(.3, 10, .1, .1)}} {
		if !bytes.Equal(photos.Render(sub, f, 90, 120).Pix, photos.Render(alone, f, 90, 120).Pix) {
			t.Errorf("%+v: a sub-image renders differently", f)
		}
	}
}

func TestRenderWeighsColourByAlpha(t *testing.T) {
	// Transparent pixels are green, opaque ones red: no green may show.
	pic := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := 0; i < len(pic.Pix); i += 4 {
		pic.Pix[i+1] = 255
		if i/4%64 < 32 {
			copy(pic.Pix[i:], []uint8{255, 0, 0, 255})
		}
	}
	for _, size := range []int{7, 64, 150} {
		for _, degrees := range []float64{0, 20} {
			got := photos.Render(pic, photos.Frame{Align: photos.Similarity(1, degrees, .1, 0), Crop: photos.Rect{W: 1, H: 1}}, size, size)
			for i := 0; i < len(got.Pix); i += 4 {
				if got.Pix[i+1] != 0 || got.Pix[i] > got.Pix[i+3] {
					t.Fatalf("size %d, %v degrees: pixel %v", size, degrees, got.Pix[i:i+4])
				}
			}
		}
	}
	seen := photos.Render(noise(50, 40, false), photos.Frame{}, 50, 40)
	want := image.NewRGBA(seen.Rect)
	draw.Draw(want, want.Rect, noise(50, 40, false), image.Point{}, draw.Src)
	for i := range want.Pix {
		if d := int(want.Pix[i]) - int(seen.Pix[i]); d < -1 || d > 1 {
			t.Fatalf("byte %d is %d, premultiplied it is %d", i, seen.Pix[i], want.Pix[i])
		}
	}
}

func TestPreviewAndOriginalGiveTheSamePicture(t *testing.T) {
	original := paint(2400, 1600, scene)
	preview := photos.Render(original, photos.Frame{}, 800, 533)
	for name, f := range map[string]photos.Frame{
		"whole":  {},
		"turned": {Align: photos.Similarity(.9, 5, .05, 0), Crop: photos.Rect{X: .1, Y: .1, W: .8, H: .5}},
	} {
		w, h := photos.Fit(f.Resolved(2400, 1600).Crop, 300, 300)
		a, b := photos.Render(original, f, w, h), photos.Render(unpremultiplied(preview), f, w, h)
		if db := psnr(a.Pix, b.Pix, a.Stride, a.Rect.Inset(2)); db < 40 {
			t.Errorf("%s: %.1f dB apart", name, db)
		}
	}
}

func TestReductionDoesNotAlias(t *testing.T) {
	// A checkerboard of single pixels is grey from any distance.
	pic := paint(640, 640, func(p photos.Point) [3]float64 {
		v := float64((int(p.X*640)+int(p.Y*640))%2) * 255
		return [3]float64{v, v, v}
	})
	for _, degrees := range []float64{0, 13} {
		for _, size := range []int{300, 211, 160, 93, 20} {
			got := photos.Render(pic, photos.Frame{Align: photos.Similarity(1, degrees, .1, 0), Crop: photos.Rect{X: .3, Y: .3, W: .5, H: .5}}, size/2, size/2)
			for i, v := range got.Pix {
				if i%4 != 3 && (v < 115 || v > 140) {
					t.Fatalf("%v degrees, size %d: %d", degrees, size, v)
				}
			}
		}
	}
}

func TestTurnDoesNotChangeSharpness(t *testing.T) {
	// A sharp edge must be as steep in an aligned photo as in its reference.
	for _, reduction := range []float64{1, 1.7, 2.9, 3.1, 5, 8} {
		w := int(600 / reduction)
		slope := func(degrees float64) float64 {
			back := photos.Similarity(1, -degrees, 0, 0)
			pic := paint(600, 600, func(p photos.Point) [3]float64 {
				v := 40 + 170/(1+math.Exp(-1200*(back.Apply(photos.Point{X: p.X - .5, Y: p.Y - .5}).X)))
				return [3]float64{v, v, v}
			})
			about := photos.Similarity(1, 0, -.5, -.5).Then(photos.Similarity(1, -degrees, .5, .5))
			got := photos.Render(pic, photos.Frame{Align: about, Crop: photos.Whole(1, 1)}, w, w)
			steepest := 0
			for x := w / 4; x < w*3/4; x++ {
				i := got.PixOffset(x, w/2)
				steepest = max(steepest, int(got.Pix[i+4])-int(got.Pix[i]))
			}
			return float64(steepest)
		}
		upright, turned := slope(0), slope(4)
		if math.Abs(upright-turned) > .2*upright {
			t.Errorf("reduced by %v: steepest step %v upright, %v turned", reduction, upright, turned)
		}
	}
}

func TestFitKeepsProportions(t *testing.T) {
	for _, c := range []struct {
		r            photos.Rect
		w, h         int
		wantW, wantH int
	}{
		{photos.Rect{W: .8, H: 1}, 400, 400, 320, 400},
		{photos.Rect{W: 1, H: .5}, 300, 300, 300, 150},
		{photos.Rect{X: 3, W: 2, H: 1}, 100, 10, 20, 10},
		{photos.Rect{W: 1, H: .0001}, 50, 50, 50, 1},
		{photos.Rect{W: 1, H: 1}, 0, -5, 1, 1},
		{photos.Rect{}, 30, 20, 30, 20},
	} {
		if w, h := photos.Fit(c.r, c.w, c.h); w != c.wantW || h != c.wantH {
			t.Errorf("Fit(%v, %d, %d) = %d, %d", c.r, c.w, c.h, w, h)
		}
	}
}

// Whatever the frame, Render ends with premultiplied pixels.
func FuzzRender(f *testing.F) {
	f.Add(1., 0., 0., 0., 1., 0., 0., 0., 0., 0., 1., 1.)
	f.Add(.9, .1, 0., -.1, .9, .2, .3, -.1, -.2, .1, .5, .7)
	pic := noise(24, 17, true)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i, x, y, w, v float64) {
		got := photos.Render(pic, photos.Frame{Align: photos.Transform{{a, b, c}, {d, e, g}, {h, i, 1}}, Crop: photos.Rect{X: x, Y: y, W: w, H: v}}, 13, 9)
		for i := 0; i < len(got.Pix); i += 4 {
			if p := got.Pix[i : i+4]; max(p[0], p[1], p[2]) > p[3] {
				t.Fatalf("pixel %v is not premultiplied", p)
			}
		}
	})
}
