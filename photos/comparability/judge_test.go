package comparability_test

import (
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/align/face"
	"skinline/photos/colour"
	"skinline/photos/comparability"
	"skinline/photos/phantom"
)

func cheek() phantom.Subject { return phantom.Subject{Seed: 11, Concern: phantom.AcneScars} }

// shot is a photo of 320 x 400 pixels, aligned as is known.
func shot(s phantom.Subject, of phantom.Shot) comparability.Shot {
	of.Width, of.Height = 320, 400
	return comparability.Shot{Picture: s.Render(of), Align: phantom.True(s, of, phantom.Shot{Width: 320, Height: 400})}
}

// closer has the detail that sharpness is measured on.
func closer(s phantom.Subject, of phantom.Shot) comparability.Shot {
	of.Width, of.Height = 480, 600
	return comparability.Shot{Picture: s.Render(of), Align: phantom.True(s, of, phantom.Shot{Width: 480, Height: 600})}
}

func value(t *testing.T, v comparability.Verdict, k comparability.Kind) float64 {
	t.Helper()
	m, ok := v.Find(k)
	if !ok || !m.Known {
		t.Fatalf("%s was not measured: %+v", k, v)
	}
	return m.Value
}

func TestAPhotoIsComparableWithItself(t *testing.T) {
	for _, s := range []phantom.Subject{cheek(), {Kind: phantom.Face, Seed: 3}} {
		one := shot(s, phantom.Shot{})
		mesh := someFace()
		one.Face = &mesh
		one.Settings = photos.Settings{FocalLength35: 50, Flash: new(bool)}
		one.Moment = comparability.Moment{Treated: true, Days: 40}
		for _, crop := range []photos.Rect{{}, {X: .2, Y: .2, W: .4, H: .5}} {
			v := comparability.Judge(one, one, crop)
			if v.Overall != comparability.Comparable || len(v.Against()) != 0 {
				t.Errorf("%+v", v.Against())
			}
			for _, m := range v.Measures {
				want := 0.
				switch m.Kind {
				case comparability.Scale, comparability.Distance, comparability.Sharpness, comparability.Coverage:
					want = 1
				case comparability.Timing, comparability.RefTiming:
					want = 40
				}
				if !m.Known || math.Abs(m.Value-want) > 1e-9 || !strings.HasSuffix(m.Says, ".alike") {
					t.Errorf("%+v is not %v", m, want)
				}
			}
			if len(v.Measures) != 15 {
				t.Errorf("%d measures", len(v.Measures))
			}
		}
	}
}

func TestScaleRollAndCoverageAreThoseOfThePose(t *testing.T) {
	s := cheek()
	reference := shot(s, phantom.Shot{})
	for _, c := range []struct {
		pose          phantom.Pose
		scale, roll   float64
		cover, within float64
	}{
		{phantom.Pose{Scale: 1.1, Degrees: 6}, 1 / 1.1, -6, 1 / 1.21, .01},
		{phantom.Pose{Scale: .8, Degrees: -12}, 1.25, 12, 1, .001},
		{phantom.Pose{Scale: .4}, 2.5, 0, 1, .001},
		{phantom.Pose{DX: .2}, 1, 0, .75, .01}, // a quarter of the width of .8 left
		{phantom.Pose{DX: .08, DY: -.1}, 1, 0, .9 * .9, .01},
		{phantom.Pose{DX: 2}, 1, 0, 0, 0},
	} {
		v := comparability.Judge(reference, shot(s, phantom.Shot{Pose: c.pose}), photos.Rect{})
		if got := value(t, v, comparability.Scale); math.Abs(got-c.scale) > 1e-6 {
			t.Errorf("%+v: scale %v, not %v", c.pose, got, c.scale)
		}
		if got := value(t, v, comparability.Roll); math.Abs(got-c.roll) > 1e-4 {
			t.Errorf("%+v: roll %v, not %v", c.pose, got, c.roll)
		}
		if got := value(t, v, comparability.Coverage); math.Abs(got-c.cover) > c.within {
			t.Errorf("%+v: coverage %v, not %v", c.pose, got, c.cover)
		}
		if c.cover == 0 && v.Overall != comparability.NotComparable {
			t.Errorf("nothing in common, and %s", v.Overall)
		}
	}
}

