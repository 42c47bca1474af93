package feature

import "math"

// ratio is how much nearer than the next best, as a part of its distance, the
// best match must be, seen from both pictures. It is loose: consensus decides.
const ratio = .85

// candidate is a pair of points that look alike: their indices.
type candidate struct{ reference, photo int }

// best is the nearest descriptor and the product with it and with the next.
type best struct {
	at          int
	first, next int32
}

func (b *best) offer(at int, product int32) {
	switch {
	case product > b.first:
		b.at, b.first, b.next = at, product, b.first
	case product > b.next:
		b.next = product
	}
}

// clear reports whether the best is nearer than ratio of the next best's
// distance. Descriptors have length unit, so that the squared distance is
// twice what the product lacks.
func (b best) clear() bool {
	const whole = unit * unit
	return b.first > 0 && float64(whole-b.first) < ratio*ratio*float64(whole-b.next)
}

// candidates are the pairs that are each other's nearest, clearly, in the order
// of the reference's points.
func candidates(reference, photo *Points) []candidate {
	n, m := reference.Len(), photo.Len()
	if n == 0 || m == 0 {
		return nil
	}
	columns := make([]best, m)
	rows := make([]best, n)
	line := make([]int32, m)
	for i := range n {
		products(line, reference.descriptors[i*size:(i+1)*size], photo.descriptors)
		for j, v := range line {
			rows[i].offer(j, v)
			columns[j].offer(i, v)
		}
	}
	var all []candidate
	for i, r := range rows {
		if c := columns[r.at]; c.at == i && r.clear() && c.clear() {
			all = append(all, candidate{i, r.at})
		}
	}
	return all
}

// angleApart is the difference of two angles in radians, 0 to pi.
func angleApart(a, b float64) float64 { return math.Abs(math.Remainder(a-b, 2*math.Pi)) }
