package align

import (
	"cmp"
	"math"
	"slices"

	"skinline/photos"
	"skinline/photos/align/face"
	"skinline/photos/align/refine"
)

const (
	faceIOD    = 128 // pixels between the eyes at the finest scale
	faceSide   = 307 // pixels of the window: 2.4 IOD
	faceAbove  = 122 // of them above the eyes
	faceLevels = 2   // 128 and 64 pixels between the eyes
	faceRadius = 8   // pixels over which light is divided out, at each scale

	// Texture is what light leaves alone; it is looked at with 64 pixels
	// between the eyes.
	textureIOD    = 64
	textureRadius = 3
	textureStep   = 6
)

// texture are the blocks that are sought: a fifth of an IOD wide, within a ninth.
var texture = refine.Search{Half: 6, Reach: 7}

// faceWindow looks at the reference's face upright, eyes level.
func faceWindow(f *face.Face) window {
	eyes := middle(f, eyes[:]...)
	at := photos.Similarity(1, 0, -eyes.X, -eyes.Y).
		Then(photos.Similarity(faceIOD/(f.IOD*faceSide), -f.Roll, .5, float64(faceAbove)/faceSide))
	return window{at: at, w: faceSide, h: faceSide}
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
	Residual   float64 // anchors left apart by the similarity
	Turn, Tilt float64 // how differently the heads are held
	Seen       float64 // share of the face's skin that is in the photo
	Moved      float64 // how far pixels moved the face from where the landmarks put it
	Strayed    float64 // how far the fit of all pixels wanted to leave the blocks'
	Fine       float64 // correlation at the finest scale

	Blocks int
	Near   float64 // share of blocks of texture that match best near their place
	Quiet  float64 // the same share of the third of them with the least contrast
	Best   float64 // median of their best correlation
	Shift  float64 // median distance of where they match best

	Compared bool    // whether the faces' descriptors were
	Angle    float64 // by which these are apart, in degrees
}

// faceFit is an alignment of two faces before it is judged.
type faceFit struct {
	placed  photos.Transform // by landmarks
	refined photos.Transform // by pixels too
	faceEvidence
}

// fitFaces places the photo by its landmarks and refines inside an area of the
// reference, or what is rigid of the face where there is none. False when the
// landmarks determine nothing.
func fitFaces(reference, photo *Prepared, rf, pf *face.Face, area []photos.Point, m Model) (faceFit, bool) {
	var fit faceFit
	polygon := area
	if len(area) == 0 {
		polygon = outline(rf)
	}
	placed, residual, err := byAnchors(rf, pf)
	if err != nil {
		return fit, false
	}
	fit.placed, fit.refined = placed, placed
	fit.Residual, fit.Turn, fit.Tilt = residual, pf.Turn-rf.Turn, pf.Tilt-rf.Tilt
	v := faceWindow(rf)
	skin, wide := v.mask(polygon, 1), v.mask(polygon, 1.2)
	whole, seen := v.layer(reference.picture, photos.Identity()), v.layer(photo.picture, placed)
	r, p := only(whole, wide), only(seen, wide)

	grain := newGrain(r, p, v.within(skin))
	settled := grain.settle()
	template := refine.NewTemplate(r, faceLevels, faceRadius).Part(v.within(skin))
	target := refine.NewTarget(p, faceLevels, faceRadius)
	found := template.Fit(target, settled, freedom(m), 1, 0)
	fit.Strayed = apartIn(found.Warp, settled, v, skin) / faceIOD
	if m == Similarity && fit.Strayed > astray {
		found.Warp = settled
		found.Correlation, found.Seen = template.Correlation(target, settled, 0)
	}
	fit.Fine, fit.Seen = found.Correlation, found.Seen
	fit.Moved = moved(found.Warp, v, skin) / faceIOD
	fit.texture(grain.blocks(found.Warp))
	warp := found.Warp
	// Where texture itself does not confirm, patches stray between poses.
	if m == Similarity && len(area) == 0 && confirmed.of(fit.faceEvidence) >= sure {
		warp = steady(whole, seen, v.face(rf), warp)
		if apartIn(found.Warp, warp, v, skin)/faceIOD <= unmoved {
			warp = found.Warp
		}
	}
	if refined, err := v.corrected(placed, warp); err == nil {
		fit.refined = refined
	}
	return fit, true
}

