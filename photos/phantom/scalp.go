package phantom

import "math"

// hairline is the height above which hair grows, at an angle from the front.
func hairline(angle float64) float64 {
	return curve{{0, -84}, {.5, -82}, {.8, -68}, {1.05, -46}, {1.2, -22}, {1.34, 4}, {1.46, 6}, {1.6, -6}, {1.86, -6}, {2.02, 30}, {2.3, 72}, {3.14, 88}}.at(math.Abs(angle))
}

// hairVolume is how far combed-back hair and the headband stand off the scalp, mm.
func hairVolume(angle, y float64) float64 {
	hair := 8 * smooth(-2, 30, hairline(angle)-y)
	in := bandAt(angle, y)
	return softMax(hair-3*smooth(-12, 0, in), 6.5*math.Sqrt(smooth(-1, 5, in)), 1.5)
}

// hairCover is how much hair covers a place of the head.
func (f *face) hairCover(angle float64, v vertex) float64 {
	d := hairline(angle) - v.y
	if d > 9 {
		return 1
	}
	if d < -7 {
		return 0
	}
	c := f.strand(angle, v)
	return smooth(-4, 7, d+3.6*value(f.head.seed+20, c*1.3, d*.08)+2.5*value(f.head.seed+21, c*.16, 7))
}

// strand is a coordinate across the strands, mm: they run back from the
// forehead and along the sides.
func (f *face) strand(angle float64, v vertex) float64 {
	side := smooth(.55, 1.25, math.Abs(angle))
	return mix(angle*64, v.y-math.Abs(angle)*26, side)
}

func (f *face) hairAt(angle float64, v vertex) rgb {
	c := f.strand(angle, v)
	along := mix(v.y, math.Abs(angle)*60, smooth(.55, 1.25, math.Abs(angle)))
	fine := value(f.head.seed+22, c*1.6, along*.03)*band(1.2, f.pixelMM) + .8*value(f.head.seed+23, c*.55, along*.02)
	lock := value(f.head.seed+24, c*.12, along*.012)
	n := f.room(v.smoothed)
	diffuse := .34 + .5*max(n.dot(f.key)*.75+.25, 0)
	diffuse *= mix(.6, 1, v.sun) * mix(.6, 1, v.open)
	color := f.head.hair.scaled(diffuse * (1 + .55*fine + .45*lock))
	half := f.key.plus(vec{0, 0, 1}).unit()
	shine := math.Pow(max(n.dot(half)+.10*fine, 0), 14)
	sheen := f.head.hair.to(rgb{.5, .47, .44}, .35).scaled(.42 * shine * (1 + .9*fine) * v.sun)
	return color.plus(sheen)
}

// bandAt is the signed distance (mm, positive inside) to the edge of the soft
// headband that keeps the hair off the face.
func bandAt(angle, y float64) float64 {
	middle := -87 + 44*(1-math.Cos(angle))
	return 15 - math.Abs(y-middle)
}

// headband is the light of a place on the headband: neutral towelling.
func (f *face) headband(angle float64, v vertex) rgb {
	u := angle * 80
	rib := value(f.head.seed+30, u*.9, v.y*.9)*band(1.6, f.pixelMM) + .5*value(f.head.seed+31, u*.3, v.y*.5)
	n := f.room(v.smoothed)
	round := smooth(0, 7, bandAt(angle, v.y))
	g := (.30 + .36*max(n.dot(f.key)*.8+.2, 0)*v.sun) * mix(.55, 1, round) * (1 + .22*rib) * mix(.7, 1, v.open)
	return rgb{g * .97, g, g * 1.02}
}
