package align

import "math"

// judge says what may be made of an alignment of two faces.
func (e faceEvidence) judge() (Outcome, Reason, float64) {
	switch {
	case e.Seen < .6:
		return Refused, TooLittleSkin, 0
	case math.Abs(e.Turn) > 15 || math.Abs(e.Tilt) > 15:
		return Refused, PoseDiffers, 0
	case e.Residual > .06:
		return Refused, FaceDiffers, 0
	case e.Spread <= .05 && e.Halves <= .03 && e.Fine >= .5 && e.Residual <= .045:
		return Aligned, NoReason, .95
	case e.Residual > .035 || e.Coarse < .4 || math.Abs(e.Turn) > 8:
		return Refused, NotTheSame, 0
	default:
		return ByLandmarks, LightDiffers, .6
	}
}
