package photos_test

import (
	"image"
	"testing"

	"skinline/photos"
)

func TestShrinkAveragesExactlyToTheLastBox(t *testing.T) {
	for _, opaque := range []bool{true, false} {
		pic := noise(23, 17, opaque)
		sub := pic.SubImage(image.Rect(2, 1, 23, 17)).(*image.NRGBA)
		for _, n := range []int{1, 2, 3, 5, 40} {
			got := photos.Shrink(sub, n)
			if want := image.Rect(0, 0, (21+n-1)/n, (16+n-1)/n); got.Rect != want {
				t.Fatalf("by %d: %v, not %v", n, got.Rect, want)
			}
			for y := range got.Rect.Dy() {
				for x := range got.Rect.Dx() {
					want := mean(sub, image.Rect(x*n, y*n, x*n+n, y*n+n).Add(sub.Rect.Min).Intersect(sub.Rect))
					if p := got.NRGBAAt(x, y); [4]uint8{p.R, p.G, p.B, p.A} != want {
						t.Fatalf("by %d at %d,%d: %v, not %v", n, x, y, p, want)
					}
				}
			}
		}
	}
}

// mean is the colour of r weighed by alpha, and the mean alpha.
func mean(pic *image.NRGBA, r image.Rectangle) [4]uint8 {
	var sums [4]int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := pic.NRGBAAt(x, y)
			a := int(c.A)
			sums[0], sums[1], sums[2], sums[3] = sums[0]+int(c.R)*a, sums[1]+int(c.G)*a, sums[2]+int(c.B)*a, sums[3]+a
		}
	}
	count := r.Dx() * r.Dy()
	if sums[3] == 0 {
		return [4]uint8{}
	}
	round := func(v, by int) uint8 { return uint8((v + by/2) / by) }
	return [4]uint8{round(sums[0], sums[3]), round(sums[1], sums[3]), round(sums[2], sums[3]), round(sums[3], count)}
}
