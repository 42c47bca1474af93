package decode

import (
	"image"
	"os"
	"testing"
)

// Two decoders that know nothing of each other make the same picture, to a
// level: what is left to the sandbox looks like the rest.
func TestSandboxAgrees(t *testing.T) {
	for _, name := range []string{"blocks.heic", "blocks-limited.heic"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := parseHEIF(data)
		item := f.items[f.primary]
		parts, size, err := f.tileset(item)
		if err != nil {
			t.Fatal(err)
		}
		own, err := decodeTiles(parts, size, item.sampling(item))
		if err != nil {
			t.Fatal(err)
		}
		var other *image.NRGBA
		if err := decodeWasm(parts[0], func(pic *image.NRGBA) { other = pic }); err != nil {
			t.Fatal(err)
		}
		for y := range size.Y {
			for x := range size.X {
				a, b := own.NRGBAAt(x, y), other.NRGBAAt(x, y)
				for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
					if d < -2 || d > 2 {
						t.Fatalf("%s at %d,%d: %v and %v", name, x, y, a, b)
					}
				}
			}
		}
	}
}
