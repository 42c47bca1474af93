package demo

import (
	"time"

	"skinline/photos/phantom"
	"skinline/storage"
)

// course is one invented client and all visits.
type course struct {
	client  storage.Client
	subject phantom.Subject
	visits  []visit
}

// visit is a session with its photos; progress is how far the skin has come.
type visit struct {
	session  storage.Session
	progress float64
	pictures []picture
}

// picture is one photo of a visit, taken after days later.
type picture struct {
	view    storage.View
	phase   storage.Phase
	redness float64
	after   int
}

// look is how a view shows the subject.
type look struct {
	kind      phantom.Kind
	site      phantom.Site
	turn      float64
	raking    float64
	landscape bool
}

func looks() map[storage.View]look {
	return map[storage.View]look{
		"frontal":                {kind: phantom.Face},
		"oblique-left":           {kind: phantom.Face, turn: 42},
		"oblique-right":          {kind: phantom.Face, turn: -42},
		"cheek-left-close":       {site: phantom.CheekLeft},
		"cheek-right-close":      {site: phantom.CheekRight},
		"forehead-close":         {site: phantom.Forehead},
		"periorbital-left-close": {site: phantom.PeriorbitalLeft},
		"scar-close":             {site: phantom.Body, landscape: true},
		"scar-raking":            {site: phantom.Body, landscape: true, raking: .8},
	}
}

func date(month time.Month, day int) storage.Date {
	return storage.Date{Year: 2026, Month: month, Day: day}
}

// views are photos of one phase.
func views(phase storage.Phase, names ...storage.View) []picture {
	var all []picture
	for _, v := range names {
		all = append(all, picture{view: v, phase: phase})
	}
	return all
}

func zone(name string, side storage.Side, depth storage.Depth, passes int, endpoint storage.Endpoint) storage.ZoneTreatment {
	return storage.ZoneTreatment{Zone: name, Side: side, Depth: depth, Passes: passes, Endpoint: endpoint}
}

func clients() []course {
	return []course{acneScars(), fineLines(), pigment(), surgicalScar()}
}

func acneScars() course {
	course := course{
		client: storage.Client{
			Code: "C-0001", Name: "Mira Solberg (demo)", Concern: "acne scars", Fitzpatrick: 2, Tags: []string{"acne scars", "photo series"},
			Notes: "Rolling and boxcar scars on both cheeks, worse on the left; some post-inflammatory erythema. Acne settled for 14 months. No isotretinoin in the last year. Goal: smoother cheeks in side light.",
		},
		subject: phantom.Subject{Seed: 11, Tone: 2, Concern: phantom.AcneScars},
	}
	all := []storage.View{"frontal", "oblique-left", "oblique-right", "cheek-left-close"}
	some := []storage.View{"frontal", "oblique-left", "cheek-left-close"}
	treated := func(cheek, forehead, chin storage.Depth, end storage.Endpoint) []storage.ZoneTreatment {
		return []storage.ZoneTreatment{
			zone("cheek", storage.SideBoth, cheek, 3, end),
			zone("forehead", storage.SideNone, forehead, 2, storage.EndpointMild),
			zone("chin", storage.SideMid, chin, 2, storage.EndpointMild),
		}
	}
	course.visits = []visit{
		{storage.Session{Date: date(time.January, 13), Kind: storage.KindBaseline, NextDue: date(time.January, 20), Notes: "Baseline photos, hair back, no make-up. Options and downtime discussed; 4 sessions planned, 5 weeks apart. Patch test behind the ear clear."}, 0, views(storage.PhaseBaseline, all...)},
		{storage.Session{Date: date(time.January, 20), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.February, 24), Zones: treated(1000, 500, 750, storage.EndpointMild), Notes: "Lidocaine 4 % for 35 min, removed fully. Even erythema, tolerated well, pain 3/10. Aftercare sheet given, SPF 50 explained again."}, .06, append(views(storage.PhasePre, "cheek-left-close"), picture{"cheek-left-close", storage.PhaseImmediate, .6, 0}, picture{"frontal", storage.PhaseHealing, .3, 2})},
		{storage.Session{Date: date(time.February, 24), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.March, 31), Zones: treated(1250, 500, 1000, storage.EndpointPinpoint), Notes: "Redness after the first session gone by day 3, no downtime at work. Went to 1.25 on the cheeks, pinpoint bleeding on the deeper boxcars. Pain 4/10."}, .26, views(storage.PhasePre, some...)},
		{storage.Session{Date: date(time.March, 31), Kind: storage.KindTreatment, Device: "pen, 16 pins", NextDue: date(time.May, 5), Zones: treated(1500, 750, 1000, storage.EndpointPinpoint), Notes: "Client sees a difference in the car mirror. Extra pass along the left cheek. Small area of irritation at the chin two days after the last visit, none today."}, .5, views(storage.PhasePre, some...)},
		{storage.Session{Date: date(time.May, 5), Kind: storage.KindTreatment, Device: "pen, 16 pins", NextDue: date(time.August, 11), Zones: treated(1500, 750, 1000, storage.EndpointPinpoint), Notes: "Last of the planned four. Texture clearly softer, erythema marks mostly gone. Same settings as last time, well tolerated. Result photos in three months."}, .74, views(storage.PhasePre, some...)},
		{storage.Session{Date: date(time.August, 11), Kind: storage.KindFollowUp, NextDue: date(time.November, 10), Notes: "14 weeks after the last session. Goodman-Baron 3 to 2. Deeper boxcars remain, client content; one booster in autumn offered, deciding."}, 1, views(storage.PhaseFollowUp, all...)},
	}
	return course
}

