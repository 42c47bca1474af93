package photos

import (
	"image"
	"math"
	"sync"

	"skinline/photos/warp"
)

// Render makes the pixels of frame f of pic at w x h: one resampling, straight
// from pic to the result. pic is the oriented photo, or any smaller preview of
// it with the same proportions; it is only read, and may be a sub-image.
// Outside the photo the result is fully transparent (edges antialiased,
// premultiplied). The result's stride is compact (4*w) and its bounds start at
// 0,0. A size below 1 x 1 gives an empty picture; a frame that cannot be
// inverted shows nothing.
//
// The kernel is Catmull-Rom, widened by the reduction so that nothing aliases;
// from a threefold reduction on, whole boxes of pixels are averaged exactly
// first and the kernel does the rest. How much depends on the reduction alone,
// never on the turn, so that an aligned photo and its reference come out
// equally sharp. Render uses at most two goroutines and the result does not
// depend on them. Builds with and without cgo differ by at most one level.
func Render(pic *image.NRGBA, f Frame, w, h int) *image.RGBA {
	return RenderWith(CatmullRom, pic, f, w, h)
}

// RenderWith is Render with a kernel of the caller's choice.
func RenderWith(s Sampling, pic *image.NRGBA, f Frame, w, h int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, max(w, 0), max(h, 0)))
	size := pic.Bounds().Size()
	if dst.Rect.Empty() || size.X == 0 || size.Y == 0 {
		return dst
	}
	g, ok := newGrid(f, size, w, h)
	if !ok {
		return dst
	}
	g.shape = s
	src, g := g.source(pic)
	if src == nil {
		return dst
	}
	if !warp.Available && g.upright() {
		g.separate(dst, src)
		return dst
	}
	g.warp(dst, src)
	return dst
}

// Fit is the largest size with r's proportions inside w x h, at least 1 x 1.
func Fit(r Rect, w, h int) (int, int) {
	w, h = max(w, 1), max(h, 1)
	if r.Empty() {
		return w, h
	}
	scale := min(float64(w)/r.W, float64(h)/r.H)
	return clamp(int(math.Round(r.W*scale)), 1, w), clamp(int(math.Round(r.H*scale)), 1, h)
}

func clamp[T int | int64 | float64](v, low, high T) T { return max(low, min(v, high)) }

// bands calls do for parts of 0..n, on at most two goroutines. What do makes
// of a row must not depend on the part it is in.
func bands(n int, do func(from, to int)) {
	if n < 32 {
		do(0, n)
		return
	}
	var other sync.WaitGroup
	other.Go(func() { do(0, n/2) })
	do(n/2, n)
	other.Wait()
}
