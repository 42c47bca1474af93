package phantom

import "math"

// vertex is a sample of the head's surface in head coordinates.
type vertex struct {
	at       vec
	normal   vec
	smoothed vec     // the normal of the shape under the features
	x        float64 // place before the features were raised
	u        float64 // surface coordinate along the outline, mm
	y        float64
	open     float64 // how much of the surroundings it sees, 0 to 1
	sun      float64 // how much of the key light, 0 to 1
}

// mesh is a grid of vertices; triangles between neighbours. The last column
// joins the first.
type mesh struct {
	w, h int
	v    []vertex
	part part
}

type part uint8

const (
	nothing part = iota
	partHead
	partEar
)

// fullMesh is the number of columns and lines of a head's finest mesh.
const fullMesh = 400

// uPerRadian makes surface coordinates of angles: about the head's radius.
const uPerRadian = 76.0

// newMesh samples the head finely enough for a photo of the given long side;
// light and camera are where they stand, in head coordinates. What faces away
// from the camera is left without shadows and cavities.
func (h *head) newMesh(light, camera vec, long int) *mesh {
	columns := min(max(long/4*4/3, 120), fullMesh)
	lines := columns
	m := &mesh{w: columns, h: lines, v: make([]vertex, columns*lines), part: partHead}
	rows(lines, func(j int) {
		y := lineY(j, lines)
		o := h.outline(y)
		for i := range columns {
			angle := columnAngle(i, columns)
			p, x := h.at(angle, y, o)
			m.v[j*columns+i] = vertex{at: p, x: x, u: angle * uPerRadian, y: y, open: 1, sun: 1}
		}
	})
	m.normals()
	m.cavities(camera)
	m.shadows(light, camera)
	m.soften()
	return m
}

// columnAngle spends three quarters of the columns on the front half.
func columnAngle(i, n int) float64 {
	t := 2*float64(i)/float64(n) - 1
	return math.Pi * (.52*t + .48*t*t*t)
}

func lineY(j, n int) float64 { return -124 + 324*float64(j)/float64(n-1) }

func (m *mesh) index(i, j int) int {
	j = min(max(j, 0), m.h-1)
	return j*m.w + (i+m.w)%m.w
}

func (m *mesh) normals() {
	rows(m.h, func(j int) {
		for i := range m.w {
			v := &m.v[j*m.w+i]
			v.normal = m.normalOver(i, j, 1)
			v.smoothed = m.normalOver(i, j, max(6*m.h/fullMesh, 1))
		}
	})
}

func (m *mesh) normalOver(i, j, step int) vec {
	dx := m.v[m.index(i+step, j)].at.minus(m.v[m.index(i-step, j)].at)
	dy := m.v[m.index(i, j+step)].at.minus(m.v[m.index(i, j-step)].at)
	return dx.cross(dy).unit()
}

// cavities darkens places that lie below their neighbourhood, from narrow
// creases to the sockets.
func (m *mesh) cavities(camera vec) {
	var around [][2]int
	for _, full := range []int{4, 10, 22} {
		for k := range 8 {
			di, dj := ring(k, max(full*m.h/fullMesh, 1))
			around = append(around, [2]int{di, dj})
		}
	}
	rows(m.h, func(j int) {
		for i := range m.w {
			v := &m.v[j*m.w+i]
			if v.turnedFrom(camera) {
				continue
			}
			hidden := 0.0
			for _, d := range around {
				to := m.v[m.index(i+d[0], j+d[1])].at.minus(v.at)
				far := math.Sqrt(to.dot(to)) + .5
				hidden += max(to.dot(v.normal)/far-.06, 0)
			}
			v.open = math.Exp(-2.4 * hidden / 24 * 3)
		}
	})
}

// turnedFrom tells that a vertex is out of the camera's sight, with a margin
// for what soften takes from beside.
func (v *vertex) turnedFrom(camera vec) bool { return v.normal.dot(camera) < -.4 }

func ring(k, step int) (di, dj int) {
	sin, cos := math.Sincos(float64(k) * math.Pi / 4)
	return int(math.Round(cos * float64(step))), int(math.Round(sin * float64(step)))
}

