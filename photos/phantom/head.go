package phantom

import "math"

// head is the shape of one invented face in mm: x to the picture's right, y
// down, z to the camera; origin between the eyes on the axis the head turns about.
// Its surface is a stack of rounded outlines with the features raised from it.
type head struct {
	width, jaw   float64 // factors on the outline
	nose, bridge float64 // factors: how far it stands out, how wide
	lips, chin   float64
	brow         float64 // thickness of the eyebrows, mm
	lid          float64 // opening of the upper lid, mm
	cheek        float64
	tail         float64 // how much the outer eye corner is raised, mm
	iris         rgb
	hair         rgb
	seed         uint32
}

type headPoint struct {
	name string
	at   vec
}

func newHead(s Subject) *head {
	d := dice(s.Seed, 1)
	h := &head{
		width: between(d, .93, 1.05), jaw: between(d, .86, 1.08), nose: between(d, .80, 1.06), bridge: between(d, .90, 1.22),
		lips: between(d, .82, 1.30), chin: between(d, .7, 1.2), brow: between(d, 2.2, 4.0), lid: between(d, 4.4, 5.4),
		cheek: between(d, .6, 1.5), tail: between(d, 0, 2.2), seed: d.Uint32(),
	}
	if s.tone() >= 5 {
		h.lips, h.bridge = h.lips*1.15, h.bridge*1.12
	}
	irises := []rgb{srgb(92, 128, 150), srgb(105, 120, 84), srgb(126, 88, 48), srgb(84, 54, 32), srgb(62, 40, 26)}
	hairs := []rgb{srgb(150, 112, 70), srgb(104, 70, 42), srgb(74, 48, 30), srgb(46, 32, 24), srgb(28, 22, 20)}
	h.iris = irises[min(d.IntN(3)+(s.tone()-1)/2*2, 4)]
	h.hair = hairs[min(d.IntN(3)+s.tone()/2, 4)]
	return h
}

// curve is a smooth line through knots of ascending x (Catmull-Rom tangents).
type curve [][2]float64

func (c curve) at(x float64) float64 {
	n := len(c)
	if x <= c[0][0] {
		return c[0][1]
	}
	if x >= c[n-1][0] {
		return c[n-1][1]
	}
	i := 0
	for x > c[i+1][0] {
		i++
	}
	slope := func(j int) float64 {
		a, b := c[max(j-1, 0)], c[min(j+1, n-1)]
		return (b[1] - a[1]) / (b[0] - a[0])
	}
	w := c[i+1][0] - c[i][0]
	t := (x - c[i][0]) / w
	t2, t3 := t*t, t*t*t
	return (2*t3-3*t2+1)*c[i][1] + (t3-2*t2+t)*w*slope(i) + (3*t2-2*t3)*c[i+1][1] + (t3-t2)*w*slope(i+1)
}

// outline holds what depends on y alone.
type outline struct{ width, front, back, neck, neckZ float64 }

func (h *head) outline(y float64) outline {
	width := curve{{-124, 6}, {-121, 24}, {-113, 42}, {-97, 58}, {-72, 69}, {-45, 73.5}, {-15, 72.5}, {8, 71}, {28, 69}, {48, 64.5}, {66, 58}, {82, 50}, {95, 40.5}, {105, 30}, {111, 20}, {116, 9}, {120, 1}}
	front := curve{{-124, 4}, {-121, 30}, {-112, 54}, {-95, 71}, {-72, 82}, {-48, 88}, {-25, 90}, {-8, 87.5}, {15, 86.5}, {40, 87}, {60, 87}, {80, 85.5}, {97, 85}, {105, 80}, {110, 70}, {114, 54}, {118, 30}, {121, 1}}
	back := curve{{-124, 4}, {-121, 36}, {-112, 62}, {-95, 84}, {-70, 100}, {-30, 108}, {0, 104}, {30, 92}, {60, 74}, {90, 58}, {120, 1}}
	neck := curve{{20, 30}, {60, 50}, {90, 51.5}, {115, 51}, {135, 53}, {148, 60}, {158, 80}, {168, 112}, {180, 140}, {200, 160}}
	o := outline{width: width.at(y) * h.width, front: front.at(y), back: back.at(y), neck: neck.at(y), neckZ: -22}
	o.width *= mix(1, h.jaw, smooth(35, 85, y))
	return o
}

