package phantom

import (
	"image"
	"math"
)

type vec struct{ x, y, z float64 }

func (a vec) dot(b vec) float64 { return a.x*b.x + a.y*b.y + a.z*b.z }

func (a vec) plus(b vec) vec { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }

func (a vec) minus(b vec) vec { return vec{a.x - b.x, a.y - b.y, a.z - b.z} }

func (a vec) scaled(k float64) vec { return vec{a.x * k, a.y * k, a.z * k} }

func (a vec) cross(b vec) vec {
	return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x}
}

func (a vec) unit() vec {
	l := math.Sqrt(a.dot(a))
	if l == 0 {
		return vec{0, 0, 1}
	}
	return a.scaled(1 / l)
}

// shade lights a place of skin: a soft key light, a broad fill from the front
// and a sky. Red light travels under the skin, so it is shaded with the
// smooth normal and wraps further round. open is how much of the surroundings the place sees, sun how
// much of the key light reaches it (both 0 to 1).
func shade(at surface, n, smoothed, key vec, open, sun float64) rgb {
	wrap := func(c, w float64) float64 { return max((c+w)/(1+w), 0) }
	sharp, soft := n.dot(key), smoothed.dot(key)
	direct := rgb{
		wrap(mix(sharp, soft, .55), .30) * mix(sun, 1, .10),
		wrap(mix(sharp, soft, .22), .16) * mix(sun, 1, .03),
		wrap(mix(sharp, soft, .12), .12) * sun,
	}
	front := .5 + .5*mix(n.z, smoothed.z, .3)
	sky := .5 - .5*n.y
	fill := (.20*front*front + .14*sky) * open
	bounce := 1 - .45*(1-open)
	lit := rgb{.86*direct.r + fill*bounce + .05*open, .86*direct.g + fill + .03*open, .86*direct.b + fill + .03*open}
	out := at.color.times(lit)
	// Sheen: a broad oily lobe and a tighter one, stronger at grazing angles.
	half := key.plus(vec{0, 0, 1}).unit()
	c := max(n.dot(half), 0)
	c2 := c * c
	c8 := c2 * c2 * c2 * c2
	c32 := c8 * c8 * c8 * c8
	edge := 1 - max(n.z, 0)
	fresnel := .6 + 2.2*edge*edge*edge
	glow := max(at.gloss, 0) * fresnel * sun * (.040*c8 + .075*c32)
	rim := .05 * edge * edge * edge * open
	return out.plus(rgb{glow + rim, glow + rim, glow*1.02 + rim})
}

// tableSteps is how finely the camera's response is tabulated.
const tableSteps = 4096

// camera turns light into pixels: exposure, colour of the light, tone curve,
// noise. Read-only once made.
type camera struct {
	gain  rgb
	table []float64 // encode at steps of 1/tableSteps, for speed
	noise float64
	seed  uint32
	w, h  float64
}

func newCamera(shot Shot) *camera {
	w, h := shot.size()
	gain := rgb{1, 1, 1}
	if l := shot.LightColor; l != ([3]float64{}) {
		gain = rgb{l[0], l[1], l[2]}
	}
	c := &camera{gain: gain.scaled(math.Exp2(shot.EV)), noise: shot.Noise, w: float64(w), h: float64(h)}
	c.seed = uint32(uint64(shot.NoiseSeed)*0x9E3779B9) + 77
	c.table = make([]float64, 3*tableSteps+2)
	for i := range c.table {
		c.table[i] = 255 * encode(float64(i)/tableSteps)
	}
	return c
}

// level is the 8-bit level of an amount of light, not rounded.
func (c *camera) level(light float64) float64 {
	if light < .004 { // the curve is too bent for the table
		return 255 * encode(light)
	}
	at := min(light*tableSteps, 3*tableSteps)
	i := int(at)
	return mix(c.table[i], c.table[i+1], at-float64(i))
}

// expose writes one pixel.
func (c *camera) expose(pic *image.NRGBA, x, y int, light rgb) {
	i := pic.PixOffset(x, y)
	p := pic.Pix[i : i+4 : i+4]
	vx, vy := (float64(x)-c.w/2)/c.h, (float64(y)-c.h/2)/c.h
	vignette := 1 - .16*(vx*vx+vy*vy)
	light = light.times(c.gain)
	for j, amount := range [3]float64{light.r, light.g, light.b} {
		v := c.level(amount * vignette)
		if c.noise > 0 {
			h := hash(c.seed+uint32(j)*977, int32(x), int32(y))
			// Four bytes added are near enough to a normal deviate.
			n := float64(h&255) + float64(h>>8&255) + float64(h>>16&255) + float64(h>>24)
			v += c.noise * (n - 510) / 147.8
		}
		p[j] = uint8(min(max(v+.5, 0), 255))
	}
	p[3] = 255
}

// encode is a camera's response: linear to sRGB with a soft shoulder.
func encode(x float64) float64 {
	if x <= 0 {
		return 0
	}
	if x > .7 {
		x = .7 + .3*(1-math.Exp(-(x-.7)/.3))
	}
	if x <= .0031308 {
		return 12.92 * x
	}
	// x^(1/2.4), by square roots: x^(5/12) = cbrt(x^(1/4) * x).
	return 1.055*math.Cbrt(math.Sqrt(math.Sqrt(x))*x) - .055
}
