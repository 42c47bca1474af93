package phantom

import "math"

// eyeCover is how much of a place lies in the opening between the lids.
func (f *face) eyeCover(v vertex) float64 {
	a := math.Abs(v.x)
	if v.at.z < 20 || a < innerEye-1 || a > outerEye+1 || v.y < -10 || v.y > 10 {
		return 0
	}
	upper, lower, t := f.head.opening(a)
	if t <= 0 || t >= 1 {
		return 0
	}
	return f.edge(min(v.y-upper, lower-v.y), .3)
}

// eye is the light of the eyeball behind a place of the opening: the line of
// sight is followed to the ball, so the iris stays in place as the head turns.
func (f *face) eye(v vertex) rgb {
	side := 1.0
	if v.x < 0 {
		side = -1
	}
	from := v.at.minus(vec{side * eyeX, 0, eyeZ})
	b := from.dot(f.camera)
	c := from.dot(from) - eyeRadius*eyeRadius
	// A line of sight that misses the ball under the lid sees its outline.
	on := from.plus(f.camera.scaled(math.Sqrt(max(b*b-c, 0)) - b))
	n := on.unit()
	r := math.Hypot(n.x, n.y) * eyeRadius
	if n.z < 0 {
		r = eyeRadius
	}
	a := math.Abs(v.x)
	upper, lower, t := f.head.opening(a)
	color := f.sclera(n, t)
	iris := f.edge(5.9-r, .55)
	if iris > 0 {
		color = color.to(f.irisAt(n, r), iris)
	}
	normal := f.room(n)
	lit := .30 + .62*max(normal.dot(f.key)*.7+.3, 0)
	lit *= mix(.34, 1, smooth(-.6, 3.2, v.y-upper)) * mix(.72, 1, smooth(-.4, 1.3, lower-v.y)) * mix(.75, 1, v.open)
	light := color.scaled(lit)
	// The wet rim along the lower lid, and the inner corner's pink.
	rim := bell(lower-v.y-.3, .45) * smooth(.02, .2, t)
	light = light.to(f.skin.base.times(rgb{.72, .48, .46}), .6*rim)
	// The window in the cornea.
	bulge := vec{n.x * eyeRadius / 7.6, n.y * eyeRadius / 7.6, 0}
	bulge.z = math.Sqrt(max(1-bulge.x*bulge.x-bulge.y*bulge.y, 0))
	if r < 6.2 {
		glint := smooth(.982, .989, bulge.dot(f.half))
		light = light.to(rgb{.95, .96, .98}, .9*glint)
		light = light.plus(rgb{.05, .05, .055}.scaled(smooth(.2, .9, -bulge.y)))
	}
	return light
}

func (f *face) sclera(n vec, t float64) rgb {
	white := rgb{.66, .62, .59}
	vein := smooth(.22, .5, value(f.head.seed+11, n.x*9, n.y*26)) * smooth(.3, .7, math.Abs(n.x))
	white = white.to(rgb{.62, .36, .32}, .22*vein)
	pink := smooth(.17, .02, t) + .35*smooth(.86, 1, t)
	return white.to(rgb{.50, .26, .23}, .75*min(pink, 1))
}

func (f *face) irisAt(n vec, r float64) rgb {
	around := math.Atan2(n.y, n.x)
	// Fibres: noise around the pupil, on a circle so that it closes.
	sin, cos := math.Sincos(around)
	fibre := value(f.head.seed+12, cos*14+r*.35, sin*14) + .6*value(f.head.seed+13, cos*30, sin*30+r*.5)
	color := f.head.iris.scaled(1.15 * (1 + .75*fibre))
	color = color.to(f.head.iris.times(rgb{1.5, 1.25, .9}), .5*bell(r-2.9, .8))
	color = color.scaled(1 - .72*smooth(4.7, 5.9, r))
	return color.to(rgb{.006, .005, .005}, f.edge(2.15-r, .35))
}

// lashes draws the lash lines over the light of a place.
func (f *face) lashes(v vertex, light rgb) rgb {
	a := math.Abs(v.x)
	if v.at.z < 20 || a < innerEye-3 || a > outerEye+7 || v.y < -16 || v.y > 12 {
		return light
	}
	upper, lower, t := f.head.opening(a)
	ink := f.head.hair.scaled(.25)
	within := smooth(.0, .2, t) * smooth(1.22, .98, t)
	above := upper - v.y
	if t > 1 {
		above = upper - .28*(a-outerEye) - v.y
	}
	line := bell(above-.25, .75) * within * mix(.55, 1, smooth(.1, .7, t))
	// Lashes lean outwards, more so towards the outer corner.
	lean := (t - .35) * 1.3
	streak := smooth(.02, .3, value(f.head.seed+14, (a-above*lean)*1.5, 3.3))
	length := mix(1.8, 4.6, smooth(.1, .9, t))
	lash := streak * smooth(length, .2, above) * smooth(-.4, .2, above) * within
	light = light.to(ink, min(.86*line+.62*lash, .92))
	below := v.y - lower
	streak = smooth(.05, .35, value(f.head.seed+15, (a+below*lean)*1.3, 1.1))
	lash = (.35*bell(below-.5, .6) + .4*streak*smooth(2.4, .4, below)*smooth(-.2, .4, below)) * smooth(.25, .6, t) * smooth(1.08, .95, t)
	return light.to(ink, .7*lash)
}

// brows draws the eyebrows over the light of a place.
func (f *face) brows(v vertex, light rgb) rgb {
	a := math.Abs(v.x)
	if v.at.z < 10 || a < 8 || a > 62 || v.y < -36 || v.y > -6 {
		return light
	}
	t := (a - 12) / 44
	arch := curve{{-.1, -15.5}, {0, -17.5}, {.35, -21.6}, {.66, -24.2}, {1, -19.5}, {1.1, -17.5}}.at(t)
	thick := f.head.brow * curve{{-.05, .5}, {.05, 1.05}, {.4, 1.15}, {.7, .8}, {1, .25}, {1.05, 0}}.at(t)
	if thick <= 0 {
		return light
	}
	d := (v.y - arch) / thick
	density := bell(d, 1) * smooth(-.07, .06, t) * smooth(1.06, .9, t)
	if density < .02 {
		return light
	}
	// Hairs rise at the inner end and lie along the arch further out.
	lean := mix(2.2, .35, smooth(0, .5, t))
	across := (v.y-arch)*1.0 + (a-12)*lean
	along := (a - 12) - (v.y-arch)*lean
	streak := value(f.head.seed+16, across*.85, along*.13) + .6*value(f.head.seed+17, across*1.7, along*.2)
	cover := smooth(.10, .85, density*(1.0+.9*streak))
	lit := .35 + .65*v.open*v.sun
	return light.to(f.head.hair.scaled(.75*lit), .80*cover)
}
