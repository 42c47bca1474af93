package phantom

import (
	"image"
	"math"
)

// renderFace rasterises the head's places at four samples a pixel and shades
// each place from the subject's own skin; only edges are shaded more than once.
func (s Subject) renderFace(shot Shot) *image.NRGBA {
	w, h := shot.size()
	toPlane := s.pixels(shot)
	toPixels, err := toPlane.Inverse()
	if err != nil {
		return image.NewNRGBA(image.Rect(0, 0, w, h))
	}
	f := newFace(s, shot, toPlane.Scale())
	meshes := []*mesh{f.head.newMesh(f.light, f.camera, max(w, h)), f.head.ear(1), f.head.ear(-1)}
	scene := newScene(meshes, toPixels, shot.Turn, w, h)
	cam := newCamera(shot)
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	rows(len(scene.bands), func(band int) {
		samples := scene.raster(band)
		for y := band * bandHeight; y < min((band+1)*bandHeight, h); y++ {
			for x := range w {
				k := ((y-band*bandHeight)*w*sub + x) * sub
				px := toPlane[0][0]*float64(x) + toPlane[0][1]*float64(y) + toPlane[0][2]
				py := toPlane[1][0]*float64(x) + toPlane[1][1]*float64(y) + toPlane[1][2]
				four := [4]sample{samples[k], samples[k+1], samples[k+w*sub], samples[k+w*sub+1]}
				cam.expose(pic, x, y, f.pixel(scene, four, px, py))
			}
		}
	})
	return pic
}

// pixel is the light of one pixel from its four samples; px, py is its place
// on the plane, for the backdrop.
func (f *face) pixel(s *scene, four [4]sample, px, py float64) rgb {
	first := four[0]
	same := true
	for _, o := range four[1:] {
		same = same && o.part == first.part && math.Abs(float64(o.i-first.i)) < 2.5 && math.Abs(float64(o.j-first.j)) < 2.5
	}
	if same {
		mean := first
		mean.i = (four[0].i + four[1].i + four[2].i + four[3].i) / 4
		mean.j = (four[0].j + four[1].j + four[2].j + four[3].j) / 4
		return f.sampled(s, mean, px, py)
	}
	var sum rgb
	for _, o := range four {
		sum = sum.plus(f.sampled(s, o, px, py))
	}
	return sum.scaled(.25)
}

func (f *face) sampled(s *scene, o sample, px, py float64) rgb {
	switch o.part {
	case partHead:
		return f.onHead(s.meshes[0].at(float64(o.i), float64(o.j)))
	case partEar:
		return f.onEar(s.meshes[o.mesh].at(float64(o.i), float64(o.j)))
	default:
		return backdrop(px, py)
	}
}

// backdrop is neutral grey paper, lit a little from behind the head.
func backdrop(x, y float64) rgb {
	g := .135 + .13*math.Exp(-(x*x+(y-20)*(y-20))/(190*190))
	return rgb{g, g, g}
}

// face is all that shading a place needs. Read-only once made.
type face struct {
	head     *head
	skin     *skin
	pixelMM  float64
	light    vec // towards the key light, in head coordinates
	camera   vec // towards the camera, in head coordinates
	half     vec
	sin, cos float64 // of the turn
	key      vec     // towards the key light, in the room
}

func newFace(s Subject, shot Shot, pixel float64) *face {
	f := &face{head: newHead(s), skin: newSkin(s, shot), pixelMM: pixel, key: keyLight(shot)}
	f.sin, f.cos = math.Sincos(shot.Turn * math.Pi / 180)
	f.light = vec{f.key.x*f.cos + f.key.z*f.sin, f.key.y, -f.key.x*f.sin + f.key.z*f.cos}
	f.camera = vec{f.sin, 0, f.cos}
	f.half = f.light.plus(f.camera).unit()
	return f
}

// room turns a head direction into the room.
func (f *face) room(v vec) vec {
	return vec{v.x*f.cos - v.z*f.sin, v.y, v.x*f.sin + v.z*f.cos}
}

// bump tilts a normal by the skin's relief along u and y.
func bump(v vertex, at surface) vec {
	side := vec{v.normal.z, 0, -v.normal.x}.unit()
	down := v.normal.cross(side)
	return v.normal.minus(side.scaled(at.gx)).minus(down.scaled(at.gy)).unit()
}

// lit shades skin or anything like it.
func (f *face) lit(v vertex, at surface) rgb {
	return shade(at, f.room(bump(v, at)), f.room(v.smoothed), f.key, v.open, v.sun)
}

// edge is the antialiased coverage of a region d mm inside its border.
func (f *face) edge(d, soft float64) float64 {
	return smooth(-.5, .5, d/max(f.pixelMM, soft))
}

