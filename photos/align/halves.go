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
	var off [len(parts)]float64
	var all sync.WaitGroup
	for i, in := range parts {
		all.Go(func() {
			fit := template.Part(func(x, y float64) bool { return in(x, y) && sparse(x, y) }).Fit(target, whole, m, 1, 1)
			off[i] = float64(v.long())
			if fit.Correlation <= -1 {
				return
			}
			part := make([]bool, len(mask))
			for i := range mask {
				part[i] = mask[i] && in(float64(i%v.w), float64(i/v.w))
			}
			off[i] = min(apartIn(fit.Warp, whole, v, part), off[i])
		})
	}
	all.Wait()
	return (off[0] + off[1] + off[2] + off[3]) / 4
}

// sparse picks a quarter of the pixels of the second scale: plenty to tell
// whether parts agree.
func sparse(x, y float64) bool { return int(x/2)%2 == 0 && int(y/2)%2 == 0 }

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
