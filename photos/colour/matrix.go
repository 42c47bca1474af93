package colour

import (
	"errors"
	"math"
	"sync"
)

// The matrix path adds up, for every pixel, what its three values give to the
// three linear sRGB channels. The three sums travel in one 64-bit word: 21
// bits each, counted from a floor so that none is negative.
const (
	field  = 21
	unit   = 1 << 16 // light 1.0
	coarse = 2       // bits dropped before the output table: a fifth of the darkest level
)

// outTable is as long as a field can count, so that looking up needs no check;
// only the part a profile reaches is ever touched.
type outTable [1 << (field - coarse)]uint8

type matrix struct {
	curves [3]curve
	to     [3][3]float64 // device light to linear sRGB, rows are sRGB channels
	floor  float64
	in     [3][]uint64
	out    *outTable
	finer  func() [3][]uint64 // made when first asked for
}

func (p profile) matrix() (mapping, error) {
	if p.lab {
		return nil, errors.New("primaries in Lab")
	}
	m := &matrix{}
	var device [3][3]float64
	for i, c := range []string{"r", "g", "b"} {
		column, err := p.xyz(c + "XYZ")
		if err != nil {
			return nil, err
		}
		for row := range 3 {
			device[row][i] = column[row]
		}
		if m.curves[i], err = p.curve(c + "TRC"); err != nil {
			return nil, err
		}
	}
	m.to = times(inverse(primariesSRGB.toXYZ()), device)
	ceiling := 0.
	for _, row := range m.to {
		var low, high float64
		for _, v := range row {
			low, high = low+min(v, 0), high+max(v, 0)
		}
		m.floor, ceiling = min(m.floor, low), max(ceiling, high)
	}
	// A step at either end takes what rounding adds.
	m.floor -= 16. / unit
	span := (ceiling - m.floor) * unit
	if !(span < 1<<field-16) {
		return nil, errors.New("its primaries are beyond all colours")
	}
	m.in = m.tables(256)
	m.finer = sync.OnceValue(func() [3][]uint64 { return m.tables(finer) })
	m.out = encodeTable(m.floor, min(int(span)>>coarse+8, len(outTable{})))
	return m, nil
}

// tables are what every device value, of so many, adds to the three channels.
func (m *matrix) tables(levels int) [3][]uint64 {
	var in [3][]uint64
	for i := range in {
		in[i] = make([]uint64, levels)
		from := 0.
		if i == 0 {
			from = -m.floor
		}
		for v := range in[i] {
			light := m.curves[i](float64(v) / float64(levels-1))
			var word int64
			for row := 2; row >= 0; row-- {
				word = word<<field + int64(math.Round((m.to[row][i]*light+from)*unit))
			}
			in[i][v] = uint64(word)
		}
	}
	return in
}

func (m *matrix) apply(pix []uint8) {
	r, g, b := (*[256]uint64)(m.in[0]), (*[256]uint64)(m.in[1]), (*[256]uint64)(m.in[2])
	out := m.out
	for ; len(pix) >= 4; pix = pix[4:] {
		sum := r[pix[0]] + g[pix[1]] + b[pix[2]]
		pix[0], pix[1], pix[2] = out.at(sum), out.at(sum>>field), out.at(sum>>(2*field))
	}
}

func (m *matrix) narrow(out []uint8, row []float32) {
	in := m.finer()
	for x := range len(out) / 4 {
		sum := in[0][fine(row[3*x])] + in[1][fine(row[3*x+1])] + in[2][fine(row[3*x+2])]
		p := out[4*x : 4*x+4 : 4*x+4]
		p[0], p[1], p[2], p[3] = m.out.at(sum), m.out.at(sum>>field), m.out.at(sum>>(2*field)), 255
	}
}

// at is the level of the lowest field of a sum.
func (o *outTable) at(sum uint64) uint8 { return o[sum>>coarse%uint64(len(o))] }

// encodeTable gives the sRGB level of light counted from floor in steps of the
// output table, so many of them; below 0 is 0 and above 1 is 255.
func encodeTable(floor float64, n int) *outTable {
	out := new(outTable)
	at := 0
	for level := range 255 {
		// Up to where the next level is nearer.
		light := linear((float64(level) + .5) / 255)
		for end := min(int(math.Round((light-floor)*unit))>>coarse, len(out)); at < end; at++ {
			out[at] = uint8(level)
		}
	}
	for ; at < n; at++ {
		out[at] = 255
	}
	return out
}

// linear is the curve of sRGB (IEC 61966-2-1): value to light.
func linear(v float64) float64 {
	if v <= .04045 {
		return v / 12.92
	}
	return math.Pow((v+.055)/1.055, 2.4)
}

// encoded is the inverse of linear.
func encoded(light float64) float64 {
	if light <= .0031308 {
		return light * 12.92
	}
	return 1.055*math.Pow(light, 1/2.4) - .055
}
