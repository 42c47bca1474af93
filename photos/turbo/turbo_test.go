//go:build cgo && !purejpeg

package turbo_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"

	"golang.org/x/image/draw"

	"skinline/photos/turbo"
)

// hills is a smooth picture with enough detail to notice a shift of a
// fraction of a pixel.
func hills(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			a := math.Sin(float64(x)*37/float64(w)) * math.Cos(float64(y)*23/float64(h))
			b := math.Sin(float64(x+y) * 15 / float64(w+h))
			img.SetNRGBA(x, y, color.NRGBA{uint8(128 + 90*a), uint8(128 + 90*b), uint8(128 + 60*a*b), 255})
		}
	}
	return img
}

func encoded(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func psnr(t *testing.T, a, b *image.NRGBA) float64 {
	t.Helper()
	if a.Rect != b.Rect {
		t.Fatalf("sizes differ: %v and %v", a.Rect, b.Rect)
	}
	var sum float64
	for i := range a.Pix {
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += d * d
	}
	return 10 * math.Log10(255*255*float64(len(a.Pix))/max(sum, 1e-9))
}

func TestDecodeAtFullSizeAgreesWithTheStandardLibrary(t *testing.T) {
	data := encoded(t, hills(161, 97))
	std, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewNRGBA(std.Bounds())
	draw.Draw(want, want.Rect, std, image.Point{}, draw.Src)
	r, err := turbo.Decode(data, 8, 100, image.Pt(161, 97))
	if err != nil {
		t.Fatal(err)
	}
	// Chroma is upsampled smoothly here and by repetition there.
	if got := psnr(t, r.Pictures[0].NRGBA(), want); got < 35 {
		t.Errorf("PSNR %.1f dB", got)
	}
}

func TestReducedDecodeLooksLikeResizingTheWhole(t *testing.T) {
	src := hills(1600, 1200)
	data := encoded(t, src)
	for _, eighths := range []int{1, 2, 3, 5, 8} {
		small, err := turbo.Size(data, eighths)
		if err != nil {
			t.Fatal(err)
		}
		if small != image.Pt(200*eighths, 150*eighths) {
			t.Fatalf("size at %d/8 is %v", eighths, small)
		}
		r, err := turbo.Decode(data, eighths, 100, image.Pt(180, 135), image.Pt(64, 48))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Pictures {
			want := image.NewNRGBA(image.Rect(0, 0, p.Width, p.Height))
			draw.CatmullRom.Scale(want, want.Rect, src, src.Rect, draw.Src, nil)
			if got := psnr(t, p.NRGBA(), want); got < 38 {
				t.Errorf("%d/8 to %d px: PSNR %.1f dB", eighths, p.Width, got)
			}
		}
	}
}

func TestResizeKeepsEvenTonesAndPlace(t *testing.T) {
	flat := image.NewNRGBA(image.Rect(0, 0, 333, 111))
	for i := range flat.Pix {
		flat.Pix[i] = []byte{200, 10, 255, 255}[i%4]
	}
	for _, size := range []image.Point{{1, 1}, {50, 17}, {333, 111}, {700, 300}} {
		got := turbo.Resize(flat, size.X, size.Y)
		for i, v := range got.Pix {
			if v != flat.Pix[i%4] {
				t.Fatalf("%v: byte %d is %d", size, i, v)
			}
		}
	}
	src := hills(400, 300)
	up := turbo.Resize(turbo.Resize(src, 800, 600), 400, 300)
	if got := psnr(t, src, up); got < 50 {
		t.Errorf("there and back: PSNR %.1f dB", got)
	}
}

// lanczos is the exact resize that Resize is held to, in 64-bit floats.
func lanczos(src *image.NRGBA, w, h int) *image.NRGBA {
	weigh := func(n, to, i int) (weights []float64) {
		scale := float64(n) / float64(to)
		widen, centre, sum := max(scale, 1), (float64(i)+.5)*scale-.5, 0.
		weights = make([]float64, n)
		for k := range weights {
			if x := math.Pi * (float64(k) - centre) / widen; math.Abs(x) < 1e-9 {
				weights[k] = 1
			} else if math.Abs(x) < 3*math.Pi {
				weights[k] = 3 * math.Sin(x) * math.Sin(x/3) / (x * x)
			}
			sum += weights[k]
		}
		for k := range weights {
			weights[k] /= sum
		}
		return weights
	}
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	across := make([]float64, 4*w*sh)
	for x := range w {
		for k, weight := range weigh(sw, w, x) {
			for i := 0; weight != 0 && i < 4*sh; i++ {
				across[i/4*4*w+4*x+i%4] += weight * float64(src.Pix[i/4*src.Stride+4*k+i%4])
			}
		}
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		weights := weigh(sh, h, y)
		for i := range 4 * w {
			var sum float64
			for k, weight := range weights {
				sum += weight * across[k*4*w+i]
			}
			out.Pix[y*out.Stride+i] = uint8(max(0, min(math.Round(sum), 255)))
		}
	}
	return out
}

func TestResizeIsExactLanczos(t *testing.T) {
	src := hills(203, 151)
	for i := 0; i < len(src.Pix); i += 7 {
		src.Pix[i] ^= 0x55 // edges that overshoot
	}
	for _, size := range []image.Point{{1, 1}, {7, 5}, {64, 48}, {101, 75}, {103, 151}, {203, 60}, {300, 222}} {
		want := lanczos(src, size.X, size.Y)
		if got := psnr(t, turbo.Resize(src, size.X, size.Y), want); got < 60 {
			t.Errorf("%v: PSNR %.1f dB", size, got)
		}
	}
}

func TestSmallPicturesOfLargeOnesLookTheSame(t *testing.T) {
	data := encoded(t, hills(1600, 1200))
	sizes := []image.Point{{200, 150}, {1000, 750}, {333, 250}}
	together, err := turbo.Decode(data, 8, 100, sizes...)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sizes {
		alone, err := turbo.Decode(data, 8, 100, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := psnr(t, together.Pictures[i].NRGBA(), alone.Pictures[0].NRGBA()); got < 45 {
			t.Errorf("%v: PSNR %.1f dB", s, got)
		}
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	src := hills(200, 150)
	for _, half := range []bool{false, true} {
		data, err := turbo.Encode(src, 92, half)
		if err != nil {
			t.Fatal(err)
		}
		r, err := turbo.Decode(data, 8, 100, image.Pt(200, 150))
		if err != nil {
			t.Fatal(err)
		}
		if got := psnr(t, src, r.Pictures[0].NRGBA()); got < 36 {
			t.Errorf("half chroma %v: PSNR %.1f dB", half, got)
		}
	}
}

func TestDamageIsAnErrorOrAWarningNeverACrash(t *testing.T) {
	data := encoded(t, hills(120, 90))
	whole, err := turbo.Decode(data, 8, 100, image.Pt(120, 90))
	if err != nil || whole.Damage != 0 {
		t.Fatalf("whole file: %v, %d damaged", err, whole.Damage)
	}
	var read, refused int
	for n := range len(data) {
		r, err := turbo.Decode(data[:n], 8, 100, image.Pt(120, 90))
		switch {
		case errors.Is(err, turbo.ErrRefused):
			refused++
		case err != nil:
			t.Fatalf("cut at %d: %v", n, err)
		case r.Damage == 0 && n < len(data)/2:
			t.Fatalf("cut at %d of %d went unnoticed", n, len(data))
		default:
			read++
		}
	}
	if read == 0 || refused == 0 {
		t.Errorf("%d read, %d refused", read, refused)
	}
	if _, err := turbo.Decode(nil, 8, 100, image.Pt(1, 1)); !errors.Is(err, turbo.ErrRefused) {
		t.Errorf("empty file: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, hills(24, 16), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes(), 8)
	f.Add([]byte{0xFF, 0xD8, 0xFF, 0xD9}, 1)
	f.Fuzz(func(t *testing.T, data []byte, eighths int) {
		eighths = 1 + (eighths&15)%8
		size, err := turbo.Size(data, eighths)
		if err != nil || size.X*size.Y > 1<<20 {
			return
		}
		_, _ = turbo.Decode(data, eighths, 20, size, image.Pt(7, 5))
	})
}
