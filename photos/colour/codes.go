package colour

import "math"

// FromCodes is the profile of pixels described by code points (ITU-T H.273:
// the nclx of a HEIF file, the cICP of a PNG), nil when they are sRGB or
// nothing better is known. The profile has no name, since the file has none.
//
// The curves of broadcast video are taken for the one of sRGB, as photo
// viewers do. High dynamic range is cut at its reference white: 203 cd/m² of
// PQ and 75 % of HLG (ITU-R BT.2408).
func FromCodes(primaries, transfer int) []byte {
	p, ok := map[int]Primaries{9: primaries2020, 11: primariesP3, 12: primariesP3}[primaries]
	if !ok {
		p = primariesSRGB
	}
	light, own := map[int]func(float64) float64{
		4: func(v float64) float64 { return math.Pow(v, 2.2) }, 5: func(v float64) float64 { return math.Pow(v, 2.8) },
		8: func(v float64) float64 { return v }, 16: pq, 18: hlg,
	}[transfer]
	if !ok && !own {
		return nil
	}
	if !own {
		light = linear
	}
	return Make("", p, 4096, light)
}

// pq is the light of SMPTE ST 2084 in units of 203 cd/m².
func pq(v float64) float64 {
	const m1, m2, c1, c2, c3 = 2610. / 16384, 2523. / 32, 3424. / 4096, 2413. / 128, 2392. / 128
	n := math.Pow(v, 1/m2)
	return 10000. / 203 * math.Pow(max(n-c1, 0)/(c2-c3*n), 1/m1)
}

// hlg is the scene light of ITU-R BT.2100 in units of that at 75 %.
func hlg(v float64) float64 {
	const a, b, c, white = .17883277, .28466892, .55991073, .26496256
	if v <= .5 {
		return v * v / 3 / white
	}
	return (math.Exp((v-c)/a) + b) / 12 / white
}

// FromChunks is the profile of a PNG without one that states its primaries and
// the exponent it was encoded with (file gamma, such as 1/2.2; 0 is none
// stated). nil is returned for the primaries of sRGB, whatever the exponent:
// for years writers put a wrong one alone, and photo software ignores it.
func FromChunks(p Primaries, gamma float64) []byte {
	if near(p, primariesSRGB) || !p.span() {
		return nil
	}
	light := linear
	if gamma > .1 && gamma < 5 {
		light = func(v float64) float64 { return math.Pow(v, 1/gamma) }
	}
	return Make("", p, 4096, light)
}

func near(p, q Primaries) bool {
	a, b := [][2]float64{p.Red, p.Green, p.Blue, p.White}, [][2]float64{q.Red, q.Green, q.Blue, q.White}
	for i := range a {
		if math.Hypot(a[i][0]-b[i][0], a[i][1]-b[i][1]) > .005 {
			return false
		}
	}
	return true
}

// span reports primaries of some area with a white inside the diagram.
func (p Primaries) span() bool {
	for _, c := range [][2]float64{p.Red, p.Green, p.Blue, p.White} {
		if c[0] <= 0 || c[1] <= 0 || c[0]+c[1] >= 1.0001 {
			return false
		}
	}
	area := (p.Green[0]-p.Red[0])*(p.Blue[1]-p.Red[1]) - (p.Blue[0]-p.Red[0])*(p.Green[1]-p.Red[1])
	return math.Abs(area) > .01
}
