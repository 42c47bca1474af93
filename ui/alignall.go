package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"skinline/photos/align"
	"skinline/storage"
)

// aligning is a series of automatic alignments of one client: under way, or
// done and not yet looked at.
type aligning struct {
	client      storage.ID
	asked       bool // a person wants it, and its result at once
	job         *job
	done, total int
	steps       []storage.SeriesStep
}

// alignAll aligns a client's photos in the background. Unasked it tries only
// what was never tried; asked it tries refused photos again.
func (a *App) alignAll(client storage.ID, asked bool) {
	if a.aligning.running() {
		if !asked {
			a.alignAfter = client // when this one is done
		}
		return
	}
	s := &aligning{client: client, asked: asked}
	a.aligning = s
	lib := a.lib
	s.job = a.jobs.run(func(ctx context.Context, progress func(int, int)) error {
		return lib.AlignSeries(ctx, storage.Series{Client: client, Again: asked}, func(step storage.SeriesStep) {
			s.steps = append(s.steps, step)
			progress(step.Done, step.Total)
		})
	}, func(done, total int) {
		s.done, s.total = done, total
		a.touch() // work under way is no idle window
		a.showAligning()
	}, func(err error) { a.aligned(s, err) })
	a.showAligning()
}

func (s *aligning) running() bool { return s != nil && s.job != nil }

// count is how many photos had an outcome.
func (s *aligning) count(o align.Outcome) int {
	n := 0
	for _, step := range s.steps {
		if step.Outcome == o {
			n++
		}
	}
	return n
}

// placed is how many photos lie on their reference now.
func (s *aligning) placed() int { return len(s.steps) - s.count(align.Refused) }

// aligned tells what a series has done.
func (a *App) aligned(s *aligning, err error) {
	s.job = nil
	if a.aligning != s || a.lib == nil || a.isLocked() {
		a.aligning, a.alignAfter = nil, ""
		return
	}
	if !errors.Is(err, errStopped) {
		a.fail(err)
	}
	if next := a.alignAfter; next != "" && err == nil {
		a.alignAfter = ""
		defer a.alignAll(next, false)
	} else if err == nil && s.placed() > 0 {
		a.judgeAll(s.client)
	}
	t, ok := a.screen.(*timelineScreen)
	if !ok || t.c.client.ID != s.client {
		return // the timeline tells when it is opened next
	}
	if len(s.steps) > 0 {
		t.reload()
	}
	if s.asked {
		a.tellAligned(t.c, s, err)
	}
	t.showAligning()
}

// tellAligned is the answer to somebody who has asked for all.
func (a *App) tellAligned(c *course, s *aligning, err error) {
	switch {
	case len(s.steps) == 0 && err == nil:
		a.toast(lang.L("All photos are aligned."))
	case s.count(align.Refused) > 0:
		a.showAlignReport(c.client.ID, s)
	case s.placed() > 0:
		a.did(s.text(), func() { a.undoAligned(s) }, nil)
	}
	a.aligning = nil
}

// text is the result in a sentence.
func (s *aligning) text() string {
	n, refused := s.placed(), s.count(align.Refused)
	text := lang.XN("align.done", "{{.N}} photos aligned.", n, values{"N": n})
	if refused > 0 {
		text += " " + lang.XN("align.refused", "{{.N}} photos need points.", refused, values{"N": refused})
	}
	return text
}

// undoAligned takes a series back.
func (a *App) undoAligned(s *aligning) {
	lib := a.lib
	a.jobs.run(func(context.Context, func(int, int)) error { return lib.UndoSeries(s.steps) }, nil, func(err error) {
		a.fail(err)
		if err == nil {
			a.showTimeline(s.client)
		}
	})
}

// showAligning tells an open timeline how far the series is.
func (a *App) showAligning() {
	if t, ok := a.screen.(*timelineScreen); ok {
		t.showAligning()
	}
}

// alignWidth is the width of the button that aligns all, whatever it says.
const alignWidth = 170

// showAligning writes on the button what a tap does now: align all, stop the
// series of this client that is under way, or show what the last one did.
func (s *timelineScreen) showAligning() {
	w := s.a.aligning
	text, do := lang.L("Align all"), s.alignAll
	s.all.Enable()
	switch {
	case w.running() && w.client != s.c.client.ID:
		s.all.Disable()
	case w.running():
		text, do = lang.L("Stop aligning"), w.job.stop
		if w.total > 0 {
			text = lang.L("Stop ({{.N}} of {{.Total}})", values{"N": w.done, "Total": w.total})
		}
	case w != nil && w.client == s.c.client.ID && len(w.steps) > 0:
		text, do = w.short(), func() { s.a.showAlignReport(w.client, w) }
	}
	s.all.OnTapped = do
	s.all.SetText(text)
}

// short is the result as a button says it.
func (s *aligning) short() string {
	if n := s.count(align.Refused); n > 0 {
		return lang.XN("align.points", "{{.N}} photos need points", n, values{"N": n})
	}
	return lang.XN("align.placed", "{{.N}} photos aligned", s.placed(), values{"N": s.placed()})
}

// alignAll is what the button and the menu do.
func (s *timelineScreen) alignAll() { s.a.alignAll(s.c.client.ID, true) }
