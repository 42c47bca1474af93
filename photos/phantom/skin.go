package phantom

import "math"

// rgb is linear light or reflectance.
type rgb struct{ r, g, b float64 }

func (c rgb) scaled(k float64) rgb { return rgb{c.r * k, c.g * k, c.b * k} }

func (c rgb) times(o rgb) rgb { return rgb{c.r * o.r, c.g * o.g, c.b * o.b} }

func (c rgb) plus(o rgb) rgb { return rgb{c.r + o.r, c.g + o.g, c.b + o.b} }

func (c rgb) to(o rgb, t float64) rgb {
	return rgb{mix(c.r, o.r, t), mix(c.g, o.g, t), mix(c.b, o.b, t)}
}

// srgb is a colour given as 8-bit sRGB, made linear.
func srgb(r, g, b float64) rgb {
	line := func(x float64) float64 { return math.Pow((x/255+.055)/1.055, 2.4) }
	return rgb{line(r), line(g), line(b)}
}

// skin answers what a subject's skin is like at any place, at one moment of
// the course. Read-only once made.
type skin struct {
	seed     uint32
	base     rgb
	kind     Kind
	melanin  float64 // how visible melanin marks are on this tone
	concern  Concern
	progress float64
	redness  float64
	rough    float64 // 1: coarse at baseline
	marks    lookup
}

// surface is the skin at one place.
type surface struct {
	color  rgb     // linear reflectance
	gx, gy float64 // slope of the relief along u and v
	gloss  float64 // 1 is normal
}

func newSkin(s Subject, shot Shot) *skin {
	tones := [...]rgb{srgb(238, 205, 188), srgb(230, 190, 167), srgb(216, 169, 140), srgb(190, 139, 107), srgb(146, 99, 71), srgb(98, 66, 50)}
	k := &skin{
		seed: uint32(uint64(s.Seed)*0x9E3779B9) ^ 0x51ED270B, base: tones[s.tone()-1], kind: s.Kind,
		melanin: 1 - .07*float64(s.tone()-1), concern: s.Concern,
		progress: min(max(shot.Progress, 0), 1), redness: shot.Redness, rough: 1,
	}
	if s.Concern == AcneScars || s.Concern == FineLines {
		k.rough = 1.3 - .4*k.progress
	}
	k.marks = newLookup(s.features())
	return k
}

// at evaluates the skin at u, v (mm) for pixels of the given size (mm), with
// every detail too fine for such pixels faded out.
func (k *skin) at(u, v, pixel float64) surface {
	var out surface
	out.gloss = 1
	melanin := .09*value(k.seed+1, u/14, v/14) + .05*value(k.seed+2, u/4.3, v/4.3)
	blood := .16*value(k.seed+3, u/10, v/10) + .13*value(k.seed+4, u/4, v/4)
	if b := band(2.2, pixel); b > 0 {
		melanin += b * .06 * value(k.seed+5, u/1.1, v/1.1)
		blood += b * .13 * value(k.seed+6, u/1.5, v/1.5)
	}
	k.relief(u, v, pixel, &out, &melanin, &blood)
	if k.concern == Pigment && u < 200 {
		melanin += k.melasma(u, v)
	}
	for _, i := range k.marks.near(u, v) {
		k.mark(&k.marks.features[i], u, v, pixel, &out, &melanin, &blood)
	}
	if k.redness > 0 {
		patchy := .8 + .5*value(k.seed+21, u/6, v/6) + .3*value(k.seed+22, u/1.6, v/1.6)
		blood += k.redness * patchy * k.treated(u, v)
		out.gloss += .35 * k.redness
	}
	// Absorption grows with pigment: melanin takes most of the blue, blood the
	// green (the shape of the two spectra, not measured values).
	melanin *= k.melanin
	out.color = rgb{
		k.base.r * math.Exp(-.50*melanin-.12*blood),
		k.base.g * math.Exp(-.95*melanin-.80*blood),
		k.base.b * math.Exp(-1.35*melanin-.66*blood),
	}
	return out
}

// treated is where needling reddens: everywhere on a close-up, the face down
// to the jaw and without the eyes on a face.
func (k *skin) treated(u, v float64) float64 {
	if k.kind == Skin {
		return 1
	}
	x, y := (math.Abs(u)-33)/22, (v-2)/14
	return smooth(.5, 1.6, x*x+y*y) * smooth(112, 86+16*bell(u, 40), v)
}

// melasma is the patchy brown mask of hyperpigmentation.
func (k *skin) melasma(u, v float64) float64 {
	a := math.Abs(u)
	where := bell(a-50, 22)*bell(v-20, 22) + .8*bell(u, 34)*bell(v+44, 13) + .55*bell(u, 20)*bell(v-53, 5)
	if where < .02 {
		return 0
	}
	n := value(k.seed+31, u/9, v/9) + .55*value(k.seed+32, u/3.4, v/3.4) + .25*value(k.seed+33, u/1.5, v/1.5)
	return .85 * where * smooth(-.12, .3, n) * (1 - .64*k.progress)
}

// relief adds pores, the crossing furrows between them and soft unevenness.
func (k *skin) relief(u, v, pixel float64, out *surface, melanin, blood *float64) {
	rough := k.rough
	_, a, b := noise(k.seed+7, u/2.6, v/2.6)
	soft := .030 * rough
	out.gx, out.gy = a*soft, b*soft
	if s := band(1.6, pixel); s > 0 {
		_, a, b = noise(k.seed+8, u/.8, v/.8)
		out.gx += s * .045 * rough * a
		out.gy += s * .045 * rough * b
	}
	if s := band(.9, pixel); s > 0 {
		wu := u + .22*value(k.seed+9, u/1.3, v/1.3)
		wv := v + .22*value(k.seed+10, u/1.3, v/1.3)
		k.furrows(k.seed+11, wu/.84, wv/.98, .16*s*rough, out, melanin)
		if fine := band(.5, pixel); fine > 0 {
			k.furrows(k.seed+12, (wu+.5*wv)/.42, (wv-.5*wu)/.46, .13*fine*rough, out, melanin)
		}
	}
	if s := band(.55, pixel); s > 0 {
		k.pores(u, v, s*rough, out, melanin, blood)
	}
}

func (k *skin) furrows(seed uint32, x, y, depth float64, out *surface, melanin *float64) {
	c := cells(seed, x, y)
	d := (c.next - c.near) / .22
	if d > 2.2 {
		return
	}
	g := math.Exp(-d * d)
	slope := depth * 2 * d * g
	out.gx += slope * (c.nextX - c.nearX) * .7
	out.gy += slope * (c.nextY - c.nearY) * .7
	*melanin += .16 * depth * g
	out.gloss -= .5 * depth * g
}

func (k *skin) pores(u, v, strength float64, out *surface, melanin, blood *float64) {
	const spacing = 1.45
	c := cells(k.seed+13, u/spacing, v/spacing)
	size := .07 + .11*unit(c.id*0x9E3779B1)
	mm := c.near * spacing / size
	if mm > 2.4 {
		return
	}
	g := math.Exp(-mm * mm)
	slope := strength * .42 * mm * g
	out.gx += slope * c.nearX
	out.gy += slope * c.nearY
	strength *= .35 + .9*unit(c.id*0x85EBCA77)
	*melanin += strength * .34 * g
	*blood += strength * .10 * g
	out.gloss -= .5 * strength * g
}
