package align

import (
	"image"
	"math"

	"skinline/photos"
	"skinline/photos/align/refine"
)

// motion is what a viewer sees when flipping between reference and photo: the
// median motion left of blocks of the face, in IOD. Patches of a third of an
// IOD are sought within a fifth of one, at 80 pixels between the eyes. It is
// infinite where fewer than six of 25 match at all.
func motion(a, b *image.NRGBA, p corpusPair, onto photos.Transform) float64 {
	const iod, side = 80, 208
	long := float64(max(a.Rect.Dx(), a.Rect.Dy()))
	eye := func(i int) photos.Point {
		return photos.Point{X: ((p.Eval[i][0]+p.Eval[i+1][0])/2 + .5) / long, Y: ((p.Eval[i][1]+p.Eval[i+1][1])/2 + .5) / long}
	}
	l, r := eye(0), eye(2)
	roll := math.Atan2(r.Y-l.Y, r.X-l.X) * 180 / math.Pi
	apart := math.Hypot(r.X-l.X, r.Y-l.Y)
	v := window{w: side, h: side, at: photos.Similarity(1, 0, -(l.X+r.X)/2, -(l.Y+r.Y)/2).Then(photos.Similarity(iod/(apart*side), -roll, .5, .36))}
	reference, target := v.layer(a, photos.Identity()), v.layer(b, onto)
	template := refine.NewTemplate(reference, 1, 8)
	var middles []image.Point
	for i := range 5 {
		for j := range 5 {
			middles = append(middles, image.Pt(int(math.Round((.28+.11*float64(i))*side)), int(math.Round((.30+.08*float64(j))*side))))
		}
	}
	var shifts []float64
	for _, b := range template.Blocks(refine.NewTarget(target, 1, 8), photos.Identity(), refine.Search{Half: 14, Reach: 16}, middles) {
		if b.Best >= .55 && !b.Edge {
			shifts = append(shifts, math.Hypot(b.Shift.X, b.Shift.Y)/iod)
		}
	}
	if len(shifts) < 6 {
		return math.Inf(1)
	}
	return quantile(shifts, .5)
}
