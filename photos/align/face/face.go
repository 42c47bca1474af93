// Package face finds faces and their landmarks in a photo.
package face

import "skinline/photos"

// Face is one face of a photo. Positions are relative coordinates of the
// photo.
type Face struct {
	// Box is the upright rectangle around the landmarks.
	Box photos.Rect
	// Score is how surely this is a face, 0 to 1.
	Score float64
	// Landmarks are the points of the MediaPipe face mesh, in its numbering.
	Landmarks []photos.Point
	// Depth is, for every landmark, its distance towards the camera relative
	// to the head's centre, in the unit of the landmarks; larger is nearer.
	Depth []float64
	// IOD is the distance between the centres of the eyes.
	IOD float64
	// Roll is the turn in the picture's plane, clockwise on screen, in
	// (-180, 180]. Turn is the head's turn to a side (positive: the nose
	// points to the right on screen) and Tilt its nod (positive: down), both
	// after Roll is taken out. All in degrees.
	Roll, Turn, Tilt float64
}
