package align

import (
	"math"

	"skinline/photos"
	"skinline/photos/align/face"
)

// anchor is a landmark of the face mesh that sits on bone, with how much it is
// trusted: an expression moves it little, and so does a small turn of the head.
type anchor struct {
	index  int
	weight float64
}

// anchors are the corners of the eyes, the bridge and the base of the nose, the
// brow ridge and the cheekbones, in the numbering of the MediaPipe mesh.
var anchors = [...]anchor{
	{33, 1}, {133, 1}, {362, 1}, {263, 1}, // corners of the eyes
	{168, 1}, {6, 1}, {197, .7}, {195, .5}, // bridge of the nose
	{98, .7}, {327, .7}, {2, .7}, {129, .5}, {358, .5}, // its base
	{8, .5}, {9, .4}, {151, .3}, // brow ridge
	{117, .4}, {346, .4}, {50, .4}, {280, .4}, // cheekbones
}

// eyes are the corners of the eyes.
var eyes = [...]int{33, 133, 362, 263}

// shown are the landmarks that a result offers for correction.
var shown = [...]int{33, 133, 362, 263, 168, 2, 50, 280}

// rigidOutline is the skin that hardly moves with an expression: forehead,
// temples, eyes, nose and cheeks, without mouth, jaw and the edges of the
// face, where hair and background begin. Clockwise on screen for an upright
// face, from the middle of the forehead.
var rigidOutline = [...]int{
	151, 337, 299, 333, 298, 301, 368, 264, 447, 366, 401, 435, 427, 425, 423, 327, 2, 98, 203, 205, 207, 215, 177, 137, 227, 34, 139, 71, 68, 104, 69, 108,
}

// faceOutline is the edge of the whole face, from the middle of the forehead
// clockwise on screen.
var faceOutline = [...]int{
	10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
}

func outline(f *face.Face) []photos.Point {
	points := make([]photos.Point, len(rigidOutline))
	for i, at := range rigidOutline {
		points[i] = f.Landmarks[at]
	}
	return points
}

// byAnchors is the similarity that brings the photo's anchors onto the
// reference's, least squares by weight, and the root mean square distance they
// are left apart in the reference's IOD.
func byAnchors(reference, photo *face.Face) (photos.Transform, float64, error) {
	pairs := make([]Pair, len(anchors))
	weights := make([]float64, len(anchors))
	for i, a := range anchors {
		pairs[i] = Pair{Reference: reference.Landmarks[a.index], Photo: photo.Landmarks[a.index]}
		weights[i] = a.weight
	}
	r, err := weighed(pairs, weights)
	if err != nil {
		return photos.Transform{}, 0, err
	}
	var sum, n float64
	for i, d := range r.Residuals {
		sum += weights[i] * d * d
		n += weights[i]
	}
	return r.Transform, math.Sqrt(sum/n) / reference.IOD, nil
}