func TestExposureIsInStopsOfLight(t *testing.T) {
	for _, s := range []phantom.Subject{cheek(), {Seed: 5, Tone: 6}, {Kind: phantom.Face, Seed: 3}} {
		reference := shot(s, phantom.Shot{EV: -.7})
		for _, ev := range []float64{-1, -.3, .5} {
			// The pose must not matter, nor the noise.
			photo := shot(s, phantom.Shot{EV: ev - .7, Noise: 2, NoiseSeed: 9, Pose: phantom.Pose{Scale: .93, Degrees: 4, DX: .02}})
			v := comparability.Judge(reference, photo, photos.Rect{})
			// The camera's soft shoulder takes some of a large step.
			if got := value(t, v, comparability.Exposure); math.Abs(got-ev) > .03+.06*math.Abs(ev) {
				t.Errorf("%+v: %+.3f EV measured for %+.2f", s, got, ev)
			}
			if got := value(t, v, comparability.WhiteBalance); got > 1.5 {
				t.Errorf("%+v: %+.2f EV alone differ by %.2f in colour", s, ev, got)
			}
		}
	}
}

func TestColourOfLightIsThatOfAGreyCard(t *testing.T) {
	for _, s := range []phantom.Subject{cheek(), {Seed: 5, Tone: 6}, {Kind: phantom.Face, Seed: 3}} {
		reference := shot(s, phantom.Shot{EV: -.5})
		for _, c := range []struct {
			light [3]float64
			says  string
		}{
			{[3]float64{1.12, 1, .88}, "yellower"},
			{[3]float64{.9, 1, 1.2}, "bluer"},
			{[3]float64{.93, 1.04, .95}, "greener"},
			{[3]float64{1.06, .94, 1.03}, "redder"},
			{[3]float64{1.03, 1, .97}, "alike"},
		} {
			want := colour.DeltaE(greyIn([3]float64{1, 1, 1}), greyIn(c.light))
			v := comparability.Judge(reference, shot(s, phantom.Shot{EV: -.5, LightColor: c.light, Noise: 1, NoiseSeed: 4, Pose: phantom.Pose{Degrees: 3}}), photos.Rect{})
			m, _ := v.Find(comparability.WhiteBalance)
			if math.Abs(m.Value-want) > .4+.08*want {
				t.Errorf("%+v in %v: ΔE %.2f, not %.2f", s, c.light, m.Value, want)
			}
			if m.Says != "white_balance_de."+c.says {
				t.Errorf("%v is said to be %s", c.light, m.Says)
			}
		}
	}
}

// greyIn is a grey card in a coloured light, as bright as in white light.
func greyIn(light [3]float64) colour.Lab {
	by := .18 / colour.Luminance(light)
	return colour.LabOf([3]float64{light[0] * by, light[1] * by, light[2] * by})
}

func TestLightFromAnotherSideIsSeen(t *testing.T) {
	s := phantom.Subject{Kind: phantom.Face, Seed: 3}
	mesh := someFace()
	reference := shot(s, phantom.Shot{})
	reference.Face = &mesh
	last := -1.
	for _, degrees := range []float64{0, 30, 60, 90} {
		v := comparability.Judge(reference, shot(s, phantom.Shot{LightDegrees: degrees, Noise: 1}), photos.Rect{})
		m, _ := v.Find(comparability.Light)
		t.Logf("light at %v°: %.2f EV, %s", degrees, m.Value, m.Level)
		if m.Value <= last {
			t.Errorf("light at %v°: %.2f EV, less than nearer to the reference's", degrees, m.Value)
		}
		if (degrees >= 60) != (m.Level > comparability.Comparable) {
			t.Errorf("light at %v° is %s", degrees, m.Level)
		}
		last = m.Value
	}
	v := comparability.Judge(reference, shot(s, phantom.Shot{EV: -.8}), photos.Rect{})
	if m, _ := v.Find(comparability.Light); m.Value > .2 {
		t.Errorf("less exposure is said to fall differently by %.2f EV", m.Value)
	}
}

func TestSharpnessIsTheContrastThatABlurLeaves(t *testing.T) {
	s := cheek()
	reference := closer(s, phantom.Shot{})
	const reduced = 1.5 // the coarser photo's pixels to one of the frame's
	for _, pose := range []phantom.Pose{{}, {Scale: .9, Degrees: 7, DX: .01}} {
		for _, sigma := range []float64{0, 1, 2} {
			photo := closer(s, phantom.Shot{Pose: pose})
			photo.Picture = gauss(photo.Picture, sigma)
			v := comparability.Judge(reference, photo, photos.Rect{})
			m, _ := v.Find(comparability.Sharpness)
			want := kept(sigma / reduced)
			t.Logf("%+v sigma %.1f: %.3f, by theory %.3f, %s", pose, sigma, m.Value, want, m.Level)
			if math.Abs(m.Value-want) > .03+.05*want {
				t.Errorf("sigma %v: %.3f of the contrast, not %.3f", sigma, m.Value, want)
			}
			back := comparability.Judge(photo, reference, photos.Rect{W: .8, H: 1})
			if got := value(t, back, comparability.Sharpness); math.Abs(math.Log(got*m.Value)) > .06 {
				t.Errorf("sigma %v: %.3f there and %.3f back", sigma, m.Value, got)
			}
		}
	}
}

