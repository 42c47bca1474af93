package phantom

import "math"

// hairs is the vellus of a close-up: short pale strokes.
type hairs struct {
	seed uint32
	tone rgb
	lean float64
}

func newHairs(s Subject) hairs {
	return hairs{
		seed: uint32(uint64(s.Seed)*0x9E3779B9) ^ 0xABCD1234,
		tone: srgb(226, 196, 160).to(srgb(70, 50, 40), float64(s.tone()-1)/5),
		lean: .5 + unit(hash(uint32(s.Seed), 3, 5)),
	}
}

// over draws the hairs near a place onto the light coming from it.
func (h hairs) over(light rgb, u, v, pixel float64) rgb {
	const spacing = 4.2
	fade := band(.22, pixel)
	if fade == 0 {
		return light
	}
	fu, fv := math.Floor(u/spacing), math.Floor(v/spacing)
	for j := -1.0; j <= 1; j++ {
		for i := -1.0; i <= 1; i++ {
			id := hash(h.seed, int32(fu+i), int32(fv+j))
			if id&3 == 0 {
				continue
			}
			x := u - (fu+i+unit(id*0x9E3779B1))*spacing
			y := v - (fv+j+unit(id*0x85EBCA77))*spacing
			if x*x+y*y > 6 {
				continue
			}
			angle := h.lean + 1.1*(unit(id*0xC2B2AE35)-.5)
			sin, cos := math.Sincos(angle)
			along, across := x*cos+y*sin, y*cos-x*sin
			length := 1.1 + .9*unit(id*0x27D4EB2F)
			t := along / length
			if t < -1 || t > 1 {
				continue
			}
			across -= .35 * (unit(id*0x165667B1) - .3) * (1 - t*t)
			width := max(.028*(1-.5*t), .45*pixel)
			g := bell(across, width) * smooth(1, .5, math.Abs(t))
			light = light.to(h.tone, .26*fade*g*(.028/width+.25))
		}
	}
	return light
}
