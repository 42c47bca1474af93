package refine_test

import (
	"image"
	"math"
	"testing"

	"skinline/photos"
	"skinline/photos/align/plane"
	"skinline/photos/align/refine"
	"skinline/photos/phantom"
)

const side = 256

// layer is a photo as a layer whose pixels within margin of the edge do not count.
func layer(img *image.NRGBA, margin int) refine.Layer {
	p := plane.Of(img, 0)
	weight := make([]float32, p.W*p.H)
	for y := margin; y < p.H-margin; y++ {
		for x := margin; x < p.W-margin; x++ {
			weight[y*p.W+x] = 1
		}
	}
	return refine.Layer{Plane: p, Weight: weight}
}

func shot(pose phantom.Pose) phantom.Shot {
	return phantom.Shot{Width: side, Height: side, Pose: pose, Noise: 1}
}

// off is the mean error of a warp in pixels over the middle of the picture.
func off(got, want photos.Transform) float64 {
	sum, n := 0., 0.
	for y := 60.; y < 200; y += 20 {
		for x := 60.; x < 200; x += 20 {
			p, q := got.Apply(photos.Point{X: x, Y: y}), want.Apply(photos.Point{X: x, Y: y})
			sum += math.Hypot(p.X-q.X, p.Y-q.Y)
			n++
		}
	}
	return sum / n
}

func warpOf(s phantom.Subject, from, to phantom.Shot) photos.Transform {
	return phantom.True(s, from, to).Pixels(side, side)
}

func TestFitFindsKnownMotion(t *testing.T) {
	skin := phantom.Subject{Seed: 11, Concern: phantom.AcneScars}
	baseline := shot(phantom.Pose{})
	template := refine.NewTemplate(layer(skin.Render(baseline), 30), 3, 10)
	for name, c := range map[string]struct {
		shot phantom.Shot
		most float64 // pixels
	}{
		"same":           {shot(phantom.Pose{}), .02},
		"moved":          {shot(phantom.Pose{DX: .012, DY: -.009}), .04},
		"turned, scaled": {shot(phantom.Pose{DX: .01, Degrees: 2.5, Scale: 1.03}), .05},
		"another light": {func() phantom.Shot {
			s := shot(phantom.Pose{DX: .01, Degrees: -2})
			s.EV = -.7
			s.LightColor = [3]float64{1.1, 1, .8}
			return s
		}(), .06},
		"treated":         {func() phantom.Shot { s := shot(phantom.Pose{DY: .01, Degrees: 1}); s.Progress = 1; return s }(), .15},
		"red and treated": {func() phantom.Shot { s := shot(phantom.Pose{DY: .01}); s.Progress = .5; s.Redness = .8; return s }(), .2},
	} {
		t.Run(name, func(t *testing.T) {
			photo := layer(skin.Render(c.shot), 2)
			target := refine.NewTarget(photo, 3, 10)
			fit := template.Fit(target, photos.Identity(), refine.Similarity, 2, 0)
			if d := off(fit.Warp, warpOf(skin, baseline, c.shot)); d > c.most {
				t.Errorf("%.3f pixels off, correlation %.2f", d, fit.Correlation)
			}
			if fit.Correlation < .5 || fit.Seen < .9 {
				t.Errorf("correlation %.2f of %.2f", fit.Correlation, fit.Seen)
			}
			again := template.Fit(refine.NewTarget(photo, 3, 10), photos.Identity(), refine.Similarity, 2, 0)
			if again != fit {
				t.Errorf("%v, then %v", fit, again)
			}
		})
	}
}

func TestFitOfFlatAreaSeenFromTheSide(t *testing.T) {
	skin := phantom.Subject{Seed: 12, Concern: phantom.Pigment}
	baseline, turned := shot(phantom.Pose{}), shot(phantom.Pose{Degrees: 1})
	turned.Turn = 14
	template := refine.NewTemplate(layer(skin.Render(baseline), 40), 3, 10)
	target := refine.NewTarget(layer(skin.Render(turned), 2), 3, 10)
	truth := warpOf(skin, baseline, turned)
	similar := template.Fit(target, photos.Identity(), refine.Similarity, 2, 0)
	for _, m := range []refine.Model{refine.Affine, refine.Homography} {
		fit := template.Fit(target, similar.Warp, m, 2, 0)
		if d := off(fit.Warp, truth); d > .1 {
			t.Errorf("%d parameters: %.3f pixels off", m, d)
		}
		if fit.Correlation <= similar.Correlation {
			t.Errorf("%d parameters fit no better than a similarity: %.3f, %.3f", m, fit.Correlation, similar.Correlation)
		}
	}
	if a, b := similar.Warp[0][0], similar.Warp[1][1]; math.Abs(a-b) > 1e-9 {
		t.Errorf("a similarity that shears: %v", similar.Warp)
	}
}

