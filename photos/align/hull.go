package align

import (
	"cmp"
	"slices"

	"skinline/photos"
)

// convex is the convex hull of points, which it sorts, by the monotone chain
// (Andrew 1979).
func convex(points []photos.Point) []photos.Point {
	slices.SortFunc(points, func(a, b photos.Point) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y))
	})
	if len(points) < 3 {
		return points
	}
	chain := func(points []photos.Point) []photos.Point {
		var out []photos.Point
		for _, p := range points {
			for len(out) >= 2 && !left(out[len(out)-2], out[len(out)-1], p) {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	there := chain(points)
	slices.Reverse(points)
	return append(there, chain(points)...)
}

// left reports whether c is on one strict side of the line from a to b.
func left(a, b, c photos.Point) bool {
	return (b.X-a.X)*(c.Y-a.Y)-(b.Y-a.Y)*(c.X-a.X) > 0
}
