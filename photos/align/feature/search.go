package feature

import (
	"cmp"
	"math"
	"slices"

	"skinline/photos"
)

const (
	// similarTurn and similarScale are how far a pair's own turn and
	// logarithm of scale may be from those of others it agrees with.
	similarTurn  = 25 * math.Pi / 180
	similarScale = .5
	// unclear is the weight of a candidate that is not clear.
	unclear = .4
)

// search is the state of one registration.
type search struct {
	reference, photo *Points
	pairs            []candidate
	matches          []Match
	logScale, angle  []float64    // of reference to photo, by each pair alone
	near             float64      // pixels of the reference within which a match agrees
	middle           photos.Point // of the photo
}

func newSearch(reference, photo *Points) *search {
	s := &search{reference: reference, photo: photo, pairs: candidates(reference, photo)}
	s.near = 1 + reference.long*.0025
	s.middle = photos.Point{X: photo.long / 2, Y: photo.long / 2}
	for _, c := range s.pairs {
		r, p := reference.at[c.reference], photo.at[c.photo]
		s.matches = append(s.matches, Match{photos.Point{X: r.x, Y: r.y}, photos.Point{X: p.x, Y: p.y}})
		s.logScale = append(s.logScale, math.Log(r.scale/p.scale))
		s.angle = append(s.angle, r.angle-p.angle)
	}
	return s
}

// starts are the pairs, those first whose own similarity, from their places,
// scales and directions, most others agree with. A pair that agrees with
// itself alone is none.
func (s *search) starts() []int {
	votes := make([]float64, len(s.pairs))
	var order []int
	for i := range s.pairs {
		t, alone := s.single(i), true
		for j := range s.pairs {
			if s.looselyAgrees(&t, i, j) {
				votes[i] += s.vote(j)
				alone = alone && i == j
			}
		}
		if !alone {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(votes[b], votes[a]) })
	return order
}

func (s *search) vote(j int) float64 {
	if s.pairs[j].clear() {
		return 1
	}
	return unclear
}

// single is the similarity that pair i alone gives.
func (s *search) single(i int) photos.Transform {
	m := s.matches[i]
	sin, cos := math.Sincos(s.angle[i])
	k := math.Exp(s.logScale[i])
	a, b := k*cos, k*sin
	return photos.Transform{
		{a, -b, m.Reference.X - a*m.Photo.X + b*m.Photo.Y},
		{b, a, m.Reference.Y - b*m.Photo.X - a*m.Photo.Y},
		{0, 0, 1},
	}
}

// looselyAgrees reports whether pair j may belong to the similarity t of pair
// i, whose direction and scale are known to some degrees and percents only.
func (s *search) looselyAgrees(t *photos.Transform, i, j int) bool {
	if math.Abs(s.logScale[i]-s.logScale[j]) > similarScale || angleApart(s.angle[i], s.angle[j]) > similarTurn {
		return false
	}
	m, n := &s.matches[i], &s.matches[j]
	// What Apply does, without the division that a similarity has no use for:
	// every pair is compared with every other.
	dx := t[0][0]*n.Photo.X + t[0][1]*n.Photo.Y + t[0][2] - n.Reference.X
	dy := t[1][0]*n.Photo.X + t[1][1]*n.Photo.Y + t[1][2] - n.Reference.Y
	x, y := n.Reference.X-m.Reference.X, n.Reference.Y-m.Reference.Y
	allowed := 2*s.near + .12*math.Sqrt(x*x+y*y)
	return dx*dx+dy*dy < allowed*allowed
}

// rounds are the fits of a hypothesis, each to the pairs closer to it.
const rounds = 9

// grow starts with the pairs that loosely agree with pair i and fits, closer
// every time, to those that agree with the fit; then to all that is alike
// where it says.
func (s *search) grow(i int, model Model) (found Found, ok bool) {
	t, ok := s.seed(i)
	for round := 1; round < rounds && ok; round++ {
		within := s.near * max(8*math.Pow(.6, float64(round)), 1)
		members, weights := s.agreeing(t, within)
		t, ok = model.atMost(Model(round/2), len(members)).fit(members, weights)
	}
	if !ok {
		return found, false
	}
	members, _ := s.agreeing(t, s.near)
	found = Found{Transform: t, Votes: len(members), Candidates: len(s.pairs)}
	s.complete(&found, model)
	return found, len(found.Matches) > 1
}

// atMost is m, or a simpler model as long as n matches do not carry it.
func (m Model) atMost(limit Model, n int) Model {
	m = min(m, limit)
	for m > Similarity && n < 2*m.needs() {
		m--
	}
	return m
}

// seed is the similarity of those that loosely agree with pair i, those near it
// most of all.
func (s *search) seed(i int) (photos.Transform, bool) {
	t := s.single(i)
	var members []Match
	var weights []float64
	for j, m := range s.matches {
		if s.looselyAgrees(&t, i, j) {
			d := math.Hypot(m.Reference.X-s.matches[i].Reference.X, m.Reference.Y-s.matches[i].Reference.Y) / (.15 * s.reference.long)
			members, weights = append(members, m), append(weights, s.weight(s.pairs[j].reference, s.pairs[j].photo)*s.vote(j)/(1+d*d))
		}
	}
	return Similarity.fit(members, weights)
}

// agreeing are the pairs that t brings within some pixels of each other, and
// their weights.
func (s *search) agreeing(t photos.Transform, within float64) ([]Match, []float64) {
	var members []Match
	var weights []float64
	here := locally(t)
	for j, m := range s.matches {
		d := squared(t, m) / (within * within)
		if d < 1 && here.turnsLike(m.Photo, s.logScale[j], s.angle[j]) {
			members = append(members, m)
			weights = append(weights, s.weight(s.pairs[j].reference, s.pairs[j].photo)*s.vote(j)*(1-d))
		}
	}
	return members, weights
}

// weight of a pair in a fit: coarse points are placed less exactly.
func (s *search) weight(reference, photo int) float64 {
	return 1 / (1 + s.reference.at[reference].scale*s.photo.at[photo].scale/16)
}

// locality says how a transform scales and turns about the points of the photo:
// everywhere alike unless it is a homography.
type locality struct {
	t           photos.Transform
	scale, turn float64 // of the origin
}

func locally(t photos.Transform) locality {
	scale, turn := local(t, photos.Point{})
	return locality{t, scale, turn}
}

// turnsLike reports whether a pair's own scale and turn are near those at p.
func (l *locality) turnsLike(p photos.Point, logScale, angle float64) bool {
	scale, turn := l.scale, l.turn
	if l.t[2][0] != 0 || l.t[2][1] != 0 {
		scale, turn = local(l.t, p)
	}
	return math.Abs(logScale-scale) < similarScale && angleApart(angle, turn) < similarTurn
}
