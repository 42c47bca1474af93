package feature

import (
	"math"

	"skinline/photos"
)

// alike is the least product of two descriptors of one place that is looked
// for where it must be.
const alike = unit * unit * 86 / 100

// complete looks for matches where found's transform says, and fits it to all
// of them, twice.
func (s *search) complete(found *Found, model Model) {
	for range 2 {
		members, weights := s.guided(found.Transform)
		if len(members) < len(found.Matches) {
			break
		}
		found.Matches = members
		if t, ok := model.atMost(model, len(members)).fit(members, weights); ok {
			found.Transform = t
		}
	}
	var squares float64
	for _, m := range found.Matches {
		squares += squared(found.Transform, m)
	}
	found.RMS = math.Sqrt(squares / float64(max(len(found.Matches), 1)))
}

// guided are the matches where t puts the photo's points, for every point of
// the reference the most alike of those near it, and their weights.
func (s *search) guided(t photos.Transform) ([]Match, []float64) {
	placed := s.photo.buckets(t, s.reference.long)
	var members []Match
	var weights []float64
	used := make([]bool, s.photo.Len())
	here := locally(t)
	for i, r := range s.reference.at {
		top, most := -1, int32(alike)
		placed.around(r.x, r.y, s.near, func(j int) {
			if used[j] || !s.likely(&here, i, j) {
				return
			}
			var product [1]int32
			products(product[:], s.reference.descriptor(i), s.photo.descriptor(j))
			if product[0] > most {
				top, most = j, product[0]
			}
		})
		if top < 0 {
			continue
		}
		used[top] = true
		p := s.photo.at[top]
		m := Match{photos.Point{X: r.x, Y: r.y}, photos.Point{X: p.x, Y: p.y}}
		members = append(members, m)
		weights = append(weights, s.weight(i, top)*(1-squared(t, m)/(s.near*s.near)))
	}
	return members, weights
}

// likely reports whether the photo's point j may be the reference's i.
func (s *search) likely(here *locality, i, j int) bool {
	r, p := s.reference.at[i], s.photo.at[j]
	at := photos.Point{X: p.x, Y: p.y}
	return squared(here.t, Match{photos.Point{X: r.x, Y: r.y}, at}) < s.near*s.near &&
		here.turnsLike(at, math.Log(r.scale/p.scale), r.angle-p.angle)
}

// buckets are points by where a transform puts them on the reference: those of
// cell c are order[first[c]:first[c+1]].
type buckets struct {
	side         float64
	first, order []int
}

const perSide = 48

func (p *Points) buckets(t photos.Transform, long float64) *buckets {
	b := &buckets{side: long / perSide, first: make([]int, perSide*perSide+1), order: make([]int, len(p.at))}
	cell := make([]int, len(p.at))
	for i, at := range p.at {
		q := t.Apply(photos.Point{X: at.x, Y: at.y})
		cell[i] = -1
		if x, y := q.X/b.side, q.Y/b.side; x >= 0 && y >= 0 && x < perSide && y < perSide {
			cell[i] = int(y)*perSide + int(x)
			b.first[cell[i]+1]++
		}
	}
	for c := range perSide * perSide {
		b.first[c+1] += b.first[c]
	}
	next := append([]int(nil), b.first...)
	for i, c := range cell {
		if c >= 0 {
			b.order[next[c]] = i
			next[c]++
		}
	}
	return b
}

// around calls do for the points within r of x, y, and for some more.
func (b *buckets) around(x, y, r float64, do func(i int)) {
	cut := func(v float64) int { return min(max(int(v/b.side), 0), perSide-1) }
	for j := cut(y - r); j <= cut(y+r); j++ {
		for i := cut(x - r); i <= cut(x+r); i++ {
			for _, k := range b.order[b.first[j*perSide+i]:b.first[j*perSide+i+1]] {
				do(k)
			}
		}
	}
}
