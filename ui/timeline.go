package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
	"skinline/ui/view"
)

// The bounds of the width of a timeline's photos, which are four by five, and
// the bounds between which it is chosen at first.
const (
	tileNarrow, tileWide = 96, 400
	tileLeast, tileMost  = 128, 240
)

// timelineScreen is a client's page: views by sessions, the treatment below.
type timelineScreen struct {
	a       *App
	whole   *course
	c       *course // what of it is shown
	filter  courseFilter
	show    *widget.Button // what is shown
	preview *hoverPreview
	matrix  *view.Matrix
	tiles   map[*view.Tile]*slot
	compare *widget.Button
	all     *widget.Button // aligns all, and tells of it
	size    *widget.Slider
	body    *fyne.Container
	root    fyne.CanvasObject
	from    place   // where it was left before
	fitted  float32 // width that shows as much as possible at once
}

func (s *timelineScreen) content() fyne.CanvasObject { return s.root }

func (s *timelineScreen) build() fyne.CanvasObject {
	tile := s.firstSize()
	s.fitted = tile.Width
	if w := s.from.tile; w > 0 {
		tile = fyne.NewSize(w, w*5/4)
	}
	m := view.NewMatrix(tile)
	m.CreateTile = s.createTile
	m.UpdateTile, m.ReleaseTile = s.updateTile, s.releaseTile
	m.ColumnHead, m.RowHead, m.Fact = s.columnHead, s.rowHead, s.fact
	m.OnSelected = func([]view.Cell) { s.selected() }
	m.OnOpened, m.OnMenu = s.opens, s.menu
	m.OnHead = func(col int) { s.a.editSession(s.c.client, s.c.sessions[col]) }
	m.OnZoomed = func(size fyne.Size) { s.size.SetValue(float64(size.Width)) }
	m.OnKey = s.a.typedKey
	s.preview = newHoverPreview(s)
	m.OnMoved, m.OnHovered = s.moved, s.preview.over
	s.matrix = m
	s.size = widget.NewSlider(tileNarrow, tileWide)
	s.size.SetValue(float64(tile.Width))
	s.size.OnChanged = func(v float64) {
		if w := float32(v); w != m.TileSize().Width {
			m.SetTileSize(fyne.NewSize(w, w*5/4))
		}
	}
	s.compare = primary(lang.L("Compare first and latest"), s.compareNow)
	s.body = container.NewStack()
	s.fill()
	return page(s.head(), container.NewStack(s.body, s.preview.box))
}

// firstSize shows as much as possible of the photos and the treatment below
// them at once, as long as the photos are not too small.
func (s *timelineScreen) firstSize() fyne.Size {
	const heads, line, gap = 170, 18, 12
	room := s.a.win.Canvas().Size()
	below := float32(0)
	for _, f := range s.factRows() {
		below += float32(f.Lines)*line + gap
	}
	tall := (room.Height-heads-below)/float32(max(1, len(s.c.rows))) - gap
	wide := (room.Width-theme.Size(view.SizeHead))/float32(max(1, len(s.c.sessions))) - gap
	w := max(withText(tileLeast), min(tall*4/5, wide, tileMost))
	return fyne.NewSize(w, w*5/4)
}

// head names the client and what can be done.
func (s *timelineScreen) head() fyne.CanvasObject {
	c := s.c.client
	back := widget.NewButton(lang.L("Clients"), s.a.showClients)
	name := heading(s.a.clientLabel(c))
	var skin string
	if f := fitzpatrick(c.Fitzpatrick); f != "" {
		skin = lang.L("Fitzpatrick {{.Type}}", values{"Type": f})
	}
	about := quiet(joined(c.Code, skin, c.Concern))
	size := container.NewHBox(quiet(lang.L("Photo size")), container.New(layout.NewGridWrapLayout(fyne.NewSize(140, 36)), s.size))
	name.Truncation, about.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	s.all = widget.NewButton("", nil)
	s.showAligning()
	s.show = widget.NewButton("", s.askFilter)
	s.nameFilter()
	// All of these but the size, which has keys and the wheel, are in the
	// menus too. The size yields to the name.
	const least, most = 200, 340
	title := min(max(wideAs(name), least), most)
	tools := container.New(yielding{title: title, keep: []int{3, 5, 6, 2, 4, 7, 1}}, container.New(tight{}, name, about), size, s.show,
		s.compare, container.New(minWidth(alignWidth), s.all), widget.NewButton(lang.L("New session"), s.newSession),
		widget.NewButton(lang.L("Import photos"), s.importPhotos), widget.NewButton(lang.L("Lock"), s.a.lock))
	return container.NewBorder(nil, nil, container.NewCenter(back), nil, tools)
}

