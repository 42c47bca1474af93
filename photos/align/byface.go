package align

import (
	"math"
	"slices"

	"skinline/photos"
	"skinline/photos/align/face"
	"skinline/photos/align/refine"
)

const (
	faceIOD    = 100 // pixels between the eyes at the finest scale
	faceLevels = 3   // 100, 50 and 25 pixels between the eyes
	faceRadius = 12  // pixels over which light is divided out, at each scale
	faceSide   = 2.4 // the window, in IOD
	faceAbove  = .95 // of it above the eyes, in IOD
)

// faceWindow looks at the reference's face upright, eyes level.
func faceWindow(f *face.Face) window {
	eyes := middle(f, eyes[:]...)
	side := faceSide * f.IOD
	at := photos.Similarity(1, 0, -eyes.X, -eyes.Y).
		Then(photos.Similarity(1/side, -f.Roll, .5, faceAbove/faceSide))
	return window{at: at, w: faceSide * faceIOD, h: faceSide * faceIOD}
}

func middle(f *face.Face, indices ...int) (p photos.Point) {
	for _, i := range indices {
		p.X += f.Landmarks[i].X / float64(len(indices))
		p.Y += f.Landmarks[i].Y / float64(len(indices))
	}
	return p
}

// partner picks the face of the photo to lie on the reference's: the largest,
// or among those nearly as large the one whose place is nearest.
func partner(faces []face.Face, at photos.Point) *face.Face {
	var best *face.Face
	largest := 0.
	for i := range faces {
		largest = max(largest, faces[i].IOD)
	}
	distance := func(f *face.Face) float64 {
		p := middle(f, eyes[:]...)
		return math.Hypot(p.X-at.X, p.Y-at.Y)
	}
	for i := range faces {
		f := &faces[i]
		if f.IOD < .7*largest {
			continue
		}
		if best == nil || distance(f) < distance(best) {
			best = f
		}
	}
	return best
}

// largest is the largest face, or nil.
func largest(faces []face.Face) *face.Face {
	if len(faces) == 0 {
		return nil
	}
	i := 0
	for j := range faces {
		if faces[j].IOD > faces[i].IOD {
			i = j
		}
	}
	return &faces[i]
}

// faceEvidence is what is known of an alignment of two faces. Lengths are in
// the reference's IOD, angles in degrees.
type faceEvidence struct {
	Residual         float64 // anchors left apart by the similarity
	Turn, Tilt, Roll float64 // how differently the heads are held
	Scale            float64 // photo's IOD over the reference's, in pixels
	Moved            float64 // how far refinement moved the face
	Fine, Coarse     float64 // correlation at the finest scale and at half
	Seen             float64 // share of the face's skin that is in the photo
	Halves           float64 // how far fits of half a face disagree with the whole
	Blocks           int
	Matched          float64 // share of blocks that match well near their place
	Here             float64 // median correlation of blocks in their place
	Best             float64 // median of the best correlation near it
	Motion           float64 // median distance of the matched blocks' best place
	Spread           float64 // upper quartile of the same over all blocks
}

// faceFit is an alignment of two faces before it is judged.
type faceFit struct {
	placed  photos.Transform // by landmarks
	refined photos.Transform // by pixels too
	faceEvidence
}

// fitFaces places the photo by its landmarks and refines. False when the
// landmarks determine nothing.
func fitFaces(reference, photo *Prepared, rf, pf *face.Face, m Model) (faceFit, bool) {
	var fit faceFit
	placed, residual, err := byAnchors(rf, pf)
	if err != nil {
		return fit, false
	}
	polygon := outline(rf)
	fit.placed, fit.refined = placed, placed
	fit.Residual = residual
	fit.Turn, fit.Tilt, fit.Roll = pf.Turn-rf.Turn, pf.Tilt-rf.Tilt, pf.Roll-rf.Roll
	v := faceWindow(rf)
	skin, wide := v.mask(polygon, 1), v.mask(polygon, 1.2)
	template := refine.NewTemplate(v.layer(reference.picture, photos.Identity(), wide), faceLevels, faceRadius).Part(v.within(skin))
	target := refine.NewTarget(v.layer(photo.picture, placed, wide), faceLevels, faceRadius)
	found := template.Fit(target, settle(template, target), freedom(m), 1, 0)
	if refined, err := v.corrected(placed, found.Warp); err == nil {
		fit.refined = refined
	}
	fit.Fine, fit.Seen = found.Correlation, found.Seen
	fit.Coarse, _ = template.Correlation(target, found.Warp, 1)
	fit.Moved = moved(found.Warp, v, skin) / faceIOD
	fit.Halves = halves(template, target, found.Warp, v, skin) / faceIOD
	search := refine.Search{Level: 1, Half: 8, Reach: 7}
	fit.blocks(template.Blocks(target, found.Warp, search, template.Grid(search, 7)))
	return fit, true
}