func TestNoiseIsNotTakenForDetail(t *testing.T) {
	s := cheek()
	reference := closer(s, phantom.Shot{})
	for _, noise := range []float64{2, 6} {
		for _, sigma := range []float64{0, 1.5} {
			clean := closer(s, phantom.Shot{})
			clean.Picture = gauss(clean.Picture, sigma)
			noisy := clean
			noisy.Picture = grained(clean.Picture, noise)
			want := value(t, comparability.Judge(reference, clean, photos.Rect{}), comparability.Sharpness)
			got := value(t, comparability.Judge(reference, noisy, photos.Rect{}), comparability.Sharpness)
			t.Logf("noise %v, sigma %v: %.3f, without noise %.3f", noise, sigma, got, want)
			if math.Abs(math.Log(got/want)) > math.Log(1.12) {
				t.Errorf("noise of %v levels makes %.3f of %.3f", noise, got, want)
			}
		}
	}
}

func TestExposureAndNumberOfPixelsAreNotSharpness(t *testing.T) {
	s := cheek()
	reference := closer(s, phantom.Shot{})
	for name, of := range map[string]phantom.Shot{"darker": {EV: -1}, "brighter": {EV: .4}, "warmer": {LightColor: [3]float64{1.2, 1, .8}}} {
		if got := value(t, comparability.Judge(reference, closer(s, of), photos.Rect{}), comparability.Sharpness); math.Abs(got-1) > .1 {
			t.Errorf("%s: sharpness %v", name, got)
		}
	}
	large := comparability.Shot{Picture: s.Render(phantom.Shot{Width: 960, Height: 1200})}
	if got := value(t, comparability.Judge(reference, large, photos.Rect{}), comparability.Sharpness); math.Abs(got-1) > .12 {
		t.Errorf("four times the pixels: sharpness %v", got)
	}
}

// What is measured from a to b is the opposite of what is measured from b to a.
func TestMeasuresTurnRoundWithThePair(t *testing.T) {
	s := cheek()
	crop := photos.Rect{X: .2, Y: .25, W: .4, H: .5}
	a := shot(s, phantom.Shot{EV: -.4, Noise: 1})
	b := shot(s, phantom.Shot{EV: .3, LightColor: [3]float64{1.1, 1, .95}, Noise: 1, NoiseSeed: 2, Pose: phantom.Pose{Scale: .9, Degrees: 5}, LightDegrees: 40})
	b.Picture = gauss(b.Picture, 1)
	one, other := someFace(), someFace()
	other.Turn, other.Tilt = 4, -3
	other.Landmarks[14].Y += .01
	a.Face, b.Face = &one, &other
	there, back := comparability.Judge(a, b, crop), comparability.Judge(b, a, crop)
	for _, m := range there.Measures {
		got, want := value(t, back, m.Kind), -m.Value
		switch m.Kind {
		case comparability.Scale, comparability.Sharpness:
			want = 1 / m.Value
		case comparability.Coverage, comparability.Light:
			want = m.Value
		case comparability.WhiteBalance:
			// A neutral seen from the other side is not quite as far away.
			if math.Abs(got-m.Value) > .25*m.Value {
				t.Errorf("ΔE %v there and %v back", m.Value, got)
			}
			continue
		}
		if math.Abs(got-want) > 5e-3 { // a median lies within its samples
			t.Errorf("%s: %v there, %v back", m.Kind, m.Value, got)
		}
	}
}

