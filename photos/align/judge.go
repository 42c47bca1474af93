package align

import "math"

// logistic is a probability from two shares of blocks: 1/(1+exp(-z)) with
// z = bias + near*Near + quiet*Quiet.
type logistic struct{ bias, near, quiet float64 }

// The models are fitted by TestCalibrate (ridge-regularised maximum likelihood)
// on the pairs and non-pairs of the corpus's persons that are not held out, and
// on phantoms; "right" is an error below 5 % of the distance between the eyes.
var (
	// confirmed: the alignment on pixels is right.
	confirmed = logistic{-4, 4.4, 13}
	// plausible: it is the same person and the landmarks place it rightly.
	plausible = logistic{-4.2, 6.2, 13.5}
)

const (
	sure   = .8 // confirmed from which a pair is aligned
	likely = .2 // plausible from which it is placed by landmarks
	// contrary is how far, in IOD, blocks may want a face to be from where its
	// landmarks are. Where the truth is known landmarks are at most 2 % off, and
	// up to 3.6 % from what is aligned otherwise.
	contrary = .04
	// skewed is how far, in long sides, a similarity of features may be from the
	// affine map that fits more of them: real skin and scenes seen from one
	// place stay below .001.
	skewed = .005
)

func (l logistic) of(e faceEvidence) float64 {
	return 1 / (1 + math.Exp(-l.bias-l.near*e.Near-l.quiet*e.Quiet))
}

// judge says what may be made of an alignment of two faces.
func (e faceEvidence) judge() (Outcome, Reason, float64) {
	aligned, placed := confirmed.of(e), plausible.of(e)
	switch {
	case e.Seen < .6:
		return Refused, TooLittleSkin, 0
	case aligned >= sure && e.Moved <= contrary && !e.double():
		return Aligned, NoReason, aligned
	case math.Abs(e.Turn) > 12 || math.Abs(e.Tilt) > 18:
		return Refused, PoseDiffers, placed
	case placed < likely && e.Residual > .04:
		return Refused, FaceDiffers, placed
	case placed < likely:
		return Refused, NotTheSame, placed
	case e.double():
		return ByLandmarks, NotTheSame, .5
	case e.Moved > contrary:
		// Two ways to align disagree: what landmarks are taken from is covered,
		// or what is matched is no part of the face.
		return ByLandmarks, FaceDiffers, .5
	default:
		return ByLandmarks, LightDiffers, placed
	}
}

// double reports whether the heads and their light agree so well that the same
// skin would match nearly everywhere and exactly in place, and it does not:
// somebody of the same features.
func (e faceEvidence) double() bool {
	return e.Residual < .02 && e.Fine > .55 && e.Quiet < .6 && e.Shift > .012
}

// judge says what may be made of an alignment by features. Non-pairs reach nine
// matches, and correlate with less than .2.
func (e featureEvidence) judge() (Outcome, Reason, float64) {
	// Set by hand to be .5 half way from non-pairs to pairs: twelve matches that
	// correlate with .35.
	sure := 1 / (1 + math.Exp(-4*math.Log(float64(max(e.Matches, 1))/12)-12*(e.Fine-.35)))
	switch {
	case e.Matches < 14 || 2*e.Rival > e.Matches:
		return Refused, NothingFound, 0
	case e.Seen < .5:
		return Refused, TooLittleSkin, 0
	case e.Skewed > skewed:
		return Refused, AngleDiffers, min(sure, .3)
	case e.Fine >= .5 && e.Moved < .02 && e.Halves < .02:
		return Aligned, NoReason, sure
	case e.Matches >= 20 && e.Coarse >= .3:
		return ByLandmarks, LightDiffers, sure
	default:
		return Refused, NotTheSame, min(sure, .3)
	}
}
