package compose_test

import (
	"image"
	"image/color"
	"testing"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/photos/compose"
)

func points(xy ...float64) []photos.Point {
	var out []photos.Point
	for i := 0; i < len(xy); i += 2 {
		out = append(out, photos.Point{X: xy[i], Y: xy[i+1]})
	}
	return out
}

func everyShape() []compose.Drawing {
	return []compose.Drawing{
		{Shape: annotation.Shape{Kind: annotation.Arrow, Points: points(.1, .1, .25, .2)}},
		{Shape: annotation.Shape{Kind: annotation.Ellipse, Points: points(.55, .2, .7, .25, .52, .28), Colour: annotation.Yellow}, Label: "12,4 mm² ± 0,3"},
		{Shape: annotation.Shape{Kind: annotation.Freehand, Points: points(.1, .4, .15, .38, .2, .45, .3, .41), Colour: annotation.White}},
		{Shape: annotation.Shape{Kind: annotation.Text, Points: points(.1, .55), Text: "Narbe, größer"}},
		{Shape: annotation.Shape{Kind: annotation.Line, Points: points(.1, .75, .4, .65)}, Label: "8.3 mm ± 0.2"},
		{Shape: annotation.Shape{Kind: annotation.Area, Points: points(.5, .6, .7, .6, .65, .8, .45, .75)}, Label: "31 mm² ± 2"},
	}
}

func TestAnnotationsLookAsDrawnOnBrightAndOnDarkSkin(t *testing.T) {
	s := compose.NewStyle(0)
	for name, skin := range map[string]color.RGBA{"bright": {236, 198, 176, 255}, "dark": {74, 44, 32, 255}} {
		pic := flat(320, 400, skin)
		compose.Annotate(pic, photos.Frame{Crop: photos.Rect{W: .8, H: 1}}, everyShape(), s)
		golden(t, pic, "annotations-"+name+".png")
	}
}

// marked is where a picture differs from one without annotations.
func marked(pic, plain *image.RGBA) (box image.Rectangle) {
	for y := range pic.Rect.Dy() {
		for x := range pic.Rect.Dx() {
			if pic.RGBAAt(x, y) != plain.RGBAAt(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// A shape lies on the same skin whatever alignment and crop show it.
func TestAnnotationsLieWhereTheirPhotoLies(t *testing.T) {
	s := compose.NewStyle(0)
	skin := color.RGBA{200, 150, 130, 255}
	spot := photos.Point{X: .4, Y: .5}
	dot := []compose.Drawing{{Shape: annotation.Shape{Kind: annotation.Freehand, Points: []photos.Point{spot, {X: .4001, Y: .5}}}}}
	for _, f := range []photos.Frame{
		{},
		{Crop: photos.Rect{X: .3, Y: .45, W: .2, H: .25}},
		{Align: photos.Similarity(1.3, 20, .05, -.1), Crop: photos.Rect{X: .1, Y: .2, W: .64, H: .8}},
		{Align: photos.Transform{{1, .1, 0}, {0, 1, 0}, {.1, 0, 1}}, Crop: photos.Rect{W: .8, H: 1}},
	} {
		pic, plain := flat(320, 400, skin), flat(320, 400, skin)
		compose.Annotate(pic, f, dot, s)
		box := marked(pic, plain)
		full := f.Resolved(320, 400)
		want := full.Align.Apply(spot)
		x, y := (want.X-full.Crop.X)/full.Crop.W*320, (want.Y-full.Crop.Y)/full.Crop.H*400
		gotX, gotY := float64(box.Min.X+box.Max.X)/2, float64(box.Min.Y+box.Max.Y)/2
		if box.Dx() > 12 || gotX < x-1.5 || gotX > x+1.5 || gotY < y-1.5 || gotY > y+1.5 {
			t.Errorf("%+v: drawn at %v, should be at %.1f, %.1f", f, box, x, y)
		}
	}
}

func TestAnnotationsBesideThePictureAreCutAndNothingElse(t *testing.T) {
	s := compose.NewStyle(0)
	pic := flat(100, 80, color.RGBA{200, 150, 130, 255})
	out := []compose.Drawing{
		{Shape: annotation.Shape{Kind: annotation.Line, Points: points(-1, -1, 2, 2)}, Label: "a long label that has no room at all in so small a picture"},
		{Shape: annotation.Shape{Kind: annotation.Area, Points: points(1.5, 1.5, 2, 1.5, 2, 2)}, Label: "1 mm²"},
		{Shape: annotation.Shape{Kind: annotation.Ellipse, Points: points(-1, 0, 2, 0, -1, 2)}},
		{Shape: annotation.Shape{Kind: annotation.Arrow, Points: points(.5, .5, .5, .5)}},
		{Shape: annotation.Shape{Kind: annotation.Text, Points: points(1.9, 1.9), Text: "outside"}},
	}
	compose.Annotate(pic, photos.Frame{}, out, s)
	sub := flat(200, 200, color.RGBA{1, 2, 3, 255})
	part := sub.SubImage(image.Rect(50, 60, 150, 140)).(*image.RGBA)
	compose.Annotate(part, photos.Frame{}, out, s)
	for y := range 200 {
		for x := range 200 {
			if !(image.Point{x, y}).In(part.Rect) && sub.RGBAAt(x, y) != (color.RGBA{1, 2, 3, 255}) {
				t.Fatalf("drawn outside the picture at %d, %d", x, y)
			}
		}
	}
}

func TestSkinInsideAnOutlineIsNotTouched(t *testing.T) {
	skin := color.RGBA{200, 150, 130, 255}
	pic := flat(320, 400, skin)
	compose.Annotate(pic, photos.Frame{}, []compose.Drawing{
		{Shape: annotation.Shape{Kind: annotation.Ellipse, Points: points(.4, .4, .6, .4, .4, .6)}, Label: "1 cm²"},
		{Shape: annotation.Shape{Kind: annotation.Area, Points: points(.1, .1, .7, .1, .7, .7, .1, .7)}},
	}, compose.NewStyle(0))
	for y := 110; y < 210; y++ {
		for x := 110; x < 210; x++ {
			if pic.RGBAAt(x, y) != skin {
				t.Fatalf("changed at %d, %d", x, y)
			}
		}
	}
}
