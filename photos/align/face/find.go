package face

import (
	"cmp"
	"image"
	"math"
	"slices"
	"sync"

	"skinline/photos"
	"skinline/photos/align/pyramid"
)

// Find finds the faces of a photo, the largest first, however they are turned
// in the picture's plane. img must start at 0,0 and be the oriented photo, of
// any size; it is only read. A photo without faces gives none and no error:
// an error says that the embedded networks are broken.
//
// Find may be called from many goroutines. The same picture gives the same
// bits on one machine; between processor architectures the last ones may
// differ.
//
// The detector is BlazeFace (Bazarevsky et al., 2019), short range: faces that
// take up about a fifth of the photo's long side, or smaller ones where there
// is no such face. The landmarks are the face mesh of Kartynnik et al.
// (Real-time facial surface geometry, 2019). Both are as MediaPipe publishes
// them. Heads turned by more than 60 degrees are found, but their landmarks
// stay behind.
func Find(img *image.NRGBA) ([]Face, error) {
	if img.Rect.Empty() {
		return nil, nil
	}
	s := pyramid.Of(img)
	faces, err := Obvious(s)
	if err != nil || len(faces) > 0 {
		return faces, err
	}
	return Hidden(s)
}

// Obvious is what Find sees when it looks at the whole photo, turned every way
// until a face is sure: the cheap part, which misses small faces and those that
// leave the photo.
func Obvious(s pyramid.Pyramid) ([]Face, error) { return find(s, networks.searchWhole) }

// Hidden is what Find sees in a photo without obvious faces when it looks from
// further away and at parts.
func Hidden(s pyramid.Pyramid) ([]Face, error) { return find(s, networks.searchParts) }

func find(s pyramid.Pyramid, search func(networks, pyramid.Pyramid) ([]*mesh, error)) ([]Face, error) {
	n, err := loaded()
	if err != nil {
		return nil, err
	}
	found, err := search(n, s)
	if err != nil {
		return nil, err
	}
	var faces []Face
	for _, m := range found {
		if m, err = n.refined(s, m.around()); err != nil {
			return nil, err
		}
		if m.flag >= plausible {
			faces = append(faces, m.face())
		}
	}
	slices.SortStableFunc(faces, func(a, b Face) int { return cmp.Compare(b.Box.W*b.Box.H, a.Box.W*a.Box.H) })
	return faces, nil
}

func (n networks) searchWhole(s pyramid.Pyramid) (found []*mesh, err error) {
	size := s.Size()
	middle := photos.Point{X: size.W / 2, Y: size.H / 2}
	suspicion := false
	for _, roll := range []float64{0, 180, 90, -90} {
		// Upright and upside down together a face in any direction is at least
		// suspected, and most close-ups of skin are not.
		if (roll == 90 || roll == -90) && !suspicion {
			break
		}
		suspects, err := n.detect(s, square{middle, 1, roll})
		if err != nil {
			return nil, err
		}
		if found, err = n.confirmed(s, suspects, found); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(found, (*mesh).sure) {
			return found, nil
		}
		suspicion = suspicion || len(suspects) > 0
	}
	return found, nil
}

func (n networks) searchParts(s pyramid.Pyramid) (found []*mesh, err error) {
	all, err := n.detectAll(s, parts(s.Size()))
	for i := 0; i < len(all) && err == nil && len(found) == 0; i++ {
		found, err = n.confirmed(s, all[i], found)
	}
	return found, err
}

// detectAll is detect of several squares, on two goroutines.
func (n networks) detectAll(s pyramid.Pyramid, squares []square) ([][]detection, error) {
	all, failed := make([][]detection, len(squares)), make([]error, len(squares))
	some := func(from int) {
		for i := from; i < len(squares); i += 2 {
			all[i], failed[i] = n.detect(s, squares[i])
		}
	}
	var other sync.WaitGroup
	other.Go(func() { some(1) })
	some(0)
	other.Wait()
	return all, cmp.Or(failed...)
}

// parts are where a face is looked for that the whole photo does not show: one
// that leaves the picture, then small ones, in overlapping parts.
func parts(size photos.Rect) []square {
	const side = .5
	out := []square{{photos.Point{X: size.W / 2, Y: size.H / 2}, 1.7, 0}}
	for _, y := range overlapping(size.H, side) {
		for _, x := range overlapping(size.W, side) {
			out = append(out, square{photos.Point{X: x, Y: y}, side, 0})
		}
	}
	return out
}

// overlapping are the middles of pieces that cover a length and share at least
// half with the next.
func overlapping(length, side float64) []float64 {
	if length <= side {
		return []float64{length / 2}
	}
	n := math.Ceil((length - side) / (side / 2))
	var middles []float64
	for i := 0.; i <= n; i++ {
		middles = append(middles, side/2+i*(length-side)/n)
	}
	return middles
}

// confirmed adds those of the suspects that are faces.
func (n networks) confirmed(s pyramid.Pyramid, suspects []detection, found []*mesh) ([]*mesh, error) {
	for _, d := range suspects {
		m, err := n.settle(s, square{d.centre, margin * d.side, d.roll})
		if err != nil {
			return nil, err
		}
		// The detector takes some faces for upright that are upside down.
		if !m.sure() {
			other, err := n.settle(s, square{d.centre, margin * d.side, d.roll + 180})
			if err != nil {
				return nil, err
			}
			if other.flag > m.flag {
				m = other
			}
		}
		found = m.among(found)
	}
	return found, nil
}

// among adds the mesh if it is a face, or puts it in the place of a less sure
// one of the same face.
func (m *mesh) among(found []*mesh) []*mesh {
	if m.flag < plausible {
		return found
	}
	for i, f := range found {
		if m.same(f) {
			if m.flag > f.flag {
				found[i] = m
			}
			return found
		}
	}
	return append(found, m)
}

// same reports whether both show the same face: the middle of one is in the
// other.
func (m *mesh) same(f *mesh) bool {
	a, b := m.around(), f.around()
	return math.Hypot(a.centre.X-b.centre.X, a.centre.Y-b.centre.Y) < max(a.side, b.side)/margin/2
}
