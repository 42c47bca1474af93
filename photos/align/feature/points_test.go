package feature_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos/align/feature"
	"skinline/photos/align/plane"
)

func TestNothingToSeeHasNoPoints(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {1, 300}, {7, 7}, {8, 8}, {30, 9}, {300, 200}} {
		p := plane.New(size[0], size[1])
		for i := range p.Pix {
			p.Pix[i] = .4
		}
		points := feature.Detect(p, nil)
		if points.Len() != 0 {
			t.Errorf("%v: %d points", size, points.Len())
		}
		if found, ok := feature.Register(points, points, feature.Homography); ok || found.Votes != 0 {
			t.Errorf("%v: %+v", size, found)
		}
	}
}

func TestNoiseAndSmallPicturesDoNotAgree(t *testing.T) {
	for _, size := range [][2]int{{8, 8}, {9, 400}, {17, 33}, {64, 64}, {400, 300}} {
		var pair [2]*feature.Points
		for k := range pair {
			r := rand.New(rand.NewPCG(uint64(k), 5))
			p := plane.New(size[0], size[1])
			for i := range p.Pix {
				p.Pix[i] = r.Float32()
			}
			pair[k] = feature.Detect(p, nil)
		}
		for _, model := range []feature.Model{feature.Similarity, feature.Affine, feature.Homography} {
			if found, _ := feature.Register(pair[0], pair[1], model); len(found.Matches) > 10 {
				t.Errorf("%v: %d matches", size, len(found.Matches))
			}
		}
	}
}

// A blob is found at its middle and at its size.
func TestABlobIsItsMiddle(t *testing.T) {
	for _, sigma := range []float64{3.3, 5, 9} {
		const cx, cy = 301.3, 199.6
		p := plane.New(640, 400)
		for i := range p.Pix {
			dx, dy := float64(i%640)-cx, float64(i/640)-cy
			p.Pix[i] = float32(.5 - .3*math.Exp(-(dx*dx+dy*dy)/(2*sigma*sigma)) + .02*math.Sin(dx/31))
		}
		points := feature.Detect(p, nil)
		nearest := math.Inf(1)
		for i := range points.Len() {
			at := points.At(i)
			nearest = min(nearest, math.Hypot(at.X-cx, at.Y-cy))
		}
		if nearest > .1 {
			t.Errorf("sigma %v: the nearest of %d is %.2f pixels away", sigma, points.Len(), nearest)
		}
	}
}

// A plane may hold anything: a crafted file must not bring the program down.
func FuzzDetect(f *testing.F) {
	f.Add(20, 20, []byte{1, 2, 3, 250, 0, 9})
	f.Add(9, 40, []byte("anything at all"))
	f.Fuzz(func(t *testing.T, w, h int, pixels []byte) {
		w, h = max(w&127, 1), max(h&127, 1)
		p := plane.New(w, h)
		for i := range p.Pix {
			if len(pixels) > 0 {
				p.Pix[i] = float32(pixels[i%len(pixels)]) / 255 * float32(1+i%7)
			}
		}
		points := feature.Detect(p, nil)
		for i := range points.Len() {
			if at := points.At(i); !(at.X >= -1 && at.Y >= -1 && at.X <= float64(w) && at.Y <= float64(h)) {
				t.Fatalf("a point at %v of %d x %d", at, w, h)
			}
		}
		feature.Register(points, points, feature.Homography)
	})
}
