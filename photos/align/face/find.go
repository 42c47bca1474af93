package face

import (
	"cmp"
	"image"
	"math"
	"slices"

	"skinline/photos"
)

const (
	// certain is the least score of the landmark network that makes a face.
	certain = .5
	// settled is how little, in sides of the square, the square may move for
	// the landmarks to be taken as they are.
	settled = .02
	// looks is how often a face is looked at at most.
	looks = 4
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
// The detector is BlazeFace (Bazarevsky et al., 2019), short range; the
// landmarks are the face mesh of Kartynnik et al. (Real-time facial surface
// geometry, 2019), both as MediaPipe publishes them.
func Find(img *image.NRGBA) ([]Face, error) {
	if img.Rect.Empty() {
		return nil, nil
	}
	n, err := loaded()
	if err != nil {
		return nil, err
	}
	return n.find(newScene(img))
}

func (n networks) find(s scene) ([]Face, error) {
	for _, sq := range squares(s.size()) {
		faces, err := n.within(s, sq)
		if len(faces) > 0 || err != nil {
			return faces, err
		}
	}
	return nil, nil
}

// squares are where faces are looked for, one after the other until there is
// one: the whole photo as it is, turned, with more room around it, and parts.
func squares(whole photos.Rect) []square {
	middle := photos.Point{X: whole.W / 2, Y: whole.H / 2}
	var out []square
	for _, roll := range []float64{0, 90, -90, 180, 45, -45, 135, -135} {
		out = append(out, square{middle, 1, roll})
	}
	return out
}

// within are the faces found in one square.
func (n networks) within(s scene, sq square) ([]Face, error) {
	found, err := n.detect(s, sq)
	if err != nil {
		return nil, err
	}
	var faces []Face
	for _, d := range found {
		m, err := n.settle(s, d)
		if err != nil {
			return nil, err
		}
		if m == nil {
			continue
		}
		if f := m.face(); !slices.ContainsFunc(faces, f.same) {
			faces = append(faces, f)
		}
	}
	slices.SortStableFunc(faces, func(a, b Face) int { return cmp.Compare(b.Box.W*b.Box.H, a.Box.W*a.Box.H) })
	return faces, nil
}

// settle looks at a detected face until the square around its landmarks stays
// where it is; nil when there is no face after all.
func (n networks) settle(s scene, d detection) (*mesh, error) {
	sq := square{d.centre, margin * d.side, d.roll}
	for look := 1; ; look++ {
		m, err := n.mesh(s, sq)
		if err != nil {
			return nil, err
		}
		next := m.around()
		if m.score < certain || !(next.side > 0) {
			return nil, nil
		}
		if look == looks || sq.near(next) {
			return m, nil
		}
		sq = next
	}
}

// near reports whether the network would see the same in both squares.
func (s square) near(t square) bool {
	turn := math.Abs(math.Remainder(s.roll-t.roll, 360)) * math.Pi / 180
	moved := math.Hypot(s.centre.X-t.centre.X, s.centre.Y-t.centre.Y) / s.side
	return max(turn, moved, math.Abs(s.side/t.side-1)) < settled
}

// same reports whether both are the same face.
func (f Face) same(g Face) bool {
	return math.Hypot(f.Box.X+f.Box.W/2-g.Box.X-g.Box.W/2, f.Box.Y+f.Box.H/2-g.Box.Y-g.Box.H/2) < .5*max(f.IOD, g.IOD)
}

func (m *mesh) face() Face {
	f := Face{Score: m.score, Landmarks: make([]photos.Point, landmarks), Depth: make([]float64, landmarks)}
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
