package viewpoint_test

import (
	"image"
	"math"
	"testing"

	"skinline/photos/phantom"
	"skinline/photos/viewpoint"
)

func look(t *testing.T, pic *image.NRGBA) viewpoint.Look {
	t.Helper()
	l, err := viewpoint.LookAt(pic)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func head(t *testing.T, seed int64, turn float64) viewpoint.Look {
	t.Helper()
	return look(t, phantom.Subject{Kind: phantom.Face, Seed: seed}.Render(phantom.Shot{Width: 480, Height: 600, Turn: turn, Noise: 1, Pose: phantom.Pose{Degrees: 3}}))
}

// A phantom turned by a positive angle shows the client's left side.
func TestTheTurnOfAHeadIsItsView(t *testing.T) {
	for turn, want := range map[float64]string{
		0: "frontal", -6: "frontal", 45: "oblique-left", 35: "oblique-left", -45: "oblique-right", 19: "", 80: "", -80: "",
	} {
		for _, seed := range []int64{3, 4} {
			if got := head(t, seed, turn).View(nil); got != want {
				t.Errorf("seed %d turned by %v is %q, not %q", seed, turn, got, want)
			}
		}
	}
}

func TestALateralViewIsToldByAnEarlierOne(t *testing.T) {
	known := []viewpoint.Known{
		{View: "frontal", Look: head(t, 4, 0)},
		{View: "oblique-left", Look: head(t, 4, 42)},
		{View: "lateral-left", Look: head(t, 4, 68)},
		{View: "lateral-right", Look: head(t, 4, -68)},
	}
	for turn, want := range map[float64]string{66: "lateral-left", -66: "lateral-right", 44: "oblique-left", 3: "frontal"} {
		if got := head(t, 4, turn).View(known); got != want {
			t.Errorf("turned by %v: %q, not %q", turn, got, want)
		}
	}
	// Two views turned alike cannot be told apart by their turn.
	known = append(known, viewpoint.Known{View: "lateral-left-raking", Look: head(t, 4, 64)})
	if got := head(t, 4, 66).View(known); got != "" {
		t.Errorf("one of two views turned alike: %q", got)
	}
}

func patch(t *testing.T, site phantom.Site, of phantom.Shot) viewpoint.Look {
	t.Helper()
	of.Width, of.Height = 480, 600
	return look(t, phantom.Subject{Seed: 6, Concern: phantom.AcneScars, Site: site}.Render(of))
}

func TestACloseUpIsToldByAnEarlierOne(t *testing.T) {
	known := []viewpoint.Known{
		{View: "cheek-left-close", Look: patch(t, phantom.CheekLeft, phantom.Shot{})},
		{View: "cheek-right-close", Look: patch(t, phantom.CheekRight, phantom.Shot{})},
		{View: "forehead-close", Look: patch(t, phantom.Forehead, phantom.Shot{})},
		{View: "frontal", Look: head(t, 6, 0)},
	}
	again := phantom.Shot{Progress: .5, EV: -.3, Noise: 1.5, Pose: phantom.Pose{Scale: 1.1, Degrees: -6, DX: .03}, LightDegrees: 20}
	for site, want := range map[phantom.Site]string{
		phantom.CheekLeft: "cheek-left-close", phantom.CheekRight: "cheek-right-close", phantom.Forehead: "forehead-close", phantom.Perioral: "",
	} {
		if got := patch(t, site, again).View(known); got != want {
			t.Errorf("site %d is %q, not %q", site, got, want)
		}
	}
	if got := patch(t, phantom.CheekLeft, phantom.Shot{}).View(nil); got != "" {
		t.Errorf("%q of a client without photos", got)
	}
	nearer := again
	nearer.Pose.Scale = 2.5
	if got := patch(t, phantom.CheekLeft, nearer).View(known); got != "" {
		t.Errorf("a part of the cheek is %q", got)
	}
}

func TestPicturesOfNothingHaveNoView(t *testing.T) {
	known := []viewpoint.Known{{View: "cheek-left-close", Look: patch(t, phantom.CheekLeft, phantom.Shot{})}, {View: "frontal", Look: head(t, 6, 0)}}
	for _, size := range []image.Point{{X: 1, Y: 1}, {X: 3, Y: 700}, {X: 300, Y: 200}} {
		for _, level := range []uint8{0, 128, 255} {
			pic := image.NewNRGBA(image.Rectangle{Max: size})
			for i := range pic.Pix {
				pic.Pix[i] = level
			}
			l := look(t, pic)
			if got := l.View(append(known, viewpoint.Known{View: "nothing", Look: l})); got != "" {
				t.Errorf("%v of %d is %q", size, level, got)
			}
		}
	}
	stripes := image.NewNRGBA(image.Rect(0, 0, 400, 500))
	for i := range stripes.Pix {
		stripes.Pix[i] = uint8(128 + 100*math.Sin(float64(i/4%400)/7))
	}
	if got := look(t, stripes).View(known); got != "" {
		t.Errorf("stripes are %q", got)
	}
}
