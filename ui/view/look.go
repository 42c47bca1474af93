package view

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// colour and length ask the theme in force around w.
func colour(w fyne.Widget, n fyne.ThemeColorName) color.Color { return theme.ColorForWidget(n, w) }

func length(w fyne.Widget, n fyne.ThemeSizeName) float32 {
	if s := theme.SizeForWidget(n, w); s > 0 {
		return s
	}
	// A theme that does not know our names, as in a test of something else:
	// sizes of nothing cannot be laid out.
	return theme.SizeForWidget(theme.SizeNameCaptionText, w)
}

// Shapes start without colours; the theme gives them some when drawn. Fyne's
// software painter wants a colour even for nothing.
func newRect() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
func newCircle() *canvas.Circle  { return canvas.NewCircle(color.Transparent) }

// newPhoto is an image object as photos need it: no resampling by Fyne on the
// main goroutine, its place and shape given by us.
func newPhoto() *canvas.Image {
	i := &canvas.Image{ScaleMode: canvas.ImageScaleFastest, FillMode: canvas.ImageFillStretch}
	i.Hidden = true
	return i
}

// write sets a text's words and look.
func write(t *canvas.Text, words string, w fyne.Widget, c fyne.ThemeColorName, s fyne.ThemeSizeName) {
	ink, size := colour(w, c), length(w, s)
	if t.Text == words && t.Color == ink && t.TextSize == size {
		return
	}
	t.Text, t.Color, t.TextSize = words, ink, size
	t.Refresh()
}

// paint sets a rectangle's colour.
func paint(r *canvas.Rectangle, w fyne.Widget, c fyne.ThemeColorName) {
	ink := colour(w, c)
	if r.FillColor == ink {
		return
	}
	r.FillColor = ink
	r.Refresh()
}

// place moves and resizes in one go.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// show hides or shows without the work of doing either twice.
func show(o fyne.CanvasObject, visible bool) {
	if o.Visible() == visible {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// elide shortens words to a width, with an ellipsis.
func elide(words string, width, size float32, style fyne.TextStyle) string {
	if width <= 0 {
		return ""
	}
	if fyne.MeasureText(words, size, style).Width <= width {
		return words
	}
	runes := []rune(words)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", size, style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// wrap breaks words into at most lines lines of a width; the last one is
// elided when more would follow.
func wrap(words string, width float32, lines int, size float32, style fyne.TextStyle) []string {
	var out []string
	for paragraph := range strings.SplitSeq(words, "\n") {
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			longer := strings.TrimSpace(line + " " + word)
			if line != "" && fyne.MeasureText(longer, size, style).Width > width {
				out = append(out, line)
				longer = word
			}
			line = longer
		}
		out = append(out, line)
	}
	if len(out) > lines {
		out[lines-1] += "…"
		out = out[:lines]
	}
	for i, line := range out {
		out[i] = elide(line, width, size, style)
	}
	return out
}

// scaleOf is the device pixels per unit where o is shown, 1 before it is.
func scaleOf(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return c.Scale()
	}
	// What is not in a window yet will be in the first.
	if all := fyne.CurrentApp().Driver().AllWindows(); len(all) > 0 {
		return all[0].Canvas().Scale()
	}
	return 1
}

// focus gives w the keyboard.
func focus(w fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w.(fyne.CanvasObject)); c != nil {
		c.Focus(w)
	}
}

// modifiers are the keys held now; scroll and tap events carry none
// (fyne #5764).
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
