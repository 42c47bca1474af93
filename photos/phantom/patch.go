package phantom

import (
	"image"
	"math"
	"runtime"
	"sync"
)

// renderSkin evaluates a close-up pixel by pixel.
func (s Subject) renderSkin(shot Shot) *image.NRGBA {
	w, h := shot.size()
	k := newSkin(s, shot)
	hair := newHairs(s)
	toPlane := s.pixels(shot)
	centre := s.Site.centre()
	pixel := toPlane.Scale()
	cam := newCamera(shot)
	key := keyLight(shot)
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	rows(h, func(y int) {
		for x := range w {
			px := toPlane[0][0]*float64(x) + toPlane[0][1]*float64(y) + toPlane[0][2]
			py := toPlane[1][0]*float64(x) + toPlane[1][1]*float64(y) + toPlane[1][2]
			at := k.at(px+centre.X, py+centre.Y, pixel)
			light := k.lit(at, px, py, key)
			light = hair.over(light, px, py, pixel)
			cam.expose(pic, x, y, light)
		}
	})
	return pic
}

// lit shades a place of a close-up, px, py mm from its middle.
func (k *skin) lit(at surface, px, py float64, key vec) rgb {
	// The patch is gently domed, and uneven on the scale of centimetres.
	_, sx, sy := noise(k.seed+40, px/24+7, py/24)
	dome := vec{px*.0085 - .07*sx, py*.0085 - .07*sy, 1}
	n := vec{dome.x - at.gx, dome.y - at.gy, 1}
	return shade(at, n.unit(), dome.unit(), key, 1, 1)
}

// rows calls do for every row, on all processors; do must not depend on order.
func rows(h int, do func(y int)) {
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for i := range n {
		wg.Go(func() {
			for y := i; y < h; y += n {
				do(y)
			}
		})
	}
	wg.Wait()
}

// keyLight is the direction towards the key light on the picture: x right,
// y down, z to the camera. It belongs to the room, not to the subject.
func keyLight(shot Shot) vec {
	sin, cos := math.Sincos(shot.LightDegrees * math.Pi / 180)
	low := mix(.95, 3.6, min(max(shot.Raking, 0), 1))
	return vec{sin * low, -cos * low, 1.15}.unit()
}