// shadows marches from every vertex towards the key light through the
// outline; the nearer it passes to the surface the softer the shadow.
func (m *mesh) shadows(light, camera vec) {
	rows(m.h, func(j int) {
		for i := range m.w {
			v := &m.v[j*m.w+i]
			if v.turnedFrom(camera) || v.normal.dot(light) < -.2 {
				v.sun = .5
				continue
			}
			sun := 1.0
			for step := 3.0; step < 75 && sun > 0; step *= 1.22 {
				p := v.at.plus(v.normal.scaled(1.2)).plus(light.scaled(step))
				sun = min(sun, smooth(-.10, .06, m.clearance(p, i)/step))
			}
			// Under the chin the steps are too coarse for the shadow's edge.
			sun *= 1 - smooth(96, 108, v.y)*smooth(.3, .8, v.normal.y)
			v.sun = mix(.16, 1, sun) // light bounces into shadows of the face
		}
	})
}

// soften averages shadows and cavities over neighbours: skin lets light run.
func (m *mesh) soften() {
	for range 3 {
		sun, open := make([]float64, len(m.v)), make([]float64, len(m.v))
		rows(m.h, func(j int) {
			for i := range m.w {
				for dj := -1; dj <= 1; dj++ {
					for di := -1; di <= 1; di++ {
						v := &m.v[m.index(i+di, j+dj)]
						sun[j*m.w+i] += v.sun / 9
						open[j*m.w+i] += v.open / 9
					}
				}
			}
		})
		for k := range m.v {
			m.v[k].sun, m.v[k].open = sun[k], open[k]
		}
	}
}

// clearance is about how far in front of the surface p is (negative inside).
func (m *mesh) clearance(p vec, near int) float64 {
	j := int((p.y + 124) / 324 * float64(m.h-1))
	if j < 0 || j >= m.h || p.z < -20 {
		return 99
	}
	// Columns hold nearly constant x over the features: search from here.
	i := near
	for range m.w {
		here := m.v[m.index(i, j)].at
		if here.x < p.x && m.v[m.index(i+1, j)].at.x <= p.x && here.z > -20 {
			i++
			continue
		}
		if here.x > p.x && m.v[m.index(i-1, j)].at.x >= p.x && here.z > -20 {
			i--
			continue
		}
		break
	}
	if i < 0 || i >= m.w {
		return 99
	}
	here := m.v[m.index(i, j)].at
	if math.Abs(here.x-p.x) > 4 {
		return 99
	}
	return p.z - here.z
}

// ear is one simple ear: side 1 is the client's left, at the picture's right.
func (h *head) ear(side float64) *mesh {
	const columns, lines = 60, 24
	m := &mesh{w: columns, h: lines, v: make([]vertex, columns*lines), part: partEar}
	out := vec{side * .50, 0, -.866} // from the front edge outwards and back
	up := vec{0, -.966, -.26}
	face := vec{side * .866, 0, .50} // what the ear's inside looks towards
	middle := vec{side * (71*h.width + 4), 12, -14}
	for j := range lines {
		rho := float64(j) / (lines - 1)
		for i := range columns {
			phi := 2 * math.Pi * float64(i) / columns
			sin, cos := math.Sincos(phi)
			long := 25.0 - 1.5*smooth(0, -1, sin)
			wide := 11.5 + 3.2*sin
			height := 3.2*bell(rho-.86, .13) - 4.5*bell2((rho*cos+.25)/.42, (rho*sin+.05)/.45) + 2.2*bell(rho-.52, .12)*smooth(-.4, .5, cos)
			height -= 5 * smooth(.93, 1, rho)
			p := middle.plus(out.scaled(wide * rho * cos)).plus(up.scaled(long * rho * sin)).plus(face.scaled(height))
			m.v[j*columns+i] = vertex{at: p, x: p.x, u: side*110 + 14*rho*cos, y: p.y, open: mix(.55, 1, smooth(-4, 2, height)), sun: .85}
		}
	}
	m.normals()
	for i := range m.v {
		if m.v[i].normal.dot(face) < 0 {
			m.v[i].normal = m.v[i].normal.scaled(-1)
		}
		m.v[i].smoothed = m.v[i].normal.plus(face).unit()
	}
	return m
}
