package ui

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/photos/annotation"
)

// number is a length with no more decimals than it has.
func number(mm float64) string { return strconv.FormatFloat(mm, 'f', -1, 64) }

// write asks for words and sets them at a point of p's photo.
func (n *annotator) write(p *comparePane, at photos.Point) {
	n.askText("", func(text string) {
		n.add(p, annotation.Shape{Kind: annotation.Text, Points: points(at), Text: text, Colour: n.colour, Grain: p.grain()})
	})
}

// rename asks for other words, or another scale, in place of the chosen ones.
func (n *annotator) rename() {
	shape, scale, ok := n.chosenItem()
	switch {
	case !ok:
	case scale:
		n.askScale(n.photo, shape)
	case shape.Kind == annotation.Text:
		n.askText(shape.Text, func(text string) {
			shape.Text = text
			n.replace(shape, "")
		})
	}
}

func (n *annotator) askText(was string, do func(text string)) {
	a, entry := n.s.a, n.s.a.newEntry()
	var m *modal
	entry.SetText(was)
	entry.OnSubmitted = func(string) {
		text := []rune(strings.Join(strings.Fields(entry.Text), " "))
		m.hide()
		if len(text) > 0 {
			do(string(text[:min(len(text), annotation.MostText)]))
		}
		n.s.refocus()
	}
	cancel := func() { m.hide(); n.show(); n.s.refocus() }
	m = a.newModal(lang.L("Words on the photo"), 420, entry, widget.NewButton(lang.L("Cancel"), cancel),
		primary(lang.L("Set"), func() { entry.OnSubmitted("") }))
	m.cancel = cancel
	m.show()
	a.win.Canvas().Focus(entry)
}

// scaleForm asks what a scale was marked on.
type scaleForm struct {
	n      *annotator
	photo  *comparePane
	scale  annotation.Scale
	what   *formSelect
	length *entry
	said   *complaint
	modal  *modal
}

// scaleThings are what a scale can be marked on: a ruler, a known distance,
// and every coin.
func scaleThings() []string {
	names := []string{lang.L("Ruler"), lang.L("Known distance")}
	for _, c := range annotation.Coins() {
		names = append(names, joined(coinName(c.Code), decimal(number(c.Diameter))+" mm"))
	}
	return names
}

// askScale asks what the marked line is, and keeps it as the photo's scale.
func (n *annotator) askScale(p *comparePane, marked annotation.Shape) {
	n.show()
	f := &scaleForm{n: n, photo: p, length: n.s.a.newEntry(), said: newComplaint()}
	f.scale = annotation.Scale{From: marked.Points[0], To: marked.Points[1], Grain: marked.Grain}
	f.what = n.s.a.newSelect(scaleThings())
	f.what.OnChanged = func(string) { f.chosen() }
	f.length.SetText("10")
	start := n.lastScale
	if drawn := p.photo.Annotation; drawn != nil && drawn.Scale != nil {
		f.length.SetText(decimal(number(drawn.Scale.MM)))
		start = scaleThing(*drawn.Scale)
	}
	f.length.OnSubmitted = func(string) { f.set() }
	exact := f.scale.Unit().Error * 100
	f.modal = n.s.a.newModal(lang.L("Set the scale"), 480, container.NewVBox(
		field(lang.L("What you marked"), f.what), field(lang.L("Its length in millimetres"), f.length),
		prose(lang.L("The marks are exact to {{.Percent}} %; zoom in to place them better.", values{
			"Percent": decimal(strconv.FormatFloat(math.Ceil(exact*10)/10, 'f', 1, 64)),
		})),
		prose(lang.L("It holds at the depth of what you marked: skin nearer, farther or tilted measures too long or too short, by an amount no photo can tell.")), f.said.box),
		widget.NewButton(lang.L("Cancel"), f.cancel), primary(lang.L("Set the scale"), f.set))
	f.modal.cancel = f.cancel
	f.modal.show()
	f.what.SetSelectedIndex(start)
	if f.length.Disabled() {
		n.s.a.win.Canvas().Focus(f.what)
		return
	}
	n.s.a.win.Canvas().Focus(f.length)
}

// scaleThing is the place of what s was marked on in scaleThings.
func scaleThing(s annotation.Scale) int {
	for i, c := range annotation.Coins() {
		if s.On == annotation.OnCoin && s.Coin == c.Code {
			return i + 2
		}
	}
	if s.On == annotation.OnDistance {
		return 1
	}
	return 0
}

// chosen fills in the size of a coin.
func (f *scaleForm) chosen() {
	if i := f.what.SelectedIndex() - 2; i >= 0 {
		f.length.SetText(decimal(number(annotation.Coins()[i].Diameter)))
		f.length.Disable()
		return
	}
	f.length.Enable()
}

func (f *scaleForm) cancel() {
	f.modal.hide()
	f.n.show()
	f.n.s.refocus()
}

func (f *scaleForm) set() {
	n, s := f.n, f.scale
	s.On = [...]annotation.Source{annotation.OnRuler, annotation.OnDistance, annotation.OnCoin}[min(max(f.what.SelectedIndex(), 0), 2)]
	if s.On == annotation.OnCoin {
		c := annotation.Coins()[f.what.SelectedIndex()-2]
		s.Coin, s.MM = c.Code, c.Diameter
	} else {
		s.MM, _ = parseMM(f.length.Text)
	}
	if s.Check() != nil {
		n.s.a.say(f.said, lang.L("Write the length in millimetres, such as 10, of a line that is not too short."))
		return
	}
	n.lastScale = f.what.SelectedIndex()
	f.modal.hide()
	drawn := f.photo.photo.Annotation.Scaled(&s)
	if n.keep(f.photo, lang.L("Scale set"), drawn, "") {
		n.take(toolLine)
		n.choose(f.photo, len(drawn.Shapes))
	}
	n.s.refocus()
}

// parseMM reads a length in millimetres with a decimal point or comma.
func parseMM(text string) (float64, error) {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "mm"))
	return strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
}