func fineLines() course {
	course := course{
		client: storage.Client{
			Code: "C-0002", Name: "Helene Vautrin (demo)", Concern: "fine lines", Fitzpatrick: 2, Tags: []string{"fine lines"},
			Notes: "Crow's feet and forehead lines at rest. Sensitive around the eyes: stay outside the orbital rim, 0.25 only. Uses retinal at night, paused 5 days before each session.",
		},
		subject: phantom.Subject{Seed: 29, Tone: 2, Concern: phantom.FineLines},
	}
	all := []storage.View{"frontal", "forehead-close", "periorbital-left-close"}
	treated := func(forehead, eye, cheek storage.Depth) []storage.ZoneTreatment {
		return []storage.ZoneTreatment{
			zone("forehead", storage.SideNone, forehead, 2, storage.EndpointMild),
			zone("lateral-canthal", storage.SideBoth, eye, 2, storage.EndpointMild),
			zone("cheek", storage.SideBoth, cheek, 2, storage.EndpointMild),
		}
	}
	course.visits = []visit{
		{storage.Session{Date: date(time.February, 4), Kind: storage.KindBaseline, NextDue: date(time.February, 11), Notes: "Baseline in repose, chin level on the rest. Expectation talk: softer lines, not gone."}, 0, views(storage.PhaseBaseline, all...)},
		{storage.Session{Date: date(time.February, 11), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.March, 11), Zones: treated(250, 250, 500), Notes: "Gentle first session, numbing 20 min. Slight tingling beside the eyes, no tearing. Erythema mild, faded before leaving."}, .08, append(views(storage.PhasePre, "frontal", "periorbital-left-close"), picture{"frontal", storage.PhaseImmediate, .5, 0})},
		{storage.Session{Date: date(time.March, 11), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.April, 14), Zones: treated(500, 250, 750), Notes: "No reaction last time beyond one day of dryness. Forehead to 0.5. Hyaluronic serum as glide."}, .32, views(storage.PhasePre, all...)},
		{storage.Session{Date: date(time.April, 14), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.July, 14), Zones: treated(500, 300, 750), Notes: "Third and last of the first course. Make-up sits better according to the client. 0.3 at the outer corners, tolerated."}, .62, views(storage.PhasePre, all...)},
		{storage.Session{Date: date(time.July, 14), Kind: storage.KindFollowUp, NextDue: date(time.October, 13), Notes: "13 weeks after. GAIS 2 (improved). Finest lines gone, deeper forehead lines softer. Maintenance twice a year agreed."}, 1, views(storage.PhaseFollowUp, all...)},
	}
	return course
}