func TestPosesAndExpressionsNeedTwoFaces(t *testing.T) {
	s := phantom.Subject{Kind: phantom.Face, Seed: 3}
	a, b := shot(s, phantom.Shot{}), shot(s, phantom.Shot{Turn: 12})
	one := someFace()
	a.Face = &one
	if _, ok := comparability.Judge(a, b, photos.Rect{}).Find(comparability.Turn); ok {
		t.Error("a turn is told of one face")
	}
	for _, c := range []struct {
		change func(f *face.Face)
		kind   comparability.Kind
		value  float64
		says   string
		level  comparability.Level
	}{
		{func(f *face.Face) { f.Turn = 12 }, comparability.Turn, 12, "turn_degrees.right", comparability.Reservation},
		{func(f *face.Face) { f.Tilt = -20 }, comparability.Tilt, -20, "tilt_degrees.up", comparability.NotComparable},
		{func(f *face.Face) { f.Landmarks[14].Y += .02 }, comparability.Expression, .2, "expression_iod.mouth", comparability.NotComparable},
		{func(f *face.Face) { f.Landmarks[61].X -= .006; f.Landmarks[291].X += .006 }, comparability.Expression, .12, "expression_iod.lips", comparability.Reservation},
		{func(f *face.Face) { f.Landmarks[159].Y += .01; f.Landmarks[386].Y += .01 }, comparability.Eyes, -.1, "eyes_iod.narrower", comparability.NotComparable},
		{func(f *face.Face) { f.Landmarks[105].Y -= .005; f.Landmarks[334].Y -= .005 }, comparability.Expression, .05, "expression_iod.alike", comparability.Comparable},
		{func(f *face.Face) { f.Landmarks = f.Landmarks[:100] }, comparability.Expression, 0, "expression_iod.unknown", comparability.Reservation},
	} {
		other := someFace()
		c.change(&other)
		// Neither size, place nor roll of a face is an expression.
		moved := photos.Similarity(1.3, 20, .1, -.05)
		for i, p := range other.Landmarks {
			other.Landmarks[i] = moved.Apply(p)
		}
		at := moved.Apply(photos.Point{X: .4, Y: .5})
		other.Box, other.IOD = photos.Rect{X: at.X - .2, Y: at.Y - .2, W: .4, H: .4}, .13
		b.Face = &other
		var err error
		if b.Align, err = moved.Inverse(); err != nil {
			t.Fatal(err)
		}
		v := comparability.Judge(a, b, photos.Rect{})
		if m, _ := v.Find(c.kind); math.Abs(m.Value-c.value) > 1e-9 || m.Says != c.says || m.Level != c.level {
			t.Errorf("%+v, not %s %v %s", m, c.says, c.value, c.level)
		}
	}
}

// someFace has its landmarks on the face of a phantom of seed 3, roughly: eyes
// .1 apart.
func someFace() face.Face {
	f := face.Face{
		Landmarks: make([]photos.Point, 468), Depth: make([]float64, 468), IOD: .1,
		Box: photos.Rect{X: .24, Y: .28, W: .32, H: .44},
	}
	for i := range f.Landmarks {
		sin, cos := math.Sincos(float64(i) / 468 * 2 * math.Pi)
		f.Landmarks[i] = photos.Point{X: .4 + .16*cos, Y: .5 + .22*sin}
	}
	for i, p := range map[int]photos.Point{
		33: {X: .33, Y: .48}, 133: {X: .37, Y: .48}, 362: {X: .43, Y: .48}, 263: {X: .47, Y: .48},
		13: {X: .4, Y: .6}, 14: {X: .4, Y: .6}, 61: {X: .36, Y: .6}, 291: {X: .44, Y: .6},
		159: {X: .35, Y: .47}, 145: {X: .35, Y: .49}, 386: {X: .45, Y: .47}, 374: {X: .45, Y: .49},
		105: {X: .35, Y: .44}, 334: {X: .45, Y: .44},
	} {
		f.Landmarks[i] = p
	}
	return f
}

// Somebody in the background is not compared with the client.
func TestFacesOfTwoPeopleAreNotCompared(t *testing.T) {
	s := phantom.Subject{Kind: phantom.Face, Seed: 3}
	a, b := shot(s, phantom.Shot{}), shot(s, phantom.Shot{})
	one, other := someFace(), someFace()
	other.Box.X, other.Turn = other.Box.X+.1, 40
	a.Face, b.Face = &one, &other
	if m, ok := comparability.Judge(a, b, photos.Rect{}).Find(comparability.Turn); ok {
		t.Errorf("%+v", m)
	}
}

