// Package align registers a photo onto its reference.
package align

import (
	"math"
	"slices"

	"skinline/photos"
)

// Pair is one landmark marked in both photos, in relative coordinates.
type Pair struct{ Reference, Photo photos.Point }

// Registration is an estimated transform with its quality.
type Registration struct {
	Transform photos.Transform // the photo's relative coordinates to the reference's
	Residuals []float64        // per pair, |T(photo) - reference|, reference long sides
	RMS       float64          // root of the mean square of Residuals
}

// apart is the smallest spread of landmarks, in long sides, that says how a
// photo is turned: about a tenth of a pixel of a large photo.
const apart = 1e-5

// Landmarks estimates the similarity from landmark pairs: exact for two, least
// squares for more. It is the estimate of Umeyama (1991) for the plane without
// reflection, in closed form: with centred points as complex numbers the
// transform is the one complex factor sum(conj(p) r) / sum(|p|^2).
//
// photos.ErrDegenerate is returned for fewer than two distinct points in either
// photo, for coordinates that are no numbers, and for landmarks that match no
// turn or scale at all (each mirrored, for example).
func Landmarks(pairs []Pair) (Registration, error) {
	return weighed(pairs, nil)
}

// weighed is Landmarks with a weight for each pair; nil weighs them equally.
func weighed(pairs []Pair, weights []float64) (Registration, error) {
	if len(pairs) < 2 {
		return Registration{}, photos.ErrDegenerate
	}
	if weights == nil {
		weights = slices.Repeat([]float64{1}, len(pairs))
	}
	var n float64
	for _, w := range weights {
		n += w
	}
	photo, reference := centroids(pairs, weights, n)
	var dot, cross, spread, spreadReference float64
	for i, p := range pairs {
		px, py := p.Photo.X-photo.X, p.Photo.Y-photo.Y
		rx, ry := p.Reference.X-reference.X, p.Reference.Y-reference.Y
		dot += weights[i] * (px*rx + py*ry)
		cross += weights[i] * (px*ry - py*rx)
		spread += weights[i] * (px*px + py*py)
		spreadReference += weights[i] * (rx*rx + ry*ry)
	}
	least := apart * apart * n
	// Written so that NaN fails too.
	if !(spread > least && spreadReference > least && math.Hypot(dot, cross) > 1e-9*math.Sqrt(spread*spreadReference)) || math.IsInf(spread+spreadReference, 0) {
		return Registration{}, photos.ErrDegenerate
	}
	a, b := dot/spread, cross/spread
	r := Registration{
		Transform: photos.Transform{
			{a, -b, reference.X - a*photo.X + b*photo.Y},
			{b, a, reference.Y - b*photo.X - a*photo.Y},
			{0, 0, 1},
		},
		Residuals: make([]float64, len(pairs)),
	}
	var sum float64
	for i, p := range pairs {
		q := r.Transform.Apply(p.Photo)
		r.Residuals[i] = math.Hypot(q.X-p.Reference.X, q.Y-p.Reference.Y)
		sum += weights[i] * r.Residuals[i] * r.Residuals[i]
	}
	r.RMS = math.Sqrt(sum / n)
	return r, nil
}

// centroids are the weighed means; n is the sum of the weights.
func centroids(pairs []Pair, weights []float64, n float64) (photo, reference photos.Point) {
	for i, p := range pairs {
		w := weights[i] / n
		photo.X += w * p.Photo.X
		photo.Y += w * p.Photo.Y
		reference.X += w * p.Reference.X
		reference.Y += w * p.Reference.Y
	}
	return photo, reference
}
