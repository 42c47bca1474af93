package ui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"skinline/photos/align"
	"skinline/storage"
)

// reasonText says why a photo was not aligned, or not surely, and what helps.
func reasonText(r align.Reason) string {
	if r == align.NoReason {
		return ""
	}
	return lang.X("align."+string(r), r.Sentence())
}

// methodText says how an alignment was found, in a few words.
func methodText(a storage.Alignment) string {
	switch {
	case a.Method == storage.AlignManual:
		return lang.XN("aligned.points", "Aligned by {{.N}} points", len(a.Landmarks), values{"N": len(a.Landmarks)})
	case a.Outcome == align.ByLandmarks:
		return lang.L("Placed by landmarks alone")
	case a.Method == storage.AlignFace:
		return lang.L("Aligned by the face")
	}
	return lang.L("Aligned by marks of the skin")
}

// modelText is what must be told of an alignment that does more than move, turn
// and scale, else "".
func modelText(m align.Model) string {
	switch m {
	case align.Affine:
		return lang.L("affine: proportions changed")
	case align.Homography:
		return lang.L("perspective changed")
	}
	return ""
}

// residualText is a residual in pixels of the reference, and of its long side.
func residualText(a storage.Alignment, reference storage.Photo) string {
	if a.Method == storage.AlignManual && len(a.Landmarks) <= 2 {
		return "" // two points leave none
	}
	long := float64(max(reference.Info.Width, reference.Info.Height))
	return lang.L("residual {{.Pixels}} px ({{.Percent}} %)", values{
		"Pixels":  decimal(strconv.FormatFloat(a.Residual*long, 'f', 1, 64)),
		"Percent": decimal(strconv.FormatFloat(a.Residual*100, 'f', 2, 64)),
	})
}

// confidenceText is how sure the program is; a person needs no number.
func confidenceText(a storage.Alignment) string {
	if a.Method == storage.AlignManual {
		return ""
	}
	return lang.L("confidence {{.Percent}} %", values{"Percent": fmt.Sprintf("%.0f", a.Confidence*100)})
}

// alignmentText is everything to be told of an alignment, in one line.
func (c *course) alignmentText(a storage.Alignment) string {
	var via string
	if p, ok := c.photo(a.Via); ok {
		via = lang.L("through the photo of {{.Date}}", values{"Date": dateText(c.photoDate(p))})
	}
	reference, _ := c.photo(a.Reference)
	return joined(methodText(a), residualText(a, reference), confidenceText(a), modelText(a.Model), via)
}

// refusalText says why p needs points.
func (c *course) refusalText(p storage.Photo) string {
	if t := p.RefusedTo(c.frames[p.View].Reference); t != nil {
		return reasonText(t.Reason)
	}
	return ""
}

// photo is a photo of the course by its identifier.
func (c *course) photo(id storage.ID) (storage.Photo, bool) {
	for _, p := range c.photos {
		if p.ID == id {
			return p, true
		}
	}
	return storage.Photo{}, false
}
