package face

import "math"

// canonical is a landmark of the average head: its number, how much it counts
// for the head's pose, and where it is in cm: x to the picture's right, y down,
// z to the viewer.
type canonical struct {
	index  int
	weight float64
	at     point
}

// average are the landmarks that hold still in a face, from MediaPipe's
// geometry_pipeline_metadata_landmarks.binarypb (canonical mesh and Procrustes
// landmark basis).
var average = []canonical{
	{4, 0.0709, point{0.000, 0.463, 7.587}},
	{6, 0.0321, point{0.000, -2.473, 5.789}},
	{10, 0.0084, point{0.000, -8.262, 4.482}},
	{33, 0.0587, point{-4.446, -2.664, 3.173}},
	{54, 0.0077, point{-6.279, -6.615, 1.426}},
	{67, 0.0091, point{-3.524, -8.006, 3.729}},
	{117, 0.0098, point{-5.259, -0.946, 2.974}},
	{119, 0.0146, point{-3.301, -0.862, 3.873}},
	{121, 0.0186, point{-1.821, -1.468, 4.224}},
	{127, 0.0052, point{-7.743, -2.365, -2.005}},
	{129, 0.1206, point{-1.786, 0.978, 4.850}},
	{132, 0.0056, point{-7.271, 2.891, -2.252}},
	{133, 0.0533, point{-1.856, -2.585, 3.758}},
	{136, 0.0669, point{-5.085, 7.179, 0.715}},
	{143, 0.0148, point{-6.408, -2.236, 1.561}},
	{147, 0.0143, point{-6.235, 1.944, 1.664}},
	{198, 0.0255, point{-1.247, -0.230, 5.681}},
	{205, 0.0473, point{-3.833, 1.537, 4.138}},
	{263, 0.0587, point{4.446, -2.664, 3.173}},
	{284, 0.0077, point{6.279, -6.615, 1.426}},
	{297, 0.0091, point{3.524, -8.006, 3.729}},
	{346, 0.0098, point{5.259, -0.946, 2.974}},
	{348, 0.0146, point{3.301, -0.862, 3.873}},
	{350, 0.0186, point{1.821, -1.468, 4.224}},
	{356, 0.0052, point{7.743, -2.365, -2.005}},
	{358, 0.1206, point{1.786, 0.978, 4.850}},
	{361, 0.0056, point{7.271, 2.891, -2.252}},
	{362, 0.0533, point{1.856, -2.585, 3.758}},
	{365, 0.0669, point{5.085, 7.179, 0.715}},
	{372, 0.0148, point{6.408, -2.236, 1.561}},
	{376, 0.0143, point{6.235, 1.944, 1.664}},
	{420, 0.0255, point{1.247, -0.230, 5.681}},
	{425, 0.0473, point{3.833, 1.537, 4.138}},
}

// pose is how the head is held, as [Face] says. It is the rotation of the
// orthogonal Procrustes fit of the average head to the landmarks, taken apart
// as Rz(roll) Ry(turn) Rx(tilt).
func (m *mesh) pose() (roll, turn, tilt float64) {
	r, ok := m.cross().rotation()
	if !ok {
		return bearing(m.points[rightOuter].flat(), m.points[leftOuter].flat()), 0, 0
	}
	const degree = 180 / math.Pi
	roll = math.Atan2(r[1][0], r[0][0]) * degree
	turn = math.Atan2(-r[2][0], math.Hypot(r[0][0], r[1][0])) * degree
	tilt = math.Atan2(-r[2][1], r[2][2]) * degree
	if roll == -180 {
		roll = 180
	}
	return roll, turn, tilt
}

// matrix is a 3 x 3 matrix, row by row.
type matrix [3][3]float64

// cross is the weighed covariance of the landmarks and the average head.
func (m *mesh) cross() matrix {
	var seen, known point
	var total float64
	for _, c := range average {
		total += c.weight
		seen, known = seen.plus(m.points[c.index], c.weight), known.plus(c.at, c.weight)
	}
	var out matrix
	for _, c := range average {
		s := m.points[c.index].plus(seen, -1/total)
		k := c.at.plus(known, -1/total)
		for i, a := range [3]float64{s.x, s.y, s.z} {
			for j, b := range [3]float64{k.x, k.y, k.z} {
				out[i][j] += c.weight * a * b
			}
		}
	}
	return out
}

func (p point) plus(q point, times float64) point {
	return point{p.x + times*q.x, p.y + times*q.y, p.z + times*q.z}
}

// rotation is the rotation nearest to a: its orthogonal polar factor, by
// Newton's iteration with Higham's scaling (Computing the polar decomposition,
// 1986). It is false where none is nearest.
func (a matrix) rotation() (matrix, bool) {
	for range 40 {
		inverse, ok := a.inverse()
		if !ok {
			return matrix{}, false
		}
		scale := math.Sqrt(inverse.norm() / a.norm())
		var change float64
		next := a
		for i := range 3 {
			for j := range 3 {
				next[i][j] = (scale*a[i][j] + inverse[j][i]/scale) / 2
				change = max(change, math.Abs(next[i][j]-a[i][j]))
			}
		}
		a = next
		if change < 1e-12 {
			break
		}
	}
	return a, true
}

func (a matrix) norm() float64 {
	var sum float64
	for _, row := range a {
		for _, v := range row {
			sum += v * v
		}
	}
	return math.Sqrt(sum)
}

// inverse is false for matrices that have none or mirror.
func (a matrix) inverse() (matrix, bool) {
	var out matrix
	for i := range 3 {
		for j := range 3 {
			k, l, m, n := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
			out[j][i] = a[k][m]*a[l][n] - a[k][n]*a[l][m]
		}
	}
	det := a[0][0]*out[0][0] + a[0][1]*out[1][0] + a[0][2]*out[2][0]
	if norm := a.norm(); !(det > 1e-12*norm*norm*norm) {
		return matrix{}, false
	}
	for i := range out {
		for j := range out[i] {
			out[i][j] /= det
		}
	}
	return out, true
}
