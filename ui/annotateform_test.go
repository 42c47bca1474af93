package ui

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/storage"
)

// scaleFields are the fields of the question what a scale was marked on.
func (a *App) scaleFields() (what *formSelect, length *entry) {
	a.objects(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *formSelect:
			what = o
		case *entry:
			length = o
		}
	})
	return what, length
}

func TestAScaleIsSetOnARulerAndMeasuresBothPhotos(t *testing.T) {
	a, off, c := annotating(t, turned())
	typed(a, fyne.KeyL)
	from, to := photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .4}
	sweep(c, 1, from, to)
	if words := c.board.panes[1].pane.Annotations()[0].Words; words != "Set a scale to see millimetres" {
		t.Errorf("without a scale the line says %q", words)
	}
	typed(a, fyne.KeyS)
	sweep(c, 0, photos.Point{X: .2, Y: .7}, photos.Point{X: .6, Y: .7})
	what, length := a.scaleFields()
	if what == nil || what.Selected != "Ruler" {
		t.Fatal("nothing asks what was marked")
	}
	for _, wrong := range []string{"", "ten", "-3", "0", "1e9", "NaN"} {
		length.SetText(wrong)
		press(t, a, "Set the scale")
		if a.modal == nil {
			t.Fatalf("%q was taken", wrong)
		}
	}
	length.SetText("62,5 mm")
	press(t, a, "Set the scale")
	a.settle(off)
	s := stored(t, a, off, c, 0).Scale
	if s == nil || s.MM != 62.5 || s.On != annotation.OnRuler {
		t.Fatalf("stored %+v", s)
	}
	// 0.4 of the reference are 62.5 mm; 0.2 of it, however the other photo lies.
	words := c.board.panes[1].pane.Annotations()[0].Words
	m, _ := c.board.panes[1].photo.Annotation.Shapes[0].Measured(first(c.c.scaleOf(c.board.panes[1].photo)))
	if math.Abs(m.Value-31.25) > .3 || !strings.Contains(words, " mm ± ") || !strings.HasPrefix(words, "3") {
		t.Errorf("the line measures %v and says %q", m.Value, words)
	}
	c.pen.choose(nil, -1)
	c.activate(1)
	if c.pen.status.Text != "Scale from the reference" {
		t.Errorf("the strip says %q", c.pen.status.Text)
	}
	a.undoLast()
	a.settle(off)
	if stored(t, a, off, c, 0) != nil || strings.Contains(c.board.panes[1].pane.Annotations()[0].Words, "mm ±") {
		t.Error("undo leaves the scale")
	}
}

func first[A, B any](a A, _ B) A { return a }

func TestAScaleIsSetOnACoinMovedAndRemoved(t *testing.T) {
	a, off, c := annotating(t, turned())
	typed(a, fyne.KeyS)
	sweep(c, 1, photos.Point{X: .4, Y: .4}, photos.Point{X: .5, Y: .4})
	what, length := a.scaleFields()
	for i, name := range what.Options {
		if strings.HasPrefix(name, "2 euros") {
			what.SetSelectedIndex(i)
		}
	}
	if length.Text != "25.75" || !length.Disabled() {
		t.Errorf("a coin of 2 euros is %s mm, disabled %v", length.Text, length.Disabled())
	}
	press(t, a, "Set the scale")
	s := stored(t, a, off, c, 1).Scale
	if s == nil || s.Coin != "eur-2" || s.MM != 25.75 {
		t.Fatalf("stored %+v", s)
	}
	sweep(c, 1, photos.Point{X: .5, Y: .4}, photos.Point{X: .6, Y: .4})
	bent := stored(t, a, off, c, 1).Scale
	if bent == nil || bent.MM != s.MM || bent.Unit().MM > .6*s.Unit().MM {
		t.Errorf("dragged twice as long, %+v became %+v", s, bent)
	}
	typed(a, fyne.KeyReturn)
	if what, _ := a.scaleFields(); what == nil || !strings.HasPrefix(what.Selected, "2 euros") {
		t.Error("Return does not ask again what was marked")
	}
	press(t, a, "Cancel")
	typed(a, fyne.KeyDelete)
	if stored(t, a, off, c, 1) != nil {
		t.Error("Delete leaves the scale")
	}
}

func TestAWarpedPhotoHasNoScaleAndSaysSo(t *testing.T) {
	warp := storage.Alignment{Transform: photos.Transform{{1, .1, 0}, {0, .9, 0}, {0, 0, 1}}, Model: "affine"}
	a, off, c := annotating(t, warp)
	_, err := a.lib.SetAnnotation(c.board.panes[0].photo.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.pen.keep(c.board.panes[0], "", (*annotation.Layer)(nil).Scaled(&annotation.Scale{To: photos.Point{X: .2}, MM: 40, On: annotation.OnRuler}), "")
	typed(a, fyne.KeyL)
	sweep(c, 1, photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .4})
	a.settle(off)
	if words := c.board.panes[1].pane.Annotations()[0].Words; words != "No scale: the alignment changes the shape of this photo" {
		t.Errorf("it says %q", words)
	}
	for _, drawings := range c.c.drawings(c.board.shown()) {
		for _, d := range drawings {
			if d.Label != "" {
				t.Errorf("a saved picture would say %q", d.Label)
			}
		}
	}
}

func TestLengthsAreReadWithPointOrComma(t *testing.T) {
	for text, want := range map[string]float64{"10": 10, " 12.5 ": 12.5, "12,5 mm": 12.5, "7mm": 7} {
		if got, err := parseMM(text); err != nil || got != want {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
}

func TestMeasuresAreToldAsTheLanguageDoes(t *testing.T) {
	a, _, c := annotating(t, turned())
	p := c.board.panes[0].photo
	p.Annotation = &annotation.Layer{Scale: &annotation.Scale{To: photos.Point{X: .2}, MM: 20, On: annotation.OnRuler, Grain: .0005}}
	s := annotation.Shape{Kind: annotation.Line, Points: points(photos.Point{}, photos.Point{X: .125}), Grain: .0005}
	for language, want := range map[string]string{"en": "12.50 mm ± 0.09", "de": "12,50 mm ± 0,09"} {
		a.speak(language)
		if got := c.c.measureText(p, s); got != want {
			t.Errorf("%s: told as %q", language, got)
		}
	}
	a.speak("en")
	s.Kind = annotation.Text
	if got := c.c.measureText(p, s); got != "" {
		t.Errorf("words measure %q", got)
	}
}
