// Package viewpoint tells from which standard view a photo was taken: a face by
// how it is turned, skin by matching it with earlier photos of the same views.
// It says nothing rather than guess.
package viewpoint

import (
	"image"
	"math"

	"skinline/photos/align/face"
	"skinline/photos/align/feature"
	"skinline/photos/align/plane"
)

// The views of a face. Left and right are the client's: the left oblique shows
// the left side of the face, and its nose points to the picture's left.
const (
	Frontal      = "frontal"
	ObliqueLeft  = "oblique-left"
	ObliqueRight = "oblique-right"
)

// Long is a good long side in pixels for the pictures that are looked at.
const Long = 1024

// Look is what can be told a photo's view by. It is only read once made and
// may be used by many goroutines.
type Look struct {
	face *face.Face // the largest, when it is wholly in the picture; else nil
	// points are the features where there is no such face.
	points *feature.Points
	size   image.Point
}

// LookAt takes what is needed of a photo, oriented and with bounds that start
// at 0,0; the picture is not kept. Some tenths of a second.
func LookAt(pic *image.NRGBA) (Look, error) {
	faces, err := face.Find(pic)
	if err != nil {
		return Look{}, err
	}
	l := Look{size: pic.Rect.Size()}
	if len(faces) > 0 && whole(faces[0], l.size) {
		l.face = &faces[0]
		return l, nil
	}
	l.points = feature.Detect(plane.Of(pic, 800), nil)
	return l, nil
}

// whole reports whether a face is in the picture as a whole and large enough
// to be what the photo is of.
func whole(f face.Face, size image.Point) bool {
	const most, smallest = .03, .18
	long := float64(max(size.X, size.Y))
	w, h := float64(size.X)/long, float64(size.Y)/long
	outside := 0
	for _, p := range f.Landmarks {
		if !(p.X >= 0 && p.X <= w && p.Y >= 0 && p.Y <= h) {
			outside++
		}
	}
	return float64(outside) <= most*float64(len(f.Landmarks)) && f.Box.H >= smallest
}

// Known is a view that a client has been photographed in, with a photo of it.
type Known struct {
	View string
	Look Look
}

// View is the view of a photo, "" when it is not sure. known are the client's
// earlier views, in any order.
//
// Of a face the turn decides: within 12 degrees it is frontal, from 25 to 46
// oblique. The landmarks say 48 to 55 for all turns from 60 degrees up, if a
// face is found at all, so that a lateral view, and what lies between, is only
// told by an earlier photo of the client that is turned alike.
func (l Look) View(known []Known) string {
	if l.face == nil {
		return l.bySkin(known)
	}
	turn := math.Abs(l.face.Turn)
	switch {
	case math.Abs(l.face.Roll) > 45:
		return ""
	case turn <= 12:
		return Frontal
	case turn >= 25 && turn <= 46 && l.face.Turn < 0:
		return ObliqueLeft
	case turn >= 25 && turn <= 46:
		return ObliqueRight
	}
	return l.byTurn(known)
}

// byTurn is the view whose photo is turned most alike, when it is alone.
func (l Look) byTurn(known []Known) string {
	const near, alone = 5, 10 // degrees
	best, view := math.Inf(1), ""
	next := best
	for _, k := range known {
		if k.Look.face == nil {
			continue
		}
		d := math.Abs(k.Look.face.Turn - l.face.Turn)
		switch {
		case d < best && k.View == view:
			best = d
		case d < best:
			best, next, view = d, best, k.View
		case k.View != view:
			next = min(next, d)
		}
	}
	if best > near || next < alone {
		return ""
	}
	return view
}

const (
	// votes is how many features must agree: photos of different subjects reach
	// 3, seldom 4.
	votes = 6
	// clear is how many times as many as for any other view.
	clear = 2
)

// bySkin is the view whose photo shows the same skin in about the same frame.
func (l Look) bySkin(known []Known) string {
	best, next, view := 0, 0, ""
	for _, k := range known {
		n := l.agree(k.Look)
		switch {
		case n > best && k.View == view:
			best = n
		case n > best:
			best, next, view = n, best, k.View
		case k.View != view:
			next = max(next, n)
		}
	}
	if best < votes || best < clear*next {
		return ""
	}
	return view
}

// agree is how many features of a photo lie as in an earlier one, 0 unless both
// show about the same piece of skin: a close-up is not the overview it is part of.
func (l Look) agree(k Look) int {
	if k.points == nil {
		return 0
	}
	found, ok := feature.Register(k.points, l.points, feature.Similarity)
	if !ok || 2*found.Rival > len(found.Matches) {
		return 0
	}
	const largest = 1.6
	long := func(size image.Point) float64 { return float64(min(max(size.X, size.Y), 800)) }
	scale := found.Transform.Scale() * long(l.size) / long(k.size)
	if !(scale <= largest && scale >= 1/largest) || math.Abs(found.Transform.Roll()) > 45 {
		return 0
	}
	return found.Votes
}
