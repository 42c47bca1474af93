package phantom

import (
	"bytes"
	"image"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"skinline/photos"
)

func people() map[string]Subject {
	return map[string]Subject{
		"cheek": {Kind: Skin, Seed: 3, Tone: 2, Concern: AcneScars},
		"scar":  {Kind: Skin, Seed: 4, Tone: 3, Concern: SurgicalScar, Site: Body},
		"face":  {Kind: Face, Seed: 5, Tone: 4, Concern: Pigment},
	}
}

func anyPose(d *rand.Rand) Pose {
	return Pose{Scale: between(d, .8, 1.25), Degrees: between(d, -20, 20), DX: between(d, -.08, .08), DY: between(d, -.08, .08)}
}

func TestSameSubjectAndShotGiveTheSameBytes(t *testing.T) {
	for name, s := range people() {
		shot := Shot{Width: 120, Height: 150, Noise: 2, NoiseSeed: 9, Pose: Pose{Degrees: 4}}
		once, err := s.JPEG(shot)
		if err != nil {
			t.Fatal(err)
		}
		before := runtime.GOMAXPROCS(1)
		again, err := s.JPEG(shot)
		runtime.GOMAXPROCS(before)
		if err != nil || !bytes.Equal(once, again) {
			t.Errorf("%s: two renderings differ (%v)", name, err)
		}
		shot.NoiseSeed++
		if other, _ := s.JPEG(shot); bytes.Equal(once, other) {
			t.Errorf("%s: another noise seed changed nothing", name)
		}
	}
}

func TestTrueMapsLandmarksOntoLandmarks(t *testing.T) {
	d := rand.New(rand.NewPCG(1, 2))
	for name, s := range people() {
		for range 200 {
			turn := between(d, -40, 40)
			from := Shot{Width: 300, Height: 200, Pose: anyPose(d), Turn: turn}
			to := Shot{Width: 240, Height: 320, Pose: anyPose(d), Turn: turn}
			if s.Kind == Skin {
				to.Turn = between(d, -40, 40)
			}
			exact := True(s, from, to)
			want := s.Landmarks(to)
			for i, l := range s.Landmarks(from) {
				got := exact.Apply(l.Point)
				if off := math.Hypot(got.X-want[i].Point.X, got.Y-want[i].Point.Y); off > 1e-9 || l.Name != want[i].Name {
					t.Fatalf("%s: %s lands %g beside %s", name, l.Name, off, want[i].Name)
				}
			}
		}
	}
}

func TestTrueMapsThePictureOntoThePicture(t *testing.T) {
	for name, s := range people() {
		a := Shot{Width: 300, Height: 240}
		b := Shot{Width: 240, Height: 300, Pose: Pose{Scale: 1.1, Degrees: 9, DX: .03, DY: -.02}}
		if s.Kind == Skin {
			b.Turn = 12
		}
		from, to := s.Render(a), s.Render(b)
		aligned := difference(from, to, True(s, a, b))
		still := difference(from, to, photos.Similarity(.8, 0, .08, .1)) // centred, not turned
		if aligned > 5 || aligned > still/2 {
			t.Errorf("%s: warped by True the pictures differ by %.2f levels, placed without it by %.2f", name, aligned, still)
		}
	}
}

// difference is the mean difference of green between b and a moved onto b by
// move, where both show something.
func difference(a, b *image.NRGBA, move photos.Transform) float64 {
	back, err := move.Pixels(max(a.Rect.Dx(), a.Rect.Dy()), max(b.Rect.Dx(), b.Rect.Dy())).Inverse()
	if err != nil {
		return math.NaN()
	}
	sum, n := 0.0, 0
	for y := 4; y < b.Rect.Dy()-4; y++ {
		for x := 4; x < b.Rect.Dx()-4; x++ {
			p := back.Apply(photos.Point{X: float64(x), Y: float64(y)})
			if p.X < 4 || p.Y < 4 || p.X > float64(a.Rect.Dx()-5) || p.Y > float64(a.Rect.Dy()-5) {
				continue
			}
			sum += math.Abs(green(a, p.X, p.Y) - float64(b.NRGBAAt(x, y).G))
			n++
		}
	}
	return sum / float64(max(n, 1))
}

// green is the bilinear green level of a at a position between pixels.
func green(a *image.NRGBA, x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	at := func(dx, dy int) float64 { return float64(a.NRGBAAt(int(fx)+dx, int(fy)+dy).G) }
	top := mix(at(0, 0), at(1, 0), x-fx)
	return mix(top, mix(at(0, 1), at(1, 1), x-fx), y-fy)
}

func TestMarksFadeWhileMolesStay(t *testing.T) {
	s := people()["cheek"]
	before := newSkin(s, Shot{})
	after := newSkin(s, Shot{Progress: 1})
	clear := s
	clear.Concern = Clear
	bare := newSkin(clear, Shot{})
	contrast := func(k *skin, f feature) float64 {
		return bare.at(f.u, f.v, .1).color.g - k.at(f.u, f.v, .1).color.g
	}
	var first, last float64
	for _, f := range s.features() {
		if f.kind == redSpot && f.fade > 0 {
			first += contrast(before, f)
			last += contrast(after, f)
		}
	}
	if first <= 0 || last > .45*first {
		t.Errorf("red marks darken by %.3f at baseline and %.3f at the end", first, last)
	}
	for _, m := range siteMoles(s) {
		ringed := before.at(m.u+3*m.r, m.v, .1).color.g
		now, later := before.at(m.u, m.v, .1).color.g, after.at(m.u, m.v, .1).color.g
		if now > .8*ringed || later > 1.35*now {
			t.Errorf("mole of %.2f mm: %.3f at baseline, %.3f at the end, skin beside it %.3f", m.r, now, later, ringed)
		}
	}
}

func TestLandmarksLieOnTheRenderedFeatures(t *testing.T) {
	s := people()["scar"]
	shot := Shot{Width: 500, Height: 400, Pose: Pose{Scale: .95, Degrees: 5}}
	pic := s.Render(shot)
	for i, l := range s.Landmarks(shot) {
		x, y := int(l.Point.X*500), int(l.Point.Y*500)
		if x < 10 || y < 10 || x > 489 || y > 389 {
			continue
		}
		beside := (int(pic.NRGBAAt(x+10, y).R) + int(pic.NRGBAAt(x-10, y).R)) / 2
		if int(pic.NRGBAAt(x, y).R) > beside-15 {
			t.Errorf("mole %d: level %d, beside it %d", i, pic.NRGBAAt(x, y).R, beside)
		}
	}
}

func BenchmarkSkin(b *testing.B) {
	for b.Loop() {
		Subject{Seed: 3, Concern: AcneScars}.Render(Shot{Width: 1600, Height: 1200})
	}
}

func BenchmarkFace(b *testing.B) {
	for b.Loop() {
		Subject{Kind: Face, Seed: 3, Concern: AcneScars}.Render(Shot{Width: 1600, Height: 1200})
	}
}
