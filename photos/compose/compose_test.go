package compose_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"skinline/photos"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// photo is an analytic picture, turned in its frame so that a corner shows the
// stage.
func photo(w, h int, hue uint8) *image.RGBA {
	pic := image.NewNRGBA(image.Rect(0, 0, 80, 100))
	for y := range 100 {
		for x := range 80 {
			pic.SetNRGBA(x, y, color.NRGBA{200 - uint8(x/2), 120 + uint8(y/3), hue, 255})
		}
	}
	return photos.Render(pic, photos.Frame{Align: photos.Similarity(1, 3, 0, 0), Crop: photos.Rect{W: .8, H: 1}}, w, h)
}

func flat(w, h int, c color.RGBA) *image.RGBA {
	pic := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(pic.Pix); i += 4 {
		pic.Pix[i], pic.Pix[i+1], pic.Pix[i+2], pic.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	return pic
}

// golden compares got with a picture in testdata, within what another
// processor's arithmetic may change, and keeps it in testdata/failed if not.
func golden(t *testing.T, got *image.RGBA, name string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		save(t, got, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if decoded.Bounds() != got.Bounds() {
		save(t, got, filepath.Join("testdata", "failed", name))
		t.Fatalf("%s: size %v, golden %v", name, got.Bounds().Size(), decoded.Bounds().Size())
	}
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			a := got.RGBAAt(x, y)
			b := color.RGBAModel.Convert(decoded.At(x, y)).(color.RGBA)
			if apart(a.R, b.R) > 3 || apart(a.G, b.G) > 3 || apart(a.B, b.B) > 3 || a.A != b.A {
				save(t, got, filepath.Join("testdata", "failed", name))
				t.Fatalf("%s: at %d,%d is %v, golden %v", name, x, y, a, b)
			}
		}
	}
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func save(t *testing.T, pic image.Image, path string) {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, pic); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
