// Package compose lays rendered photos out as pictures to show or save: side
// by side, strip, and the timeline sheet, with captions.
package compose

import (
	"image"
	"image/color"
)

// Panel is one photo with the lines under it.
type Panel struct {
	Picture *image.RGBA // as Render made it (may be transparent at the edges)
	Caption []string    // the first line is set larger: "14 Apr 2026 · Session 2", then "35 days since session 1", "cheek 1.25 mm", "pen, 12 pins"
}

// Style is the look of a composed picture; NewStyle gives the default.
type Style struct {
	Stage, Text, Quiet, Panel, Line color.NRGBA
	Size                            float64 // caption text size in pixels
	Gap                             int     // between photos
	Margin                          int
	Mark                            string // small line at the bottom: operations done ("aligned by 3 points, cropped 4:5; no retouching")
}

// NewStyle is the dark viewing-room style, text sized for a picture width pixels wide.
func NewStyle(width int) Style { panic("stub") }

// SideBySide sets panels in one row at the same height, each with its caption.
func SideBySide(panels []Panel, s Style) *image.RGBA { panic("stub") }

// Sheet is a timeline: columns are sessions, rows are views, facts stand below.
type Sheet struct {
	Title, Subtitle string
	Columns         []Column
	Rows            []Row
	Facts           []Fact
}

// Column heads one session: "Session 2", "14 Apr 2026", "35 days".
type Column struct{ Title, Date, Since string }

// Row is one view with one cell a column; a nil cell has no photo.
type Row struct {
	Title string
	Cells []*image.RGBA
}

// Fact is one text row under the photos ("Depth mm", "Device"), one entry a column, lines separated by \n.
type Fact struct {
	Title string
	Cells []string
}

// Timeline draws a sheet; all cells of a row have one size.
func Timeline(t Sheet, s Style) *image.RGBA { panic("stub") }

// Encode writes img as PNG or as JPEG (quality 92) by the name's extension, with an sRGB profile and no other metadata.
func Encode(img image.Image, name string) ([]byte, error) { panic("stub") }
