package phantom

import (
	"math"
	"math/rand/v2"
)

type featureKind uint8

const (
	mole     featureKind = iota
	redSpot              // inflamed or healing acne mark
	stain                // brown, left by inflammation or sun
	pit                  // atrophic scar with soft walls
	boxcar               // atrophic scar with steep walls
	crease               // fine line along a bend
	suture               // a stitch's mark
	incision             // the surgical scar
)

// feature is one thing on the skin at a fixed place, in mm of surface
// coordinates. It keeps strength*(1-fade*progress).
type feature struct {
	kind           featureKind
	u, v           float64
	r              float64 // radius; half width for a crease or incision
	strength, fade float64
	angle, stretch float64 // direction and elongation; a crease's direction
	length, bend   float64 // crease and incision: half length and sagitta
	seed           uint32
	sin, cos       float64 // of angle, set once all features are known
}

// reach is how far from u, v the feature can matter.
func (f feature) reach() float64 {
	switch f.kind {
	case crease, incision:
		return f.length + 4*f.r + math.Abs(f.bend) + 1
	default:
		return f.r*2.4*max(f.stretch, 1) + .3
	}
}

// dice returns the random numbers of one aspect of a person.
func dice(seed int64, aspect uint64) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(seed)*0x9E3779B97F4A7C15+1, aspect))
}

func between(d *rand.Rand, a, b float64) float64 { return a + (b-a)*d.Float64() }

// siteMoles are the moles of one site: they never change over a course.
func siteMoles(s Subject) []feature {
	d := dice(s.Seed, 100+uint64(s.Site))
	c := s.Site.centre()
	var moles []feature
	for tries := 0; len(moles) < 5 && tries < 400; tries++ {
		m := feature{
			kind: mole, u: c.X + between(d, -23, 23), v: c.Y + between(d, -27, 27),
			r: .32 + .62*math.Pow(d.Float64(), 1.6), strength: between(d, .45, 1), stretch: between(d, 1, 1.25),
			angle: between(d, 0, math.Pi), seed: d.Uint32(),
		}
		apart := 30 - 24*float64(tries)/400
		clear := !reserved(m.u, m.v, 3)
		for _, o := range moles {
			clear = clear && math.Hypot(o.u-m.u, o.v-m.v) > apart
		}
		if clear {
			moles = append(moles, m)
		}
	}
	return moles
}

// reserved tells whether a place on the face belongs to an eye, a brow, the
// lips or the nose's underside, where no mark is put.
func reserved(u, v, margin float64) bool {
	a := math.Abs(u)
	inside := func(cu, cv, ru, rv float64) bool {
		x, y := (a-cu)/(ru+margin), (v-cv)/(rv+margin)
		return x*x+y*y < 1
	}
	return inside(33, 0, 17, 9) || inside(36, -21, 26, 7) || inside(0, 66, 26, 11) || inside(0, 42, 18, 12) || v < -66 && v > -400
}

// features are all marks of the subject, facial and bodily.
func (s Subject) features() []feature {
	var all []feature
	for site := CheekLeft; site <= Body; site++ {
		of := s
		of.Site = site
		all = append(all, siteMoles(of)...)
	}
	d := dice(s.Seed, 2)
	all = append(all, freckles(d, s.tone())...)
	switch s.Concern {
	case AcneScars:
		all = append(all, acne(d)...)
	case FineLines:
		all = append(all, lines(d, 1)...)
	case Pigment:
		all = append(all, sunSpots(d)...)
	case SurgicalScar:
		all = append(all, surgery(d)...)
	}
	if s.Concern != FineLines {
		all = append(all, lines(dice(s.Seed, 3), .22)...)
	}
	for i := range all {
		all[i].sin, all[i].cos = math.Sincos(all[i].angle)
	}
	return all
}

func freckles(d *rand.Rand, tone int) []feature {
	var out []feature
	for range 150 - 18*tone {
		out = append(out, feature{
			kind: stain, u: between(d, -75, 75), v: between(d, -60, 95), r: between(d, .3, .75),
			strength: between(d, .08, .3), stretch: between(d, 1, 1.4), angle: between(d, 0, 3), seed: d.Uint32(),
		})
	}
	return allowed(out, 0)
}