func TestTimeSinceTreatment(t *testing.T) {
	one := shot(cheek(), phantom.Shot{})
	for _, c := range []struct {
		moment comparability.Moment
		says   string
		level  comparability.Level
	}{
		{comparability.Moment{}, "", comparability.Comparable},
		{comparability.Moment{Treated: true, Days: 0}, "days.healing", comparability.NotComparable},
		{comparability.Moment{Treated: true, Days: 6}, "days.healing", comparability.NotComparable},
		{comparability.Moment{Treated: true, Days: 7}, "days.early", comparability.Reservation},
		{comparability.Moment{Treated: true, Days: 27}, "days.early", comparability.Reservation},
		{comparability.Moment{Treated: true, Days: 28}, "days.alike", comparability.Comparable},
		{comparability.Moment{Treated: true, Days: 30, Healing: true}, "days.healing", comparability.NotComparable},
		{comparability.Moment{Healing: true}, "days.healing.undated", comparability.NotComparable},
	} {
		photo := one
		photo.Moment = c.moment
		v := comparability.Judge(one, photo, photos.Rect{})
		if m, _ := v.Find(comparability.Timing); m.Says != c.says || v.Overall != c.level {
			t.Errorf("%+v: %+v, overall %s", c.moment, m, v.Overall)
		}
		if m, _ := comparability.Judge(photo, one, photos.Rect{}).Find(comparability.RefTiming); m.Level != c.level {
			t.Errorf("a reference of %+v is %s", c.moment, m.Level)
		}
	}
}

func TestSettingsThatDiffer(t *testing.T) {
	yes, no := true, false
	one, other := shot(cheek(), phantom.Shot{}), shot(cheek(), phantom.Shot{Pose: phantom.Pose{Scale: .8}})
	one.Settings, other.Settings = photos.Settings{FocalLength35: 50, Flash: &no}, photos.Settings{FocalLength35: 40, Flash: &yes}
	other.Model = align.Affine
	v := comparability.Judge(one, other, photos.Rect{})
	// The shorter lens explains the smaller skin: the distance was the same.
	if got := value(t, v, comparability.Distance); math.Abs(got-1) > 1e-6 {
		t.Errorf("distance %v", got)
	}
	if m, _ := v.Find(comparability.Flash); m.Says != "flash.photo" || m.Level != comparability.NotComparable {
		t.Errorf("%+v", m)
	}
	if m, _ := v.Find(comparability.Model); m.Level != comparability.Reservation {
		t.Errorf("%+v", m)
	}
}

func TestPicturesOfNothingAreNeverComparable(t *testing.T) {
	blank := func(w, h int, levels ...uint8) comparability.Shot {
		pic := image.NewNRGBA(image.Rect(0, 0, w, h))
		for i := range pic.Pix {
			pic.Pix[i] = levels[i%4]
		}
		return comparability.Shot{Picture: pic}
	}
	shots := []comparability.Shot{
		{},
		blank(0, 0, 0, 0, 0, 0), blank(1, 1, 90, 80, 70, 255), blank(300, 200, 0, 0, 0, 255), blank(300, 200, 255, 255, 255, 255),
		blank(300, 200, 0, 0, 0, 0), blank(200, 300, 120, 100, 90, 255), blank(3, 900, 120, 100, 90, 255), shot(cheek(), phantom.Shot{}),
		{Picture: blank(90, 90, 99, 99, 99, 255).Picture, Align: photos.Transform{{1, 1, 0}, {1, 1, 0}, {0, 0, 1}}},
		{Picture: blank(90, 90, 99, 99, 99, 255).Picture, Align: photos.Transform{{1, 0, 0}, {0, 1, 0}, {-2, 0, 1}}},
		{Picture: blank(90, 90, 99, 99, 99, 255).Picture, Align: photos.Similarity(1e-6, 3, 1e5, 1e5)},
		{Picture: blank(90, 90, 99, 99, 99, 255).Picture, Face: &face.Face{Landmarks: slices.Repeat([]photos.Point{{X: math.NaN(), Y: .5}}, 468), Turn: math.NaN()}},
	}
	for i, a := range shots {
		for j, b := range shots {
			for _, crop := range []photos.Rect{{}, {X: .1, Y: .1, W: .3, H: .2}, {X: 5, Y: 5, W: 1, H: 1}, {X: 0, Y: 0, W: 1e-9, H: 1}} {
				v := comparability.Judge(a, b, crop)
				for _, m := range v.Measures {
					if math.IsNaN(m.Value) || math.IsInf(m.Value, 0) {
						t.Errorf("%d against %d: %+v", i, j, m)
					}
					if m.Sentence().Text == "" {
						t.Errorf("%d against %d: nothing is said: %+v", i, j, m)
					}
				}
				if (i != 8 || j != 8) && v.Overall == comparability.Comparable {
					t.Errorf("%d against %d is comparable", i, j)
				}
			}
		}
	}
}
