package feature_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"skinline/photos"
	"skinline/photos/align/feature"
	"skinline/photos/align/plane"
	"skinline/photos/phantom"
)

const width, height = 320, 400

func detected(s phantom.Subject, shot phantom.Shot) *feature.Points {
	return feature.Detect(plane.Of(s.Render(shot), 0), nil)
}

// apart is how far two transforms of pixels differ at most over a photo, in
// pixels.
func apart(a, b photos.Transform) float64 {
	most := 0.
	for _, p := range []photos.Point{{X: 0, Y: 0}, {X: width, Y: 0}, {X: 0, Y: height}, {X: width, Y: height}} {
		p, q := a.Apply(p), b.Apply(p)
		most = math.Max(most, math.Hypot(p.X-q.X, p.Y-q.Y))
	}
	return most
}

func TestPhantomsOfACourse(t *testing.T) {
	for _, s := range []phantom.Subject{
		{Seed: 1, Concern: phantom.AcneScars},
		{Seed: 2, Tone: 5, Concern: phantom.Pigment, Site: phantom.CheekRight},
		{Seed: 3, Tone: 1, Concern: phantom.FineLines, Site: phantom.Forehead},
		{Seed: 4, Tone: 4, Concern: phantom.SurgicalScar, Site: phantom.Body},
		{Seed: 5, Tone: 2},
	} {
		reference := phantom.Shot{Width: width, Height: height, Noise: 2, NoiseSeed: 1}
		shot := phantom.Shot{
			Width: width, Height: height, Noise: 2, NoiseSeed: 2, Progress: .7, EV: -.4, LightDegrees: 12,
			LightColor: [3]float64{1.1, 1, .85}, Pose: phantom.Pose{Scale: 1.12, Degrees: -9, DX: .05, DY: -.04},
		}
		found, ok := feature.Register(detected(s, reference), detected(s, shot), feature.Similarity)
		truth := phantom.True(s, shot, reference).Pixels(height, height)
		if !ok || len(found.Matches) < 16 || found.Rival*2 > len(found.Matches) {
			t.Errorf("%+v: %d votes of %d, rival %d", s, found.Votes, found.Candidates, found.Rival)
			continue
		}
		if d := apart(found.Transform, truth); d > .004*height {
			t.Errorf("%+v: %.2f pixels off", s, d)
		}
		for _, m := range found.Matches {
			if p := truth.Apply(m.Photo); math.Hypot(p.X-m.Reference.X, p.Y-m.Reference.Y) > 5 {
				t.Errorf("%+v: a match is wrong: %v", s, m)
			}
		}
	}
}

func TestAnyTurnAndScale(t *testing.T) {
	s := phantom.Subject{Seed: 7, Concern: phantom.AcneScars}
	shot := func(scale, degrees float64) phantom.Shot {
		return phantom.Shot{Width: width, Height: height, Noise: 1, Pose: phantom.Pose{Scale: scale, Degrees: degrees}}
	}
	reference := detected(s, shot(1, 0))
	check := func(scale, degrees float64) {
		t.Run(fmt.Sprintf("%v x, %v degrees", scale, degrees), func(t *testing.T) {
			t.Parallel()
			moved := shot(scale, degrees)
			found, ok := feature.Register(reference, detected(s, moved), feature.Similarity)
			if d := apart(found.Transform, phantom.True(s, moved, shot(1, 0)).Pixels(height, height)); !ok || d > .006*height {
				t.Errorf("%.2f pixels off with %d votes of %d", d, found.Votes, found.Candidates)
			}
		})
	}
	step := 15.
	if testing.Short() {
		step = 105
	}
	for degrees := 0.; degrees < 360; degrees += step {
		check(1, degrees)
	}
	for _, scale := range []float64{.6, .7, .8, .9, 1.1, 1.25, 1.4, 1.6} {
		check(scale, 20)
	}
}

// A turned patch is foreshortened: an affine map, which a similarity is not.
// Turned far enough it is found from another side only.
func TestAffineAndHomographyFitAForeshortenedPatch(t *testing.T) {
	s := phantom.Subject{Seed: 8, Concern: phantom.AcneScars}
	to := phantom.Shot{Width: width, Height: height}
	reference := detected(s, to)
	for _, turn := range []float64{30, 60} {
		from := phantom.Shot{Width: width, Height: height, Turn: turn, Pose: phantom.Pose{Degrees: 25}}
		truth := phantom.True(s, from, to).Pixels(height, height)
		photo := detected(s, from)
		for _, model := range []feature.Model{feature.Affine, feature.Homography} {
			found, ok := feature.Register(reference, photo, model)
			if !ok || len(found.Matches) < 20 {
				t.Errorf("%v degrees, model %d: %d matches", turn, model, len(found.Matches))
				continue
			}
			var most float64
			for _, m := range found.Matches {
				p, q := found.Transform.Apply(m.Photo), truth.Apply(m.Photo)
				most = max(most, math.Hypot(p.X-q.X, p.Y-q.Y), math.Hypot(p.X-m.Reference.X, p.Y-m.Reference.Y))
			}
			if most > .02*height {
				t.Errorf("%v degrees, model %d: %.2f pixels off where it matches", turn, model, most)
			}
			again, _ := feature.Register(reference, photo, model)
			if !reflect.DeepEqual(found, again) {
				t.Errorf("%v degrees, model %d: %v, then %v", turn, model, found.Transform, again.Transform)
			}
		}
	}
}

