package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// zoneRow is one zone treatment in the form.
type zoneRow struct {
	zone      *widget.SelectEntry
	side      *widget.Select
	depth     *widget.Entry
	passes    *widget.Entry
	endpoint  *widget.Select
	note      *widget.Entry
	remark    *widget.Label // about the depth
	mark      *widget.Label
	untouched bool
	object    *fyne.Container
}

func sides() []storage.Side {
	return []storage.Side{storage.SideNone, storage.SideLeft, storage.SideRight, storage.SideMid, storage.SideBoth}
}

func endpoints() []storage.Endpoint {
	return []storage.Endpoint{storage.EndpointNone, storage.EndpointMild, storage.EndpointMarked, storage.EndpointPinpoint, storage.EndpointExcess}
}

func zoneColumns() columns {
	return columns{first: 190, shares: []float32{2.6, 1.9, 1.4, 3.7, 4.4, 2.4}}
}

func zoneHeads() fyne.CanvasObject {
	return container.New(zoneColumns(), quiet(lang.L("Zone")), quiet(lang.L("Side")), quiet(lang.L("Depth, mm")),
		quiet(lang.L("Passes")), quiet(lang.L("Endpoint")), quiet(lang.L("Note")), quiet(""))
}

// addZone adds a row showing z.
func (s *sessionScreen) addZone(z zoneDraft) {
	r := &zoneRow{
		depth: widget.NewEntry(), passes: widget.NewEntry(), note: widget.NewEntry(),
		remark: quiet(""), mark: quiet(lang.L("from last session")),
	}
	names := make([]string, 0, len(storage.Zones()))
	for _, code := range storage.Zones() {
		names = append(names, zoneName(code))
	}
	changed := func(string) { s.rowChanged(r) }
	r.zone = widget.NewSelectEntry(names)
	r.side = widget.NewSelect(texts(sides(), sideName), nil)
	r.endpoint = widget.NewSelect(texts(endpoints(), endpointName), nil)
	r.zone.SetText(zoneShown(z.Zone))
	r.side.SetSelectedIndex(max(0, slices.Index(sides(), z.Side)))
	r.endpoint.SetSelectedIndex(max(0, slices.Index(endpoints(), z.Endpoint)))
	r.depth.SetText(z.Depth)
	r.passes.SetText(z.Passes)
	r.note.SetText(z.Note)
	r.depth.SetPlaceHolder(decimal("1.25"))
	r.untouched = z.Untouched
	r.zone.OnChanged, r.side.OnChanged, r.endpoint.OnChanged = changed, changed, changed
	r.depth.OnChanged, r.passes.OnChanged, r.note.OnChanged = changed, changed, changed
	r.mark.Importance = widget.WarningImportance
	double := widget.NewButtonWithIcon("", theme.ContentCopyIcon(), func() { s.addZone(r.value()); s.changed() })
	away := widget.NewButtonWithIcon("", theme.ContentRemoveIcon(), func() { s.removeZone(r) })
	line := container.New(zoneColumns(), r.zone, gap(r.side), gap(r.depth), gap(r.passes), gap(r.endpoint), gap(r.note),
		container.NewHBox(double, away))
	r.object = container.NewVBox(line, container.NewHBox(r.mark, r.remark))
	s.rows = append(s.rows, r)
	s.zones.Add(r.object)
	r.check()
}

// gap keeps entries of a row apart.
func gap(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, space(1), nil, o)
}

func texts[T any](all []T, name func(T) string) []string {
	out := make([]string, 0, len(all))
	for _, v := range all {
		out = append(out, name(v))
	}
	return out
}

func (s *sessionScreen) removeZone(r *zoneRow) {
	s.rows = slices.DeleteFunc(s.rows, func(other *zoneRow) bool { return other == r })
	s.zones.Remove(r.object)
	s.changed()
}

func (s *sessionScreen) rowChanged(r *zoneRow) {
	if s.filling {
		return
	}
	r.untouched = false
	r.check()
	s.zones.Refresh()
	s.changed()
}

// value is the row as typed.
func (r *zoneRow) value() zoneDraft {
	return zoneDraft{
		Zone: zoneCode(r.zone.Text), Side: sides()[max(0, r.side.SelectedIndex())], Depth: r.depth.Text, Passes: r.passes.Text,
		Endpoint: endpoints()[max(0, r.endpoint.SelectedIndex())], Note: r.note.Text, Untouched: r.untouched,
	}
}

// check says what is wrong with the depth, or unusual about it.
func (r *zoneRow) check() {
	r.mark.Hidden = !r.untouched
	v := r.value()
	depth, err := storage.ParseDepth(v.Depth)
	text := depthNote(v.Zone, depth)
	r.remark.Importance = widget.WarningImportance
	if err != nil {
		text = lang.L("A depth is a number of mm from 0 to 8 in steps of 0.05")
		r.remark.Importance = widget.DangerImportance
	}
	if _, err := passes(v.Passes); err != nil {
		text = lang.L("Passes are a number from 0 to 10")
		r.remark.Importance = widget.DangerImportance
	}
	r.remark.SetText(text)
	r.remark.Hidden = text == ""
}

// zoneShown is a zone as the entry shows it; zoneCode is its way back. What is
// no known zone stays as typed.
func zoneShown(code string) string {
	if slices.Contains(storage.Zones(), code) {
		return zoneName(code)
	}
	return code
}

func zoneCode(text string) string {
	text = strings.TrimSpace(text)
	for _, code := range storage.Zones() {
		if strings.EqualFold(text, zoneName(code)) || text == code {
			return code
		}
	}
	return text
}