func pigment() course {
	course := course{
		client: storage.Client{
			Code: "C-0003", Name: "Anaya Deshpande (demo)", Concern: "hyperpigmentation", Fitzpatrick: 4, Tags: []string{"pigment", "caution PIH"},
			Notes: "Melasma-like patches on cheeks and forehead since 2021. Fitzpatrick IV: stay shallow, long gaps, strict SPF, stop at mild erythema. Tinted sunscreen every day.",
		},
		subject: phantom.Subject{Seed: 47, Tone: 4, Concern: phantom.Pigment},
	}
	treated := func(cheek, forehead storage.Depth) []storage.ZoneTreatment {
		return []storage.ZoneTreatment{
			zone("cheek", storage.SideBoth, cheek, 2, storage.EndpointMild),
			zone("forehead", storage.SideNone, forehead, 1, storage.EndpointMild),
			zone("upper-lip", storage.SideNone, 250, 1, storage.EndpointNone),
		}
	}
	course.visits = []visit{
		{storage.Session{Date: date(time.January, 8), Kind: storage.KindBaseline, NextDue: date(time.January, 22), Notes: "Baseline. Sun history taken, no hormones at present. Test spot on the jawline first."}, 0, views(storage.PhaseBaseline, "frontal", "oblique-right", "cheek-right-close")},
		{storage.Session{Date: date(time.January, 22), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.March, 5), Zones: treated(500, 250), Notes: "Test spot quiet after two weeks. Very light first pass, tranexamic acid serum as glide."}, .05, views(storage.PhasePre, "frontal", "cheek-right-close")},
		{storage.Session{Date: date(time.March, 5), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.April, 16), Zones: treated(500, 250), Notes: "Edges of the cheek patch paler. Camera battery empty: close-up only."}, .2, views(storage.PhasePre, "cheek-right-close")},
		{storage.Session{Date: date(time.April, 16), Kind: storage.KindFollowUp, NextDue: date(time.May, 7), Notes: "Did not attend; rebooked by phone. No photos."}, .3, nil},
		{storage.Session{Date: date(time.May, 7), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.June, 18), Zones: treated(500, 500), Notes: "Nine weeks since the last session. No rebound. Same depth on the cheeks, forehead 0.5."}, .42, views(storage.PhasePre, "frontal", "cheek-right-close")},
		{storage.Session{Date: date(time.June, 18), Kind: storage.KindTreatment, Device: "pen, 16 pins", NextDue: date(time.September, 17), Zones: treated(750, 500), Notes: "Cheeks to 0.75, mild even erythema, stopped there. Holiday in July: hat and SPF 50 discussed again."}, .66, views(storage.PhasePre, "frontal", "oblique-right")},
		{storage.Session{Date: date(time.September, 17), Kind: storage.KindFollowUp, NextDue: date(time.December, 10), Notes: "13 weeks after. Patches much lighter, some freckle-like spots remain. No new pigment after the summer."}, 1, views(storage.PhaseFollowUp, "frontal", "oblique-right", "cheek-right-close")},
	}
	return course
}

func surgicalScar() course {
	course := course{
		client: storage.Client{
			Code: "C-0004", Name: "Tomas Ferreira (demo)", Concern: "surgical scar", Fitzpatrick: 3, Tags: []string{"scar"},
			Notes: "Scar on the right forearm after a plate removal in 2025, 7 months old at the start, still pink and raised, itches at times. Silicone gel since February.",
		},
		subject: phantom.Subject{Seed: 5, Tone: 3, Concern: phantom.SurgicalScar},
	}
	all := []storage.View{"scar-close", "scar-raking"}
	treated := func(depth storage.Depth, passes int) []storage.ZoneTreatment {
		return []storage.ZoneTreatment{{Zone: "scar", Side: storage.SideRight, Depth: depth, Passes: passes, Endpoint: storage.EndpointPinpoint, Note: "forearm, along and across the line"}}
	}
	course.visits = []visit{
		{storage.Session{Date: date(time.March, 17), Kind: storage.KindBaseline, NextDue: date(time.March, 24), Notes: "Baseline, perpendicular and raking light. Vancouver 6. Surgeon's consent to needling on file."}, 0, views(storage.PhaseBaseline, all...)},
		{storage.Session{Date: date(time.March, 24), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.May, 5), Zones: treated(1000, 3), Notes: "First session at 1.0. Less sensation over the middle of the scar, noted. Silicone sheet again from day 3."}, .08, append(views(storage.PhasePre, "scar-close"), picture{"scar-close", storage.PhaseHealing, .35, 3})},
		{storage.Session{Date: date(time.May, 5), Kind: storage.KindTreatment, Device: "pen, 12 pins", NextDue: date(time.June, 16), Zones: treated(1500, 4), Notes: "Softer to the touch, itching gone. 1.5 with uniform pinpoint bleeding, settled in minutes."}, .45, views(storage.PhasePre, all...)},
		{storage.Session{Date: date(time.September, 1), Kind: storage.KindFollowUp, NextDue: date(time.December, 1), Notes: "Vancouver 3. Pale and nearly flat, line still visible in raking light. No further session wished for now."}, 1, views(storage.PhaseFollowUp, all...)},
	}
	return course
}
