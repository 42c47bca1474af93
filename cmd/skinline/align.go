package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/storage"
)

// alignment is one run of the align verb.
type alignment struct {
	console *console
	model   string
	points  [][]pixelPair
	asJSON  bool

	// The library form.
	code string
	view storage.View
	on   storage.Date
}

func (c *console) alignVerb() *cobra.Command {
	a := alignment{console: c, model: "similarity"}
	cmd := &cobra.Command{
		Use:   "align --points PAIRS BEFORE AFTER [--points PAIRS BEFORE AFTER ...]",
		Short: "Find how AFTER must be moved, turned and scaled to lie on BEFORE",
		Long: `Find how AFTER must be moved, turned and scaled to lie on BEFORE.

Points are pairs BEFORE=AFTER of the same spot in both photos, in pixels of the
photo as displayed (after orientation), pixel centres at integers, two or more:

  --points "812,604=790,611 1190,598=1171,590"

Give --points once for every pair of photos. Without points a pair is refused:
Skinline does not guess.

With --client the photo of a view and session of the library is aligned onto
the reference photo of the view, and the alignment is stored.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.code != "" {
				return a.inLibrary(args)
			}
			return withReader(func(r reader) error { return a.files(cmd.Context(), r, args) })
		},
	}
	f := cmd.Flags()
	f.Var(oneOf(&a.model, "model", "similarity"), "model", "similarity")
	f.Var(list(&a.points, "pairs", parsePoints), "points", "\"x,y=x,y x,y=x,y\", BEFORE=AFTER; once a pair of photos")
	f.BoolVar(&a.asJSON, "json", false, "print one JSON object a pair")
	f.StringVar(&a.code, "client", "", "align a photo of this client of the library")
	f.StringVar((*string)(&a.view), "view", "", "with --client: the view")
	f.Var(date(&a.on), "session", "with --client: date of the session whose photo is aligned")
	offerViews(cmd, "view")
	return cmd
}

// alignLine is what align says of one pair.
type alignLine struct {
	Before        string            `json:"before"`
	After         string            `json:"after"`
	Status        string            `json:"status"` // "landmarks" or "refused"
	Reason        string            `json:"reason"`
	Method        string            `json:"method"`
	Model         string            `json:"model"`
	Matrix        *photos.Transform `json:"matrix"`   // oriented pixels of after to those of before
	Residual      float64           `json:"residual"` // root mean square, pixels of before
	Confidence    float64           `json:"confidence"`
	Comparability map[string]any    `json:"comparability"`
	DecodeMS      float64           `json:"decode_ms"`
	AlignMS       float64           `json:"align_ms"`
}

func (a *alignment) files(ctx context.Context, r reader, paths []string) error {
	if len(paths) == 0 || len(paths)%2 != 0 {
		return fmt.Errorf("give photos in pairs, BEFORE AFTER: %w", errUsage)
	}
	if len(a.points) > 0 && len(a.points) != len(paths)/2 {
		return fmt.Errorf("%d pairs of photos but --points %d times: %w", len(paths)/2, len(a.points), errUsage)
	}
	refused := false
	for i := 0; i < len(paths); i += 2 {
		if err := ctx.Err(); err != nil {
			return err
		}
		var points []pixelPair
		if len(a.points) > 0 {
			points = a.points[i/2]
		}
		line := a.pair(ctx, r, paths[i], paths[i+1], points)
		if line.Status == "refused" {
			refused = true
			a.console.warnf("%s, %s: %s", line.Before, line.After, line.Reason)
		}
		if err := a.print(line); err != nil {
			return err
		}
	}
	if refused {
		return errSome
	}
	return nil
}

func (a *alignment) pair(ctx context.Context, r reader, beforePath, afterPath string, points []pixelPair) alignLine {
	line := alignLine{Before: beforePath, After: afterPath, Status: "refused", Model: a.model, Comparability: map[string]any{}}
	start := time.Now()
	before, err := r.read(ctx, beforePath)
	if err != nil {
		line.Reason = beforePath + ": " + err.Error()
		return line
	}
	after, err := r.read(ctx, afterPath)
	if err != nil {
		line.Reason = afterPath + ": " + err.Error()
		return line
	}
	line.DecodeMS = milliseconds(start)
	if len(points) == 0 {
		line.Reason = "points are needed"
		return line
	}
	start = time.Now()
	reg, err := register(before.info, after.info, points)
	line.AlignMS = milliseconds(start)
	if err != nil {
		line.Reason = err.Error()
		return line
	}
	beforeLong := max(before.info.Width, before.info.Height)
	matrix := reg.Transform.Pixels(max(after.info.Width, after.info.Height), beforeLong)
	line.Status, line.Method, line.Confidence = "landmarks", string(storage.AlignManual), 1
	line.Matrix, line.Residual = &matrix, reg.RMS*float64(beforeLong)
	line.Comparability["scale"], line.Comparability["roll_deg"] = matrix.Scale(), matrix.Roll()
	if b, t := before.taken(), after.taken(); !b.IsZero() && !t.IsZero() {
		line.Comparability["days"] = t.DaysSince(b)
	}
	return line
}

func (a *alignment) print(line alignLine) error {
	if a.asJSON {
		return a.console.printJSON(line)
	}
	if line.Status == "refused" {
		a.console.printf("refused    %s  %s\n", line.After, line.Reason)
		return nil
	}
	a.console.printf("%s  %s  scale %.4f, roll %.2f degrees, residual %.2f px\n", line.Status, line.After,
		line.Matrix.Scale(), line.Matrix.Roll(), line.Residual)
	return nil
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

func (a *alignment) inLibrary(args []string) error {
	if len(args) > 0 || a.on.IsZero() || len(a.points) != 1 {
		return fmt.Errorf("with --client give --view, --session and --points once, and no files: %w", errUsage)
	}
	return a.console.withLibrary(func(l *storage.Library) error {
		h, err := loadHistory(l, a.code)
		if err != nil {
			return err
		}
		reference, photo, err := h.pairOf(a.view, a.on)
		if err != nil {
			return err
		}
		reg, err := register(reference.Info, photo.Info, a.points[0])
		if err != nil {
			return err
		}
		stored := alignmentBy(reference.ID, reg, relative(a.points[0], reference.Info, photo.Info))
		if _, err := l.SetAlignment(photo.ID, stored); err != nil {
			return fmt.Errorf("store alignment: %w", err)
		}
		beforeLong := max(reference.Info.Width, reference.Info.Height)
		matrix := reg.Transform.Pixels(max(photo.Info.Width, photo.Info.Height), beforeLong)
		return a.print(alignLine{
			Before: string(reference.ID), After: string(photo.ID), Status: "landmarks", Method: string(storage.AlignManual), Model: a.model,
			Matrix: &matrix, Residual: reg.RMS * float64(beforeLong), Confidence: 1,
			Comparability: map[string]any{"scale": matrix.Scale(), "roll_deg": matrix.Roll()},
		})
	})
}

// pairOf is the reference photo of a view, and the photo of a session that
// is to lie on it.
func (h history) pairOf(v storage.View, on storage.Date) (reference, photo storage.Photo, err error) {
	frame, err := h.frame(v)
	if err != nil {
		return reference, photo, err
	}
	if reference, err = h.photo(frame.Reference); err != nil {
		return reference, photo, err
	}
	session, err := h.sessionOn(on)
	if err != nil {
		return reference, photo, err
	}
	photo, ok := h.cell(session.ID, v)
	if !ok {
		return reference, photo, fmt.Errorf("the session on %s has no photo of view %q: %w", on, v, storage.ErrNotFound)
	}
	if photo.ID == reference.ID {
		return reference, photo, fmt.Errorf("the photo of %s is the reference of view %q; the others align to it", on, v)
	}
	return reference, photo, nil
}
