package ui

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/comparability"
	"skinline/storage"
	"skinline/ui/view"
)

// Fact rows of the timeline, in their order.
const (
	factSince = iota
	factPlot
	factDepth
	factDevice
	factEndpoint
	factNotes
)

func (s *timelineScreen) createTile(t *view.Tile) {
	s.tiles[t] = &slot{show: func(img *image.RGBA, err error) {
		if err != nil {
			t.SetFailure(message(err))
			return
		}
		t.SetPicture(img)
	}}
}

func (s *timelineScreen) releaseTile(t *view.Tile) { s.a.loader.drop(s.tiles[t]) }

// updateTile fills a tile that stands for a cell now.
func (s *timelineScreen) updateTile(row, col int, t *view.Tile) {
	s.a.touch() // scrolling alone is somebody being there
	slot := s.tiles[t]
	p, ok := s.c.rows[row].shown(col)
	if !ok {
		s.a.loader.drop(slot)
		t.SetEmpty(lang.L("Drop a photo here"))
		return
	}
	t.SetCaption(s.c.tileCaption(p, len(s.c.rows[row].cells[col])))
	w, h := t.PixelSize()
	r := framed(p, s.c.frames[p.View], w, h)
	if slot.want != r {
		t.SetLoading(0)
		s.a.loader.load(slot, r)
	}
}

// framed asks for p in the frame of its view, inside w x h pixels.
func framed(p storage.Photo, v storage.ViewFrame, w, h int) request {
	f := storage.FrameOf(p, v)
	crop := f.Crop
	if crop.Empty() {
		crop = photos.Whole(p.Info.Width, p.Info.Height)
	}
	w, h = photos.Fit(crop, w, h)
	return request{photo: p.ID, frame: f, w: w, h: h}
}

// tileCaption is what stands on a photo of the timeline.
func (c *course) tileCaption(p storage.Photo, together int) view.Caption {
	date := dateText(c.photoDate(p))
	k := view.Caption{
		Text: date, Badge: phaseName(p.Phase), Caution: healing(p.Phase),
		Label: lang.L("Photo, {{.View}}, {{.Date}}", values{"View": viewName(p.View), "Date": date}),
	}
	if p.Phase == "" {
		k.Badge = ""
	}
	if together > 1 {
		k.Text = fmt.Sprintf("%s +%d", date, together-1) // words would be cut on a small tile
		k.Label = joined(k.Label, lang.XN("photos.count", "{{.N}} photos", together, values{"N": together}))
	}
	if p.ID != c.frames[p.View].Reference {
		c.markAlignment(&k, p)
	}
	k.Label = joined(k.Label, k.MarkText)
	if v, known := c.verdicts[p.ID]; known {
		// Healing says more than that it is no result.
		if v.Overall == comparability.NotComparable && !k.Caution {
			k.Badge, k.Caution = levelName(v.Overall), true
		}
		k.Label = joined(k.Label, verdictLine(v))
	}
	return k
}

// markAlignment says how p lies on its view's reference.
func (c *course) markAlignment(k *view.Caption, p storage.Photo) {
	a := p.AlignmentTo(c.frames[p.View].Reference)
	switch {
	case a == nil:
		k.Mark, k.MarkText = view.MarkPoints, lang.L("Points needed")
		if why := c.refusalText(p); why != "" {
			k.MarkText = lang.L("Points needed: {{.Reason}}", values{"Reason": why})
		}
	case a.Outcome == align.ByLandmarks:
		k.Mark, k.MarkText = view.MarkLandmarks, joined(methodText(*a), modelText(a.Model), reasonText(a.Reason))
	default:
		reference, _ := c.photo(a.Reference)
		k.Mark, k.MarkText = view.MarkAligned, joined(methodText(*a), modelText(a.Model), residualText(*a, reference))
	}
}

func (s *timelineScreen) columnHead(col int) view.Head {
	return view.Head{Title: s.c.sessionTitle(col), Detail: s.c.columnDate(col)}
}

func (s *timelineScreen) rowHead(row int) view.Head {
	return view.Head{Title: viewName(s.c.rows[row].view)}
}

// factKinds are the rows under the photos, from the top. Depths are plotted
// once there are two sessions to draw a line between.
func (s *timelineScreen) factKinds() []int {
	kinds := []int{factSince, factPlot, factDepth, factDevice, factEndpoint, factNotes}
	if s.c.depthPlot() == nil {
		return slices.Delete(kinds, 1, 2)
	}
	return kinds
}

func (s *timelineScreen) factRows() []view.FactRow {
	titles := [...]string{lang.L("Since the first"), lang.L("Depth"), lang.L("Depth mm"), lang.L("Device"), lang.L("Endpoint"), lang.L("Notes")}
	least, most := [...]int{1, 4, 1, 1, 1, 3}, [...]int{1, 4, 6, 2, 3, 3}
	var rows []view.FactRow
	for _, kind := range s.factKinds() {
		lines := least[kind]
		for col := range s.c.sessions {
			lines = max(lines, 1+strings.Count(s.factOf(kind, col).Text, "\n"))
		}
		row := view.FactRow{Head: view.Head{Title: titles[kind]}, Lines: min(lines, most[kind])}
		if kind == factPlot {
			row.Plot = s.c.depthPlot()
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *timelineScreen) fact(fact, col int) view.Fact { return s.factOf(s.factKinds()[fact], col) }

func (s *timelineScreen) factOf(kind, col int) view.Fact {
	session := s.c.sessions[col]
	switch kind {
	case factSince:
		if session.ID == s.whole.sessions[0].ID {
			return view.Fact{}
		}
		return view.Fact{Text: daysText(session.Date.DaysSince(s.whole.sessions[0].Date)), Quiet: true}
	case factDepth:
		return view.Fact{Text: depthLines(session)}
	case factDevice:
		return view.Fact{Text: session.Device}
	case factEndpoint:
		return view.Fact{Text: endpointLines(session)}
	case factNotes:
		return view.Fact{Text: session.Notes, Quiet: true}
	}
	return view.Fact{}
}
