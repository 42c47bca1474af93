package align

// fitLogistic is Newton's method on the likelihood with a ridge on the slopes,
// that of the angle in tens of degrees; without compared the angle has none.
func fitLogistic(samples []sample, right func(sample) bool, compared bool) logistic {
	const ridge, n = .05, 4
	var w [n]float64
	for range 60 {
		var matrix [n][n + 1]float64
		for i := range n {
			matrix[i][i], matrix[i][n] = ridge, -ridge*w[i]
		}
		matrix[0][0], matrix[0][n] = 1e-9, 0
		for _, s := range samples {
			x := [n]float64{1, s.evidence.Near, s.evidence.Quiet}
			if compared {
				x[3] = s.evidence.Angle / 10
			}
			p := logistic{w[0], w[1], w[2], w[3] / 10}.of(s.evidence)
			y := 0.
			if right(s) {
				y = 1
			}
			for i := range x {
				matrix[i][n] += (y - p) * x[i]
				for j := range x {
					matrix[i][j] += p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i, step := range solved(matrix) {
			w[i] += step
		}
	}
	return logistic{w[0], w[1], w[2], w[3] / 10}
}

// solved is Gauss and Jordan's elimination without exchange of rows.
func solved(m [4][5]float64) (x [4]float64) {
	for i := range m {
		for r := range m {
			if r == i {
				continue
			}
			k := m[r][i] / m[i][i]
			for c := i; c < len(m[r]); c++ {
				m[r][c] -= k * m[i][c]
			}
		}
	}
	for i := range x {
		x[i] = m[i][4] / m[i][i]
	}
	return x
}
