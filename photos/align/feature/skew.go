package feature

import "math"

// skewed is Found.Skewed of a similarity.
func (s *search) skewed(found Found) float64 {
	free := found
	for _, within := range []float64{4, 3, 2, 1.5} {
		members, weights := s.agreeing(free.Transform, within*s.near)
		if len(members) < 2*Affine.needs() {
			return 0
		}
		t, ok := Affine.fit(members, weights)
		if !ok {
			return 0
		}
		free.Transform = t
	}
	free.Matches = nil
	s.complete(&free, Affine)
	if len(free.Matches) <= len(found.Matches) {
		return 0
	}
	var sum float64
	for _, m := range free.Matches {
		a, b := free.Transform.Apply(m.Photo), found.Transform.Apply(m.Photo)
		sum += math.Hypot(a.X-b.X, a.Y-b.Y)
	}
	return sum / float64(len(free.Matches))
}
