package refine

import (
	"math"
	"slices"

	"skinline/photos"
)

// Model is how many ways a fit may move.
type Model int

const (
	Similarity Model = 4 // move, turn, scale
	Affine     Model = 6 // and shear, for a flat area seen from the side
	Homography Model = 8 // and perspective
)

const (
	iterations = 30
	enough     = 2e-4 // pixels that the farthest point may still move to be done
	tukey      = 4.685
)

// solve runs Gauss-Newton at one scale. It reports false where the pixels
// determine nothing.
func (l level) solve(target Layer, warp photos.Transform, m Model) (photos.Transform, bool) {
	if len(l.points) < 50 {
		return warp, false
	}
	l.points = thinned(l.points)
	cx, cy, radius := l.extent()
	spread := 0.
	residuals := make([]float32, len(l.points))
	weights := make([]float32, len(l.points))
	for i := range iterations {
		if seen := l.residuals(target, warp, residuals, weights); seen < len(l.points)/4 {
			return warp, false
		}
		// The spread is settled after a few steps and then held, so that the
		// weights cannot chase the fit.
		if i < 4 {
			spread = max(1.4826*median(residuals, weights), .02)
		}
		normal := l.normal(residuals, weights, float32(tukey*spread), m, cx, cy, radius)
		delta, ok := normal.step()
		if !ok {
			return warp, false
		}
		back, err := delta.transform(m, float64(cx), float64(cy), float64(radius)).Inverse()
		if err != nil {
			return warp, false
		}
		warp = back.Then(warp)
		if w := warp[2][2]; w != 0 && w != 1 {
			for r := range warp {
				for c := range warp[r] {
					warp[r][c] /= w
				}
			}
		}
		if delta.motion() < enough && i >= 4 {
			break
		}
	}
	return warp, true
}

// sufficient is how many points of a level determine a fit to hundredths of a
// pixel; of more, only some are used.
const sufficient = 20000

// thinned keeps every nth point so that a sufficient number is left. n is odd, so
// that rows of an even width do not leave out columns.
func thinned(points []point) []point {
	n := (len(points)/sufficient + 1) | 1
	if n == 1 {
		return points
	}
	kept := make([]point, 0, len(points)/n+1)
	for i := 0; i < len(points); i += n {
		kept = append(kept, points[i])
	}
	return kept
}

// extent is the points' middle and how far they reach from it.
func (l level) extent() (cx, cy, radius float32) {
	left, top, right, low := float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.Inf(-1))
	for _, p := range l.points {
		left, right = min(left, p.x), max(right, p.x)
		top, low = min(top, p.y), max(low, p.y)
	}
	return (left + right) / 2, (top + low) / 2, max(right-left, low-top)/2 + 1
}

// residuals fills in target minus template and the weight of every point, and
// counts those that have any.
func (l level) residuals(target Layer, warp photos.Transform, residuals, weights []float32) (seen int) {
	flat := warp[2][0] == 0 && warp[2][1] == 0
	for i, p := range l.points {
		var x, y float64
		if flat {
			x = warp[0][0]*float64(p.x) + warp[0][1]*float64(p.y) + warp[0][2]
			y = warp[1][0]*float64(p.x) + warp[1][1]*float64(p.y) + warp[1][2]
		} else {
			x, y = apply(warp, p.x, p.y)
		}
		v, weight := target.at(x, y)
		weights[i] = weight * p.weight
		if weights[i] == 0 {
			continue
		}
		residuals[i] = v - p.value
		seen++
	}
	return seen
}

