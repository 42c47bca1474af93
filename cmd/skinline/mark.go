package main

import (
	"context"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"skinline/photos"
)

// markLine is a pair of photos marked by hand, as photos/align/testdata/marks.jsonl
// holds them: the truth that .ci/bench-align measures against.
type markLine struct {
	Pair        string           `json:"pair"`
	Points      [][4]float64     `json:"points"` // x, y in before, x, y in after; pixels, centres at integers
	Matrix      photos.Transform `json:"matrix"` // pixels of after to those of before, least squares
	Norm        float64          `json:"norm"`   // what errors are a share of, pixels of before
	Residual    float64          `json:"residual"`
	Uncertainty float64          `json:"uncertainty"`
	How         string           `json:"how"`
}

// markVerb records where the same spots are in two photos, for benchmarks.
func (c *console) markVerb() *cobra.Command {
	line := markLine{How: "by hand"}
	var points [][]pixelPair
	cmd := &cobra.Command{
		Use:    "mark --pair ID --norm PX --points PAIRS BEFORE AFTER",
		Short:  "Record the same spots of two photos as one JSON line",
		Args:   cobra.ExactArgs(2),
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return withReader(func(r reader) error {
				return c.mark(cmd.Context(), r, args[0], args[1], points, line)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&line.Pair, "pair", "", "what the pair is called")
	f.Float64Var(&line.Norm, "norm", 0, "what errors are a share of, in pixels of BEFORE: the distance of the eyes")
	f.StringVar(&line.How, "how", line.How, "how the spots were found")
	f.Var(list(&points, "pairs", parsePoints), "points", "\"x,y=x,y x,y=x,y\", BEFORE=AFTER, four or more")
	require(cmd, "pair", "norm", "points")
	return cmd
}

func (c *console) mark(ctx context.Context, r reader, beforePath, afterPath string, points [][]pixelPair, line markLine) error {
	if len(points) != 1 || len(points[0]) < 4 || !(line.Norm > 0) {
		return fmt.Errorf("give --points once with four spots or more, and a --norm above 0: %w", errUsage)
	}
	before, err := r.read(ctx, beforePath)
	if err != nil {
		return fmt.Errorf("%s: %w", beforePath, err)
	}
	after, err := r.read(ctx, afterPath)
	if err != nil {
		return fmt.Errorf("%s: %w", afterPath, err)
	}
	reg, err := register(before.info, after.info, points[0])
	if err != nil {
		return err
	}
	for _, p := range points[0] {
		line.Points = append(line.Points, [4]float64{p.before.X, p.before.Y, p.after.X, p.after.Y})
	}
	long := max(before.info.Width, before.info.Height)
	line.Matrix = reg.Transform.Pixels(max(after.info.Width, after.info.Height), long)
	line.Residual = reg.RMS * float64(long)
	// What n spots, each off by as much as these, leave of the error of their similarity.
	line.Uncertainty = line.Residual / math.Sqrt(float64(len(points[0]))) / line.Norm
	return c.printJSON(line)
}