// grain is the texture of two faces at half the window's scale.
type grain struct {
	template *refine.Template
	target   *refine.Target
}

func newGrain(reference, photo refine.Layer, keep func(x, y float64) bool) grain {
	return grain{
		template: refine.NewTemplate(reference.Half(), 1, textureRadius).Part(func(x, y float64) bool { return keep(2*x+.5, 2*y+.5) }),
		target:   refine.NewTarget(photo.Half(), 1, textureRadius),
	}
}

// blocks seeks the texture around where a warp of the window puts it.
func (g grain) blocks(warp photos.Transform) []refine.Block {
	return g.seek(refine.Scaled(warp, 1), texture)
}

// seek seeks blocks around where a warp of half the window's scale puts them.
func (g grain) seek(warp photos.Transform, s refine.Search) []refine.Block {
	return g.template.Blocks(g.target, warp, s, g.template.Grid(s, textureStep))
}

const (
	// heard is the correlation from which a block has a say.
	heard = .4
	// trust in the landmarks against blocks that contradict each other. This
	// and astray were chosen on the persons that are not held out: less leaves
	// some astray in side light, more leaves more motion.
	trust = .06
	// astray is how far, in IOD, the fit of all pixels may leave the blocks'.
	astray = .01
)

// settle is the warp of the window that brings texture to where most of it
// matches best: less exact than a fit of all pixels, but not led astray by a
// shadow or a smile.
func (g grain) settle() photos.Transform {
	warp, _ := refine.Settle(photos.Identity(), photos.Identity(), g.blocks(photos.Identity()), refine.Settling{Least: heard, Prior: trust, Power: 1})
	return refine.Scaled(warp, -1)
}

// nearby is how far, in IOD, a block may match from its place to confirm it.
const nearby = .03

func (e *faceEvidence) texture(found []refine.Block) {
	e.Blocks = len(found)
	if len(found) == 0 {
		e.Shift = 1
		return
	}
	var best, shift []float64
	for _, b := range found {
		best, shift = append(best, b.Best), append(shift, distance(b))
	}
	e.Near = nearOf(found)
	e.Best, e.Shift = quantile(best, .5), quantile(shift, .5)
	e.Quiet = nearOf(quietest(found))
}

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

// apartIn is the mean distance in pixels between where two warps put the mask.
func apartIn(a, b photos.Transform, v window, mask []bool) float64 {
	back, err := b.Inverse()
	if err != nil {
		return math.Inf(1)
	}
	return moved(a.Then(back), v, mask)
}

// moved is the mean distance, in pixels, that a warp moves the mask's pixels.
func moved(warp photos.Transform, v window, mask []bool) float64 {
	return travel(warp, func(yield func(photos.Point) bool) {
		for i := 0; i < len(mask); i += 7 { // plenty
			if mask[i] && !yield(photos.Point{X: float64(i % v.w), Y: float64(i / v.w)}) {
				return
			}
		}
	})
}

// distance is how far from its place a block matches best, in IOD.
func distance(b refine.Block) float64 { return math.Hypot(b.Shift.X, b.Shift.Y) / textureIOD }

// nearOf is the share of blocks that match best near their place.
func nearOf(found []refine.Block) float64 {
	n := 0
	for _, b := range found {
		if distance(b) <= nearby {
			n++
		}
	}
	return float64(n) / float64(max(len(found), 1))
}

// quietest is the third of the blocks with the least contrast: bare skin, which
// is alike in place only where it is the same skin. Eyes and nose are alike in
// everybody.
func quietest(found []refine.Block) []refine.Block {
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b refine.Block) int { return cmp.Compare(a.Contrast, b.Contrast) })
	return sorted[:(len(sorted)+2)/3]
}

// quantile is the q-quantile of values, which it sorts; 1 for none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 1
	}
	slices.Sort(values)
	return values[int(q*float64(len(values)-1)+.5)]
}
