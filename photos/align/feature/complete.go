package feature

import (
	"math"

	"skinline/photos"
)

// alike is the least product of two descriptors of one place that is looked
// for where it must be.
const alike = unit * unit * 7 / 10

// complete looks for more matches where found's transform says, and fits it to
// all of them.
func (s *search) complete(found *Found, model Model) {
	for range 2 {
		members, weights := s.guided(found.Transform)
		kind := model
		for kind > Similarity && len(members) < 2*kind.needs() {
			kind--
		}
		if len(members) >= kind.needs() && len(members) >= found.Votes {
			if t, ok := kind.fit(members, weights); ok {
				found.Transform = t
			}
		}
		found.Matches = members
	}
	var squares float64
	for _, m := range found.Matches {
		d := distance(found.Transform, m)
		squares += d * d
	}
	found.RMS = math.Sqrt(squares / float64(max(len(found.Matches), 1)))
}

// guided are the matches where t puts the photo's points: for every point of
// the reference the most alike of those nearby.
func (s *search) guided(t photos.Transform) ([]Match, []float64) {
	near := newBuckets(s.photo, t, s.reference.long, s.near)
	var members []Match
	var weights []float64
	used := make([]bool, s.photo.Len())
	for i, r := range s.reference.at {
		top, most := -1, int32(alike)
		for _, j := range near.around(r.x, r.y) {
			if used[j] || !s.likely(t, i, j) {
				continue
			}
			var product [1]int32
			products(product[:], s.reference.descriptors[i*size:(i+1)*size], s.photo.descriptors[j*size:(j+1)*size])
			if product[0] > most {
				top, most = j, product[0]
			}
		}
		if top < 0 {
			continue
		}
		used[top] = true
		p := s.photo.at[top]
		m := Match{photos.Point{X: r.x, Y: r.y}, photos.Point{X: p.x, Y: p.y}}
		d := distance(t, m) / s.near
		members = append(members, m)
		weights = append(weights, s.weight(candidate{i, top})*(1-d*d))
	}
	return members, weights
}

// likely reports whether the photo's point j may be the reference's i.
func (s *search) likely(t photos.Transform, i, j int) bool {
	r, p := s.reference.at[i], s.photo.at[j]
	at := photos.Point{X: p.x, Y: p.y}
	if distance(t, Match{photos.Point{X: r.x, Y: r.y}, at}) >= s.near {
		return false
	}
	scale, turn := local(t, at)
	return math.Abs(math.Log(r.scale/p.scale)-scale) < similarScale && angleApart(r.angle-p.angle, turn) < similarTurn
}

// buckets are the photo's points by where a transform puts them on the
// reference.
type buckets struct {
	size  float64
	w, h  int
	cells [][]int
}

func newBuckets(p *Points, t photos.Transform, long, size float64) *buckets {
	size = max(size, long/256)
	n := int(long/size) + 1
	b := &buckets{size: size, w: n, h: n, cells: make([][]int, n*n)}
	for i, at := range p.at {
		q := t.Apply(photos.Point{X: at.x, Y: at.y})
		if x, y := math.Floor(q.X/size), math.Floor(q.Y/size); x >= 0 && y >= 0 && x < float64(n) && y < float64(n) {
			k := int(y)*n + int(x)
			b.cells[k] = append(b.cells[k], i)
		}
	}
	return b
}

// around are the points within a bucket's size of x, y, and some more.
func (b *buckets) around(x, y float64) []int {
	var all []int
	cx, cy := int(x/b.size), int(y/b.size)
	for j := max(cy-1, 0); j <= min(cy+1, b.h-1); j++ {
		for i := max(cx-1, 0); i <= min(cx+1, b.w-1); i++ {
			all = append(all, b.cells[j*b.w+i]...)
		}
	}
	return all
}