// acne spreads scars and marks over cheeks, temples, forehead and chin.
func acne(d *rand.Rand) []feature {
	var out []feature
	spread := func(n int, cu, cv, su, sv float64) {
		for range n {
			f := feature{
				u: cu + su*d.NormFloat64(), v: cv + sv*d.NormFloat64(), angle: between(d, 0, math.Pi),
				stretch: between(d, 1, 1.5), seed: d.Uint32(),
			}
			switch p := d.Float64(); {
			case p < .50:
				f.kind, f.r, f.strength, f.fade = pit, between(d, .5, 1.3), between(d, .6, 1.25), between(d, .4, .72)
			case p < .66:
				f.kind, f.r, f.strength, f.fade = boxcar, between(d, .9, 1.8), between(d, .5, 1.1), between(d, .4, .7)
			case p < .86:
				f.kind, f.r, f.strength, f.fade = redSpot, .55+1.15*math.Pow(d.Float64(), 2), between(d, .25, .8), between(d, .75, .97)
			default:
				f.kind, f.r, f.strength, f.fade = stain, between(d, .6, 1.6), between(d, .25, .65), between(d, .6, .92)
			}
			out = append(out, f)
		}
	}
	for _, side := range []float64{-1, 1} {
		spread(105, side*50, 34, 14, 17)
		spread(16, side*66, 2, 7, 12)
	}
	spread(22, 0, -46, 26, 9)
	spread(18, 0, 90, 14, 6)
	return allowed(out, 1)
}

func sunSpots(d *rand.Rand) []feature {
	var out []feature
	for range 130 {
		side := float64(1 - 2*d.IntN(2))
		out = append(out, feature{
			kind: stain, u: side * (48 + 16*d.NormFloat64()), v: 24 + 20*d.NormFloat64(), r: .5 + 1.5*d.Float64()*d.Float64(),
			strength: between(d, .3, .95), fade: between(d, .35, .85), stretch: between(d, 1, 1.5),
			angle: between(d, 0, math.Pi), seed: d.Uint32(),
		})
	}
	return allowed(out, 1)
}

// lines are the creases of expression: strength 1 for a concern, less for a
// face that merely has some.
func lines(d *rand.Rand, strength float64) []feature {
	var out []feature
	add := func(u, v, degrees, length, bend, r, k float64) {
		out = append(out, feature{
			kind: crease, u: u, v: v, angle: degrees * math.Pi / 180, length: length, bend: bend,
			r: r, strength: k * strength * between(d, .75, 1.1), fade: between(d, .4, .68), seed: d.Uint32(),
		})
	}
	for _, side := range []float64{-1, 1} {
		for i := range 9 { // crow's feet fan out from the outer eye corner
			t := float64(i)/8 - .5
			degrees := 95*t + between(d, -5, 5)
			length := between(d, 5, 11)
			sin, cos := math.Sincos(degrees * math.Pi / 180)
			start := between(d, 4, 8)
			add(side*(51+cos*(start+length)), 1+sin*(start+length), side*degrees, length, side*between(d, -.5, 1.5), between(d, .3, .55), between(d, .8, 1.25))
		}
		for i := range 5 { // under the eye
			add(side*(31+between(d, -4, 4)), 14+2.7*float64(i), side*between(d, 6, 16), between(d, 7, 12), -between(d, .8, 2.2), between(d, .22, .36), between(d, .4, .7))
		}
		for range 34 { // short crossing lines on cheek and temple
			add(side*between(d, 46, 80), between(d, -10, 34), side*between(d, 20, 75), between(d, 2, 5), between(d, -.4, .4), between(d, .18, .32), between(d, .35, .7))
		}
		add(side*7, -26, 82*side, 6, side*.8, .5, .7) // frown
	}
	for i := range 4 { // forehead
		add(between(d, -5, 5), -34-8.0*float64(i)+between(d, -1.5, 1.5), between(d, -2, 2), between(d, 24, 36), between(d, 1.5, 4), between(d, .4, .6), between(d, .6, .95))
	}
	return out
}

func surgery(d *rand.Rand) []feature {
	c := Body.centre()
	degrees := between(d, -32, -20)
	scar := feature{
		kind: incision, u: c.X, v: c.Y + 1, angle: degrees * math.Pi / 180, length: 25, bend: between(d, 1.6, 3),
		r: 1.25, strength: 1, fade: .62, seed: d.Uint32(),
	}
	out := []feature{scar}
	sin, cos := math.Sincos(scar.angle)
	for i := range 9 {
		along := -21 + 5.25*float64(i) + between(d, -.5, .5)
		sag := scar.bend * (1 - along*along/(scar.length*scar.length))
		for _, side := range []float64{-1, 1} {
			across := sag + side*between(d, 3.1, 3.9)
			out = append(out, feature{
				kind: suture, u: scar.u + along*cos - across*sin, v: scar.v + along*sin + across*cos,
				r: between(d, .42, .62), strength: between(d, .6, 1), fade: between(d, .6, .85), stretch: 1.2, seed: d.Uint32(),
			})
		}
	}
	return out
}

func allowed(in []feature, margin float64) []feature {
	out := in[:0]
	for _, f := range in {
		if !reserved(f.u, f.v, margin+f.r) {
			out = append(out, f)
		}
	}
	return out
}
