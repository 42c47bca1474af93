package feature

import (
	"cmp"
	"math"
	"slices"

	"skinline/photos"
)

// Match is a place seen in both pictures, in pixels of each with centres at
// integers.
type Match struct{ Reference, Photo photos.Point }

// Found is a registration and what speaks for it.
type Found struct {
	// Transform maps the photo's pixels to the reference's, centres at integers.
	Transform photos.Transform
	// Matches are the pairs of points that agree with Transform, the
	// reference's strongest first.
	Matches []Match
	// Votes is how many of the pairs that look alike over the whole pictures
	// agree, without being looked for where Transform says; of Candidates.
	// Photos of different subjects reach 3, seldom 4.
	Votes, Candidates int
	// Rival is how many matches the next best transform has that puts the photo
	// somewhere else, or 0 without one. Nearly as many as Matches means a
	// repeated pattern.
	Rival int
	// RMS is the root mean square distance that Matches are left apart, in
	// pixels of the reference.
	RMS float64
}

// Register finds the transform of the model by which most points of photo come
// to lie on those of the reference that look like them. ok is false when no
// two agree on one.
func Register(reference, photo *Points, model Model) (found Found, ok bool) {
	s := newSearch(reference, photo)
	starts := s.starts()
	var hypotheses []hypothesis
	for _, i := range starts {
		if h, ok := s.grow(i, model); ok {
			hypotheses = append(hypotheses, h)
		}
	}
	if len(hypotheses) == 0 {
		return Found{Candidates: len(s.pairs)}, false
	}
	top := hypotheses[0]
	for _, h := range hypotheses[1:] {
		if h.score > top.score {
			top = h
		}
	}
	found = Found{Transform: top.transform, Votes: top.votes, Candidates: len(s.pairs)}
	s.complete(&found, model)
	var rival hypothesis
	for _, h := range hypotheses {
		if h.score > rival.score && s.elsewhere(found.Transform, h.transform) {
			rival = h
		}
	}
	if rival.score > 0 {
		members, _ := s.guided(rival.transform)
		found.Rival = len(members)
	}
	return found, true
}

// search is the state of one registration.
type search struct {
	reference, photo *Points
	pairs            []candidate
	matches          []Match
	logScale, angle  []float64 // of reference to photo, by each pair alone
	near             float64   // pixels of the reference within which a match agrees
}

const (
	// similarTurn and similarScale are how far a pair's own turn and (log)
	// scale may be from those of others it agrees with.
	similarTurn  = 25 * math.Pi / 180
	similarScale = .5
	// grown is how many hypotheses are followed.
	grown = 24
)

func newSearch(reference, photo *Points) *search {
	s := &search{reference: reference, photo: photo, pairs: candidates(reference, photo)}
	s.near = 1 + reference.long*.0025
	for _, c := range s.pairs {
		r, p := reference.at[c.reference], photo.at[c.photo]
		s.matches = append(s.matches, Match{photos.Point{X: r.x, Y: r.y}, photos.Point{X: p.x, Y: p.y}})
		s.logScale = append(s.logScale, math.Log(r.scale/p.scale))
		s.angle = append(s.angle, r.angle-p.angle)
	}
	return s
}

// starts are the pairs whose own similarity, from their places, scales and
// directions, most others agree with: all are tried.
func (s *search) starts() []int {
	votes := make([]int, len(s.pairs))
	order := make([]int, len(s.pairs))
	for i := range s.pairs {
		order[i] = i
		t := s.single(i)
		for j := range s.pairs {
			if s.looselyAgrees(t, i, j) {
				votes[i]++
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(votes[b], votes[a]) })
	order = order[:min(len(order), grown)]
	return order
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
func (s *search) looselyAgrees(t photos.Transform, i, j int) bool {
	if math.Abs(s.logScale[i]-s.logScale[j]) > similarScale || angleApart(s.angle[i], s.angle[j]) > similarTurn {
		return false
	}
	m, n := s.matches[i], s.matches[j]
	allowed := 2*s.near + .12*math.Hypot(n.Reference.X-m.Reference.X, n.Reference.Y-m.Reference.Y)
	return distance(t, n) < allowed
}

// distance is how far t leaves m apart, in pixels of the reference.
func distance(t photos.Transform, m Match) float64 {
	p := t.Apply(m.Photo)
	return math.Hypot(p.X-m.Reference.X, p.Y-m.Reference.Y)
}

// hypothesis is a transform and the pairs for it.
type hypothesis struct {
	transform photos.Transform
	votes     int
	score     float64
}

// grow starts with the pairs that loosely agree with pair i and fits, closer
// every time, to those that agree with the fit.
func (s *search) grow(i int, model Model) (hypothesis, bool) {
	t := s.single(i)
	var h hypothesis
	var members []Match
	var weights []float64
	for round := range 9 {
		within := s.near * max(8*math.Pow(.6, float64(round)), 1)
		members, weights = members[:0], weights[:0]
		h = hypothesis{transform: t}
		for j, m := range s.matches {
			if round == 0 {
				if s.looselyAgrees(t, i, j) {
					members = append(members, m)
					d := math.Hypot(m.Reference.X-s.matches[i].Reference.X, m.Reference.Y-s.matches[i].Reference.Y) / (.15 * s.reference.long)
					weights = append(weights, s.weight(s.pairs[j])/(1+d*d))
				}
				continue
			}
			d := distance(t, m) / within
			if d < 1 && s.turnsLike(t, j) {
				members = append(members, m)
				weights = append(weights, s.weight(s.pairs[j])*(1-d*d))
				h.votes++
				h.score += 1 - d*d
			}
		}
		kind := Model(min(int(model), round/2))
		for kind > Similarity && len(members) < 2*kind.needs() {
			kind--
		}
		if len(members) < kind.needs() {
			return h, false
		}
		fitted, ok := kind.fit(members, weights)
		if !ok {
			return h, false
		}
		t = fitted
	}
	return h, h.votes >= 2
}

// weight of a pair in a fit: coarse points are placed less exactly.
func (s *search) weight(c candidate) float64 {
	r, p := s.reference.at[c.reference], s.photo.at[c.photo]
	return 1 / (1 + r.scale*p.scale/16)
}

// turnsLike reports whether pair j's own scale and turn are near t's there.
func (s *search) turnsLike(t photos.Transform, j int) bool {
	scale, turn := local(t, s.matches[j].Photo)
	return math.Abs(s.logScale[j]-scale) < similarScale && angleApart(s.angle[j], turn) < similarTurn
}

// local is the logarithm of t's scale and its turn at p.
func local(t photos.Transform, p photos.Point) (scale, turn float64) {
	w := t[2][0]*p.X + t[2][1]*p.Y + t[2][2]
	q := t.Apply(p)
	a, b := (t[0][0]-q.X*t[2][0])/w, (t[0][1]-q.X*t[2][1])/w
	c, d := (t[1][0]-q.Y*t[2][0])/w, (t[1][1]-q.Y*t[2][1])/w
	return math.Log(math.Abs(a*d-b*c)+1e-12) / 2, math.Atan2(c-b, a+d)
}

// elsewhere reports whether two transforms put the photo's middle further
// apart than a twentieth of the reference, or turn it differently.
func (s *search) elsewhere(a, b photos.Transform) bool {
	middle := photos.Point{X: s.photo.long / 2, Y: s.photo.long / 2}
	p, q := a.Apply(middle), b.Apply(middle)
	_, turnA := local(a, middle)
	_, turnB := local(b, middle)
	return math.Hypot(p.X-q.X, p.Y-q.Y) > s.reference.long/20 || angleApart(turnA, turnB) > similarTurn
}
