package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"skinline/storage"
)

// intake is one run of the import verb.
type intake struct {
	console *console
	code    string
	session storage.Date
	view    storage.View
	phase   storage.Phase
	asJSON  bool
	noAlign bool
}

func (c *console) importVerb() *cobra.Command {
	in := intake{console: c}
	cmd := &cobra.Command{
		Use:   "import --client CODE PATH...",
		Short: "Import photos: files, or folders with all photos in them",
		Long: `Import photos: files, or folders with all photos in them. One line a file says
what became of it, the moment it is decided: what is said to be imported is on
the disk and stays, whatever happens next.

Without --session each photo goes to the client's session of the day it was
taken, or to the nearest within three days. Where there is no such session, one
is made for that day.

New photos are then aligned onto the reference photos of their views, as the
window does. What is refused is named; it is no failure. --no-align leaves them.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withLibrary(func(l *storage.Library) error { return in.run(cmd.Context(), l, args) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&in.code, "client", "", "the client's code")
	f.Var(date(&in.session), "session", "date of the session (default: by the date of each photo)")
	f.StringVar((*string)(&in.view), "view", "", "camera position, as in frontal or cheek-left-close")
	f.Var(oneOf(&in.phase, "phase", storage.PhaseBaseline, storage.PhasePre, storage.PhaseImmediate, storage.PhaseHealing, storage.PhaseFollowUp),
		"phase", "baseline, pre, immediate, healing or follow-up")
	f.BoolVar(&in.noAlign, "no-align", false, "leave the photos unaligned for now")
	f.BoolVar(&in.asJSON, "json", false, "print one JSON object a file")
	require(cmd, "client")
	offerViews(cmd, "view")
	return cmd
}

func (in *intake) run(ctx context.Context, l *storage.Library, paths []string) error {
	h, err := loadHistory(l, in.code)
	if err != nil {
		return err
	}
	step, end := in.console.progress("Looking at files")
	candidates, err := l.Review(ctx, h.client.ID, paths, step)
	end()
	if err != nil {
		return fmt.Errorf("look at files: %w", err)
	}
	var items []storage.ImportItem
	failed := 0
	for _, candidate := range candidates {
		if candidate.Err != nil {
			failed++
			in.report(storage.ImportResult{Item: storage.ImportItem{Path: candidate.Path}, Status: storage.Failed, Err: candidate.Err})
			continue
		}
		session, err := in.sessionFor(l, &h, candidate)
		if err != nil {
			return err
		}
		items = append(items, storage.ImportItem{Path: candidate.Path, Session: session, View: in.view, Phase: in.phase})
	}
	done, imported := 0, 0
	step, end = in.console.progress("Importing")
	if isTerminal(in.console.out) { // the lines themselves are the progress
		step = func(int, int) {}
	}
	err = l.Import(ctx, items, func(r storage.ImportResult) {
		done++
		step(done, len(items))
		switch r.Status {
		case storage.Failed:
			failed++
		case storage.Imported:
			imported++
		}
		in.report(r)
	})
	end()
	if err != nil {
		return fmt.Errorf("import stopped after %d of %d files: %w", done, len(items), err)
	}
	if imported > 0 && !in.noAlign {
		if _, err := in.console.aligned(ctx, l, in.code); err != nil {
			return fmt.Errorf("all photos are imported, but %w", err)
		}
	}
	if failed > 0 {
		return errSome
	}
	return nil
}

// sessionFor is the session a candidate goes to, made when there is none.
func (in *intake) sessionFor(l *storage.Library, h *history, candidate storage.Candidate) (storage.ID, error) {
	if candidate.Duplicate != nil {
		return candidate.Duplicate.SessionID, nil // Import will only say that it is there
	}
	on := in.session
	if on.IsZero() {
		if candidate.Session != "" {
			return candidate.Session, nil
		}
		if s, ok, err := l.SuggestSession(h.client.ID, candidate.Taken); err != nil || ok {
			return s.ID, err
		}
		on = candidate.Taken
	} else {
		for _, s := range h.sessions {
			if s.Date == on {
				s, err := h.sessionOn(on)
				return s.ID, err
			}
		}
	}
	made, err := l.CreateSession(storage.Session{ClientID: h.client.ID, Date: on, Kind: likelyKind(*h, false)})
	if err != nil {
		return "", fmt.Errorf("make session: %w", err)
	}
	in.console.warnf("made a %s session on %s", made.Kind, made.Date)
	h.sessions = append(h.sessions, made)
	return made.ID, nil
}

// importLine is what became of one file.
type importLine struct {
	File   string               `json:"file"`
	Status storage.ImportStatus `json:"status"`
	SHA256 string               `json:"sha256"`
	Reason string               `json:"reason"`
}

func (in *intake) report(r storage.ImportResult) {
	line := importLine{File: r.Item.Path, Status: r.Status, SHA256: r.SHA256}
	if r.Err != nil {
		line.Reason = r.Err.Error()
	}
	if r.Status == storage.Failed {
		in.console.warnf("%s: %s", line.File, line.Reason)
	}
	if in.asJSON {
		if err := in.console.printJSON(line); err != nil {
			in.console.warnf("%v", err)
		}
		return
	}
	in.console.printf("%-9s  %s\n", line.Status, line.File)
}