// fill shows the matrix, or what to do first.
func (s *timelineScreen) fill() {
	var o fyne.CanvasObject = s.matrix
	switch {
	case len(s.whole.sessions) == 0:
		o = view.NewEmpty(lang.L("Record the first session, or drop photos here: a session of their date is made for them."),
			lang.L("New session"), s.newSession)
	case len(s.c.photos) == 0:
		o = container.NewBorder(container.New(layout.NewCustomPaddedLayout(16, 16, 16, 16),
			view.NewEmpty(lang.L("Drop photos anywhere on this window to see them side by side."), lang.L("Import photos"), s.importPhotos)),
			nil, nil, nil, s.matrix)
	}
	s.matrix.SetShape(len(s.c.rows), len(s.c.sessions), s.factRows())
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
	s.selected()
}

func (s *timelineScreen) newSession() { s.a.newSession(s.c.client, s.whole.sessions, today()) }

func (s *timelineScreen) importPhotos() { s.a.importPhotos(s.c.client.ID, nil, cellHint{}) }

// dropped imports; a drop on a cell says where to.
func (s *timelineScreen) dropped(at fyne.Position, paths []string) {
	var hint cellHint
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.matrix)
	if row, col, ok := s.matrix.CellAt(at.Subtract(origin)); ok {
		hint = cellHint{s.c.sessions[col].ID, s.c.rows[row].view}
	}
	s.a.importPhotos(s.c.client.ID, paths, hint)
}

// opens is Return or a double tap on a cell.
func (s *timelineScreen) opens(row, col int) {
	if p, ok := s.c.rows[row].shown(col); ok {
		if len(s.chosen()) >= 2 {
			s.compareNow()
			return
		}
		s.a.alignPhoto(s.whole, p)
		return
	}
	s.a.importPhotos(s.c.client.ID, nil, cellHint{s.c.sessions[col].ID, s.c.rows[row].view})
}

// chosen are the photos of the selected cells, in the order of the sessions.
func (s *timelineScreen) chosen() []storage.Photo {
	var chosen []storage.Photo
	for col := range s.c.sessions {
		for _, cell := range s.matrix.Selected() {
			if cell.Col != col || cell.Row >= len(s.c.rows) {
				continue
			}
			if p, ok := s.c.rows[cell.Row].shown(col); ok {
				chosen = append(chosen, p)
			}
		}
	}
	return chosen
}

// selected writes on the button what Compare would show.
func (s *timelineScreen) selected() {
	n := len(s.chosen())
	s.compare.SetText(lang.L("Compare first and latest"))
	if n >= 2 {
		s.compare.SetText(lang.L("Compare {{.N}} selected", values{"N": n}))
	}
	if _, _, ok := s.ends(); ok || n >= 2 {
		s.compare.Enable()
		return
	}
	s.compare.Disable()
}

// ends are the first and latest photo of the row the keyboard is in, else of
// the first row that has two.
func (s *timelineScreen) ends() (first, latest storage.Photo, ok bool) {
	if row := s.matrix.Cursor().Row; row >= 0 && row < len(s.c.rows) {
		if first, latest, ok = s.c.rows[row].ends(); ok {
			return first, latest, true
		}
	}
	for _, r := range s.c.rows {
		if first, latest, ok = r.ends(); ok {
			return first, latest, true
		}
	}
	return first, latest, false
}

// compareNow compares what is selected, else first and latest.
func (s *timelineScreen) compareNow() {
	chosen := s.chosen()
	if len(chosen) < 2 {
		s.compareEnds()
		return
	}
	s.a.compare(s.whole, chosen)
}

func (s *timelineScreen) compareEnds() {
	if first, latest, ok := s.ends(); ok {
		s.a.compare(s.whole, []storage.Photo{first, latest})
	}
}
