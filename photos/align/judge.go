package align

import "math"

// judge says what may be made of an alignment of two faces.
func (e faceEvidence) judge() (Outcome, Reason, float64) {
	switch {
	case e.Seen < .6:
		return Refused, TooLittleSkin, 0
	case e.Near >= .33 && e.Quiet >= .45 && e.Shift < .06:
		return Aligned, NoReason, .95
	case math.Abs(e.Turn) > 12 || math.Abs(e.Tilt) > 15:
		return Refused, PoseDiffers, 0
	case e.Residual > .05:
		return Refused, FaceDiffers, 0
	case e.Near < .2:
		return Refused, NotTheSame, 0
	default:
		return ByLandmarks, LightDiffers, .6
	}
}

// judge says what may be made of an alignment by features.
func (e featureEvidence) judge() (Outcome, Reason, float64) {
	switch {
	case e.Votes < 6 || 2*e.Rival > e.Matches:
		return Refused, NothingFound, 0
	case e.Seen < .5:
		return Refused, TooLittleSkin, 0
	case e.Fine >= .5 && e.Moved < .02 && e.Halves < .02:
		return Aligned, NoReason, .95
	case e.Votes >= 10 && e.Coarse >= .3:
		return ByLandmarks, LightDiffers, .6
	default:
		return Refused, NotTheSame, 0
	}
}
