package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"skinline/storage"
	"skinline/ui/view"
)

// place is how a client's pages were left, to come back to. The library keeps
// it, as what is looked at says something of a client.
type place struct {
	client  storage.ID // "" where nothing is known
	offset  fyne.Position
	cursor  view.Cell
	tile    float32 // width of the photos, 0: as they fit
	filter  courseFilter
	compare comparePlace
}

// comparePlace is how photos of a client were compared last.
type comparePlace struct {
	Known   bool        `json:"known"`
	Mode    mode        `json:"mode"`
	Curtain float32     `json:"curtain"`
	Opacity float64     `json:"opacity"`
	Guides  view.Guides `json:"guides"`
}

// keptPlace is a place as the library keeps it.
type keptPlace struct {
	X          float32        `json:"x"`
	Y          float32        `json:"y"`
	Row        int            `json:"row"`
	Col        int            `json:"col"`
	Tile       float32        `json:"tile,omitempty"`
	Hidden     []storage.View `json:"hidden,omitempty"`
	Phase      storage.Phase  `json:"phase,omitempty"`
	Zone       string         `json:"zone,omitempty"`
	Comparable bool           `json:"comparable,omitempty"`
	Compare    comparePlace   `json:"compare"`
}

// settingPlace is where the library keeps the place of a client.
func settingPlace(client storage.ID) string { return "place/" + string(client) }

// keepPlace remembers p.
func (a *App) keepPlace(p place) {
	a.place = p
	a.keep(settingPlace(p.client), keptPlace{
		X: p.offset.X, Y: p.offset.Y, Row: p.cursor.Row, Col: p.cursor.Col, Tile: p.tile,
		Hidden: p.filter.hidden, Phase: p.filter.phase, Zone: p.filter.zone, Comparable: p.filter.comparable, Compare: p.compare,
	})
}

// readPlace is the place that lib keeps; away from the main goroutine.
func (s *settings) readPlace(lib *storage.Library, client storage.ID) place {
	var k keptPlace
	if !s.read(lib, settingPlace(client), &k) {
		return place{}
	}
	p := place{client: client, offset: fyne.NewPos(k.X, k.Y), cursor: view.Cell{Row: k.Row, Col: k.Col}, compare: k.Compare}
	if k.Tile > 0 {
		p.tile = min(max(k.Tile, tileNarrow), tileWide)
	}
	p.filter = courseFilter{hidden: k.Hidden, phase: k.Phase, zone: k.Zone, comparable: k.Comparable}
	return p
}

// place is where the timeline is now.
func (s *timelineScreen) place() place {
	p := place{client: s.c.client.ID, offset: s.matrix.Offset(), cursor: s.matrix.Cursor(), tile: s.matrix.TileSize().Width, filter: s.filter}
	if p.tile == s.fitted {
		p.tile = 0 // it fits, and shall in another window too
	}
	if s.a.place.client == p.client {
		p.compare = s.a.place.compare
	}
	return p
}

// possible is what of f says something about c still: a zone is named in the
// language of the window, and views come and go.
func (c *course) possible(f courseFilter) courseFilter {
	if f.zone != "" && !slices.Contains(c.zones(), f.zone) {
		f.zone = ""
	}
	if f.phase != "" && !slices.Contains(phases(), f.phase) {
		f.phase = ""
	}
	f.hidden = slices.DeleteFunc(slices.Clone(f.hidden), func(v storage.View) bool {
		return !slices.ContainsFunc(c.rows, func(r courseRow) bool { return r.view == v })
	})
	if len(f.hidden) == len(c.rows) {
		f.hidden = nil
	}
	return f
}

// restore shows n photos as the client's were compared last, as far as that
// suits as many: upon each other there are two, in one row few.
func (b *board) restore(p comparePlace, n int) {
	if !p.Known || p.Mode < modeSide || p.Mode > modeGrid {
		return
	}
	b.curtain = min(max(p.Curtain, 0), 1)
	b.opacity = min(max(p.Opacity, 0), 1)
	b.zoom.SetGuides(p.Guides & (view.GuideMidline | view.GuideThirds | view.GuideGrid))
	if fits := n <= mostInRow && (p.Mode == modeSide || p.Mode == modeGrid) || n == 2; fits {
		b.mode = p.Mode
	}
}

// remember is how the photos are compared, after p.
func (b *board) remember(p comparePlace) comparePlace {
	m := p.Mode
	if len(b.panes) <= mostInRow {
		m = b.mode
	}
	return comparePlace{Known: true, Mode: m, Curtain: b.curtain, Opacity: b.opacity, Guides: b.zoom.Guides()}
}
