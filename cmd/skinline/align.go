package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/storage"
)

// alignment is one run of the align verb.
type alignment struct {
	console *console
	model   align.Model // "" when not asked for
	points  [][]pixelPair
	asJSON  bool

	// The library form.
	code string
	view storage.View
	on   storage.Date
}

func (c *console) alignVerb() *cobra.Command {
	a := alignment{console: c}
	cmd := &cobra.Command{
		Use:   "align [--model similarity|affine|homography] [--json] BEFORE AFTER [BEFORE AFTER ...]",
		Short: "Find how AFTER must be moved, turned and scaled to lie on BEFORE",
		Long: `Find how AFTER must be moved, turned and scaled to lie on BEFORE, by the face or
by marks of the skin. A pair that cannot surely be aligned is refused, with the
reason: Skinline does not guess.

The models affine and homography may also change proportions and perspective.
They are for flat areas of the body, and are marked on every picture.

With --points a person says what lies on what: pairs BEFORE=AFTER of the same
spot in both photos, in pixels of the photo as displayed (after orientation),
pixel centres at integers, two or more, once for every pair of photos:

  --points "812,604=790,611 1190,598=1171,590"

With --client the photos of the library are aligned onto the reference photos of
their views, all or those of a view or session, and the alignments are stored.
What a person has aligned stays as it is. --points does the same by points for
the photo of one view and session.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(a.points) > 0 && a.model != "" && a.model != align.Similarity {
				return fmt.Errorf("points give a similarity, no other model: %w", errUsage)
			}
			if a.code != "" {
				return a.inLibrary(cmd.Context(), args)
			}
			if a.view != "" || !a.on.IsZero() {
				return fmt.Errorf("--view and --session go with --client: %w", errUsage)
			}
			return withReader(func(r reader) error { return a.files(cmd.Context(), r, args) })
		},
	}
	f := cmd.Flags()
	f.Var(modelFlag(&a.model), "model", "similarity, affine or homography (default similarity)")
	f.Var(list(&a.points, "pairs", parsePoints), "points", "\"x,y=x,y x,y=x,y\", BEFORE=AFTER; once a pair of photos")
	f.BoolVar(&a.asJSON, "json", false, "print one JSON object a pair")
	f.StringVar(&a.code, "client", "", "align photos of this client of the library")
	f.StringVar((*string)(&a.view), "view", "", "with --client: the view")
	f.Var(date(&a.on), "session", "with --client: date of the session whose photos are aligned")
	offerViews(cmd, "view")
	return cmd
}

func modelFlag(to *align.Model) *value[align.Model] {
	return oneOf(to, "model", align.Similarity, align.Affine, align.Homography)
}

// alignLine is what align says of one pair.
type alignLine struct {
	Before        string            `json:"before"`
	After         string            `json:"after"`
	Via           string            `json:"via,omitempty"` // the photo of the library in between
	Status        align.Outcome     `json:"status"`
	Reason        string            `json:"reason"`
	Method        string            `json:"method"`
	Model         align.Model       `json:"model"`
	Matrix        *photos.Transform `json:"matrix"`   // oriented pixels of after to those of before
	Residual      float64           `json:"residual"` // root mean square, pixels of before
	Confidence    float64           `json:"confidence"`
	Comparability map[string]any    `json:"comparability"`
	DecodeMS      float64           `json:"decode_ms"`
	AlignMS       float64           `json:"align_ms"`
	JudgeMS       float64           `json:"judge_ms"`
}

// refusedLine is the line of a pair before anything is known of it.
func refusedLine(before, after string, model align.Model) alignLine {
	if model == "" {
		model = align.Similarity
	}
	return alignLine{Before: before, After: after, Status: align.Refused, Model: model, Comparability: map[string]any{}}
}

// place fills in where the photo lies, in pixels of photos of these sizes.
func (line *alignLine) place(t photos.Transform, residual float64, before, after photos.Info) {
	long := max(before.Width, before.Height)
	matrix := t.Pixels(max(after.Width, after.Height), long)
	line.Matrix, line.Residual = &matrix, residual*float64(long)
	line.Comparability["scale"], line.Comparability["roll_deg"] = matrix.Scale(), matrix.Roll()
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
		var points []pixelPair
		if len(a.points) > 0 {
			points = a.points[i/2]
		}
		line := a.pair(ctx, r, paths[i], paths[i+1], points)
		if err := ctx.Err(); err != nil {
			return err
		}
		if line.Status == align.Refused {
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
	line := refusedLine(beforePath, afterPath, a.model)
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
	if len(points) > 0 {
		line.byPoints(before.info, after.info, points)
	} else {
		line.byItself(ctx, r, before, after)
	}
	if b, t := before.taken(), after.taken(); line.Matrix != nil && !b.IsZero() && !t.IsZero() {
		line.Comparability["days"] = t.DaysSince(b)
	}
	return line
}

// byPoints aligns by what a person says.
func (line *alignLine) byPoints(before, after photos.Info, points []pixelPair) {
	start := time.Now()
	reg, err := register(before, after, points)
	line.AlignMS = milliseconds(start)
	if err != nil {
		line.Reason = err.Error()
		return
	}
	line.Status, line.Method, line.Confidence = align.ByLandmarks, string(storage.AlignManual), 1
	line.place(reg.Transform, reg.RMS, before, after)
}

// byItself lets the program find the alignment.
func (line *alignLine) byItself(ctx context.Context, r reader, before, after photoFile) {
	found, verdict, err := r.Judge(ctx, before.data, after.data, align.Options{Model: line.Model})
	if err != nil {
		line.Reason = err.Error()
		return
	}
	line.DecodeMS, line.AlignMS, line.JudgeMS = found.DecodeMS, found.AlignMS, found.JudgeMS
	line.Status, line.Method, line.Reason = found.Outcome, found.Method, found.Reason.Sentence()
	line.Confidence = found.Confidence
	if found.Outcome != align.Refused {
		line.Comparability = verdict.Map()
		line.place(found.Transform, found.Residual, found.Reference, found.Photo)
	}
}

func (a *alignment) print(line alignLine) error {
	if a.asJSON {
		return a.console.printJSON(line)
	}
	if line.Status == align.Refused {
		a.console.printf("refused    %s  %s\n", line.After, line.Reason)
		return nil
	}
	a.console.printf("%-9s  %s  scale %.4f, roll %.2f degrees, residual %.2f px, confidence %.2f%s\n", line.Status, line.After,
		line.Matrix.Scale(), line.Matrix.Roll(), line.Residual, line.Confidence, line.notes())
	return nil
}

// notes are what else a person should know of an alignment.
func (line alignLine) notes() string {
	var text string
	if line.Model != align.Similarity {
		text += ", " + string(line.Model) + ": proportions are changed"
	}
	if line.Via != "" {
		text += ", through " + line.Via
	}
	if line.Reason != "" {
		text += "  " + line.Reason
	}
	return text
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }
