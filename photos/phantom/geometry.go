package phantom

import (
	"math"

	"skinline/photos"
)

const (
	skinField = 75.0  // mm along the long side of a close-up at scale 1
	faceField = 330.0 // mm along the long side of a face at scale 1
	faceDrop  = 8.0   // mm from the eye line down to the middle of a face photo
)

// Landmark is a named point of the subject in one photo.
type Landmark struct {
	Name  string
	Point photos.Point
}

// True maps from's photo onto to's photo, both of subject s, in relative
// coordinates. For close-ups it is exact whatever the turns (an affine map).
// For faces it is exact when the turns are equal; when they differ no plane
// map is, and True is exact only for points on the head's vertical axis.
func True(s Subject, from, to Shot) photos.Transform {
	inverse, err := s.projection(from).Inverse()
	if err != nil {
		return photos.Identity() // a turn of 90 degrees shows the skin edge-on
	}
	return inverse.Then(s.projection(to))
}

// projection maps the subject's plane in mm (skin: surface coordinates from
// the site's centre; face: turned head, origin between the eyes) to relative
// coordinates of the photo.
func (s Subject) projection(shot Shot) photos.Transform {
	w, h := shot.size()
	long := float64(max(w, h))
	scale := shot.Pose.Scale
	if scale == 0 {
		scale = 1
	}
	plane := photos.Transform{{1 / skinField, 0, 0}, {0, 1 / skinField, 0}, {0, 0, 1}}
	if s.Kind == Skin {
		plane[0][0] *= math.Cos(shot.Turn * math.Pi / 180)
	}
	if s.Kind == Face {
		plane = photos.Transform{{1 / faceField, 0, 0}, {0, 1 / faceField, -faceDrop / faceField}, {0, 0, 1}}
	}
	placed := photos.Similarity(scale, shot.Pose.Degrees,
		shot.Pose.DX+float64(w)/(2*long), shot.Pose.DY+float64(h)/(2*long))
	return plane.Then(placed)
}

// pixels maps pixel indices of the photo (centres at integers) to the
// subject's plane in mm.
func (s Subject) pixels(shot Shot) photos.Transform {
	w, h := shot.size()
	inverse, err := s.projection(shot).Inverse()
	if err != nil {
		inverse = photos.Identity()
	}
	long := float64(max(w, h))
	return photos.Transform{{1 / long, 0, .5 / long}, {0, 1 / long, .5 / long}, {0, 0, 1}}.Then(inverse)
}

// Landmarks are the subject's rigid points in the photo, in the same order
// for every shot: moles for skin; eye corners, nose and mouth corners for a face.
// A point may lie outside the picture, or be hidden by the nose at large turns.
func (s Subject) Landmarks(shot Shot) []Landmark {
	project := s.projection(shot)
	var marks []Landmark
	if s.Kind == Face {
		head := newHead(s)
		for _, l := range head.landmarks() {
			x, y, _ := turned(l.at, shot.Turn)
			marks = append(marks, Landmark{l.name, project.Apply(photos.Point{X: x, Y: y})})
		}
		return marks
	}
	centre := s.Site.centre()
	for i, m := range siteMoles(s) {
		at := photos.Point{X: m.u - centre.X, Y: m.v - centre.Y}
		marks = append(marks, Landmark{moleName(i), project.Apply(at)})
	}
	return marks
}

// turned is a head point after a yaw, orthographic: x and y on the plane.
func turned(p vec, degrees float64) (x, y, z float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return p.x*cos - p.z*sin, p.y, p.x*sin + p.z*cos
}

func moleName(i int) string { return "mole " + string(rune('A'+i)) }

// centre is where a close-up looks, in surface coordinates (mm).
func (s Site) centre() photos.Point {
	switch s {
	case CheekRight:
		return photos.Point{X: -50, Y: 30}
	case Forehead:
		return photos.Point{X: 0, Y: -45}
	case PeriorbitalLeft:
		return photos.Point{X: 62, Y: 0}
	case PeriorbitalRight:
		return photos.Point{X: -62, Y: 0}
	case Perioral:
		return photos.Point{X: 0, Y: 62}
	case Body:
		return photos.Point{X: 2000, Y: 2000}
	default:
		return photos.Point{X: 50, Y: 30}
	}
}
