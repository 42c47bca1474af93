package photos_test

import (
	"image"
	"math"
	"os"
	"testing"
	"time"

	"github.com/disintegration/imaging"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"skinline/photos"
	"skinline/photos/decode"
)

// turned is an alignment by 3.7 degrees about the middle.
func turned(w, h int) photos.Transform {
	long := float64(max(w, h))
	x, y := float64(w)/long/2, float64(h)/long/2
	return photos.Similarity(1, 0, -x, -y).Then(photos.Similarity(1.02, 3.7, x, y))
}

// BenchmarkRender times Render and, in the same run, the ways it replaces; the
// ratios are their time by Render's: above 1, Render is faster.
func BenchmarkRender(b *testing.B) {
	pic := paint(4032, 3024, scene)
	align := turned(4032, 3024)
	for _, c := range []struct {
		name  string
		align photos.Transform
		w, h  int
	}{
		{"turned 12 MP to full size", align, 4032, 3024},
		{"turned 12 MP to 2048", align, 2048, 1536},
		{"turned 12 MP to 320", align, 320, 240},
		{"upright 12 MP to 2048", photos.Identity(), 2048, 1536},
		{"upright 12 MP to 320", photos.Identity(), 320, 240},
	} {
		b.Run(c.name, func(b *testing.B) {
			var ours, xdraw, chain time.Duration
			timed := func(into *time.Duration, do func()) {
				start := time.Now()
				do()
				*into += time.Since(start)
			}
			for b.Loop() {
				timed(&ours, func() { photos.Render(pic, photos.Frame{Align: c.align}, c.w, c.h) })
				b.StopTimer()
				timed(&xdraw, func() { byXDraw(pic, c.align, c.w, c.h) })
				timed(&chain, func() { byImaging(pic, c.align, c.w, c.h) })
				b.StartTimer()
			}
			b.ReportMetric(float64(xdraw)/float64(ours), "x/image-ratio")
			b.ReportMetric(float64(chain)/float64(ours), "imaging-ratio")
		})
	}
}

func byXDraw(pic *image.NRGBA, align photos.Transform, w, h int) {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	m := align.Pixels(pic.Rect.Dx(), max(w, h))
	draw.CatmullRom.Transform(dst, f64.Aff3{m[0][0], m[0][1], m[0][2], m[1][0], m[1][1], m[1][2]}, pic, pic.Rect, draw.Src, nil)
}

func byImaging(pic *image.NRGBA, align photos.Transform, w, h int) {
	var step image.Image = pic
	if roll := align.Roll(); math.Abs(roll) > 1e-9 {
		step = imaging.Rotate(step, -roll, image.Transparent)
	}
	imaging.CropCenter(imaging.Resize(step, w, h, imaging.CatmullRom), w, h)
}

func BenchmarkShrink(b *testing.B) {
	pic := paint(4032, 3024, scene)
	for b.Loop() {
		photos.Shrink(pic, 4)
	}
}

// BenchmarkWarp turns a photo of 12 megapixels (SKINLINE_BENCH_PHOTO, else a
// pattern) at its full size and reports the processor time of it, and how far
// from the photo turning it by 7.3 degrees and back again leads.
func BenchmarkWarp(b *testing.B) {
	pic := benchPhoto(b)
	w, h := pic.Rect.Dx(), pic.Rect.Dy()
	for name, s := range map[string]photos.Sampling{"catmull-rom": photos.CatmullRom, "lanczos3": photos.Lanczos3} {
		b.Run(name, func(b *testing.B) {
			frame := photos.Frame{Align: turned(w, h), Crop: photos.Whole(w, h)}
			before := processorTime()
			for b.Loop() {
				photos.RenderWith(s, pic, frame, w, h)
			}
			b.ReportMetric(float64(processorTime()-before)/float64(b.N)/1e6, "cpu-ms")
			long := float64(max(w, h))
			x, y := float64(w)/long/2, float64(h)/long/2
			turn := func(pic *image.NRGBA, degrees float64) *image.NRGBA {
				align := photos.Similarity(1, 0, -x, -y).Then(photos.Similarity(1, degrees, x, y))
				out := photos.RenderWith(s, pic, photos.Frame{Align: align, Crop: photos.Whole(w, h)}, w, h)
				return &image.NRGBA{Pix: out.Pix, Stride: out.Stride, Rect: out.Rect}
			}
			back := turn(turn(pic, 7.3), -7.3)
			b.ReportMetric(psnr(back.Pix, pic.Pix, 4*w, image.Rect(w*15/100, h*15/100, w*85/100, h*85/100)), "dB")
		})
	}
}

// BenchmarkTile makes what a grid of photos draws dozens of.
func BenchmarkTile(b *testing.B) {
	pic := paint(480, 360, scene)
	for name, align := range map[string]photos.Transform{"upright": photos.Identity(), "turned": turned(480, 360)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				photos.Render(pic, photos.Frame{Align: align, Crop: photos.Rect{X: .1, Y: .1, W: .8, H: .6}}, 250, 188)
			}
		})
	}
}

func benchPhoto(b *testing.B) *image.NRGBA {
	path := os.Getenv("SKINLINE_BENCH_PHOTO")
	if path == "" {
		return paint(4032, 3024, scene)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	pic, err := decode.Decode(data, 0)
	if err != nil {
		b.Fatal(err)
	}
	return pic
}
