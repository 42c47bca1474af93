package align

import "math"

// logistic is a probability: 1/(1+exp(-z)) with
// z = bias + near*Near + quiet*Quiet + angle*Angle.
type logistic struct{ bias, near, quiet, angle float64 }

// The models are fitted by TestCalibrate (ridge-regularised maximum likelihood)
// on the pairs and non-pairs of the corpus's persons that are not held out, and
// on phantoms; "right" is an error below 5 % of the distance between the eyes.
var (
	// confirmed: the alignment on pixels is right, by them alone.
	confirmed = logistic{-4, 4.4, 13, 0}
	// recognised: it is right, known also whether the faces are alike.
	recognised = logistic{13.3, -.84, 3.53, -.67}
	// known: it is the same person, and the landmarks place it rightly.
	known = logistic{16.4, 2.6, 4.43, -.83}
)

const (
	sure   = .8 // confirmed or recognised, from which a pair is aligned
	likely = .5 // known, from which it is placed by landmarks
	// contrary is how far, in IOD, blocks may want a face to be from where its
	// landmarks are. Where the truth is known landmarks are at most 2 % off, and
	// up to 3.6 % from what is aligned otherwise.
	contrary = .04
	// alike is the angle, in degrees, up to which faces are taken for one
	// person's without much skin to confirm it: the likest of 7,285 pairs of
	// photos of two people are 18.0 apart.
	alike = 17
	// some is the share of blocks near their place that must confirm even what
	// is recognised: twice what chance does.
	some = .2
	// stranger is the angle between descriptors, in degrees, beyond which two
	// faces are rather another person's: of 580 such pairs 9 of 10 are beyond,
	// of 112 pairs of one person none.
	stranger = 25
	// skewed is how far, in long sides, a similarity of features may be from the
	// affine map that fits more of them: real skin and scenes seen from one
	// place stay below .001.
	skewed = .005
)

func (l logistic) of(e faceEvidence) float64 {
	return 1 / (1 + math.Exp(-l.bias-l.near*e.Near-l.quiet*e.Quiet-l.angle*e.Angle))
}

// judge says what may be made of an alignment of two faces. Unless they are
// compared only the verdict Aligned and what refuses in any case mean anything.
func (e faceEvidence) judge() (Outcome, Reason, float64) {
	aligned, placed := confirmed.of(e), known.of(e)
	if e.Compared && e.Angle <= alike && e.Near >= some && !e.turned() && !e.still() {
		aligned = max(aligned, recognised.of(e))
	}
	switch {
	case e.hidden():
		return Refused, TooLittleSkin, 0
	case aligned >= sure && e.Moved <= contrary && !e.double():
		return Aligned, NoReason, aligned
	case e.turned():
		return Refused, PoseDiffers, min(aligned, .3)
	case placed < likely && e.Angle > stranger:
		return Refused, AnotherPerson, placed
	case placed < likely && e.Residual > .04:
		return Refused, FaceDiffers, placed
	case placed < likely:
		return Refused, NotTheSame, placed
	case aligned >= sure && e.double() && e.Fine > .55: // in the same light
		return ByLandmarks, NotTheSame, .5
	case aligned >= sure && e.double():
		return ByLandmarks, LightDiffers, .5
	case e.Moved > contrary:
		// Two ways to align disagree: what landmarks are taken from is covered,
		// or what is matched is no part of the face.
		return ByLandmarks, FaceDiffers, .5
	default:
		return ByLandmarks, LightDiffers, placed
	}
}

// hidden reports that too much of the face is outside of the photo.
func (e faceEvidence) hidden() bool { return e.Seen < .6 }

// turned reports that the heads are held too differently for a similarity,
// unless their skin itself agrees.
func (e faceEvidence) turned() bool { return math.Abs(e.Turn) > 12 || math.Abs(e.Tilt) > 18 }

// doubtful reports that it may help to know whether the faces are one person's.
func (e faceEvidence) doubtful() bool {
	outcome, _, _ := e.judge()
	return outcome != Aligned && !e.hidden() && !e.turned() && !e.Compared
}

// still reports that nothing but a small turn lies between the heads, as
// between simulated doubles, whose anchors stay within .018 and .0024 more for
// every degree. Then the skin's own texture must confirm that it is the same:
// that the faces are alike proves nothing, for so are a double's.
func (e faceEvidence) still() bool { return e.Residual < .022+.0025*math.Abs(e.Turn) }

// double reports whether somebody of the same features may be seen: the heads
// hold still, and less of the bare skin matches than it would if it were the
// same. The better the rest of the face correlates and the landmarks fit, the
// more of it has to. Fitted to the tuned persons and to 1,500 pairs of simulated
// doubles in any light; where most blocks match exactly in place it is the same.
func (e faceEvidence) double() bool {
	own := -3.8 + 3.4*e.Near + 19*e.Quiet - 10.5*e.Fine + 168*(e.Residual-.0025*math.Abs(e.Turn))
	return e.still() && e.Shift > .012 && own < 2.2
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
