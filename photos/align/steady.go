package align

import (
	"skinline/photos"
	"skinline/photos/align/face"
	"skinline/photos/align/refine"
)

// patches are the blocks by which a face is held still: a third of an IOD wide,
// within a seventh.
var patches = refine.Search{Half: 11, Reach: 9}

// stillness is how they do it: most of the face decides, however far the rest has
// moved by itself. Less trust in the landmarks (a fifth) holds marked spots as
// near, but is further from the truth by landmarks where there are none.
var stillness = refine.Settling{Least: heard, Prior: .045, Power: .5}

// unmoved is how far, in IOD, the fit of all pixels may be from where patches
// hold still to be kept: then nothing of the face has moved by itself, and all
// pixels are more exact than patches.
const unmoved = .003

// steady is the warp of the window, near one that is known to be about right,
// under which most of the face keeps its place when a viewer flips between
// reference and photo. It looks at all of the face, mouth and chin too: whether
// it is the same one is told by the rigid part, but what eyes and brows do to
// that part should not move the rest.
func steady(reference, photo refine.Layer, face []bool, right photos.Transform) photos.Transform {
	g := newGrain(only(reference, face), only(photo, face), func(_, _ float64) bool { return true })
	warp := refine.Scaled(right, 1)
	settled, ok := refine.Settle(warp, photos.Identity(), g.seek(warp, patches), stillness)
	if !ok {
		return right
	}
	return refine.Scaled(settled, -1)
}

// face are the window's pixels of the whole face but its very edge, where hair
// and background begin.
func (v window) face(f *face.Face) []bool {
	edge := make([]photos.Point, len(faceOutline))
	for i, at := range faceOutline {
		edge[i] = f.Landmarks[at]
	}
	return v.mask(edge, .95)
}
