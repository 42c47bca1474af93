package feature

// candidate is a pair of points that look alike, by their indices.
type candidate struct {
	reference, photo int
	// doubt is its squared distance as a part of the next best one's, seen
	// from the picture where that is more: 0 to 1.
	doubt float64
}

// clear reports whether nothing else looks nearly as alike.
func (c candidate) clear() bool { return c.doubt < .85*.85 }

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

// doubt is candidate.doubt of one picture. Descriptors have length unit, so
// that the squared distance is twice what the product lacks.
func (b best) doubt() float64 {
	const whole = unit * unit
	return max(float64(whole-b.first), 0) / max(float64(whole-b.next), 1)
}

// candidates are the pairs that are each other's nearest, in the order of the
// reference's points.
func candidates(reference, photo *Points) []candidate {
	n, m := reference.Len(), photo.Len()
	if n == 0 || m == 0 {
		return nil
	}
	columns, rows := make([]best, m), make([]best, n)
	line := make([]int32, m)
	for i := range n {
		products(line, reference.descriptor(i), photo.descriptors)
		row := best{}
		for j, v := range line {
			if v > row.next {
				row.offer(j, v)
			}
			if c := &columns[j]; v > c.next {
				c.offer(i, v)
			}
		}
		rows[i] = row
	}
	var all []candidate
	for i, r := range rows {
		if c := columns[r.at]; c.at == i && r.first > 0 {
			all = append(all, candidate{i, r.at, max(r.doubt(), c.doubt())})
		}
	}
	return all
}

func (p *Points) descriptor(i int) []int8 { return p.descriptors[i*size : (i+1)*size] }
