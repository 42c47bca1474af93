package feature

import "math"

// patchSide is how many values a row of a patch has: its gradients need one
// more on each side.
const patchSide = samples + 2

// patch is a part of a picture, row by row.
type patch [patchSide * patchSide]float32

// gradients are those inside a patch, row by row: how long they are and their
// direction as a part of a full turn, 0 to 1.
type gradients struct{ length, turn [samples * samples]float32 }

func (g *gradients) fillPure(p *patch) {
	for i := range g.length {
		c := (i/samples+1)*patchSide + i%samples + 1
		gx, gy := p[c+1]-p[c-1], p[c+patchSide]-p[c-patchSide]
		g.length[i] = float32(math.Sqrt(float64(float32(gx*gx) + float32(gy*gy))))
		g.turn[i] = turn(gx, gy)
	}
}

// turn is the direction of x, y as a part of a full turn, 0 to 1, to a
// ten-thousandth of one (Abramowitz and Stegun 4.4.49).
func turn(x, y float32) float32 {
	ax, ay := max(x, -x), max(y, -y)
	longer, shorter := max(ax, ay), min(ax, ay)
	if longer == 0 {
		return 0
	}
	t := shorter / longer
	s := t * t
	a := t * (.9998660 + s*(-.3302995+s*(.1801410+s*(-.0851330+s*.0208351)))) / (2 * math.Pi)
	if ay > ax {
		a = .25 - a
	}
	if x < 0 {
		a = .5 - a
	}
	if y < 0 {
		a = 1 - a
	}
	return a
}
