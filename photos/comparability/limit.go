package comparability

import "math"

// Kind is what is measured; its value is the stable name in files.
type Kind string

const (
	Scale        Kind = "scale_ratio"      // size of the skin in the reference over that in the photo
	Distance     Kind = "distance_ratio"   // the photo's camera distance over the reference's, where both lenses are known
	Roll         Kind = "roll_degrees"     // turn of the camera or head in the picture's plane, clockwise
	Turn         Kind = "turn_degrees"     // of the head to a side
	Tilt         Kind = "tilt_degrees"     // of the head, down positive
	Coverage     Kind = "coverage"         // part of the reference's frame that the photo fills
	Exposure     Kind = "exposure_ev"      // positive: the photo is brighter
	Light        Kind = "light_ev"         // spread over the frame of the difference in brightness
	WhiteBalance Kind = "white_balance_de" // CIEDE2000 of a mid grey
	Sharpness    Kind = "sharpness_ratio"  // contrast of fine detail, photo over reference
	Expression   Kind = "expression_iod"   // largest change of mouth and brows, in eye distances
	Eyes         Kind = "eyes_iod"         // opening of the lids, in eye distances; positive: wider
	Flash        Kind = "flash"            // 1: fired for one of the photos only
	Model        Kind = "model"            // 1: bent by an affine or perspective alignment
	Timing       Kind = "days"             // since the treatment before the photo
	RefTiming    Kind = "reference_days"   // since the treatment before the reference
)

// sense says which values of a measure are worse.
type sense int

const (
	off   sense = iota // further from 0
	ratio              // further from 1, either way
	less               // smaller
)

// Limit is from where on a difference matters. The values are justified in
// docs/comparability.md.
type Limit struct {
	Unit string // "", "×", "°", "EV", "ΔE", "IOD", "d"
	// Reservation and NotComparable are the first values that are no longer
	// comparable, and no longer with reservations. Ratios count the same either way:
	// 1.25 stands for 0.8 too. Infinite: never.
	Reservation, NotComparable float64
	sense                      sense
}

// Limit of a kind; the zero Limit for what is no kind.
func (k Kind) Limit() Limit {
	never := math.Inf(1)
	switch k {
	case Scale:
		return Limit{"×", 1.2, 2, ratio}
	case Distance:
		return Limit{"×", 1.2, 1.6, ratio}
	case Roll:
		return Limit{"°", 10, 30, off}
	case Turn:
		return Limit{"°", 5, 15, off}
	case Tilt:
		return Limit{"°", 8, 20, off}
	case Coverage:
		return Limit{"", .97, .8, less}
	case Exposure:
		return Limit{"EV", 1. / 3, 1, off}
	case Light:
		return Limit{"EV", .75, 1.5, off}
	case WhiteBalance:
		return Limit{"ΔE", 3, 8, off}
	case Sharpness:
		return Limit{"×", 1.25, 2, ratio}
	case Expression:
		return Limit{"IOD", .08, .16, off}
	case Eyes:
		return Limit{"IOD", .03, .08, off}
	case Flash:
		return Limit{"", 1, 1, off}
	case Model:
		return Limit{"", 1, never, off}
	case Timing, RefTiming:
		return Limit{"d", 28, 7, less}
	}
	return Limit{}
}

// level of a value.
func (l Limit) level(v float64) Level {
	switch l.sense {
	case ratio:
		v = max(v, 1/v)
	case less:
		switch {
		case !(v >= l.NotComparable):
			return NotComparable
		case v < l.Reservation:
			return Reservation
		}
		return Comparable
	default:
		v = math.Abs(v)
	}
	switch {
	case !(v < l.NotComparable):
		return NotComparable
	case v >= l.Reservation:
		return Reservation
	}
	return Comparable
}
