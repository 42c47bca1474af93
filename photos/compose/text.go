package compose

import (
	"image"
	"image/color"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// typeface is a font at a size. It is not safe for use by several goroutines;
// each composition makes its own.
type typeface struct {
	face           font.Face
	height, ascent int
}

// typefaces are the sizes of one composition.
type typefaces struct{ title, strong, body, small typeface }

func (s Style) typefaces() typefaces {
	return typefaces{
		title:  newTypeface(gobold.TTF, s.Size*1.7),
		strong: newTypeface(gobold.TTF, s.Size*1.15),
		body:   newTypeface(goregular.TTF, s.Size),
		small:  newTypeface(goregular.TTF, s.Size*.85),
	}
}

func newTypeface(ttf []byte, size float64) typeface {
	parsed, err := opentype.Parse(ttf)
	if err != nil {
		panic("compose: the font in the program is broken: " + err.Error())
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: max(size, 1), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("compose: the font in the program is broken: " + err.Error())
	}
	return typeface{face: face, height: int(size*1.4 + .5), ascent: int(size*1.05 + .5)}
}

func (t typeface) width(s string) int { return font.MeasureString(t.face, s).Ceil() }

// draw sets s with the top left corner of its line at x, y.
func (t typeface) draw(p page, s string, c color.NRGBA, x, y int) {
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(c), Face: t.face, Dot: fixed.P(x, y+t.ascent)}
	d.DrawString(s)
}

// fit shortens s to width, ending in an ellipsis: after a whole word where
// that loses less than a quarter of the line.
func (t typeface) fit(s string, width int) string {
	if t.width(s) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if t.width(string(runes[:n])+"…") > width {
			continue
		}
		short := string(runes[:n])
		if i := strings.LastIndex(short, " "); i > len(short)*3/4 && runes[n] != ' ' {
			short = short[:i]
		}
		return strings.TrimRight(short, " ,;·") + "…"
	}
	return ""
}

// wrap breaks s between words into at most most lines of width; what is left
// over ends the last line in an ellipsis, and a word wider than a line is
// shortened.
func (t typeface) wrap(s string, width, most int) []string {
	var lines []string
	words := strings.Fields(s)
	for len(words) > 0 {
		if len(lines) == most-1 {
			return append(lines, t.fit(strings.Join(words, " "), width))
		}
		n := 1
		for n < len(words) && t.width(strings.Join(words[:n+1], " ")) <= width {
			n++
		}
		lines = append(lines, t.fit(strings.Join(words[:n], " "), width))
		words = words[n:]
	}
	return lines
}

// block is lines of text set under one another.
type block []blockLine

type blockLine struct {
	text   string
	face   typeface
	colour color.NRGBA
}

func (b block) height() int {
	h := 0
	for _, l := range b {
		h += l.face.height
	}
	return h
}

func (b block) draw(p page, x, y int) {
	for _, l := range b {
		l.face.draw(p, l.text, l.colour, x, y)
		y += l.face.height
	}
}

// with adds s, wrapped to width.
func (b block) with(s string, f typeface, c color.NRGBA, width, most int) block {
	for _, line := range f.wrap(s, width, most) {
		b = append(b, blockLine{line, f, c})
	}
	return b
}

func tallest(blocks []block) int {
	h := 0
	for _, b := range blocks {
		h = max(h, b.height())
	}
	return h
}
