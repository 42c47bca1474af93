package feature

import (
	"math"

	"skinline/photos"
)

// Match is a place seen in both pictures, in pixels of each with centres at
// integers.
type Match struct{ Reference, Photo photos.Point }

// Found is a registration and what speaks for it.
type Found struct {
	// Transform maps the photo's pixels to the reference's, centres at integers.
	Transform photos.Transform
	// Matches are the pairs of points that look alike and agree with Transform,
	// looked for where it says. Photos of different subjects reach 9 (of 381
	// such pairs; 13 of 47 for a homography), those of one have at least 17 (of
	// 80), mostly above 40.
	Matches []Match
	// Votes is how many of the pairs that are each other's nearest over the
	// whole pictures agree with Transform, of Candidates.
	Votes, Candidates int
	// Rival is how many matches the best transform has that puts the photo
	// somewhere else, or 0 without one. Nearly as many as Matches means a
	// repeated pattern.
	Rival int
	// Skewed is how far, in pixels of the reference, Transform is in the mean
	// from the affine map that grows out of it, over the points which that map
	// matches. A similarity that lies right on a part of a scene seen from
	// another side is wrong by this on the rest.
	Skewed float64
	// RMS is the root mean square distance that Matches are left apart, in
	// pixels of the reference.
	RMS float64
}

const (
	// followed is how many different hypotheses are tried at most,
	followed = 12
	// enough how many when one has plenty of matches: the rest are rivals.
	enough = 4
	plenty = 60
)

// Register finds the transform of the model by which most points of photo come
// to lie on those of the reference that look like them. ok is false when no
// two agree on one.
//
// Where few agree on an affine map or a homography, the pictures are looked at
// from other sides too, which takes some tenths of a second on two goroutines.
func Register(reference, photo *Points, model Model) (found Found, ok bool) {
	found, ok = register(reference, photo, model)
	if model == Similarity || len(found.Matches) >= plenty || reference.Len() == 0 || photo.Len() == 0 {
		return found, ok
	}
	if f, better := registerViews(reference, photo, model, found); better {
		return f, true
	}
	return found, ok
}

func register(reference, photo *Points, model Model) (found Found, ok bool) {
	s := newSearch(reference, photo)
	found.Candidates = len(s.pairs)
	var tried []Found
	for _, i := range s.starts() {
		if len(tried) == followed || len(tried) >= enough && len(found.Matches) >= plenty {
			break
		}
		if s.explained(i, tried) {
			continue
		}
		f, grown := s.grow(i, model)
		if !grown {
			continue
		}
		tried = append(tried, f)
		if len(f.Matches) > len(found.Matches) {
			found, ok = f, true
		}
	}
	for _, f := range tried {
		if s.elsewhere(found.Transform, f.Transform) {
			found.Rival = max(found.Rival, len(f.Matches))
		}
	}
	if ok && model == Similarity {
		found.Skewed = s.skewed(found)
	}
	return found, ok
}

// explained reports whether the pair of points i agrees with one of those
// found already.
func (s *search) explained(i int, tried []Found) bool {
	for _, f := range tried {
		if distance(f.Transform, s.matches[i]) < s.near {
			return true
		}
	}
	return false
}

// elsewhere reports whether two transforms put the photo's middle further
// apart than a twentieth of the reference, or turn it differently.
func (s *search) elsewhere(a, b photos.Transform) bool {
	p, q := a.Apply(s.middle), b.Apply(s.middle)
	_, turnA := local(a, s.middle)
	_, turnB := local(b, s.middle)
	return math.Hypot(p.X-q.X, p.Y-q.Y) > s.reference.long/20 || angleApart(turnA, turnB) > similarTurn
}

// distance is how far t leaves m apart, in pixels of the reference.
func distance(t photos.Transform, m Match) float64 { return math.Sqrt(squared(t, m)) }

func squared(t photos.Transform, m Match) float64 {
	p := t.Apply(m.Photo)
	dx, dy := p.X-m.Reference.X, p.Y-m.Reference.Y
	return dx*dx + dy*dy
}

// local is the logarithm of t's scale and its turn at p.
func local(t photos.Transform, p photos.Point) (scale, turn float64) {
	w := t[2][0]*p.X + t[2][1]*p.Y + t[2][2]
	q := t.Apply(p)
	a, b := (t[0][0]-q.X*t[2][0])/w, (t[0][1]-q.X*t[2][1])/w
	c, d := (t[1][0]-q.Y*t[2][0])/w, (t[1][1]-q.Y*t[2][1])/w
	return math.Log(math.Abs(a*d-b*c)+1e-12) / 2, math.Atan2(c-b, a+d)
}

// angleApart is the difference of two angles in radians, 0 to pi.
func angleApart(a, b float64) float64 {
	d := math.Abs(a - b)
	for d > 2*math.Pi {
		d -= 2 * math.Pi
	}
	return min(d, 2*math.Pi-d)
}
