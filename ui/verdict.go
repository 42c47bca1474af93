package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/photos/comparability"
	"skinline/storage"
	"skinline/ui/view"
)

// verdictLine is a verdict in one line: the level, then what speaks against
// comparing, worst first.
func verdictLine(v comparability.Verdict) string {
	against := v.Against()
	if len(against) == 0 {
		return levelName(v.Overall)
	}
	names := make([]string, len(against))
	for i, m := range against {
		names[i] = sentence(m.Name())
	}
	return joined(levelName(v.Overall), strings.Join(names, ", "))
}

// sentence is what a measure says, in the language of the window.
func sentence(s comparability.Sentence) string {
	return lang.X(s.Key, s.Text, values{"Value": decimal(s.Value)})
}

func levelName(l comparability.Level) string {
	switch l {
	case comparability.Comparable:
		return lang.L("Comparable")
	case comparability.Reservation:
		return lang.L("Comparable with reservations")
	}
	return lang.L("Not comparable")
}

// levelIcon shows a level by shape as well as by colour.
func levelIcon(l comparability.Level) fyne.Resource {
	switch l {
	case comparability.Comparable:
		return theme.NewColoredResource(theme.ConfirmIcon(), view.ColorGood)
	case comparability.Reservation:
		return theme.NewColoredResource(theme.WarningIcon(), view.ColorCaution)
	}
	return theme.NewColoredResource(theme.ErrorIcon(), view.ColorStop)
}

// judgeAll finds out in the background how comparable a client's photos are
// with the references of their views, and shows it on the timeline.
func (a *App) judgeAll(client storage.ID) {
	lib, found := a.lib, 0
	a.jobs.run(func(ctx context.Context, _ func(int, int)) error {
		return lib.Judge(ctx, client, func(int, int) { found++ })
	}, nil, func(error) {
		// Photos that could not be judged have no verdict, which comparing says.
		if t, ok := a.screen.(*timelineScreen); ok && found > 0 && t.c.client.ID == client {
			t.reload()
		}
	})
}

// verdictBadge shows a verdict in one line; a tap opens its measures. Without
// a verdict it keeps its place and says so.
type verdictBadge struct {
	*widget.Button
	a       *App
	verdict *comparability.Verdict
}

func newVerdictBadge(a *App) *verdictBadge {
	b := &verdictBadge{a: a}
	b.Button = widget.NewButton("", func() {
		if b.verdict != nil {
			b.a.showVerdict(*b.verdict)
		}
	})
	b.Importance = widget.LowImportance
	b.set(nil)
	return b
}

// set shows v, nil while nothing is known.
func (b *verdictBadge) set(v *comparability.Verdict) {
	b.verdict = v
	if v == nil {
		b.Icon = nil
		b.SetText(lang.L("Comparability not known yet"))
		b.Disable()
		return
	}
	b.Icon = levelIcon(v.Overall)
	b.SetText(verdictLine(*v))
	b.Enable()
}

// showVerdict lists every measure with its limits and what to do about it.
func (a *App) showVerdict(v comparability.Verdict) {
	rows := container.NewVBox()
	for _, m := range v.Against() {
		rows.Add(measureRow(m))
	}
	for _, m := range v.Measures {
		if m.Level == comparability.Comparable {
			rows.Add(measureRow(m))
		}
	}
	list := container.NewVScroll(rows)
	list.SetMinSize(fyne.NewSize(0, min(rows.MinSize().Height, 420)))
	var m *modal
	m = a.newModal(levelName(v.Overall), 620, container.NewBorder(
		prose(lang.L("This is said of the photos, not of the skin: whether what differs between them may come from how they were taken.")),
		nil, nil, nil, list),
		primary(lang.L("Close"), func() { m.hide() }))
	m.show()
}

// measureRow is one measure: what was found, its limits, and advice where it
// speaks against comparing.
func measureRow(m comparability.Measure) fyne.CanvasObject {
	name := widget.NewLabel(sentence(m.Name()))
	name.TextStyle.Bold = true
	texts := container.New(tight{}, name, prose(sentence(m.Sentence())))
	if m.Level > comparability.Comparable {
		if advice := sentence(m.Advice()); advice != "" {
			texts.Add(prose(advice))
		}
	}
	if limits := limitText(m.Kind); limits != "" {
		texts.Add(quiet(limits))
	}
	icon := container.NewVBox(space(6), widget.NewIcon(levelIcon(m.Level)))
	return container.NewBorder(nil, nil, icon, nil, texts)
}

// limitText is from where on a difference matters; "" when that is no number.
func limitText(k comparability.Kind) string {
	from, to, below := k.Bounds()
	from, to = decimal(from), decimal(to)
	switch {
	case from == "" || to == "":
		return ""
	case below:
		return lang.L("Reservation below {{.From}}, not comparable below {{.To}}", values{"From": from, "To": to})
	}
	return lang.L("Reservation from {{.From}}, not comparable from {{.To}}", values{"From": from, "To": to})
}
