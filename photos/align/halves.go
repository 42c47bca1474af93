package align

import (
	"sync"

	"skinline/photos"
	"skinline/photos/align/refine"
)

// halves fits the left, right, upper and lower half of the template each on
// its own and is the mean distance in pixels between where they and the
// whole put their part. A chance fit of the whole falls apart.
func halves(template *refine.Template, target *refine.Target, whole photos.Transform, v window, mask []bool, m refine.Model) float64 {
	cx, cy := centre(mask, v.w)
	parts := [4]func(x, y float64) bool{
		func(x, _ float64) bool { return x < cx },
		func(x, _ float64) bool { return x >= cx },
		func(_, y float64) bool { return y < cy },
		func(_, y float64) bool { return y >= cy },
	}
	back, err := whole.Inverse()
	if err != nil {
		return float64(v.long())
	}
	coarse := template.Scale(1) // half of its rows are plenty to tell whether parts agree
	var off [len(parts)]float64
	var all sync.WaitGroup
	for i, in := range parts {
		all.Go(func() {
			off[i] = float64(v.long())
			fit := coarse.Part(func(x, y float64) bool { return int(y/2)%2 == 0 && in(x, y) }).Fit(target, whole, m, 1, 1)
			if fit.Correlation > -1 {
				off[i] = min(v.moved(fit.Warp.Then(back), mask, in), off[i])
			}
		})
	}
	all.Wait()
	return (off[0] + off[1] + off[2] + off[3]) / 4
}

// moved is the mean distance, in pixels, that a warp moves the pixels of the
// mask which are in a part: of one of every four by four.
func (v window) moved(warp photos.Transform, mask []bool, in func(x, y float64) bool) float64 {
	return travel(warp, func(yield func(photos.Point) bool) {
		for y := 2; y < v.h; y += 4 {
			for x := 2; x < v.w; x += 4 {
				p := photos.Point{X: float64(x), Y: float64(y)}
				if mask[y*v.w+x] && in(p.X, p.Y) && !yield(p) {
					return
				}
			}
		}
	})
}

func centre(mask []bool, w int) (x, y float64) {
	n := 0.
	for i, in := range mask {
		if in {
			x += float64(i % w)
			y += float64(i / w)
			n++
		}
	}
	return x / max(n, 1), y / max(n, 1)
}
