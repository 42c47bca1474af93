package decode

import (
	"image"
	"math/rand/v2"
	"testing"
)

// By the words of EXIF 2.32, section 4.6.4.A: where the 0th row and the 0th
// column of what is stored are to be seen.
func TestOrientPutsRowsAndColumnsWhereEXIFSays(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, size := range []image.Point{{1, 1}, {3, 5}, {70, 33}, {64, 96}} {
		pic := image.NewNRGBA(image.Rectangle{Max: size})
		for i := range pic.Pix {
			pic.Pix[i] = uint8(random.Uint32())
		}
		right, bottom := size.X-1, size.Y-1
		for orientation, seen := range map[int]func(x, y int) (int, int){
			0: func(x, y int) (int, int) { return x, y },
			1: func(x, y int) (int, int) { return x, y },                  // top, left
			2: func(x, y int) (int, int) { return right - x, y },          // top, right
			3: func(x, y int) (int, int) { return right - x, bottom - y }, // bottom, right
			4: func(x, y int) (int, int) { return x, bottom - y },         // bottom, left
			5: func(x, y int) (int, int) { return y, x },                  // left, top
			6: func(x, y int) (int, int) { return bottom - y, x },         // right, top
			7: func(x, y int) (int, int) { return bottom - y, right - x }, // right, bottom
			8: func(x, y int) (int, int) { return y, right - x },          // left, bottom
		} {
			got := orient(pic, orientation)
			if want := size; orientation > 4 && got.Rect.Size() != image.Pt(want.Y, want.X) || orientation < 5 && got.Rect.Size() != want {
				t.Fatalf("%v, orientation %d: %v", size, orientation, got.Rect)
			}
			for y := range size.Y {
				for x := range size.X {
					if sx, sy := seen(x, y); got.NRGBAAt(sx, sy) != pic.NRGBAAt(x, y) {
						t.Fatalf("%v, orientation %d: pixel %d,%d is not at %d,%d", size, orientation, x, y, sx, sy)
					}
				}
			}
		}
	}
}