// settle brings the blocks of the face to where most of them match best: less
// exact than a fit of all pixels, but not led astray by a shadow.
func settle(template *refine.Template, target *refine.Target) photos.Transform {
	search := refine.Search{Level: 1, Half: 8, Reach: 9}
	grid := template.Grid(search, 5)
	warp, ok := refine.Settle(photos.Identity(), template.Blocks(target, photos.Identity(), search, grid), heard)
	if !ok {
		return photos.Identity()
	}
	search.Reach = 4
	warp, _ = refine.Settle(warp, template.Blocks(target, warp, search, grid), heard)
	return warp
}

// heard is the correlation from which a block has a say in where the face lies.
const heard = .4

func freedom(m Model) refine.Model {
	switch m {
	case Affine:
		return refine.Affine
	case Homography:
		return refine.Homography
	default:
		return refine.Similarity
	}
}

// moved is the mean distance, in pixels, that a warp moves the mask's pixels.
func moved(warp photos.Transform, v window, mask []bool) float64 {
	var sum, n float64
	for i, in := range mask {
		if !in || i%7 != 0 {
			continue
		}
		p := photos.Point{X: float64(i % v.w), Y: float64(i / v.w)}
		q := warp.Apply(p)
		sum += math.Hypot(q.X-p.X, q.Y-p.Y)
		n++
	}
	if n == 0 {
		return math.Inf(1)
	}
	return sum / n
}

// halves fits the left, right, upper and lower half of the template each on
// its own and is the mean distance in pixels between where they and the
// whole put their part. A chance fit of the whole falls apart.
func halves(template *refine.Template, target *refine.Target, whole photos.Transform, v window, mask []bool) float64 {
	cx, cy := centre(mask, v.w)
	sum := 0.
	for _, in := range []func(x, y float64) bool{
		func(x, _ float64) bool { return x < cx },
		func(x, _ float64) bool { return x >= cx },
		func(_, y float64) bool { return y < cy },
		func(_, y float64) bool { return y >= cy },
	} {
		fit := template.Part(in).Fit(target, whole, refine.Similarity, 1, 1)
		part := make([]bool, len(mask))
		for i := range mask {
			part[i] = mask[i] && in(float64(i%v.w), float64(i/v.w))
		}
		back, err := whole.Inverse()
		if fit.Correlation <= -1 || err != nil {
			sum += faceIOD
			continue
		}
		sum += min(moved(fit.Warp.Then(back), v, part), faceIOD)
	}
	return sum / 4
}

func centre(mask []bool, w int) (x, y float64) {
	n := 0.
	for i, in := range mask {
		if in {
			x += float64(i % w)
			y += float64(i / w)
			n++
		}
	}
	return x / max(n, 1), y / max(n, 1)
}

// sameBlock is the correlation from which a block is taken for the same piece
// of skin.
const sameBlock = .55

func (e *faceEvidence) blocks(found []refine.Block) {
	e.Blocks = len(found)
	if len(found) == 0 {
		e.Motion, e.Spread = 1, 1
		return
	}
	var here, best, motion, all []float64
	for _, b := range found {
		shift := math.Hypot(b.Shift.X, b.Shift.Y) / faceIOD
		here = append(here, b.Here)
		best = append(best, b.Best)
		all = append(all, shift)
		if b.Best >= sameBlock && !b.Edge {
			motion = append(motion, shift)
			if shift < .06 {
				e.Matched++
			}
		}
	}
	e.Matched /= float64(len(found))
	e.Here, e.Best = quantile(here, .5), quantile(best, .5)
	e.Motion, e.Spread = quantile(motion, .5), quantile(all, .75)
}

// quantile is the q-quantile of values, which it sorts; 1 for none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 1
	}
	slices.Sort(values)
	return values[int(q*float64(len(values)-1)+.5)]
}
