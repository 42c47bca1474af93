package align

import "testing"

func TestWhatMayBeMadeOfAFace(t *testing.T) {
	good := faceEvidence{Residual: .015, Seen: 1, Moved: .01, Fine: .8, Near: .9, Quiet: .9, Best: .9, Shift: .005}
	for name, c := range map[string]struct {
		change  func(*faceEvidence)
		outcome Outcome
		reason  Reason
	}{
		"good":                    {func(*faceEvidence) {}, Aligned, NoReason},
		"half outside":            {func(e *faceEvidence) { e.Seen = .5 }, Refused, TooLittleSkin},
		"blocks want it far away": {func(e *faceEvidence) { e.Moved = .05 }, ByLandmarks, FaceDiffers},
		"alike but not in place":  {func(e *faceEvidence) { e.Near, e.Quiet, e.Shift = .45, .36, .038 }, ByLandmarks, NotTheSame},
		"so too in poorer light":  {func(e *faceEvidence) { e.Fine, e.Near, e.Quiet, e.Shift = .58, .45, .36, .038 }, ByLandmarks, NotTheSame},
		"few blocks confirm":      {func(e *faceEvidence) { e.Near, e.Quiet, e.Shift = .3, .25, .05; e.Fine = .4 }, ByLandmarks, LightDiffers},
		"by chance":               {func(e *faceEvidence) { e.Near, e.Quiet, e.Shift = .1, .08, .09; e.Fine = .2 }, Refused, NotTheSame},
		"and another face":        {func(e *faceEvidence) { e.Near, e.Quiet, e.Shift, e.Residual = .1, .08, .09, .05; e.Fine = .2 }, Refused, FaceDiffers},
		"turned":                  {func(e *faceEvidence) { e.Near, e.Quiet, e.Turn = .2, .2, 20 }, Refused, PoseDiffers},
	} {
		e := good
		c.change(&e)
		if outcome, reason, confidence := e.judge(); outcome != c.outcome || reason != c.reason || confidence < 0 || confidence > 1 {
			t.Errorf("%s: %s %q, confidence %.2f", name, outcome, reason, confidence)
		}
	}
}

func TestWhatMayBeMadeOfFeatures(t *testing.T) {
	good := featureEvidence{Matches: 60, Fine: .8, Coarse: .8, Seen: 1, Moved: .001, Halves: .001}
	for name, c := range map[string]struct {
		change  func(*featureEvidence)
		outcome Outcome
		reason  Reason
	}{
		"good":                 {func(*featureEvidence) {}, Aligned, NoReason},
		"few":                  {func(e *featureEvidence) { e.Matches = 9 }, Refused, NothingFound},
		"a repeated pattern":   {func(e *featureEvidence) { e.Rival = 40 }, Refused, NothingFound},
		"half outside":         {func(e *featureEvidence) { e.Seen = .4 }, Refused, TooLittleSkin},
		"seen from the side":   {func(e *featureEvidence) { e.Skewed = .013 }, Refused, AngleDiffers},
		"its halves disagree":  {func(e *featureEvidence) { e.Halves = .05 }, ByLandmarks, LightDiffers},
		"nothing like it seen": {func(e *featureEvidence) { e.Fine, e.Coarse = .1, .1 }, Refused, NotTheSame},
	} {
		e := good
		c.change(&e)
		if outcome, reason, confidence := e.judge(); outcome != c.outcome || reason != c.reason || confidence < 0 || confidence > 1 {
			t.Errorf("%s: %s %q, confidence %.2f", name, outcome, reason, confidence)
		}
	}
}
