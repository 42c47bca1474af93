// Package compose lays rendered photos out as pictures to show or save: side
// by side, strip, and the timeline sheet, with captions.
//
// Photos are pasted as they are, never rounded or resampled where their sizes
// already agree. The functions are pure and may be called from any goroutine.
package compose

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/disintegration/imaging"
)

// Style is the look of a composed picture; NewStyle gives the default.
type Style struct {
	Stage, Text, Quiet, Panel, Line color.NRGBA
	Size                            float64 // caption text size in pixels
	Gap                             int     // between photos
	Margin                          int
	Mark                            string      // small line at the bottom: operations done ("aligned by 3 points, cropped 4:5; no retouching")
	Logo                            image.Image // right of the mark, at most a quarter of the width; nil for none
}

// NewStyle is the dark viewing-room style, text sized for a picture width
// pixels wide.
func NewStyle(width int) Style {
	gap := max(8, 4*int(math.Round(float64(width)/800)))
	return Style{
		Stage:  color.NRGBA{0x46, 0x46, 0x46, 0xff},
		Text:   color.NRGBA{0xec, 0xec, 0xea, 0xff},
		Quiet:  color.NRGBA{0xa9, 0xab, 0xad, 0xff},
		Panel:  color.NRGBA{0x29, 0x2b, 0x2e, 0xff},
		Line:   color.NRGBA{0x3a, 0x3d, 0x41, 0xff},
		Size:   max(13, math.Round(float64(width)/85)),
		Gap:    gap,
		Margin: 3 * gap,
	}
}

// page is a picture being laid out.
type page struct {
	img *image.RGBA
	Style
}

func newPage(w, h int, s Style) page {
	p := page{image.NewRGBA(image.Rect(0, 0, w, h)), s}
	p.fill(p.img.Rect, s.Panel)
	return p
}

func (p page) fill(r image.Rectangle, c color.NRGBA) {
	draw.Draw(p.img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// line is a hairline: one pixel, two where the text is large.
func (p page) line(x0, x1, y int) { p.fill(image.Rect(x0, y, x1, y+p.hairline()), p.Line) }

func (s Style) hairline() int { return max(1, int(s.Size/16)) }

// photo pastes pic with its top left corner at x, y; the stage shows through
// where it is transparent.
func (p page) photo(pic *image.RGBA, x, y int) {
	r := image.Rectangle{Max: pic.Rect.Size()}.Add(image.Pt(x, y))
	p.fill(r, p.Stage)
	draw.Draw(p.img, r, pic, pic.Rect.Min, draw.Over)
}

// logo is the style's logo no wider and no higher than that, in proportion;
// nil without one.
func (s Style) logo(width, height int) *image.NRGBA {
	if s.Logo == nil || s.Logo.Bounds().Empty() || width < 1 || height < 1 {
		return nil
	}
	return imaging.Fit(s.Logo, width, height, imaging.CatmullRom)
}

// heightened is pic at height h.
func heightened(pic *image.RGBA, h int) *image.RGBA {
	size := pic.Rect.Size()
	if size.Y == h || size.X == 0 || size.Y == 0 {
		return pic
	}
	w := max(1, int(math.Round(float64(size.X)*float64(h)/float64(size.Y))))
	scaled := imaging.Resize(pic, w, h, imaging.CatmullRom)
	out := image.NewRGBA(scaled.Rect)
	draw.Draw(out, out.Rect, scaled, image.Point{}, draw.Src)
	return out
}
