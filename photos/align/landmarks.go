// Package align registers a photo onto its reference.
package align

import "skinline/photos"

// Pair is one landmark marked in both photos, in relative coordinates.
type Pair struct{ Reference, Photo photos.Point }

// Registration is an estimated transform with its quality.
type Registration struct {
	Transform photos.Transform // the photo's relative coordinates to the reference's
	Residuals []float64        // per pair, |T(photo) - reference|, reference long sides
	RMS       float64
}

// Landmarks estimates the similarity from landmark pairs: exact for two,
// least squares (Umeyama 1991, without reflection) for more. photos.ErrDegenerate for fewer than two distinct points.
func Landmarks(pairs []Pair) (Registration, error) { panic("stub") }
