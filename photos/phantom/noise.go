package phantom

import "math"

// hash mixes a lattice position into 32 well-spread bits.
func hash(seed uint32, x, y int32) uint32 {
	h := seed ^ uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	h ^= h >> 15
	return h
}

// unit is a hash as a number in [0, 1).
func unit(h uint32) float64 { return float64(h) * (1.0 / (1 << 32)) }

// noise is gradient noise with its derivatives, roughly within -0.6..0.6 with
// a wavelength of about 2 lattice units.
func noise(seed uint32, x, y float64) (n, dx, dy float64) {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int32(fx), int32(fy)
	x -= fx
	y -= fy
	u, du := fade(x)
	v, dv := fade(y)
	ax, ay := gradient(hash(seed, ix, iy))
	bx, by := gradient(hash(seed, ix+1, iy))
	cx, cy := gradient(hash(seed, ix, iy+1))
	ex, ey := gradient(hash(seed, ix+1, iy+1))
	a := ax*x + ay*y
	b := bx*(x-1) + by*y
	c := cx*x + cy*(y-1)
	e := ex*(x-1) + ey*(y-1)
	k := a - b - c + e
	n = a + u*(b-a) + v*(c-a) + u*v*k
	dx = ax + u*(bx-ax) + v*(cx-ax) + u*v*(ax-bx-cx+ex) + du*(b-a+v*k)
	dy = ay + u*(by-ay) + v*(cy-ay) + u*v*(ay-by-cy+ey) + dv*(c-a+u*k)
	return n, dx, dy
}

// value is noise without the derivatives, which take half its time.
func value(seed uint32, x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int32(fx), int32(fy)
	x -= fx
	y -= fy
	u, _ := fade(x)
	v, _ := fade(y)
	a := rise(hash(seed, ix, iy), x, y)
	b := rise(hash(seed, ix+1, iy), x-1, y)
	c := rise(hash(seed, ix, iy+1), x, y-1)
	e := rise(hash(seed, ix+1, iy+1), x-1, y-1)
	return a + u*(b-a) + v*(c-a) + u*v*(a-b-c+e)
}

// rise is a corner's gradient followed to x, y from it.
func rise(h uint32, x, y float64) float64 {
	gx, gy := gradient(h)
	return gx*x + gy*y
}

func fade(t float64) (f, df float64) {
	return t * t * t * (t*(t*6-15) + 10), 30 * t * t * (t*(t-2) + 1)
}

func gradient(h uint32) (x, y float64) {
	return float64(int16(h)) * (1.0 / 32768), float64(int16(h>>16)) * (1.0 / 32768)
}

// cell is the neighbourhood of a point in a field of one random point per
// lattice cell: distances to the nearest two and the directions from them.
type cell struct {
	near, next   float64
	nearX, nearY float64 // unit vector from the nearest point
	nextX, nextY float64
	id           uint32 // of the nearest point
}

// cells looks the point x, y up in the field (Worley 1996).
func cells(seed uint32, x, y float64) cell {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int32(fx), int32(fy)
	x -= fx
	y -= fy
	d1, d2 := 9.0, 9.0
	var c cell
	for j := int32(-1); j <= 1; j++ {
		for i := int32(-1); i <= 1; i++ {
			h := hash(seed, ix+i, iy+j)
			px := float64(i) + .1 + .8*float64(h&0xFFFF)*(1.0/65536) - x
			py := float64(j) + .1 + .8*float64(h>>16)*(1.0/65536) - y
			d := px*px + py*py
			if d < d1 {
				d2, c.nextX, c.nextY = d1, c.nearX, c.nearY
				d1, c.nearX, c.nearY, c.id = d, -px, -py, h
				continue
			}
			if d < d2 {
				d2, c.nextX, c.nextY = d, -px, -py
			}
		}
	}
	c.near, c.next = math.Sqrt(d1), math.Sqrt(d2)
	n1, n2 := 1/(c.near+1e-9), 1/(c.next+1e-9)
	c.nearX, c.nearY = c.nearX*n1, c.nearY*n1
	c.nextX, c.nextY = c.nextX*n2, c.nextY*n2
	return c
}

// band is how much of a detail of the given wavelength survives at the given
// pixel size (both mm): 1 when well resolved, 0 below two pixels.
func band(wavelength, pixel float64) float64 {
	return min(max((wavelength/pixel-2)*.5, 0), 1)
}

// smooth is 0 below a, 1 above b and an S between.
func smooth(a, b, x float64) float64 {
	t := min(max((x-a)/(b-a), 0), 1)
	return t * t * (3 - 2*t)
}

// bell is a Gaussian of width w, cut to zero cheaply far out.
func bell(x, w float64) float64 {
	q := x / w
	q *= q
	if q > 20 {
		return 0
	}
	return math.Exp(-q)
}

// mix is a at t 0 and b at t 1.
func mix(a, b, t float64) float64 { return a + (b-a)*t }
