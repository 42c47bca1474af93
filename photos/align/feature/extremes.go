package feature

// rows are three rows of every difference of Gaussians, about one of them.
type rows [levels + 2][3][]float32

// extremesPure appends to found the places from..to of the middle row of a level
// whose value is at least least away from 0 and above all its 26 neighbours, or
// below all if it is negative. Of two equal ones in a row the first counts for
// above and the second for below.
func (r *rows) extremesPure(found []int, level, from, to int, least float32) []int {
	row := r[level][1]
	for x := from; x < to; x++ {
		v, before, after := row[x], row[x-1], row[x+1]
		// Along a blurred row few pixels are a turning point.
		if (v > before) == (after > v) || max(v, -v) < least {
			continue
		}
		if r.extreme(level, x) {
			found = append(found, x)
		}
	}
	return found
}

func (r *rows) extreme(level, x int) bool {
	v, sign := r[level][1][x], float32(1)
	if v < 0 {
		v, sign = -v, -1
	}
	for _, l := range [3]int{level, level - 1, level + 1} {
		for _, row := range r[l] {
			p := row[x-1 : x+2]
			if sign*p[0] > v || sign*p[1] > v || sign*p[2] > v {
				return false
			}
		}
	}
	return true
}
