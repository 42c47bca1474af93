package colour

import (
	"math"
	"sync"
)

// grey maps every channel of a grey picture by one table.
type grey struct {
	table []uint8
	finer func() []uint8 // made when first asked for
}

func (p profile) grey() (mapping, error) {
	light, err := p.curve("kTRC")
	if err != nil {
		return nil, err
	}
	value := curve(func(v float64) float64 { return encoded(light(v)) })
	if p.lab {
		// The curve gives lightness (section F.2).
		value = func(v float64) float64 { return encoded(luminance(100 * light(v))) }
	}
	return &grey{value.levels(256), sync.OnceValue(func() []uint8 { return value.levels(finer) })}, nil
}

// luminance is Y of CIE L*.
func luminance(l float64) float64 {
	if l <= 8 {
		return l * 27 / 24389
	}
	return math.Pow((l+16)/116, 3)
}

func (g *grey) apply(pix []uint8) {
	table := (*[256]uint8)(g.table)
	for ; len(pix) >= 4; pix = pix[4:] {
		pix[0], pix[1], pix[2] = table[pix[0]], table[pix[1]], table[pix[2]]
	}
}

func (g *grey) narrow(out []uint8, row []float32) {
	table := g.finer()
	for x := range len(out) / 4 {
		for c := range 3 {
			out[4*x+c] = table[fine(row[3*x+c])]
		}
		out[4*x+3] = 255
	}
}

// levels are the sRGB levels of so many device values.
func (c curve) levels(n int) []uint8 {
	table := make([]uint8, n)
	for v := range table {
		table[v] = uint8(math.Round(255 * c(float64(v)/float64(n-1))))
	}
	return table
}
