package face

import (
	"slices"
	"sync"

	"skinline/photos/align/pyramid"
)

const (
	// settled is how little the square may move, in its sides and radians,
	// for the landmarks to be taken as they are; looks is how often a face is
	// looked at for that at most.
	settled = .03
	looks   = 10
)

// settle looks at what may be a face until the square around its landmarks
// stays where it is. This is also what turns a face upright that the detector
// found at a slant.
func (n networks) settle(s pyramid.Pyramid, sq square) (*mesh, error) {
	for look := 1; ; look++ {
		m, err := n.mesh(s, sq)
		if err != nil {
			return nil, err
		}
		next := m.around()
		if m.flag < hopeless || look == looks || sq.near(next) {
			return m, nil
		}
		sq = next
	}
}

// refined is the mean of four looks at a face: a little smaller and turned
// one way, a little larger and turned the other, each also mirrored. Their
// errors differ, so that the mean has a quarter to a third less (measured on
// pairs with exact truth).
func (n networks) refined(s pyramid.Pyramid, sq square) (*mesh, error) {
	var seen [4]*mesh
	var failed [4]error
	var all sync.WaitGroup
	for i := range seen {
		all.Go(func() {
			look := square{sq.centre, .96 * sq.side, sq.roll - 6}
			if i >= 2 {
				look = square{sq.centre, 1.04 * sq.side, sq.roll + 6}
			}
			if i%2 == 0 {
				seen[i], failed[i] = n.mesh(s, look)
			} else {
				seen[i], failed[i] = n.mirrored(s, look)
			}
		})
	}
	all.Wait()
	mean := &mesh{}
	for i, m := range seen {
		if failed[i] != nil {
			return nil, failed[i]
		}
		mean.flag += m.flag / float64(len(seen))
		for k, p := range m.points {
			mean.points[k] = mean.points[k].plus(p, 1/float64(len(seen)))
		}
	}
	return mean, nil
}

// mirrored is what the landmark network says about the mirrored square, as
// landmarks of the photo as it is.
func (n networks) mirrored(s pyramid.Pyramid, sq square) (*mesh, error) {
	view := view(s, sq, mesherInput)
	for y := range mesherSize {
		row := view[3*mesherSize*y:][:3*mesherSize]
		slices.Reverse(row) // also turns red, green, blue around
		for x := 0; x < len(row); x += 3 {
			row[x], row[x+2] = row[x+2], row[x]
		}
	}
	seen, err := n.landmarks(view)
	if err != nil {
		return nil, err
	}
	swapped := *seen
	for i, p := range seen.points {
		swapped.points[counterpart[i]] = point{mesherSize - p.x, p.y, p.z}
	}
	return swapped.placed(sq), nil
}
