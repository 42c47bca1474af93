package phantom

import "math"

// lookup finds the features that can matter at a place: buckets over the face
// and over the body patch.
type lookup struct {
	features []feature
	face     buckets
	body     buckets
}

type buckets struct {
	u, v, step float64
	w, h       int
	in         [][]uint16
}

func newLookup(features []feature) lookup {
	c := Body.centre()
	l := lookup{features: features, face: newBuckets(-130, -140, 260, 300), body: newBuckets(c.X-90, c.Y-90, 180, 180)}
	for i, f := range features {
		l.face.add(i, f)
		l.body.add(i, f)
	}
	return l
}

func newBuckets(u, v, w, h float64) buckets {
	const step = 2.5
	b := buckets{u: u, v: v, step: step, w: int(w / step), h: int(h / step)}
	b.in = make([][]uint16, b.w*b.h)
	return b
}

func (b *buckets) add(i int, f feature) {
	r := f.reach()
	x0, x1 := int(math.Floor((f.u-r-b.u)/b.step)), int(math.Floor((f.u+r-b.u)/b.step))
	y0, y1 := int(math.Floor((f.v-r-b.v)/b.step)), int(math.Floor((f.v+r-b.v)/b.step))
	for y := max(y0, 0); y <= min(y1, b.h-1); y++ {
		for x := max(x0, 0); x <= min(x1, b.w-1); x++ {
			b.in[y*b.w+x] = append(b.in[y*b.w+x], uint16(i))
		}
	}
}

func (l *lookup) near(u, v float64) []uint16 {
	b := &l.face
	if u > 500 {
		b = &l.body
	}
	x, y := int(math.Floor((u-b.u)/b.step)), int(math.Floor((v-b.v)/b.step))
	if x < 0 || y < 0 || x >= b.w || y >= b.h {
		return nil
	}
	return b.in[y*b.w+x]
}

// mark adds one feature's colour and relief at u, v.
func (k *skin) mark(f *feature, u, v, pixel float64, out *surface, melanin, blood *float64) {
	strength := f.strength * (1 - f.fade*k.progress)
	if f.kind == crease || f.kind == incision {
		k.alongMark(f, strength, u, v, pixel, out, melanin, blood)
		return
	}
	du, dv := u-f.u, v-f.v
	reach := f.r * 2.4 * max(f.stretch, 1)
	if du*du+dv*dv > reach*reach {
		return
	}
	x, y := (du*f.cos+dv*f.sin)/(f.r*max(f.stretch, 1)), (dv*f.cos-du*f.sin)/f.r
	d := math.Sqrt(x*x + y*y)
	wobble := .30
	if f.kind == mole || f.kind == suture {
		wobble = .12
	}
	d *= 1 + wobble*value(f.seed, 1.7*x+9, 1.7*y+3) + wobble*.6*value(f.seed+1, 4*x, 4*y)
	// Edges are never sharper than a pixel.
	soft := .18 + .5*pixel/f.r
	switch f.kind {
	case mole:
		body := 1 - smooth(1-soft, 1+soft, d)
		*melanin += strength * (1.75*body + .25*bell(d, 1.4)) * (1 + .25*value(f.seed+2, u/.35, v/.35))
		push(out, f, -.16*strength*d*math.Exp(-d*d), du, dv)
	case redSpot:
		core := math.Exp(-d * d * 1.3)
		rim := bell(d-.95, .32)
		*blood += strength * (.92*core + .26*rim) * (1 + .35*value(f.seed+3, u/.7, v/.7))
		*melanin += strength * (.22*core + .22*rim)
		push(out, f, -.12*strength*d*math.Exp(-d*d), du, dv)
	case stain:
		body := 1 - smooth(1-soft-.35, 1+soft+.25, d)
		*melanin += strength * .80 * body * (1 + .35*value(f.seed+2, u/.6, v/.6))
	case suture:
		g := math.Exp(-d * d)
		*blood += .65 * strength * g
		push(out, f, .18*strength*d*g, du, dv)
	case pit:
		g := math.Exp(-d * d * 1.1)
		push(out, f, strength*(.62*d*g-.14*bell(d-1.5, .4)*(1.5-d)), du, dv)
		*blood += .26 * strength * g
		*melanin += .20 * strength * g
	case boxcar:
		wall := bell(d-.9, .26+.4*pixel/f.r)
		push(out, f, .58*strength*wall, du, dv)
		inside := 1 - smooth(.7, 1.1, d)
		*blood += .22 * strength * inside
		*melanin += .17 * strength * inside
		out.gloss += .25 * strength * inside
	}
}

// push adds a slope that rises outward from the feature's centre.
func push(out *surface, f *feature, slope, du, dv float64) {
	d := math.Sqrt(du*du+dv*dv) + 1e-6
	out.gx += slope * du / d
	out.gy += slope * dv / d
}

// alongMark is the relief and colour of a long mark: a parabola of half
// length f.length through f.u, f.v.
func (k *skin) alongMark(f *feature, strength, u, v, pixel float64, out *surface, melanin, blood *float64) {
	sin, cos := f.sin, f.cos
	du, dv := u-f.u, v-f.v
	x, y := du*cos+dv*sin, dv*cos-du*sin
	t := x / f.length
	if t < -1.15 || t > 1.15 {
		return
	}
	y -= f.bend * (1 - t*t)
	if far := 5*f.r + 4*pixel; y > far || y < -far {
		return
	}
	y += .35 * value(f.seed, x/4, 0) * min(f.r*2, 1)
	width := max(f.r*(1+.25*value(f.seed+1, x/3, 5)), .6*pixel)
	d := y / width
	if d > 3.5 || d < -3.5 {
		return
	}
	taper := smooth(1.1, .45, math.Abs(t))
	strength *= taper * f.r / width
	g := math.Exp(-d * d)
	if f.kind == crease {
		slope := strength * .95 * d * g
		out.gx -= slope * sin
		out.gy += slope * cos
		*melanin += strength * .22 * g
		*blood += strength * .16 * g
		out.gloss -= .3 * strength * g
		return
	}
	k.incision(f, x, d, strength, taper, sin, cos, u, v, out, melanin, blood)
}

// incision is a raised, shiny scar: red at first, paler and flatter later.
func (k *skin) incision(f *feature, x, d, strength, taper, sin, cos, u, v float64, out *surface, melanin, blood *float64) {
	body := 1 - smooth(.75, 1.35, math.Abs(d))
	ridge := strength * (-.55*d*math.Exp(-d*d) + .30*d*math.Exp(-d*d*9))
	ridge += strength * .12 * body * value(f.seed+3, x/.9, d*1.3)
	out.gx -= ridge * sin
	out.gy += ridge * cos
	halo := math.Exp(-d * d * .16)
	*blood += (1 - .85*k.progress) * taper * (1.0*body + .30*halo) * (1 + .5*value(f.seed+2, u/1.4, v/1.4))
	*blood += .18 * k.progress * taper * body
	*melanin += (1-.6*k.progress)*.12*taper*halo - .42*body*taper
	out.gloss += .9 * body * taper
}
