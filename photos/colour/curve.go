package colour

import (
	"encoding/binary"
	"fmt"
	"math"
)

// curve takes a device value to light, both 0..1.
type curve func(v float64) float64

// curve reads a tone curve of a tag (sections 10.6 and 10.18).
func (p profile) curve(name string) (curve, error) {
	tag := p.tags[name]
	var c curve
	if len(tag) >= 12 {
		switch string(tag[:4]) {
		case "curv":
			c = tabled(tag[8:])
		case "para":
			c = parametric(tag[8:])
		}
	}
	if c == nil {
		return nil, fmt.Errorf("%s is missing or broken", name)
	}
	return func(v float64) float64 { return clip(c(v)) }, nil
}

// tabled reads what follows the type of a curv tag: none is linear, one value
// a power, more a table.
func tabled(data []byte) curve {
	count := uint64(binary.BigEndian.Uint32(data))
	data = data[4:]
	if 2*count > uint64(len(data)) {
		return nil
	}
	switch count {
	case 0:
		return func(v float64) float64 { return v }
	case 1:
		return power(float64(binary.BigEndian.Uint16(data)) / 256)
	}
	last := int(count) - 1
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(data[2*i:])) / 65535 }
	return func(v float64) float64 {
		x := v * float64(last)
		i := min(int(x), last-1)
		low := at(i)
		return low + (at(i+1)-low)*(x-float64(i))
	}
}

func power(gamma float64) curve {
	if gamma <= 0 {
		return nil
	}
	return func(v float64) float64 { return math.Pow(v, gamma) }
}

// parametric reads what follows the type of a para tag. In every function the
// upper part is (a*v+b)^g + e from v = d on, the lower one c*v + f.
func parametric(data []byte) curve {
	kind := int(binary.BigEndian.Uint16(data))
	counts := []int{1, 3, 4, 5, 7}
	if kind >= len(counts) || len(data) < 4+4*counts[kind] {
		return nil
	}
	var n [7]float64
	for i := range counts[kind] {
		n[i] = fixed(data[4+4*i:])
	}
	g, a, b, c, d, e, f := n[0], n[1], n[2], n[3], n[4], n[5], n[6]
	switch kind {
	case 0:
		return power(g)
	case 1, 2:
		if a == 0 {
			return nil
		}
		e, f, c, d = c, c, 0, -b/a
	}
	return func(v float64) float64 {
		if v >= d {
			return math.Pow(max(a*v+b, 0), g) + e
		}
		return c*v + f
	}
}

// clip brings a value into 0..1; what is no number is 0.
func clip(v float64) float64 {
	if !(v > 0) {
		return 0
	}
	return min(v, 1)
}
