package align

import "testing"

func TestWhatMayBeMadeOfAFace(t *testing.T) {
	good := faceEvidence{Residual: .015, Seen: 1, Moved: .01, Fine: .8, Near: .9, Quiet: .9, Best: .9, Shift: .005}
	compared := func(angle float64, change func(*faceEvidence)) func(*faceEvidence) {
		return func(e *faceEvidence) {
			e.Near, e.Quiet, e.Shift, e.Fine = .3, .25, .05, .4
			e.Compared, e.Angle, e.Residual = true, angle, .03
			change(e)
		}
	}
	as := func(*faceEvidence) {}
	chance := func(e *faceEvidence) { e.Near, e.Quiet, e.Shift, e.Fine = .1, .08, .09, .2 }
	for name, c := range map[string]struct {
		change  func(*faceEvidence)
		outcome Outcome
		reason  Reason
	}{
		"good":                         {as, Aligned, NoReason},
		"half outside":                 {func(e *faceEvidence) { e.Seen = .5 }, Refused, TooLittleSkin},
		"blocks want it far away":      {func(e *faceEvidence) { e.Moved = .05 }, ByLandmarks, FaceDiffers},
		"alike but not in place":       {func(e *faceEvidence) { e.Near, e.Quiet, e.Shift = .45, .36, .038 }, ByLandmarks, NotTheSame},
		"so too in poorer light":       {func(e *faceEvidence) { e.Fine, e.Near, e.Quiet, e.Shift = .58, .45, .36, .038 }, ByLandmarks, NotTheSame},
		"so too in other light":        {func(e *faceEvidence) { e.Fine, e.Near, e.Quiet, e.Shift = .45, .37, .33, .045 }, ByLandmarks, LightDiffers},
		"a double for the network":     {func(e *faceEvidence) { e.Near, e.Quiet, e.Shift, e.Compared, e.Angle = .45, .36, .038, true, 7 }, ByLandmarks, NotTheSame},
		"few blocks, same person":      {compared(12, as), Aligned, NoReason},
		"few blocks, perhaps a double": {compared(12, func(e *faceEvidence) { e.Residual = .015 }), ByLandmarks, LightDiffers},
		"the same turned a little":     {compared(12, func(e *faceEvidence) { e.Residual, e.Turn = .038, 8 }), ByLandmarks, LightDiffers},
		"few blocks, a likeness":       {compared(17.5, as), ByLandmarks, LightDiffers},
		"few blocks, perhaps":          {compared(19.5, as), ByLandmarks, LightDiffers},
		"few blocks, hardly":           {compared(22.5, as), Refused, NotTheSame},
		"few blocks, another person":   {compared(30, as), Refused, AnotherPerson},
		"by chance":                    {compared(22.5, chance), Refused, NotTheSame},
		"and other features":           {compared(22.5, func(e *faceEvidence) { chance(e); e.Residual = .05 }), Refused, FaceDiffers},
		"same person, no skin match":   {compared(12, chance), ByLandmarks, LightDiffers},
		"turned":                       {compared(12, func(e *faceEvidence) { e.Turn = 20 }), Refused, PoseDiffers},
		"turned, but the same skin":    {func(e *faceEvidence) { e.Turn = 14 }, Aligned, NoReason},
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