func TestDifferentSubjectsDoNotAgree(t *testing.T) {
	var all []*feature.Points
	for seed := range int64(5) {
		s := phantom.Subject{Seed: 20 + seed, Concern: phantom.Concern(seed % 5), Tone: int(1 + seed%6)}
		all = append(all, detected(s, phantom.Shot{Width: width, Height: height, Noise: 2, NoiseSeed: seed}))
	}
	for i, a := range all {
		for _, b := range all[:i] {
			models := []feature.Model{feature.Similarity}
			if i == 1 {
				models = append(models, feature.Affine, feature.Homography)
			}
			for _, model := range models {
				if found, _ := feature.Register(a, b, model); len(found.Matches) > 13 {
					t.Errorf("model %d: %d matches of %d, rival %d", model, len(found.Matches), found.Candidates, found.Rival)
				}
			}
		}
	}
}

func TestTheSamePicturesGiveTheSameBits(t *testing.T) {
	s := phantom.Subject{Seed: 3, Concern: phantom.Pigment}
	a := plane.Of(s.Render(phantom.Shot{Width: width, Height: height}), 0)
	b := plane.Of(s.Render(phantom.Shot{Width: width, Height: height, Pose: phantom.Pose{Degrees: 5}}), 0)
	for _, model := range []feature.Model{feature.Similarity, feature.Affine, feature.Homography} {
		first, _ := feature.Register(feature.Detect(a, nil), feature.Detect(b, nil), model)
		again, _ := feature.Register(feature.Detect(a, nil), feature.Detect(b, nil), model)
		if !reflect.DeepEqual(first, again) {
			t.Errorf("model %d: %v, then %v", model, first.Transform, again.Transform)
		}
	}
}

// Half of the picture shows another scene that stays still; only the area asked
// for may count.
func TestOnlyTheAreaCounts(t *testing.T) {
	s, scene := phantom.Subject{Seed: 11, Concern: phantom.AcneScars}, phantom.Subject{Seed: 12, Concern: phantom.AcneScars}
	still := plane.Of(scene.Render(phantom.Shot{Width: width, Height: height}), 0)
	with := func(shot phantom.Shot) *plane.Plane {
		p := plane.Of(s.Render(shot), 0)
		for i := range p.Pix {
			if i%width > width/3 {
				p.Pix[i] = still.Pix[i]
			}
		}
		return p
	}
	reference := phantom.Shot{Width: width, Height: height}
	moved := reference
	moved.Pose = phantom.Pose{Degrees: 4, DX: -.01, DY: .03}
	inside := func(x, _ float64) bool { return x < width/3 }
	found, ok := feature.Register(feature.Detect(with(reference), inside), feature.Detect(with(moved), nil), feature.Similarity)
	truth := phantom.True(s, moved, reference).Pixels(height, height)
	at := photos.Point{X: width / 6, Y: height / 2}
	p, q := found.Transform.Apply(at), truth.Apply(at)
	if d := math.Hypot(p.X-q.X, p.Y-q.Y); !ok || d > 1 {
		t.Errorf("%.2f pixels off with %d votes of %d", d, found.Votes, found.Candidates)
	}
	for _, m := range found.Matches {
		if m.Reference.X >= width/3 {
			t.Errorf("a match outside the area: %v", m)
		}
	}
}

// What repeats fits in several places: the rival says so.
func TestARepeatedPatternHasARival(t *testing.T) {
	s := phantom.Subject{Seed: 13, Concern: phantom.AcneScars}
	tile := plane.Of(s.Render(phantom.Shot{Width: 100, Height: 100}), 0)
	tiled := func(dx int) *feature.Points {
		p := plane.New(width, height)
		for i := range p.Pix {
			p.Pix[i] = tile.Pix[i/width%100*100+(i%width+dx)%100]
		}
		return feature.Detect(p, nil)
	}
	found, ok := feature.Register(tiled(0), tiled(37), feature.Similarity)
	if ok && found.Rival*2 < len(found.Matches) {
		t.Errorf("%d matches, rival only %d", len(found.Matches), found.Rival)
	}
}

func BenchmarkDetect(b *testing.B) {
	p := plane.Of(phantom.Subject{Seed: 1, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 600, Height: 800, Noise: 2}), 0)
	for b.Loop() {
		feature.Detect(p, nil)
	}
}

func BenchmarkRegister(b *testing.B) {
	s := phantom.Subject{Seed: 1, Concern: phantom.AcneScars}
	reference := detected(s, phantom.Shot{Width: 600, Height: 800, Noise: 2})
	photo := detected(s, phantom.Shot{Width: 600, Height: 800, Noise: 2, NoiseSeed: 2, Pose: phantom.Pose{Degrees: 7, Scale: 1.1}})
	for b.Loop() {
		feature.Register(reference, photo, feature.Similarity)
	}
}
