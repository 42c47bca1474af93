package face

import (
	"fmt"
	"math"

	"skinline/photos"
	"skinline/photos/align/pyramid"
)

// mesh is what the landmark network says about a square.
type mesh struct {
	flag   float64 // the logit of being an upright face
	points [landmarks]point
}

// The flag is 17 to 34 for upright faces of people turned by up to 45 degrees
// (all of four sets of photos), 8 to 16 beyond; up to 9 for faces upside down,
// and up to 3 for skin.
const (
	hopeless  = 0
	plausible = 6
	certain   = 16
)

func (m *mesh) sure() bool { return m.flag >= certain }

// score is the flag as a probability, one half where a face is only plausible.
func (m *mesh) score() float64 { return sigmoid((m.flag - plausible) / 3) }

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

// mesh finds the landmarks of a face that is upright in the square.
func (n networks) mesh(s pyramid.Pyramid, sq square) (*mesh, error) {
	seen, err := n.landmarks(view(s, sq, mesherInput))
	if err != nil {
		return nil, err
	}
	return seen.placed(sq), nil
}

// landmarks are those of a view, in its pixels.
func (n networks) landmarks(view []float32) (*mesh, error) {
	out, err := n.mesher.Run(view)
	if err != nil {
		return nil, fmt.Errorf("find landmarks: %w", err)
	}
	m := &mesh{flag: float64(out[1][0])}
	for i := range m.points {
		// The network's z points away from the viewer.
		m.points[i] = point{float64(out[0][3*i]), float64(out[0][3*i+1]), -float64(out[0][3*i+2])}
	}
	return m, nil
}

// placed has the landmarks of the square's view where they are in the photo.
func (m *mesh) placed(sq square) *mesh {
	out := &mesh{flag: m.flag}
	for i, p := range m.points {
		at := sq.place(p.x/mesherSize, p.y/mesherSize)
		out.points[i] = point{at.X, at.Y, p.z / mesherSize * sq.side}
	}
	return out
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

// face is the mesh as others see it.
func (m *mesh) face() Face {
	f := Face{Score: m.score(), Landmarks: make([]photos.Point, landmarks), Depth: make([]float64, landmarks)}
	low, high := photos.Point{X: math.Inf(1), Y: math.Inf(1)}, photos.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for i, p := range m.points {
		f.Landmarks[i], f.Depth[i] = p.flat(), p.z
		low = photos.Point{X: min(low.X, p.x), Y: min(low.Y, p.y)}
		high = photos.Point{X: max(high.X, p.x), Y: max(high.Y, p.y)}
	}
	f.Box = photos.Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
	right, left := m.centre(rightEye), m.centre(leftEye)
	f.IOD = math.Hypot(right.X-left.X, right.Y-left.Y)
	f.Roll, f.Turn, f.Tilt = m.pose()
	return f
}

// centre is the mean of the landmarks with these numbers.
func (m *mesh) centre(of []int) photos.Point {
	var c photos.Point
	for _, i := range of {
		c.X += m.points[i].x / float64(len(of))
		c.Y += m.points[i].y / float64(len(of))
	}
	return c
}
