// Package feature registers photos of skin, scars and body areas by what is
// seen on them: pores, moles, creases, hairs.
//
// Points are extrema of differences of Gaussians with gradient histograms as
// descriptors (D. Lowe, Distinctive image features from scale-invariant
// keypoints, IJCV 60, 2004), found on a locally normalised picture, so that
// neither the light nor the low contrast of skin matters. Nothing in here is
// random: the same pictures give the same bits.
package feature

import (
	"sync"

	"skinline/photos"
	"skinline/photos/align/plane"
)

// Points are the features of one picture. They are only read once made and may
// be used by many goroutines.
type Points struct {
	picture     *plane.Plane
	inside      func(x, y float64) bool // nil for everywhere
	long        float64                 // the picture's long side in pixels
	at          []point
	descriptors []int8 // size values for each point
}

// point is one feature. Position and scale are in pixels of the picture, with
// centres at integers.
type point struct {
	x, y  float64
	scale float64 // standard deviation of the Gaussian it stands out at
	angle float64 // main direction of its gradients, radians, clockwise on screen
}

const (
	// most is how many places of a picture are kept.
	most = 800
	// smallPicture is the long side below which a picture is doubled: there
	// the finest features are all there is.
	smallPicture = 560
	// light is how far local normalisation looks, of the long side.
	light = 1.0 / 40
)

// Detect finds the features of p inside, or everywhere when inside is nil.
// inside is asked about positions in pixels of p, centres at integers. A
// picture without any detail has no points. p and inside are kept and must not
// change. It uses two goroutines, on which the result does not depend.
func Detect(p *plane.Plane, inside func(x, y float64) bool) *Points {
	long := max(p.W, p.H)
	found := &Points{picture: p, inside: inside, long: float64(long)}
	if min(p.W, p.H) < 8 {
		return found
	}
	even, step, blurred := plane.Normalise(p, max(light*float64(long), 8)), 1., .5
	if long < smallPicture {
		even, step, blurred = plane.Double(even), .5, 1
	}
	octaves := newOctaves(even, step, blurred)
	var all []extremum
	for i := range octaves {
		for _, e := range octaves[i].extrema() {
			e.octave = i
			if inside == nil || inside(octaves[i].place(e)) {
				all = append(all, e)
			}
		}
	}
	found.describe(spread(all, octaves), octaves)
	return found
}

// describe appends the points of all places, on two goroutines.
func (p *Points) describe(all []extremum, octaves []octave) {
	var rest Points
	var other sync.WaitGroup
	other.Go(func() {
		for _, e := range all[len(all)/2:] {
			octaves[e.octave].describe(&rest, e)
		}
	})
	for _, e := range all[:len(all)/2] {
		octaves[e.octave].describe(p, e)
	}
	other.Wait()
	p.at, p.descriptors = append(p.at, rest.at...), append(p.descriptors, rest.descriptors...)
}

// Len is the number of points. A place with two main directions has two.
func (p *Points) Len() int { return len(p.at) }

// At is where point i is, in pixels of the picture with centres at integers.
func (p *Points) At(i int) photos.Point { return photos.Point{X: p.at[i].x, Y: p.at[i].y} }
