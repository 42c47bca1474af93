package face

import (
	"fmt"
	"math"

	"skinline/photos"
)

// mesh is what the landmark network says about a square.
type mesh struct {
	score  float64
	points [landmarks]point
}

// point is a landmark: x and y relative to the photo, z towards the viewer in
// the same unit.
type point struct{ x, y, z float64 }

func (p point) flat() photos.Point { return photos.Point{X: p.x, Y: p.y} }

// The corners of the eyes in the mesh, outer and inner, of the client's right
// (on the picture's left) and left eye.
const (
	rightOuter, rightInner = 33, 133
	leftInner, leftOuter   = 362, 263
)

// margin is how much larger than the landmarks the network wants its square
// (MediaPipe, face_landmark_landmarks_to_roi).
const margin = 1.5

func (n networks) mesh(s scene, sq square) (*mesh, error) {
	out, err := n.mesher.Run(s.view(sq, mesherSize, 0))
	if err != nil {
		return nil, fmt.Errorf("find landmarks: %w", err)
	}
	m := &mesh{score: sigmoid(float64(out[1][0]))}
	for i := range m.points {
		x, y, z := float64(out[0][3*i]), float64(out[0][3*i+1]), float64(out[0][3*i+2])
		at := sq.place(x/mesherSize, y/mesherSize)
		// The network's z points away from the viewer.
		m.points[i] = point{at.X, at.Y, -z / mesherSize * sq.side}
	}
	return m, nil
}

// around is the square for the next look at the face: centred on the
// landmarks, upright by the eyes.
func (m *mesh) around() square {
	sq := square{roll: bearing(m.points[rightOuter].flat(), m.points[leftOuter].flat()), side: 1}
	sin, cos := math.Sincos(sq.roll * math.Pi / 180)
	low, high := photos.Point{X: math.Inf(1), Y: math.Inf(1)}, photos.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range m.points {
		x, y := p.x*cos+p.y*sin, p.y*cos-p.x*sin
		low = photos.Point{X: min(low.X, x), Y: min(low.Y, y)}
		high = photos.Point{X: max(high.X, x), Y: max(high.Y, y)}
	}
	x, y := (low.X+high.X)/2, (low.Y+high.Y)/2
	sq.centre = photos.Point{X: x*cos - y*sin, Y: x*sin + y*cos}
	sq.side = margin * max(high.X-low.X, high.Y-low.Y)
	return sq
}

// The contours of the eyes, of the client's right and left one.
var (
	rightEye = []int{33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246}
	leftEye  = []int{263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466}
)
