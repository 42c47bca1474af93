package face

import (
	"math"
	"testing"
)

// held is the average head turned: tilt first, then turn, then roll.
func held(roll, turn, tilt float64) *mesh {
	spin := func(a, b, degrees float64) (float64, float64) {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		return a*cos - b*sin, a*sin + b*cos
	}
	m := &mesh{}
	for _, c := range average {
		p := c.at
		p.z, p.y = spin(p.z, p.y, tilt) // the nose, at positive z, goes down
		p.z, p.x = spin(p.z, p.x, turn) // and to the right
		p.x, p.y = spin(p.x, p.y, roll)
		m.points[c.index] = point{.3 + p.x/50, .4 + p.y/50, p.z / 50}
	}
	return m
}

func TestPoseIsTakenApart(t *testing.T) {
	for _, want := range [][3]float64{{0, 0, 0}, {30, 0, 0}, {0, 40, 0}, {0, 0, 25}, {170, -50, 20}, {-90, 10, -30}} {
		roll, turn, tilt := held(want[0], want[1], want[2]).pose()
		for i, got := range []float64{roll, turn, tilt} {
			if math.Abs(got-want[i]) > 1e-6 {
				t.Errorf("%v: %v %v %v", want, roll, turn, tilt)
				break
			}
		}
	}
}

// Landmarks without extent have a roll at most, and cause no harm.
func TestPoseOfAPoint(t *testing.T) {
	if _, turn, tilt := (&mesh{}).pose(); turn != 0 || tilt != 0 {
		t.Errorf("turn %v, tilt %v", turn, tilt)
	}
}
