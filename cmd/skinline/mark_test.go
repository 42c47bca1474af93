package main

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/phantom"
)

// Spots placed along a known transform give that transform back, and how far
// they are from agreeing.
func TestMarkRecordsTheSpotsAndTheirSimilarity(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	before := portrait(t, dir, "before.jpg", visit(3, 3, phantom.Pose{}))
	after := portrait(t, dir, "after.jpg", visit(4, 14, phantom.Pose{}))
	truth := photos.Transform{{.9, -.1, 30}, {.1, .9, 12}, {0, 0, 1}}
	spots := func(off float64) string {
		var fields []string
		for i, a := range []photos.Point{{X: 40, Y: 50}, {X: 200, Y: 60}, {X: 60, Y: 220}, {X: 210, Y: 230}} {
			b := truth.Apply(a)
			fields = append(fields, fmt.Sprintf("%.6f,%.6f=%g,%g", b.X, b.Y+off*float64(i%2*2-1), a.X, a.Y))
		}
		return strings.Join(fields, " ")
	}
	mark := func(off float64) markLine {
		return objects[markLine](t, d.must("mark", "--pair", "one", "--norm", "100", "--points", spots(off), before, after))[0]
	}
	exact := mark(0)
	for y := range 2 {
		for x := range 3 {
			if math.Abs(exact.Matrix[y][x]-truth[y][x]) > 1e-4 {
				t.Fatalf("matrix %v, want %v", exact.Matrix, truth)
			}
		}
	}
	if exact.Pair != "one" || len(exact.Points) != 4 || exact.Points[0][2] != 40 || exact.Residual > 1e-4 || exact.How != "by hand" {
		t.Fatalf("%+v", exact)
	}
	if off := mark(3); off.Residual < .1 || off.Residual > 3 || off.Uncertainty <= 0 {
		t.Errorf("spots up to 3 px off leave a residual of %g px, uncertainty %g", off.Residual, off.Uncertainty)
	}
	outside := strings.Replace(spots(0), "=40,50", "=-40,50", 1)
	if r := d.run("mark", "--pair", "one", "--norm", "100", "--points", outside, before, after); r.status != exitSome || !strings.Contains(r.err, "outside") {
		t.Errorf("a spot outside the photo: status %d, %s", r.status, r.err)
	}
	if r := d.run("mark", "--pair", "one", "--norm", "0", "--points", spots(0), before, after); r.status != exitUsage {
		t.Errorf("a norm of 0: status %d, %s", r.status, r.err)
	}
}
