package photos

import (
	"image"
	"math"
)

// grid says where the pixels of a w x h result lie in the source picture.
type grid struct {
	at   Transform // result pixel to source pixel, centres at integers
	w, h int
	edge [4]float64 // the photo's left, top, right, bottom in source pixels

	shape Sampling
}

// newGrid reports false for a frame that shows nothing.
func newGrid(f Frame, size image.Point, w, h int) (grid, bool) {
	f = f.Resolved(size.X, size.Y)
	back, err := f.Align.Inverse()
	if err != nil {
		return grid{}, false
	}
	long := float64(max(size.X, size.Y))
	toCrop := Transform{
		{f.Crop.W / float64(w), 0, f.Crop.X + .5*f.Crop.W/float64(w)},
		{0, f.Crop.H / float64(h), f.Crop.Y + .5*f.Crop.H/float64(h)},
		{0, 0, 1},
	}
	toPixels := Transform{{long, 0, -.5}, {0, long, -.5}, {0, 0, 1}}
	at := toCrop.Then(back).Then(toPixels)
	if at[2][0] == 0 && at[2][1] == 0 {
		at = at.scaled(1 / at[2][2])
	}
	for _, row := range at {
		for _, v := range row {
			if !(math.Abs(v) < 1e12) { // nor is NaN
				return grid{}, false
			}
		}
	}
	return grid{at: at, w: w, h: h, edge: [4]float64{-.5, -.5, float64(size.X) - .5, float64(size.Y) - .5}}, true
}

func (t Transform) scaled(s float64) Transform {
	for i := range t {
		for j := range t[i] {
			t[i][j] *= s
		}
	}
	return t
}

// affine reports whether the steps between pixels are the same everywhere.
func (g grid) affine() bool { return g.at[2][0] == 0 && g.at[2][1] == 0 }

// upright reports whether rows stay rows and columns columns, to within a
// thousandth of a source pixel.
func (g grid) upright() bool {
	return g.affine() &&
		math.Abs(g.at[0][1])*float64(g.h) < 1e-3 && math.Abs(g.at[1][0])*float64(g.w) < 1e-3
}

// depth is the projective divisor at a result pixel; what has none above zero
// is behind the viewer and not shown.
func (g grid) depth(x, y float64) float64 { return g.at[2][0]*x + g.at[2][1]*y + g.at[2][2] }

// steps is how far source x and source y move, at most, for one result pixel.
func (g grid) steps(x, y float64) (float64, float64) {
	d := g.depth(x, y)
	p := g.at.Apply(Point{x, y})
	gradient := func(row int, v float64) float64 {
		return math.Hypot(g.at[row][0]-v*g.at[2][0], g.at[row][1]-v*g.at[2][1]) / d
	}
	return gradient(0, p.X), gradient(1, p.Y)
}

// cover is the part of a result pixel that lies inside the photo, 0 to 255,
// for a pixel at source position u, v with steps sx, sy.
func (g grid) cover(u, v, sx, sy float64) int {
	if u-g.edge[0] >= sx/2 && g.edge[2]-u >= sx/2 && v-g.edge[1] >= sy/2 && g.edge[3]-v >= sy/2 {
		return 255
	}
	inside := clamp((u-g.edge[0])/sx+.5, 0, 1) * clamp((g.edge[2]-u)/sx+.5, 0, 1) *
		clamp((v-g.edge[1])/sy+.5, 0, 1) * clamp((g.edge[3]-v)/sy+.5, 0, 1)
	return int(inside*255 + .5)
}

// moved is the grid onto a source picture that starts at min and averages
// boxes of nx x ny pixels.
func (g grid) moved(min image.Point, nx, ny int) grid {
	sx, sy := 1/float64(nx), 1/float64(ny)
	to := Transform{
		{sx, 0, (.5-float64(min.X))*sx - .5},
		{0, sy, (.5-float64(min.Y))*sy - .5},
		{0, 0, 1},
	}
	low, high := to.Apply(Point{g.edge[0], g.edge[1]}), to.Apply(Point{g.edge[2], g.edge[3]})
	g.edge = [4]float64{low.X, low.Y, high.X, high.Y}
	g.at = g.at.Then(to)
	return g
}
