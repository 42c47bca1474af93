package plane

import (
	"encoding/binary"
	"image"
	"math"
	"sync"

	"skinline/photos"
)

// largestBox is the side of the largest box whose sums fit 16 bits.
const largestBox = 16

// shrunk is the luma of img with its long side long: whole boxes of pixels
// first, which reads img once, then areas of those.
func shrunk(img *image.NRGBA, long int) *Plane {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	step := float64(max(w, h)) / float64(long)
	n := min(int(step), largestBox)
	toW, toH := photos.Fit(photos.Whole(w, h), long, long)
	across, down := areas(toW, w, n, step), areas(toH, h, n, step)
	out := New(toW, toH)
	twice(toH, func(from, to int) {
		line, box := make([]float32, (w+n-1)/n), make([]float32, (w+n-1)/n)
		last := -1 // the row of boxes in box: the last of a pixel is often the first of the next
		for y := from; y < to; y++ {
			for i, weight := range down[y].weights {
				if row := down[y].first + i; row != last {
					boxRow(box, img, n, row)
					last = row
				}
				if i == 0 {
					scaled(line, box, weight)
				} else {
					add(line, box, weight)
				}
			}
			to := out.row(y)
			for x, a := range across {
				var sum float32
				for i, v := range line[a.first : a.first+len(a.weights)] {
					sum += a.weights[i] * v
				}
				to[x] = sum
			}
		}
	})
	return out
}

// twice does a part of n rows on each of two goroutines.
func twice(n int, part func(from, to int)) {
	var other sync.WaitGroup
	other.Go(func() { part(0, n/2) })
	part(n/2, n)
	other.Wait()
}

// area is the boxes under a pixel, from first on, and their share of it.
type area struct {
	first   int
	weights []float32
}

// areas are those of n pixels of step source pixels each, over boxes of side
// source pixels, the last of which ends with the source.
func areas(n, source, side int, step float64) []area {
	all := make([]area, n)
	count := (source + side - 1) / side
	for i := range all {
		from := math.Min(float64(i)*step, float64(source)-1)
		to := math.Min(float64(i+1)*step, float64(source))
		a := area{first: int(from) / side}
		for b := a.first; b < count && float64(b*side) < to-1e-9; b++ {
			low, high := math.Max(float64(b*side), from), math.Min(float64(min((b+1)*side, source)), to)
			a.weights = append(a.weights, float32((high-low)/(to-from)))
		}
		all[i] = a
	}
	return all
}

// whole is the luma of img at its own size.
func whole(img *image.NRGBA) *Plane {
	p := New(img.Rect.Dx(), img.Rect.Dy())
	twice(p.H, func(from, to int) {
		for y := from; y < to; y++ {
			luma(p.row(y), img.Pix[y*img.Stride:])
		}
	})
	return p
}

// boxRow fills to with the mean luma of a row of boxes of n x n pixels of img;
// those at the right and lower edge are narrower where n does not divide it. Two
// pixels are added at a time, and two of their channels share a word.
func boxRow(to []float32, img *image.NRGBA, n, y int) {
	w, stride := img.Rect.Dx(), img.Stride
	rows, pix := min(n, img.Rect.Dy()-y*n), img.Pix[y*n*stride:]
	if n == 1 {
		luma(to, pix)
		return
	}
	const even = 0x00ff00ff00ff00ff
	for x := range to {
		columns := min(n, w-x*n)
		var redBlue, green uint64
		for r := range rows {
			at := r*stride + 4*x*n
			row := pix[at : at+4*columns]
			for ; len(row) >= 8; row = row[8:] {
				two := binary.LittleEndian.Uint64(row)
				redBlue += two & even
				green += two >> 8 & even
			}
			if len(row) >= 4 {
				one := uint64(binary.LittleEndian.Uint32(row))
				redBlue += one & even
				green += one >> 8 & even
			}
		}
		red := redBlue&0xffff + redBlue>>32&0xffff
		blue := redBlue>>16&0xffff + redBlue>>48
		sum := green&0xffff + green>>32&0xffff
		to[x] = (.299*float32(red) + .587*float32(sum) + .114*float32(blue)) / (255 * float32(columns*rows))
	}
}