func TestAnotherSubjectDoesNotCorrelate(t *testing.T) {
	baseline := shot(phantom.Pose{})
	template := refine.NewTemplate(layer(phantom.Subject{Seed: 1}.Render(baseline), 30), 3, 10)
	target := refine.NewTarget(layer(phantom.Subject{Seed: 2}.Render(baseline), 2), 3, 10)
	if fit := template.Fit(target, photos.Identity(), refine.Similarity, 2, 0); fit.Correlation > .3 {
		t.Errorf("correlation %.2f", fit.Correlation)
	}
	even := layer(image.NewNRGBA(image.Rect(0, 0, side, side)), 2)
	if fit := template.Fit(refine.NewTarget(even, 3, 10), photos.Identity(), refine.Similarity, 2, 0); fit.Correlation > 0 {
		t.Errorf("correlation %.2f with nothing", fit.Correlation)
	}
	if fit := refine.NewTemplate(even, 3, 10).Fit(target, photos.Identity(), refine.Similarity, 2, 0); fit.Correlation > 0 {
		t.Errorf("nothing correlates with %.2f", fit.Correlation)
	}
}

func TestBlocksSeeWhatIsLeftMoving(t *testing.T) {
	skin := phantom.Subject{Seed: 11, Concern: phantom.AcneScars}
	baseline, moved := shot(phantom.Pose{}), shot(phantom.Pose{DX: 3. / side, DY: -2. / side})
	template := refine.NewTemplate(layer(skin.Render(baseline), 10), 2, 10)
	target := refine.NewTarget(layer(skin.Render(moved), 2), 2, 10)
	for level := range 2 {
		search := refine.Search{Level: level, Half: 12 >> level, Reach: 8 >> level}
		blocks := template.Blocks(target, photos.Identity(), search, template.Grid(search, 24>>level))
		if len(blocks) < 20 {
			t.Fatalf("scale %d: %d blocks", level, len(blocks))
		}
		right := 0
		for _, b := range blocks {
			if !b.Edge && b.Best > b.Here && math.Hypot(b.Shift.X-3, b.Shift.Y+2) < .5 {
				right++
			}
		}
		if 10*right < 9*len(blocks) {
			t.Errorf("scale %d: %d of %d blocks see the motion", level, right, len(blocks))
		}
	}
}

// Where blocks agree they decide; where they contradict each other, what was
// known before does.
func TestSettle(t *testing.T) {
	total := refine.Settling{Least: .4, Prior: .03, Power: 1}
	moved := photos.Similarity(1.02, 1, 2, -1.5)
	var agree, contradict []refine.Block
	for i := range 30 {
		at := photos.Point{X: float64(40 * (i % 6)), Y: float64(40 * (i / 6))}
		to := moved.Apply(at)
		agree = append(agree, refine.Block{At: at, Best: .9, Shift: photos.Point{X: to.X - at.X, Y: to.Y - at.Y}})
		away := photos.Point{X: 12 * math.Cos(float64(i)), Y: 12 * math.Sin(float64(i))}
		contradict = append(contradict, refine.Block{At: at, Best: .5, Shift: away})
	}
	agree[3].Shift, agree[20].Shift = photos.Point{X: 15, Y: 15}, photos.Point{X: -15, Y: 3}
	got, ok := refine.Settle(photos.Identity(), photos.Identity(), agree, total)
	if d := off(got, moved); !ok || d > .15 {
		t.Errorf("%v: %.2f pixels off", got, d)
	}
	got, ok = refine.Settle(photos.Identity(), photos.Identity(), contradict, total)
	if d := off(got, photos.Identity()); !ok || d > 1.5 {
		t.Errorf("blocks that contradict each other move by %.2f pixels", d)
	}
	if got, ok := refine.Settle(moved, photos.Identity(), agree[:5], total); ok || got != moved {
		t.Errorf("five blocks settle at %v", got)
	}
}

// One scale alone fits as the whole template does on that scale.
func TestScale(t *testing.T) {
	skin := phantom.Subject{Seed: 11, Concern: phantom.AcneScars}
	template := refine.NewTemplate(layer(skin.Render(shot(phantom.Pose{})), 30), 2, 10)
	target := refine.NewTarget(layer(skin.Render(shot(phantom.Pose{DX: .01, Degrees: 1})), 0), 2, 10)
	for level := range 2 {
		want := template.Fit(target, photos.Identity(), refine.Similarity, level, level)
		got := template.Scale(level).Fit(target, photos.Identity(), refine.Similarity, level, level)
		if got != want || got.Correlation < .5 {
			t.Errorf("scale %d: %+v, not %+v", level, got, want)
		}
		if other := template.Scale(level).Fit(target, photos.Identity(), refine.Similarity, 1-level, 1-level); other.Correlation != -1 {
			t.Errorf("scale %d fits on the other: %+v", level, other)
		}
	}
}

// A mouth that opened has no say in where the face lies.
func TestSettleLeavesOutWhatMovedByItself(t *testing.T) {
	moved := photos.Similarity(1.02, 1, 2, -1.5)
	var blocks []refine.Block
	for i := range 48 {
		at := photos.Point{X: float64(40 * (i % 6)), Y: float64(40 * (i / 6))}
		to := moved.Apply(at)
		b := refine.Block{At: at, Best: .9, Shift: photos.Point{X: to.X - at.X, Y: to.Y - at.Y}}
		if at.Y >= 200 {
			b.Shift.Y += 5
		}
		blocks = append(blocks, b)
	}
	settle := func(power float64) float64 {
		got, ok := refine.Settle(photos.Identity(), photos.Identity(), blocks, refine.Settling{Least: .4, Prior: .01, Power: power})
		if !ok {
			t.Fatal("nothing settles")
		}
		return off(got, moved)
	}
	if total, root := settle(1), settle(.5); root > .25 || total < 2*root {
		t.Errorf("%.2f pixels off by total distance, %.2f by its root", total, root)
	}
}
