package phantom

import (
	"math"

	"skinline/photos"
)

// sample is what one sub-pixel sees: a place i, j on a part's mesh.
type sample struct {
	z, i, j float32
	part    part
	mesh    uint8
}

const (
	sub        = 2  // sub-pixels each way
	bandHeight = 32 // picture rows rasterised together
)

// scene is the meshes projected for one photo. Read-only once made.
type scene struct {
	meshes []*mesh
	points [][]vec // per mesh, per vertex: sub-pixel x, y and depth towards the camera
	bands  [][]quad
	w, h   int // pixels
}

type quad struct {
	mesh uint8
	i, j int16
}

func newScene(meshes []*mesh, toPixels photos.Transform, turn float64, w, h int) *scene {
	s := &scene{meshes: meshes, w: w, h: h, bands: make([][]quad, (h+bandHeight-1)/bandHeight)}
	for n, m := range meshes {
		points := make([]vec, len(m.v))
		for k := range m.v {
			x, y, z := turned(m.v[k].at, turn)
			// Sub-pixel centres at integers.
			px := toPixels[0][0]*x + toPixels[0][1]*y + toPixels[0][2]
			py := toPixels[1][0]*x + toPixels[1][1]*y + toPixels[1][2]
			points[k] = vec{(px+.5)*sub - .5, (py+.5)*sub - .5, z}
		}
		s.points = append(s.points, points)
		s.bin(n, m)
	}
	return s
}

// bin notes for every band the quads that touch it.
func (s *scene) bin(n int, m *mesh) {
	for j := range m.h - 1 {
		for i := range m.w {
			low, high := math.Inf(1), math.Inf(-1)
			for _, k := range m.corners(i, j) {
				y := s.points[n][k].y
				low, high = min(low, y), max(high, y)
			}
			first, last := int(math.Floor(low/(sub*bandHeight))), int(math.Floor(high/(sub*bandHeight)))
			for b := max(first, 0); b <= min(last, len(s.bands)-1); b++ {
				s.bands[b] = append(s.bands[b], quad{uint8(n), int16(i), int16(j)})
			}
		}
	}
}

func (m *mesh) corners(i, j int) [4]int {
	return [4]int{m.index(i, j), m.index(i+1, j), m.index(i+1, j+1), m.index(i, j+1)}
}

// raster fills one band's samples, nearest surface first.
func (s *scene) raster(band int) []sample {
	width := s.w * sub
	out := make([]sample, width*bandHeight*sub)
	top := band * bandHeight * sub
	for _, q := range s.bands[band] {
		m, points := s.meshes[q.mesh], s.points[q.mesh]
		c := m.corners(int(q.i), int(q.j))
		i, j := float64(q.i), float64(q.j)
		a, b, d, e := points[c[0]], points[c[1]], points[c[2]], points[c[3]]
		fill(out, width, top, a, b, d, [3][2]float64{{i, j}, {i + 1, j}, {i + 1, j + 1}}, m.part, q.mesh)
		fill(out, width, top, a, d, e, [3][2]float64{{i, j}, {i + 1, j + 1}, {i, j + 1}}, m.part, q.mesh)
	}
	return out
}

// fill rasterises a triangle with depth test; at is the place on the mesh.
func fill(out []sample, width, top int, a, b, c vec, at [3][2]float64, p part, mesh uint8) {
	area := (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x)
	if area == 0 {
		return
	}
	lines := len(out) / width
	y0 := max(int(math.Ceil(min(a.y, b.y, c.y)))-top, 0)
	y1 := min(int(math.Floor(max(a.y, b.y, c.y)))-top, lines-1)
	x0 := max(int(math.Ceil(min(a.x, b.x, c.x))), 0)
	x1 := min(int(math.Floor(max(a.x, b.x, c.x))), width-1)
	for y := y0; y <= y1; y++ {
		fy := float64(y + top)
		for x := x0; x <= x1; x++ {
			fx := float64(x)
			wb := ((fx-a.x)*(c.y-a.y) - (fy-a.y)*(c.x-a.x)) / area
			wc := ((b.x-a.x)*(fy-a.y) - (b.y-a.y)*(fx-a.x)) / area
			if wb < 0 || wc < 0 || wb+wc > 1 {
				continue
			}
			wa := 1 - wb - wc
			z := float32(wa*a.z + wb*b.z + wc*c.z)
			o := &out[y*width+x]
			if o.part != nothing && o.z >= z {
				continue
			}
			o.z, o.part, o.mesh = z, p, mesh
			o.i = float32(wa*at[0][0] + wb*at[1][0] + wc*at[2][0])
			o.j = float32(wa*at[0][1] + wb*at[1][1] + wc*at[2][1])
		}
	}
}

// at interpolates the vertices around a place on the mesh.
func (m *mesh) at(i, j float64) vertex {
	fi, fj := math.Floor(i), math.Floor(j)
	c := m.corners(int(fi), int(fj))
	s, t := i-fi, j-fj
	k := [4]float64{(1 - s) * (1 - t), s * (1 - t), s * t, (1 - s) * t}
	var v vertex
	for n, w := range k {
		o := &m.v[c[n]]
		v.at = v.at.plus(o.at.scaled(w))
		v.normal = v.normal.plus(o.normal.scaled(w))
		v.smoothed = v.smoothed.plus(o.smoothed.scaled(w))
		v.x += w * o.x
		v.u += w * o.u
		v.y += w * o.y
		v.open += w * o.open
		v.sun += w * o.sun
	}
	v.normal, v.smoothed = v.normal.unit(), v.smoothed.unit()
	return v
}
