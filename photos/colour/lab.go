package colour

import "math"

// Lab is a colour of CIELAB (CIE 15) under D65, whose white is the white of
// sRGB: L 0 to 100; A from green to red and B from blue to yellow, about -100
// to 100, both 0 for what is neutral.
type Lab struct{ L, A, B float64 }

// luma are the weights of linear sRGB in luminance (IEC 61966-2-1).
var luma = [3]float64{.2126, .7152, .0722}

// Linear is the light of an 8-bit sRGB value, 0 to 1 (IEC 61966-2-1).
func Linear(v uint8) float64 { return linear(float64(v) / 255) }

// Luminance is the relative luminance, 0 to 1, of linear sRGB.
func Luminance(rgb [3]float64) float64 {
	return luma[0]*rgb[0] + luma[1]*rgb[1] + luma[2]*rgb[2]
}

// LabOf is the colour of linear sRGB, 1 for each channel of white.
func LabOf(rgb [3]float64) Lab {
	// Rows of the sRGB matrix, each divided by the white's X, Y or Z so that
	// equal channels are exactly neutral.
	x := (.4124*rgb[0] + .3576*rgb[1] + .1805*rgb[2]) / .9505
	y := Luminance(rgb)
	z := (.0193*rgb[0] + .1192*rgb[1] + .9505*rgb[2]) / 1.0890
	fx, fy, fz := lightness(x), lightness(y), lightness(z)
	return Lab{L: 116*fy - 16, A: 500 * (fx - fy), B: 200 * (fy - fz)}
}

// lightness is the compression of CIELAB.
func lightness(t float64) float64 {
	const knee = 216. / 24389
	if t > knee {
		return math.Cbrt(t)
	}
	return (t*24389./27 + 16) / 116
}

// DeltaE is the colour difference CIEDE2000 with all weights 1 (CIE 142;
// Sharma, Wu and Dalal 2005): about 1 is just seen side by side.
func DeltaE(p, q Lab) float64 {
	cp, cq := math.Hypot(p.A, p.B), math.Hypot(q.A, q.B)
	c7 := math.Pow((cp+cq)/2, 7)
	g := .5 * (1 - math.Sqrt(c7/(c7+math.Pow(25, 7))))
	p.A, q.A = p.A*(1+g), q.A*(1+g)
	cp, cq = math.Hypot(p.A, p.B), math.Hypot(q.A, q.B)
	hp, hq := hue(p), hue(q)

	dh := hq - hp
	mean := (hp + hq) / 2
	switch {
	case cp*cq == 0:
		dh, mean = 0, hp+hq
	case dh > 180:
		dh, mean = dh-360, mean+180
	case dh < -180:
		dh, mean = dh+360, mean+180
	}
	dl, dc := q.L-p.L, cq-cp
	dH := 2 * math.Sqrt(cp*cq) * sin(dh/2)

	l, c := (p.L+q.L)/2-50, (cp+cq)/2
	c7 = math.Pow(c, 7)
	t := 1 - .17*cos(mean-30) + .24*cos(2*mean) + .32*cos(3*mean+6) - .20*cos(4*mean-63)
	sl := 1 + .015*l*l/math.Sqrt(20+l*l)
	sc := 1 + .045*c
	sh := 1 + .015*c*t
	away := (math.Mod(mean, 360) - 275) / 25
	rt := -sin(60*math.Exp(-away*away)) * 2 * math.Sqrt(c7/(c7+math.Pow(25, 7)))
	dl, dc, dH = dl/sl, dc/sc, dH/sh
	return math.Sqrt(max(dl*dl+dc*dc+dH*dH+rt*dc*dH, 0))
}

// hue in degrees, 0 to 360.
func hue(c Lab) float64 {
	if c.A == 0 && c.B == 0 {
		return 0
	}
	return math.Mod(math.Atan2(c.B, c.A)*180/math.Pi+360, 360)
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
func cos(degrees float64) float64 { return math.Cos(degrees * math.Pi / 180) }
