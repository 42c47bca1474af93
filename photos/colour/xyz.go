package colour

// d50 is the white of the profile connection space (section 6.3.1).
var d50 = [3]float64{.9642, 1, .8249}

// bradford are the cone responses of the Bradford adaptation (annex E).
var bradford = [3][3]float64{{.8951, .2664, -.1614}, {-.7502, 1.7135, .0367}, {.0389, -.0685, 1.0296}}

// toXYZ takes linear light of the primaries to XYZ, its white adapted to D50.
func (p Primaries) toXYZ() [3][3]float64 {
	xyz := func(c [2]float64) [3]float64 { return [3]float64{c[0] / c[1], 1, (1 - c[0] - c[1]) / c[1]} }
	var m [3][3]float64
	for i, c := range [][2]float64{p.Red, p.Green, p.Blue} {
		for row, v := range xyz(c) {
			m[row][i] = v
		}
	}
	white := xyz(p.White)
	amounts := apply(inverse(m), white)
	from, to := apply(bradford, white), apply(bradford, d50)
	var cones [3][3]float64
	for i := range 3 {
		cones[i][i] = to[i] / from[i]
		for row := range 3 {
			m[row][i] *= amounts[i]
		}
	}
	return times(times(inverse(bradford), times(cones, bradford)), m)
}

func times(a, b [3][3]float64) [3][3]float64 {
	var m [3][3]float64
	for i := range 3 {
		for j := range 3 {
			m[i][j] = a[i][0]*b[0][j] + a[i][1]*b[1][j] + a[i][2]*b[2][j]
		}
	}
	return m
}

func apply(m [3][3]float64, v [3]float64) [3]float64 {
	var out [3]float64
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

// inverse of a matrix that has one, by its cofactors.
func inverse(m [3][3]float64) [3][3]float64 {
	var out [3][3]float64
	for i := range 3 {
		for j := range 3 {
			a, b, c, d := (j+1)%3, (j+2)%3, (i+1)%3, (i+2)%3
			out[i][j] = m[a][c]*m[b][d] - m[a][d]*m[b][c]
		}
	}
	det := m[0][0]*out[0][0] + m[0][1]*out[1][0] + m[0][2]*out[2][0]
	for i := range 3 {
		for j := range 3 {
			out[i][j] /= det
		}
	}
	return out
}