// at is the surface at a turn angle (0 front, positive to the picture's
// right) and height, with the place before the features were raised.
func (h *head) at(angle, y float64, o outline) (p vec, x float64) {
	sin, cos := math.Sincos(angle)
	depth, power := o.front, 2.3
	if cos < 0 {
		depth, power = o.back, 2.1
	}
	r := math.Pow(math.Pow(math.Abs(sin)/o.width, power)+math.Pow(math.Abs(cos)/depth, power), -1/power)
	// The neck is an ellipse set back from the axis.
	nd := o.neck*.92 - .67*max(o.neck-56, 0)
	a := sin*sin/(o.neck*o.neck) + cos*cos/(nd*nd)
	b := -o.neckZ * cos / (nd * nd)
	c := o.neckZ*o.neckZ/(nd*nd) - 1
	neck := (-b + math.Sqrt(max(b*b-a*c, 0))) / a
	if y < 25 {
		neck = 0
	}
	hair := hairVolume(angle, y)
	r = softMax(r+hair*smooth(-125, -100, y), neck, 5)
	p = vec{r * sin, y - 1.3*hair*smooth(-70, -120, y), r * cos}
	if ahead := smooth(0, 35, p.z); ahead > 0 && y < 125 {
		p.z += ahead * h.features(p.x, y, p.z)
	}
	return p, r * sin
}

// softMax is the larger of two numbers with a rounded join of width k.
func softMax(a, b, k float64) float64 {
	t := max(k-math.Abs(a-b), 0) / k
	return max(a, b) + t*t*k*.25
}

// features is how far the face stands out from the smooth head at x, y.
func (h *head) features(x, y, z float64) float64 {
	a := math.Abs(x)
	hill := func(cx, cy, sx, sy float64) float64 { return bell2((a-cx)/sx, (y-cy)/sy) }
	d := -10*hill(31, 1, 17, 13) - 7.5*hill(15, -4, 8, 11) // sockets
	d += 4.2*hill(28, -21, 26, 7.5) + 2*hill(0, -26, 14, 10)
	d += -3*hill(64, -22, 12, 22) - 2.6*hill(54, 58, 13, 15)           // temples, hollows
	d += h.cheek * (4.6*hill(44, 24, 17, 14) + 2*hill(26, 27, 12, 10)) // cheeks
	d += h.noseAt(x, a, y)
	d += h.mouthAt(x, a, y)
	d += h.chin * (4.6*hill(0, 98, 17, 11) - 3.4*hill(0, 82.5, 21, 4.5))
	// The fold from the nostril past the mouth.
	fold := a - curveX(y)
	d -= 1.0 * bell(fold+1.2, 2.9) * smooth(38, 50, y) * smooth(76, 60, y)
	d += .9 * bell(fold-5, 5) * smooth(36, 48, y) * smooth(80, 62, y)
	return d + h.lidsAt(a, y, z+d)
}

func curveX(y float64) float64 { return 18 + .50*(y-42) + .004*(y-42)*(y-42) }

func bell2(x, y float64) float64 {
	q := x*x + y*y
	if q > 18 {
		return 0
	}
	return math.Exp(-q)
}

func (h *head) noseAt(x, a, y float64) float64 {
	height := curve{{-22, 0}, {-10, 5.5}, {0, 8.5}, {15, 14}, {30, 19.5}, {37, 22.5}, {42, 21.5}, {46, 15}, {49.5, 6.5}, {53, 1.6}, {57, 0}}.at(y) * h.nose
	half := curve{{-22, 9}, {-5, 6.2}, {12, 7.4}, {26, 7.8}, {37, 8.6}, {46, 8.4}, {54, 8}}.at(y) * h.bridge
	q := a / half
	d := height * math.Exp(-math.Pow(q, 2.1))
	d += height * .28 * bell(q, 2.0) // the flanks run out into the cheeks
	d += 2.8 * bell2(x/7.2, (y-39)/6.8)
	wing := 14.2 * h.bridge
	d += 8.6 * h.nose * bell2((a-wing+.6)/5.2, (y-42)/6.2)
	d -= 1.2 * bell2((a-wing+1)/6, (y-34)/4)    // groove above the wing
	d -= 4.0 * bell2((a-7.4)/3.6, (y-48.4)/2.2) // nostril
	return d
}

