package face

import (
	"cmp"
	_ "embed" // the weights
	"fmt"
	"math"
	"sync"

	"skinline/photos"
	"skinline/photos/align/face/net"
	"skinline/photos/align/pyramid"
)

// The network that tells faces apart; weights/README.md says where it is from.
var (
	//go:embed weights/face_recognition_model-weights_manifest.json
	recogniserManifest []byte
	//go:embed weights/face_recognition_model.bin
	recogniserWeights []byte
)

const (
	recogniserManifestSum = "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b"
	recogniserWeightsSum  = "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589"
	recogniserSize        = 150 // pixels along its square input
	descriptorLength      = 128
)

var recogniserInput = input{recogniserSize, 0, false}

// crops are those whose descriptors are added up: the distance between the
// eyes and their height, as shares of the side. dlib's own chip lies between
// them; two tell likenesses apart better than either.
var crops = [...]struct{ iod, height float64 }{{.34, .38}, {.42, .34}}

// Descriptor is what a network says of whom a face belongs to: a direction in a
// space in which photos of one person lie near each other. It is biometric:
// use it and forget it, never store it.
type Descriptor [descriptorLength]float64

// Angle is how far apart two descriptors are, in degrees, 0 to 180. Photos of
// one person are mostly nearer than 18, of two persons farther than 22.
func (d Descriptor) Angle(o Descriptor) float64 {
	var dot, a, b float64
	for i := range d {
		dot, a, b = dot+d[i]*o[i], a+d[i]*d[i], b+o[i]*o[i]
	}
	return math.Acos(max(-1, min(dot/math.Sqrt(max(a*b, 1e-300)), 1))) * 180 / math.Pi
}

// recogniser is the embedded network, parsed when first needed: few photos
// leave a doubt that it can settle.
var recogniser = sync.OnceValues(func() (*net.Network, error) {
	n, err := loadRecogniser()
	if err != nil {
		return nil, fmt.Errorf("load face recogniser: %w", err)
	}
	return n, nil
})

func loadRecogniser() (*net.Network, error) {
	if err := cmp.Or(pinned(recogniserManifest, recogniserManifestSum), pinned(recogniserWeights, recogniserWeightsSum)); err != nil {
		return nil, err
	}
	n, err := net.ParseResidual(recogniserManifest, recogniserWeights)
	if err != nil {
		return nil, err
	}
	return n, shaped(n, recogniserSize, descriptorLength)
}

// Describe is the descriptor of a face found in the same photo. An error says
// that the embedded network is broken.
//
// Describe may be called from many goroutines.
func Describe(s pyramid.Pyramid, f Face) (Descriptor, error) {
	var d Descriptor
	n, err := recogniser()
	if err != nil {
		return d, err
	}
	for _, c := range crops {
		out, err := n.Run(view(s, f.around(c.iod, c.height), recogniserInput))
		if err != nil {
			return d, fmt.Errorf("describe face: %w", err)
		}
		for i, v := range out[0] {
			d[i] += float64(v)
		}
	}
	return d, nil
}

// around is the upright square in which the eyes are iod of the side apart and
// at this height.
func (f Face) around(iod, height float64) square {
	eye := func(outer, inner int) photos.Point {
		a, b := f.Landmarks[outer], f.Landmarks[inner]
		return photos.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
	}
	right, left := eye(rightOuter, rightInner), eye(leftOuter, leftInner)
	sq := square{
		centre: photos.Point{X: (right.X + left.X) / 2, Y: (right.Y + left.Y) / 2},
		side:   math.Hypot(left.X-right.X, left.Y-right.Y) / iod,
		roll:   bearing(right, left),
	}
	sq.centre = sq.place(.5, 1-height)
	return sq
}
