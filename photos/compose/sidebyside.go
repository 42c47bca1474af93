package compose

import (
	"image"
	"image/draw"
	"slices"
)

// Panel is one photo with the lines under it.
type Panel struct {
	Picture *image.RGBA // as Render made it (may be transparent at the edges)
	Caption []string    // the first line is set larger: "14 Apr 2026 · Session 2", then "35 days since session 1", "cheek 1.25 mm", "pen, 12 pins"
}

// SideBySide sets panels in one row at the same height, each with its caption;
// two panels make a pair, more a strip. Pictures of another height than the
// first's are scaled to it: render them at one height to have them resampled
// only once. Long captions wrap, to three lines each.
func SideBySide(panels []Panel, s Style) *image.RGBA { return Grid(panels, len(panels), s) }

// Grid is SideBySide in rows of columns panels, all pictures at the height of
// the first.
func Grid(panels []Panel, columns int, s Style) *image.RGBA {
	faces := s.typefaces()
	bands, width := bandsOf(panels, columns, s)
	var mark block
	low, room := 0, width
	logo := s.logo(width/4, 3*faces.small.height)
	if logo != nil {
		low, room = logo.Rect.Dy(), width-logo.Rect.Dx()-2*s.Gap
	}
	mark = mark.with(s.Mark, faces.small, s.Quiet, room, 2)
	low = max(low, mark.height())
	total := 0
	for _, b := range bands {
		total += b.total(s)
	}
	if low > 0 {
		total += low + 3*s.Gap
	}
	p := newPage(width+2*s.Margin, total, s)
	y := 0
	for _, b := range bands {
		b.draw(p, y)
		y += b.total(s)
	}
	if low > 0 {
		y := total - low - s.Gap - s.Gap/2
		p.line(s.Margin, s.Margin+width, y-s.Gap)
		mark.draw(p, s.Margin, y)
		if logo != nil {
			at := image.Pt(s.Margin+width-logo.Rect.Dx(), y)
			draw.Draw(p.img, logo.Rect.Add(at), logo, image.Point{}, draw.Over)
		}
	}
	return p.img
}

// band is one row of pictures with their captions below.
type band struct {
	pictures []*image.RGBA
	captions []block
	height   int // of the pictures
}

// bandsOf are the rows, and the width of the widest.
func bandsOf(panels []Panel, columns int, s Style) (bands []band, width int) {
	const most = 3
	faces, height := s.typefaces(), 0
	if len(panels) > 0 && panels[0].Picture != nil {
		height = panels[0].Picture.Rect.Dy()
	}
	for part := range slices.Chunk(panels, max(columns, 1)) {
		pictures, wide, high := row(part, height, s)
		b := band{pictures: pictures, captions: make([]block, len(part)), height: high}
		for i, panel := range part {
			room := pictures[i].Rect.Dx() - s.Gap
			for n, line := range panel.Caption {
				if n == 0 {
					b.captions[i] = b.captions[i].with(line, faces.strong, s.Text, room, most)
					continue
				}
				b.captions[i] = b.captions[i].with(line, faces.body, s.Quiet, room, most)
			}
		}
		bands, width = append(bands, b), max(width, wide)
	}
	if bands == nil {
		bands = []band{{}}
	}
	return bands, width
}

// total is the height of the row on the page.
func (b band) total(s Style) int {
	total := b.height + 2*s.Margin
	if text := tallest(b.captions); text > 0 {
		total += text + s.Margin + s.Gap
	}
	return total
}

func (b band) draw(p page, y int) {
	stage := b.height + 2*p.Margin
	p.fill(image.Rect(0, y, p.img.Rect.Dx(), y+stage), p.Stage)
	x := p.Margin
	for i, picture := range b.pictures {
		p.photo(picture, x, y+p.Margin)
		b.captions[i].draw(p, x, y+stage+p.Gap+p.Gap/2)
		x += picture.Rect.Dx() + p.Gap
	}
}

// row is the panels' pictures at one height, 0 for the first's, and the size
// of the row.
func row(panels []Panel, high int, s Style) (pictures []*image.RGBA, width, height int) {
	height = high
	for _, panel := range panels {
		picture := panel.Picture
		if picture == nil {
			picture = &image.RGBA{}
		}
		if height == 0 {
			height = picture.Rect.Dy()
		}
		picture = heightened(picture, height)
		pictures = append(pictures, picture)
		width += picture.Rect.Dx()
	}
	return pictures, width + s.Gap*max(len(panels)-1, 0), height
}