// mouthLine is the y of the closed lips' line.
func mouthLine(a float64) float64 { return 66.4 + .9*bell(a, 7) - .0036*a*a }

func (h *head) mouthAt(x, a, y float64) float64 {
	m := y - mouthLine(a)
	side := smooth(27, 6, a)
	d := 2.2 * bell2(x/30, (y-65)/17) // the teeth behind
	d += h.lips * 4.4 * side * bell(m+3.9, 3.6) * (1 - .20*bell(x, 3))
	d += h.lips * 5.4 * smooth(25, 4, a) * bell(m-4.6, 4.2)
	d -= 2.3 * smooth(28, 20, a) * bell(m, 1.1)
	d -= 1.8 * bell2((a-26.5)/3.6, m/3.4)
	d += -1.3*bell2(x/2.6, (y-55.5)/5.5) + .7*bell2((a-4.6)/2.2, (y-55.5)/5.5) // philtrum
	return d
}

const (
	eyeX      = 31.5 // centre of an eye
	innerEye  = 16.5
	outerEye  = 46.5
	eyeRadius = 12.3
)

// eyeZ is how far in front of the axis an eyeball's centre is.
const eyeZ = 64.6

// lidsAt raises the lids over the eyeball: z is the surface without them.
func (h *head) lidsAt(a, y, z float64) float64 {
	dx, dy := a-eyeX, y
	q := eyeRadius + 1.7
	over := q*q - dx*dx*.80 - dy*dy
	lid := 0.0
	if over > 0 {
		lid = softMax(z, eyeZ+math.Sqrt(over), 5) - z
	}
	upper, lower, _ := h.opening(a)
	in := smooth(innerEye-4, innerEye+5, a) * smooth(outerEye+5, outerEye-4, a)
	lid -= 1.3 * in * bell(y-(upper-3.9), 1.2)                              // fold of the upper lid
	lid += 1.6 * in * bell(y-(upper-7.6), 3)                                // the roll above it
	lid += 1.0*in*bell(y-(lower+1.6), 1.6) - .7*in*bell(y-(lower+6.5), 2.2) // rim and furrow below
	lid -= 1.6 * bell2((a-innerEye+.5)/2.6, (y-1.6)/2.2)                    // inner corner
	return lid
}

// opening is the gap between the lids at a: upper and lower edge, and the
// place 0 (inner corner) to 1 (outer corner).
func (h *head) opening(a float64) (upper, lower, t float64) {
	t = (a - innerEye) / (outerEye - innerEye)
	c := min(max(t, 0), 1)
	base := 1.9 - (1.9+h.tail)*c
	up := math.Pow(max(math.Sin(math.Pi*math.Pow(c, .86)), 0), .72)
	down := math.Pow(max(math.Sin(math.Pi*math.Pow(c, 1.22)), 0), .85)
	return base - (h.lid+.55)*up, base + (5.0-.4*base)*down, t
}

// landmarks are rigid points on the surface.
func (h *head) landmarks() []headPoint {
	outer := -h.tail
	points := []struct {
		name string
		x, y float64
	}{
		{"right eye, outer corner", -outerEye, outer},
		{"right eye, inner corner", -innerEye, 1.9},
		{"left eye, inner corner", innerEye, 1.9},
		{"left eye, outer corner", outerEye, outer},
		{"nose tip", 0, 40},
		{"right mouth corner", -25.5, mouthLine(25.5)},
		{"left mouth corner", 25.5, mouthLine(25.5)},
		{"right nose wing", -17, 43},
		{"left nose wing", 17, 43},
		{"chin", 0, 98},
	}
	var out []headPoint
	for _, p := range points {
		o := h.outline(p.y)
		low, high := -math.Pi/2, math.Pi/2
		for range 60 {
			middle := (low + high) / 2
			if _, x := h.at(middle, p.y, o); x < p.x {
				low = middle
				continue
			}
			high = middle
		}
		at, _ := h.at((low+high)/2, p.y, o)
		out = append(out, headPoint{p.name, at})
	}
	return out
}
