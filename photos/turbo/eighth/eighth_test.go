package eighth_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"testing"

	"skinline/photos"
	"skinline/photos/phantom"
	"skinline/photos/turbo/eighth"
)

func encoded(t testing.TB, pic image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pic, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func face(w, h int) *image.NRGBA {
	return phantom.Subject{Seed: 4}.Render(phantom.Shot{Width: w, Height: h})
}

// reference is the mean of every 8 x 8 pixels of a full decode.
func reference(t testing.TB, data []byte) *image.NRGBA {
	t.Helper()
	whole, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Skipf("the standard library does not read it: %v", err)
	}
	pic := image.NewNRGBA(whole.Bounds())
	draw.Draw(pic, pic.Rect, whole, image.Point{}, draw.Src)
	return photos.Shrink(pic, 8)
}

// apart is the largest difference of a colour's mean and the PSNR of two
// pictures, in dB, without the last row and column, whose blocks are padded.
func apart(a, b *image.NRGBA) (mean, psnr float64) {
	w, h := max(a.Rect.Dx()-1, 1), max(a.Rect.Dy()-1, 1)
	var sums [3]float64
	var squares float64
	for y := range h {
		for x := range w {
			for c := range 3 {
				d := float64(a.Pix[y*a.Stride+4*x+c]) - float64(b.Pix[y*b.Stride+4*x+c])
				sums[c] += d
				squares += d * d
			}
		}
	}
	n := float64(w * h)
	return max(math.Abs(sums[0]), math.Abs(sums[1]), math.Abs(sums[2])) / n, 10 * math.Log10(255*255*3*n/max(squares, 1e-9))
}

func TestEighthIsTheMeanOfEightByEight(t *testing.T) {
	for _, size := range []image.Point{{400, 300}, {213, 317}, {17, 9}, {8, 8}, {1, 1}} {
		pic := face(size.X, size.Y)
		for _, quality := range []int{20, 75, 90, 98, 100} {
			data := encoded(t, pic, quality)
			got, ok := eighth.Decode(data, size.X/8)
			if !ok {
				t.Fatalf("%v at %d: not read", size, quality)
			}
			want := reference(t, data)
			if got.Rect != want.Rect || !got.Opaque() {
				t.Fatalf("%v: %v", size, got.Rect)
			}
			if size.X < 9 {
				continue
			}
			if mean, psnr := apart(got, want); mean > 1 || psnr < 38 {
				t.Errorf("%v at %d: means %.2f apart, %.1f dB", size, quality, mean, psnr)
			}
		}
	}
}

func TestGreyPhotosStayGrey(t *testing.T) {
	pic := image.NewGray(image.Rect(0, 0, 100, 60))
	for i := range pic.Pix {
		pic.Pix[i] = uint8(i)
	}
	got, ok := eighth.Decode(encoded(t, pic, 90), 0)
	if !ok {
		t.Fatal("not read")
	}
	for i := 0; i < len(got.Pix); i += 4 {
		if c := (color.NRGBA{got.Pix[i], got.Pix[i], got.Pix[i], 255}); c != got.NRGBAAt(i/4%13, i/4/13) {
			t.Fatalf("pixel %d is %v", i/4, got.NRGBAAt(i/4%13, i/4/13))
		}
	}
}

// Whatever is wrong with a file, a full decoder must judge it.
func TestFaultyFilesAreLeftToOthers(t *testing.T) {
	data := encoded(t, face(120, 90), 90)
	if _, ok := eighth.Decode(append(bytes.Clone(data), "trailing"...), 0); !ok {
		t.Error("bytes after the end count")
	}
	if _, ok := eighth.Decode(data[:len(data)-2], 0); !ok {
		t.Error("a missing end marker counts")
	}
	for n := 0; n < len(data)-8; n += 11 {
		if _, ok := eighth.Decode(data[:n], 0); ok {
			t.Fatalf("cut at %d of %d went unnoticed", n, len(data))
		}
	}
}

func TestCorpusPhotosAgreeWithTheStandardLibrary(t *testing.T) {
	root := os.Getenv("SKINLINE_SHARED")
	if root == "" {
		root = "../../../../shared"
	}
	files, err := filepath.Glob(filepath.Join(root, "corpus/formats/valid/jpeg/*"))
	if err != nil || len(files) == 0 {
		t.Skip("the corpus of photo files is not here")
	}
	read := 0
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := eighth.Decode(data, 0)
			if !ok {
				return
			}
			read++
			want := reference(t, data)
			if got.Rect != want.Rect {
				t.Fatalf("%v, not %v", got.Rect, want.Rect)
			}
			mean, psnr := apart(got, want)
			if got.Rect.Dx() > 8 && (mean > 1.5 || psnr < 34) {
				t.Errorf("means %.2f apart, %.1f dB", mean, psnr)
			}
		})
	}
	if read < len(files)/2 {
		t.Errorf("only %d of %d files were read", read, len(files))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(f, face(40, 24), 60))
	f.Add(encoded(f, image.NewGray(image.Rect(0, 0, 9, 20)), 90))
	f.Add([]byte{0xff, 0xd8, 0xff, 0xd9})
	f.Fuzz(func(t *testing.T, data []byte) {
		pic, ok := eighth.Decode(data, len(data)%20)
		if ok != (pic != nil) {
			t.Fatal("a picture or none, not both")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := encoded(b, face(1008, 756), 92)
	for b.Loop() {
		if _, ok := eighth.Decode(data, 100); !ok {
			b.Fatal("refused")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(1008*756/1e6)/1e6, "ms/MP")
}
