package align

import (
	"math"
	"sync"

	"skinline/photos"
	"skinline/photos/align/feature"
	"skinline/photos/align/refine"
)

const (
	featureLong   = 800 // pixels of the long side in which features are sought
	patchLong     = 320 // pixels of the long side of what is refined
	patchLevels   = 2
	patchRadius   = 10
	featurePoints = 8 // offered for correction
)

// featureEvidence is what is known of an alignment by features. Lengths are in
// the long side of the window that was refined.
type featureEvidence struct {
	Matches, Rival int
	Fine, Coarse   float64 // correlation at the finest scale and at half
	Seen           float64 // share of the area that is in the photo
	Moved          float64 // how far refinement moved the area
	Halves         float64 // how far fits of half the area disagree with the whole
	Skewed         float64 // how far an affine map departs, in the reference's long side
}

// featureFit is an alignment by features before it is judged.
type featureFit struct {
	placed, refined photos.Transform
	matches         []Pair
	residual        float64 // root mean square, reference long sides
	featureEvidence
}

// fitFeatures registers the photo by local features inside the polygons, where
// there are any, and refines. False when no features agree.
func fitFeatures(reference, photo *Prepared, area, photoArea []photos.Point, m Model) (featureFit, bool) {
	var fit featureFit
	var r keypoints
	var other sync.WaitGroup
	other.Go(func() { r = reference.points(area) })
	p := photo.points(photoArea)
	other.Wait()
	found, ok := feature.Register(r.found, p.found, features(m))
	if !ok || len(found.Matches) < 3 {
		return fit, false
	}
	fit.Matches, fit.Rival = len(found.Matches), found.Rival
	fit.residual, fit.Skewed = found.RMS/r.long, found.Skewed/r.long
	fit.placed = relative(found.Transform, p.long, r.long)
	fit.refined = fit.placed
	fit.matches = make([]Pair, len(found.Matches))
	for i, match := range found.Matches {
		fit.matches[i] = Pair{Reference: ofPixel(match.Reference, r.long), Photo: ofPixel(match.Photo, p.long)}
	}
	if len(area) == 0 {
		area = hull(fit.matches, photos.Whole(reference.picture.Rect.Dx(), reference.picture.Rect.Dy()))
	}
	fit.refine(reference, photo, area, m)
	return fit, true
}

// refine moves the photo to where the pixels of the area fit best.
func (f *featureFit) refine(reference, photo *Prepared, area []photos.Point, m Model) {
	v, ok := areaWindow(area)
	if !ok {
		return
	}
	mask := v.mask(area, 1)
	var template *refine.Template
	var other sync.WaitGroup
	other.Go(func() {
		template = refine.NewTemplate(v.look(reference, photos.Identity()), patchLevels, patchRadius).Part(v.lattice(mask))
	})
	target := refine.NewTarget(v.look(photo, f.placed), patchLevels, patchRadius)
	other.Wait()
	found := template.Fit(target, photos.Identity(), freedom(m), 1, 0)
	if refined, err := v.corrected(f.placed, found.Warp); err == nil {
		f.refined = refined
	}
	long := float64(v.long())
	f.Fine, f.Seen = found.Correlation, found.Seen
	f.Coarse, _ = template.Correlation(target, found.Warp, 1)
	f.Moved = moved(found.Warp, v, mask) / long
	f.Halves = halves(template, target, found.Warp, v, mask, freedom(m)) / long
}

// lattice picks evenly as many of the mask's pixels as a fit needs.
func (v window) lattice(mask []bool) func(x, y float64) bool {
	const needed = 15000
	n := 0
	for _, in := range mask {
		if in {
			n++
		}
	}
	every, in := n/needed|1, v.within(mask)
	return func(x, y float64) bool { return (int(x)+2*int(y))%every == 0 && in(x, y) }
}

// areaWindow is the upright box around the area.
func areaWindow(area []photos.Point) (window, bool) {
	left, top, right, low := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range area {
		left, right = min(left, p.X), max(right, p.X)
		top, low = min(top, p.Y), max(low, p.Y)
	}
	side := max(right-left, low-top)
	if !(side > 1e-3) {
		return window{}, false
	}
	w, h := photos.Fit(photos.Rect{W: right - left, H: low - top}, patchLong, patchLong)
	return window{at: photos.Similarity(1, 0, -left, -top).Then(photos.Similarity(1/side, 0, 0, 0)), w: w, h: h}, true
}

func features(m Model) feature.Model {
	switch m {
	case Affine:
		return feature.Affine
	case Homography:
		return feature.Homography
	default:
		return feature.Similarity
	}
}

// relative is a transform between pixels, centres at integers, as one between
// relative coordinates.
func relative(t photos.Transform, from, to float64) photos.Transform {
	return photos.Transform{{from, 0, -.5}, {0, from, -.5}, {0, 0, 1}}.Then(t).
		Then(photos.Transform{{1 / to, 0, .5 / to}, {0, 1 / to, .5 / to}, {0, 0, 1}})
}

func ofPixel(p photos.Point, long float64) photos.Point {
	return photos.Point{X: (p.X + .5) / long, Y: (p.Y + .5) / long}
}

// hull is what the matches enclose in the reference, grown by a fifth and kept
// inside the photo: the part that is known to be seen in both.
func hull(matches []Pair, whole photos.Rect) []photos.Point {
	points := make([]photos.Point, len(matches))
	for i, m := range matches {
		points[i] = m.Reference
	}
	around := convex(points)
	var middle photos.Point
	for _, p := range around {
		middle.X += p.X / float64(len(around))
		middle.Y += p.Y / float64(len(around))
	}
	for i, p := range around {
		around[i] = photos.Point{
			X: min(max(middle.X+1.2*(p.X-middle.X), 0), whole.W),
			Y: min(max(middle.Y+1.2*(p.Y-middle.Y), 0), whole.H),
		}
	}
	return around
}

// spreadOut are at most n of the pairs, each as far from those before it as any.
func spreadOut(pairs []Pair, n int) []Pair {
	if len(pairs) <= n {
		return pairs
	}
	out := []Pair{pairs[0]}
	nearest := make([]float64, len(pairs))
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	for len(out) < n {
		last, far := out[len(out)-1], 0
		for i, p := range pairs {
			nearest[i] = min(nearest[i], math.Hypot(p.Reference.X-last.Reference.X, p.Reference.Y-last.Reference.Y))
			if nearest[i] > nearest[far] {
				far = i
			}
		}
		out = append(out, pairs[far])
	}
	return out
}
