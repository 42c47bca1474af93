package view

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"skinline/photos"
	"skinline/photos/annotation"
)

func someAnnotations() []Annotation {
	ink := annotation.Accent.Ink()
	return []Annotation{
		{Points: []photos.Point{{X: .2, Y: .3}, {X: .5, Y: .6}}, Arrow: true, Ink: ink, Handle: -1},
		{Points: []photos.Point{{X: .5, Y: .2}, {X: .6, Y: .2}, {X: .6, Y: .35}}, Closed: true, Words: "12 mm² ± 1", Ink: ink, Handle: -1},
		{Points: []photos.Point{{X: .3, Y: .7}}, Words: "scar", Ink: ink, Handle: -1},
	}
}

// seenLines are the lines of an annotation as they are painted: half their
// width longer at both ends.
func seenLines(d *drawnAnnotation) (all []*canvas.Line) {
	for _, l := range d.lines {
		if l.Visible() {
			all = append(all, l)
		}
	}
	return all
}

func TestAnnotationsFollowTheirPhoto(t *testing.T) {
	z, all, _, _, keys := panes(t)
	p := all[1]
	p.SetAnnotations(someAnnotations())
	check := func(when string) {
		t.Helper()
		for i, q := range someAnnotations()[0].Points {
			want := p.Place(q)
			line := seenLines(p.annotations.drawn[0])[0]
			from := p.clip.Position().Add([]fyne.Position{line.Position1, line.Position2}[i])
			if d := from.Subtract(want); math.Hypot(float64(d.X), float64(d.Y)) > annotationWidth {
				t.Errorf("%s: end %d is at %v, the skin at %v", when, i, from, want)
			}
			if back := p.Reference(want); math.Hypot(back.X-q.X, back.Y-q.Y) > 1e-5 {
				t.Errorf("%s: %v reads back as %v", when, q, back)
			}
		}
	}
	check("fitted")
	z.At(photos.Point{X: .4, Y: .5}, 7)
	check("zoomed")
	z.Pan(40, -25)
	check("panned")
	keys.hold(fyne.KeyModifierShift, func() { drags(p, fyne.NewPos(50, 50), fyne.NewDelta(30, 12)) })
	if p.Offset() == (photos.Point{}) {
		t.Fatal("the photo was not moved alone")
	}
	check("moved alone")
	p.SetCover(Cover{From: .4, To: 1, Opacity: .5})
	check("behind a curtain")
	if c := p.annotations.drawn[0].lines[0].StrokeColor.(color.NRGBA); c.A > 0x81 {
		t.Errorf("under half opacity a line has %d", c.A)
	}
	p.SetAnnotations(nil)
	if p.annotations.drawn[0].box.Visible() {
		t.Error("what was taken away is still there")
	}
}

func TestThePointerFindsWhatIsUnderIt(t *testing.T) {
	_, all, _, _, _ := panes(t)
	p := all[0]
	list := someAnnotations()
	p.SetAnnotations(list)
	middle := func(a, b photos.Point) fyne.Position {
		return p.Place(photos.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2})
	}
	for name, c := range map[string]struct {
		at        fyne.Position
		i, handle int
	}{
		"on the arrow":         {middle(list[0].Points[0], list[0].Points[1]), 0, -1},
		"beside the arrow":     {middle(list[0].Points[0], list[0].Points[1]).AddXY(30, -30), -1, -1},
		"the closing edge":     {middle(list[1].Points[2], list[1].Points[0]), 1, -1},
		"within the area":      {p.Place(photos.Point{X: .575, Y: .235}), -1, -1},
		"on the words":         {p.Place(list[2].Points[0]).AddXY(12, 2), 2, -1},
		"far beside the words": {p.Place(list[2].Points[0]).AddXY(12, 60), -1, -1},
	} {
		if i, h := p.AnnotationAt(c.at); i != c.i || h != c.handle {
			t.Errorf("%s: %d, %d", name, i, h)
		}
	}
	list[0].Handles = list[0].Points
	p.SetAnnotations(list)
	if i, h := p.AnnotationAt(p.Place(list[0].Points[1])); i != 0 || h != 1 {
		t.Errorf("on a handle: %d, %d", i, h)
	}
}

// tallying is a tool that counts and takes what it is told to.
type tallying struct {
	takes                bool
	taps, dragged, ended int
}

func (c *tallying) Tapped(fyne.Position) bool    { c.taps++; return c.takes }
func (c *tallying) Dragged(*fyne.DragEvent) bool { c.dragged++; return c.takes }
func (c *tallying) DragEnd()                     { c.ended++ }
func (c *tallying) Cursor() desktop.Cursor       { return desktop.CrosshairCursor }

func TestAToolTakesThePointerAndNothingElse(t *testing.T) {
	z, all, _, _, keys := panes(t)
	p, tool := all[0], &tallying{takes: true}
	p.Tool = tool
	z.At(photos.Point{X: .4, Y: .5}, 3)
	before := z.Centre()
	drags(p, fyne.NewPos(100, 100), fyne.NewDelta(20, 0), fyne.NewDelta(20, 0))
	p.DragEnd()
	p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(9, 9)})
	p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(9, 9)})
	if z.Centre() != before || tool.dragged != 2 || tool.ended != 1 || tool.taps != 2 || p.Cursor() != desktop.CrosshairCursor {
		t.Errorf("%+v, at %v, was %v", tool, z.Centre(), before)
	}
	p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 25)})
	if z.Viewport().Factor <= 3 {
		t.Error("the wheel does not zoom under a tool")
	}
	keys.hold(fyne.KeyModifierShift, func() { drags(p, fyne.NewPos(100, 100), fyne.NewDelta(20, 0)) })
	if p.Offset() == (photos.Point{}) || tool.dragged != 2 {
		t.Error("Shift does not move the photo alone under a tool")
	}
	tool.takes = false
	before = z.Centre()
	drags(p, fyne.NewPos(100, 100), fyne.NewDelta(20, 0))
	if z.Centre() == before {
		t.Error("what a tool leaves does not pan")
	}
	p.Tool = nil
	if p.Cursor() != desktop.DefaultCursor {
		t.Error("the cursor stays")
	}
}

// A busy photo: what is drawn must follow a gesture within a frame.
func BenchmarkAnnotationsFollow(b *testing.B) {
	lit(b, "dark")
	z := NewZoom(photos.Rect{W: .8, H: 1})
	p := NewPane(z)
	onStage(b, p, 800, 600)
	var all []Annotation
	for i := range 40 {
		a := Annotation{Ink: annotation.Accent.Ink(), Closed: true, Words: "12.4 mm² ± 0.3", Handle: -1}
		for k := range 60 {
			sin, cos := math.Sincos(float64(k) / 60 * 2 * math.Pi)
			a.Points = append(a.Points, photos.Point{X: .1 + .015*float64(i) + .1*cos, Y: .1 + .02*float64(i) + .1*sin})
		}
		all = append(all, a)
	}
	p.SetAnnotations(all)
	for b.Loop() {
		z.Pan(1, 0)
		z.Pan(-1, 0)
	}
}
