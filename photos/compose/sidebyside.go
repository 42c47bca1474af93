package compose

import (
	"image"
	"image/draw"
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
func SideBySide(panels []Panel, s Style) *image.RGBA {
	const most = 3
	faces := s.typefaces()
	pictures, width, height := row(panels, s)
	captions := make([]block, len(panels))
	for i, panel := range panels {
		room := pictures[i].Rect.Dx() - s.Gap
		for n, line := range panel.Caption {
			if n == 0 {
				captions[i] = captions[i].with(line, faces.strong, s.Text, room, most)
				continue
			}
			captions[i] = captions[i].with(line, faces.body, s.Quiet, room, most)
		}
	}
	var mark block
	low, room := 0, width
	logo := s.logo(width/4, 3*faces.small.height)
	if logo != nil {
		low, room = logo.Rect.Dy(), width-logo.Rect.Dx()-2*s.Gap
	}
	mark = mark.with(s.Mark, faces.small, s.Quiet, room, 2)
	low = max(low, mark.height())
	text := tallest(captions)
	stage := height + 2*s.Margin
	total := stage
	if text > 0 {
		total += text + s.Margin + s.Gap
	}
	if low > 0 {
		total += low + 3*s.Gap
	}
	p := newPage(width+2*s.Margin, total, s)
	p.fill(image.Rect(0, 0, p.img.Rect.Dx(), stage), s.Stage)
	x := s.Margin
	for i, picture := range pictures {
		p.photo(picture, x, s.Margin)
		captions[i].draw(p, x, stage+s.Gap+s.Gap/2)
		x += picture.Rect.Dx() + s.Gap
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

// row is the panels' pictures at one height, and the size of the row.
func row(panels []Panel, s Style) (pictures []*image.RGBA, width, height int) {
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