// median is the median size of the residuals that count, of at most some
// thousand of them evenly picked.
func median(residuals, weights []float32) float64 {
	const enough = 2000
	sizes := make([]float32, 0, enough+1)
	for i := 0; i < len(residuals); i += len(residuals)/enough + 1 {
		if weights[i] > 0 {
			sizes = append(sizes, abs(residuals[i]))
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	return float64(sizes[len(sizes)/2])
}

func abs(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

// equations are the normal equations of one Gauss-Newton step; the upper
// triangle of the matrix is filled.
type equations struct {
	n      int
	matrix [8][8]float64
	right  [8]float64
}

// normal sums the equations over points, weighed by Tukey's biweight that ends
// at reach. Positions are taken from cx, cy in units of radius, which keeps the
// matrix well conditioned.
func (l level) normal(residuals, weights []float32, reach float32, m Model, cx, cy, radius float32) equations {
	e := equations{n: int(m)}
	var row [8]float32
	// Sums of a few hundred points in single precision, of those in double.
	for from := 0; from < len(l.points); from += 256 {
		to := min(from+256, len(l.points))
		var matrix [8][8]float32
		var right [8]float32
		for i := from; i < to; i++ {
			u := residuals[i] / reach
			if weights[i] == 0 || u >= 1 || u <= -1 {
				continue
			}
			k := 1 - u*u
			w := k * k * weights[i]
			p := &l.points[i]
			x, y := (p.x-cx)/radius, (p.y-cy)/radius
			gx, gy := p.gx, p.gy
			row[0], row[1] = gx, gy
			if m == Similarity {
				a, b := gx*x+gy*y, gy*x-gx*y
				r := w * residuals[i]
				right[0] += r * gx
				right[1] += r * gy
				right[2] += r * a
				right[3] += r * b
				wx, wy, wa := w*gx, w*gy, w*a
				matrix[0][0] += wx * gx
				matrix[0][1] += wx * gy
				matrix[0][2] += wx * a
				matrix[0][3] += wx * b
				matrix[1][1] += wy * gy
				matrix[1][2] += wy * a
				matrix[1][3] += wy * b
				matrix[2][2] += wa * a
				matrix[2][3] += wa * b
				matrix[3][3] += w * b * b
				continue
			}
			row[2], row[3], row[4], row[5] = gx*x, gx*y, gy*x, gy*y
			if m == Homography {
				s := gx*x + gy*y
				row[6], row[7] = -s*x, -s*y
			}
			for j := range e.n {
				wj := w * row[j]
				right[j] += wj * residuals[i]
				for c := j; c < e.n; c++ {
					matrix[j][c] += wj * row[c]
				}
			}
		}
		for j := range e.n {
			e.right[j] += float64(right[j])
			for c := j; c < e.n; c++ {
				e.matrix[j][c] += float64(matrix[j][c])
			}
		}
	}
	return e
}

// increment is a solution of the equations; its values are about the pixels
// that the farthest point moves.
type increment [8]float64

// step solves by Cholesky's decomposition; false for equations that determine
// nothing.
func (e equations) step() (increment, bool) {
	var low [8][8]float64
	for j := range e.n {
		for i := j; i < e.n; i++ {
			sum := e.matrix[j][i]
			for k := range j {
				sum -= low[i][k] * low[j][k]
			}
			if i > j {
				low[i][j] = sum / low[j][j]
				continue
			}
			if !(sum > 1e-6*e.matrix[j][j] && sum > 1e-9) {
				return increment{}, false
			}
			low[j][j] = math.Sqrt(sum)
		}
	}
	var out increment
	for i := range e.n {
		sum := e.right[i]
		for k := range i {
			sum -= low[i][k] * out[k]
		}
		out[i] = sum / low[i][i]
	}
	for i := e.n - 1; i >= 0; i-- {
		sum := out[i]
		for k := i + 1; k < e.n; k++ {
			sum -= low[k][i] * out[k]
		}
		out[i] = sum / low[i][i]
	}
	return out, true
}

func (d increment) motion() float64 {
	most := 0.
	for _, v := range d {
		most = max(most, math.Abs(v))
	}
	return most
}

// transform is the small map that the increment stands for.
func (d increment) transform(m Model, cx, cy, radius float64) photos.Transform {
	to := photos.Transform{{1 / radius, 0, -cx / radius}, {0, 1 / radius, -cy / radius}, {0, 0, 1}}
	from := photos.Transform{{radius, 0, cx}, {0, radius, cy}, {0, 0, 1}}
	for i := range d {
		d[i] /= radius
	}
	small := photos.Transform{{1 + d[2], -d[3], d[0]}, {d[3], 1 + d[2], d[1]}, {0, 0, 1}}
	if m != Similarity {
		small = photos.Transform{{1 + d[2], d[3], d[0]}, {d[4], 1 + d[5], d[1]}, {d[6], d[7], 1}}
	}
	return to.Then(small).Then(from)
}