// onHead is the light of a place on head, neck or shoulders.
func (f *face) onHead(v vertex) rgb {
	if v.y > 135 {
		cloth := f.edge(v.y-collar(v.at), 1)
		if cloth == 1 {
			return f.cloth(v)
		}
		if cloth > 0 {
			return f.lit(v, f.skinAt(v)).scaled(.8).to(f.cloth(v), cloth)
		}
	}
	angle := math.Atan2(v.at.x, v.at.z)
	cover := f.edge(bandAt(angle, v.y), .8)
	if cover >= 1 {
		return f.headband(angle, v)
	}
	light := f.bare(angle, v)
	if cover > 0 {
		light = light.to(f.headband(angle, v), cover)
	}
	return light
}

// bare is the light of a place not under the headband or the garment.
func (f *face) bare(angle float64, v vertex) rgb {
	hair := f.hairCover(angle, v)
	if hair >= 1 {
		return f.hairAt(angle, v)
	}
	eye := f.eyeCover(v)
	var light rgb
	if eye < 1 {
		light = f.brows(v, f.lit(v, f.skinAt(v)))
	}
	if eye > 0 {
		light = light.to(f.eye(v), eye)
	}
	light = f.lashes(v, light)
	if hair > 0 {
		light = light.to(f.hairAt(angle, v), hair)
	}
	return light
}

// skinAt is the skin with what belongs to a face: rosy cheeks, lips, nostrils.
func (f *face) skinAt(v vertex) surface {
	at := f.skin.at(v.u, v.y, f.pixelMM)
	a := math.Abs(v.x)
	front := smooth(0, 30, v.at.z)
	rosy := front * (.16*bell2((a-44)/20, (v.y-26)/17) + .20*bell2(a/13, (v.y-42)/9) + .06*bell2(a/14, (v.y-98)/10))
	under := front * .16 * bell2((a-27)/12, (v.y-10)/5)
	at.color = at.color.times(rgb{math.Exp(-.1*rosy - .6*under), math.Exp(-.8*rosy - .8*under), math.Exp(-.62*rosy - .6*under)})
	at.gloss *= 1 + front*(.5*bell2(a/12, (v.y-30)/16)+.35*bell2(a/30, (v.y+45)/16)+.25*bell2((a-44)/13, (v.y-16)/10))
	if front == 0 {
		return at
	}
	f.lips(v, a, &at)
	nostril := front * smooth(.25, .85, bell2((a-7.8)/3.7, (v.y-49.2)/2.1))
	at.color = at.color.to(rgb{.05, .018, .012}, .80*nostril)
	at.gloss *= 1 - nostril
	return at
}

func (f *face) lips(v vertex, a float64, at *surface) {
	m := v.y - mouthLine(a)
	full := f.head.lips
	top := -(7.4*full*math.Sqrt(max(1-math.Pow(a/26, 2.0), 0)) - 1.5*bell(a, 3.2))
	bottom := 8.8 * full * math.Pow(max(1-math.Pow(a/24.5, 2.2), 0), .7)
	cover := f.edge(min(m-top, bottom-m), 1.6) * smooth(27, 24, a)
	if cover > 0 {
		streak := value(f.head.seed+5, v.x*1.1, v.y*.22)
		tint := rgb{.78, .50, .50}.scaled(1 + .16*streak)
		at.color = at.color.to(at.color.times(tint), .92*cover)
		at.gx += cover * .22 * value(f.head.seed+6, v.x*1.3, v.y*.16)
		at.gloss += cover * (.8 + .5*streak)
	}
	line := bell(m, max(.75, .5*f.pixelMM)) * smooth(28, 22, a)
	at.color = at.color.to(at.color.times(rgb{.34, .18, .17}), .72*line)
}

// onEar is the light of a place on an ear.
func (f *face) onEar(v vertex) rgb {
	at := f.skin.at(v.u, v.y, f.pixelMM)
	at.color = at.color.times(rgb{.97, .84, .84})
	return f.lit(v, at)
}

// collar is the y of the neckline of the garment, at a place.
func collar(p vec) float64 {
	return 152 + 10*bell(p.x, 42)*smooth(-20, 20, p.z) - 3*smooth(40, 100, math.Abs(p.x))
}

func (f *face) cloth(v vertex) rgb {
	weave := .05*value(f.head.seed+8, v.at.x*.9, v.y*.9) + .06*value(f.head.seed+9, v.at.x/18, v.y/30)
	g := (.20 + .06*f.room(v.normal).dot(f.key)) * (1 + weave) * (.6 + .4*smooth(0, 5, v.y-collar(v.at)))
	return rgb{g * .96, g, g * 1.06}
}
