package main

import (
	"image"

	"skinline/photos/annotation"
	"skinline/photos/compose"
	"skinline/storage"
)

// measured says below a picture what its millimetres rest on.
const measured = " Lengths and areas by a scale in the photo, without depth and tilt of the skin."

// annotate draws on pic, which shows p in the frame, what was drawn on p, and
// reports whether anything is told in millimetres.
func (k *comparison) annotate(pic *image.RGBA, p storage.Photo, frame storage.ViewFrame, h history) (measures bool) {
	if p.Annotation == nil {
		return false
	}
	var reference storage.Photo
	for _, other := range h.photos {
		if other.ID == frame.Reference {
			reference = other
		}
	}
	unit, from := storage.ScaleOf(p, reference)
	var drawings []compose.Drawing
	for _, s := range p.Annotation.Shapes {
		d := compose.Drawing{Shape: s}
		m, ok := s.Measured(unit)
		if ok && s.Kind != annotation.Freehand && (from == storage.ScaleOwn || from == storage.ScaleReference) {
			d.Label, measures = m.String(), true
		}
		drawings = append(drawings, d)
	}
	compose.Annotate(pic, storage.FrameOf(p, frame).Resolved(p.Info.Width, p.Info.Height), drawings, compose.NewStyle(k.width))
	return measures
}
