package ui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos/decode"
	"skinline/storage"
)

// cellHint is the timeline cell that photos were dropped on; zero: none.
type cellHint struct {
	session storage.ID
	view    storage.View
}

// importPhotos looks at paths in the background and opens the review.
func (a *App) importPhotos(client storage.ID, paths []string, hint cellHint) {
	if len(paths) == 0 {
		a.askPaths(client, hint)
		return
	}
	s := newWaitScreen(lang.L("Looking at the photos"))
	var found []storage.Candidate
	var c *course
	lib := a.lib
	looking := a.jobs.run(func(ctx context.Context, progress func(int, int)) (err error) {
		if found, err = lib.Review(ctx, client, paths, progress); err != nil {
			return err
		}
		c, err = readCourse(ctx, lib, client)
		return err
	}, s.progress, func(err error) {
		if a.screen != screen(s) {
			return
		}
		switch {
		case err != nil:
			a.showTimeline(client)
			a.fail(err)
		case len(found) == 0:
			a.showTimeline(client)
			a.toast(lang.L("No photos were found there."))
		default:
			a.show(newReviewScreen(a, c, found, hint))
		}
	})
	s.stop = looking.stop
	a.show(s)
}

// askPaths asks where the photos are: typed, pasted or picked.
func (a *App) askPaths(client storage.ID, hint cellHint) {
	entry := a.newEntry()
	entry.SetPlaceHolder(lang.L("/media/camera/DCIM"))
	var m *modal
	start := func(paths []string) {
		m.hide()
		a.importPhotos(client, paths, hint)
	}
	typed := func() {
		if path := cleanPath(entry.Text); path != "" {
			start([]string{path})
		}
	}
	entry.OnSubmitted = func(string) { typed() }
	browse := widget.NewButton(lang.L("Browse"), func() { a.pick(homeDir(), true, start) })
	watch := widget.NewButton(lang.L("Watch a folder"), func() {
		m.hide()
		a.askWatch()
	})
	watch.Importance = widget.LowImportance
	m = a.newModal(lang.L("Import photos"), 600, container.NewVBox(
		prose(lang.L("Drop photos or folders anywhere on the window, or choose them here.")),
		field(lang.L("A folder or a photo"), container.NewBorder(nil, nil, nil, browse, entry))),
		watch, widget.NewButton(lang.L("Cancel"), func() { m.hide() }), primary(lang.L("Look at them"), typed))
	m.show()
	a.win.Canvas().Focus(entry)
}

// fileSource makes pictures of files that are not in the library yet; their
// path stands for the photo's ID.
type fileSource struct{ decoder storage.Decoder }

// Preview decodes the file.
func (f fileSource) Preview(ctx context.Context, path storage.ID, long int) (*image.NRGBA, error) {
	info, err := os.Stat(string(path))
	if err != nil {
		return nil, err
	}
	if info.Size() > decode.MaxFile {
		return nil, fmt.Errorf("%s: %w", info.Name(), decode.ErrTooLarge)
	}
	data, err := os.ReadFile(string(path))
	if err != nil {
		return nil, err
	}
	decoded, err := f.decoder.Decode(ctx, data, long)
	if err != nil {
		return nil, err
	}
	return decoded.Pictures[0], nil
}

// arrival is one file of the review with what was decided about it.
type arrival struct {
	storage.Candidate
	session storage.ID
	newOn   storage.Date // a new session of this date; session is "" then
	view    storage.View
	phase   storage.Phase
	skip    bool
	// told is set once the view is no guess: a person, the file's name or the
	// cell it was dropped on has said it. recognised is a view by the content.
	told, recognised bool
	asked            bool // what it shows has been looked at
}

// arrivals decides about candidates what can be decided; earlier are those
// that were decided about before, in the same review.
func arrivals(c *course, earlier []*arrival, found []storage.Candidate, hint cellHint) []*arrival {
	out := make([]*arrival, 0, len(found))
	for _, f := range found {
		a := &arrival{Candidate: f, session: f.Session, view: viewInName(f.Path), skip: f.Err != nil || f.Duplicate != nil}
		if a.session == "" {
			a.newOn = f.Taken
		}
		if hint.session != "" {
			a.session, a.newOn = hint.session, storage.Date{}
		}
		if hint.view != "" {
			a.view = hint.view
		}
		a.told = a.view != ""
		out = append(out, a)
	}
	c.orderViews(earlier, out)
	for _, a := range out {
		a.phase = c.phaseOf(a)
	}
	return out
}

// viewInName is the view a file's name says, "" when it says none.
func viewInName(path string) storage.View {
	name := strings.ToLower(path[strings.LastIndexAny(path, `/\`)+1:])
	name = strings.NewReplacer("_", "-", " ", "-").Replace(name)
	var best storage.View
	for _, v := range storage.Views() {
		if strings.Contains(name, string(v)) && len(v) > len(best) {
			best = v
		}
	}
	return best
}

// orderViews gives the photos of a session that have no view yet the views of
// the client's last session with photos, in the order those were taken; earlier
// ones of the same review come before them.
func (c *course) orderViews(earlier, all []*arrival) {
	var used []storage.View
	for i := len(c.sessions) - 1; i >= 0 && used == nil; i-- {
		for _, p := range c.photos {
			if p.SessionID == c.sessions[i].ID && p.View != "" && !slices.Contains(used, p.View) {
				used = append(used, p.View)
			}
		}
	}
	type group struct {
		session storage.ID
		newOn   storage.Date
	}
	next := map[group]int{}
	for _, a := range earlier {
		if !a.skip {
			next[group{a.session, a.newOn}]++
		}
	}
	for _, a := range all {
		g := group{a.session, a.newOn}
		if n := next[g]; a.view == "" && !a.skip && n < len(used) {
			a.view = used[n]
		}
		if !a.skip {
			next[g]++
		}
	}
}

// phaseOf is the phase a photo most likely has, by its session and date.
func (c *course) phaseOf(a *arrival) storage.Phase {
	i := c.sessionIndex(a.session)
	if i < 0 {
		return phaseOfKind(c.newKind(a.newOn))
	}
	s := c.sessions[i]
	if s.Kind == storage.KindTreatment && s.Date.Before(a.Taken) && a.TakenSource == storage.TakenExif {
		return storage.PhaseHealing
	}
	return phaseOfKind(s.Kind)
}

// newKind is the kind of a session made because photos of its date arrived:
// the first is the baseline, later ones are visits, as nothing else is known.
func (c *course) newKind(on storage.Date) storage.SessionKind {
	for _, s := range c.sessions {
		if !on.Before(s.Date) {
			return storage.KindFollowUp
		}
	}
	return storage.KindBaseline
}

func phaseOfKind(k storage.SessionKind) storage.Phase {
	switch k {
	case storage.KindBaseline:
		return storage.PhaseBaseline
	case storage.KindFollowUp:
		return storage.PhaseFollowUp
	}
	return storage.PhasePre
}

// reason says why a file is not imported, "" when it is.
func (a *arrival) reason() string {
	switch {
	case a.Err != nil && errors.Is(a.Err, decode.ErrUnsupported):
		return lang.L("Not a photo that can be read: {{.Reason}}", values{"Reason": a.Err.Error()})
	case a.Err != nil:
		return lang.L("Cannot be read: {{.Reason}}", values{"Reason": a.Err.Error()})
	case a.Duplicate != nil:
		return lang.L("Already in the library as {{.View}}", values{"View": joined(viewName(a.Duplicate.View), dateText(takenDate(*a.Duplicate)))})
	}
	return ""
}
