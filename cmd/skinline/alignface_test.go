package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
	"skinline/storage"
)

func sitter() phantom.Subject { return phantom.Subject{Kind: phantom.Face, Seed: 11} }

// face writes a simulated photo of the sitter, large enough to be aligned.
func face(t *testing.T, dir, name string, shot phantom.Shot) string {
	t.Helper()
	shot.Width, shot.Height = 400, 500
	data, err := sitter().JPEG(shot)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// beside is how far a matrix of pixels lies beside the truth on a face, in
// diagonals.
func beside(m photos.Transform, from, to phantom.Shot) float64 {
	from.Width, from.Height, to.Width, to.Height = 400, 500, 400, 500
	truth := phantom.True(sitter(), from, to).Pixels(500, 500)
	worst := 0.
	for _, p := range []photos.Point{{X: 130, Y: 170}, {X: 270, Y: 170}, {X: 200, Y: 340}} {
		is, want := m.Apply(p), truth.Apply(p)
		worst = max(worst, math.Hypot(is.X-want.X, is.Y-want.Y)/math.Hypot(400, 500))
	}
	return worst
}

func TestAlignFindsAFaceByItself(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	before, after := visit(3, 3, phantom.Pose{}), visit(4, 14, phantom.Pose{Scale: 1.05, Degrees: 4, DX: .02, DY: -.01})
	after.Orientation, after.NoiseSeed, after.Noise = 6, 2, 1
	b, a := face(t, dir, "b.jpg", before), face(t, dir, "a.jpg", after)
	line := objects[alignLine](t, d.must("align", "--json", b, a))[0]
	if line.Status != align.Aligned || line.Method != "face" || line.Model != align.Similarity || line.Matrix == nil || line.Reason != "" ||
		line.Confidence < .5 || line.Residual <= 0 || line.DecodeMS <= 0 || line.AlignMS <= 0 {
		t.Fatalf("got %+v", line)
	}
	if off := beside(*line.Matrix, after, before); off > .003 {
		t.Errorf("%.2f %% of the diagonal beside the truth", 100*off)
	}
	for _, key := range []string{"overall", "scale", "roll_deg", "scale_ratio", "exposure_ev"} {
		if line.Comparability[key] == nil {
			t.Errorf("comparability says nothing of %s: %v", key, line.Comparability)
		}
	}
	if days := line.Comparability["days"]; days != 42.0 {
		t.Errorf("days %v", days)
	}
	line = objects[alignLine](t, d.must("align", "--json", "--model", "affine", b, a))[0]
	if line.Model != align.Affine || line.Matrix == nil {
		t.Errorf("affine: %+v", line)
	}
	// A picture of it says what was done.
	out := filepath.Join(dir, "out.png")
	d.must("compare", "--out", out, "--width", "600", b, a)
	if n := colours(openPNG(t, out)); n < 50 {
		t.Errorf("a picture of %d colours", n)
	}
}

func TestAPairThatIsRefusedIsNamedWithItsReason(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	turned := visit(4, 14, phantom.Pose{})
	turned.Turn = 45
	b, a := face(t, dir, "b.jpg", visit(3, 3, phantom.Pose{})), face(t, dir, "a.jpg", turned)
	damaged := filepath.Join(dir, "cut.jpg")
	data, err := os.ReadFile(a)
	if err == nil {
		err = os.WriteFile(damaged, data[:len(data)/3], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	good := face(t, dir, "c.jpg", visit(5, 3, phantom.Pose{Degrees: 2}))
	r := d.run("align", "--json", b, a, b, damaged, b, good)
	lines := objects[alignLine](t, r.out)
	if r.status != exitSome || len(lines) != 3 || lines[2].Status != align.Aligned {
		t.Fatalf("status %d: %s%s", r.status, r.out, r.err)
	}
	for _, line := range lines[:2] {
		if line.Status != align.Refused || line.Matrix != nil || !strings.HasSuffix(line.Reason, ".") && line.After == a || line.Reason == "" || !strings.Contains(r.err, line.Reason) {
			t.Errorf("%+v; standard error: %s", line, r.err)
		}
	}
	// A comparison with it is made, and says that it is not aligned.
	out := filepath.Join(dir, "out.png")
	if r := d.run("compare", "--out", out, "--width", "600", b, a); r.status != exitSome || !strings.Contains(r.err, "a.jpg is not aligned") {
		t.Errorf("status %d: %s", r.status, r.err)
	}
	openPNG(t, out)
}

func TestAnImportAlignsWhatIsNew(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	d.must("client", "add", "C-1")
	turned := visit(5, 19, phantom.Pose{})
	turned.Turn = 45
	for name, shot := range map[string]phantom.Shot{"a.jpg": visit(3, 3, phantom.Pose{}), "b.jpg": visit(4, 14, phantom.Pose{Degrees: 3}), "c.jpg": turned} {
		face(t, dir, name, shot)
	}
	r := d.run("import", "--json", "--client", "C-1", "--view", "frontal", dir)
	if r.status != exitDone || len(objects[importLine](t, r.out)) != 3 || !strings.Contains(r.err, "Frontal of 19 May 2026 is not aligned: ") {
		t.Errorf("status %d: %s%s", r.status, r.out, r.err)
	}
	shown := d.show("C-1")
	if a := shown.Sessions[1].Photos[0].Alignment; a == nil || a.Outcome != align.Aligned {
		t.Errorf("stored %+v", a)
	}
	if shown.Sessions[2].Photos[0].Attempt == nil {
		t.Error("what was refused is not remembered")
	}
}

func TestALibraryAlignsItself(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	d.must("client", "add", "C-1")
	shots := []phantom.Shot{visit(3, 3, phantom.Pose{}), visit(4, 14, phantom.Pose{Scale: 1.03, Degrees: 3}), visit(5, 19, phantom.Pose{})}
	shots[2].Turn = 45
	for i, shot := range shots {
		d.must("import", "--no-align", "--client", "C-1", "--view", "frontal", face(t, dir, string(rune('a'+i))+".jpg", shot))
	}
	r := d.run("align", "--client", "C-1", "--json")
	lines := objects[alignLine](t, r.out)
	if r.status != exitSome || len(lines) != 2 || lines[0].Status != align.Aligned || lines[1].Status != align.Refused {
		t.Fatalf("status %d: %s%s", r.status, r.out, r.err)
	}
	if off := beside(*lines[0].Matrix, shots[1], shots[0]); off > .003 {
		t.Errorf("%.2f %% of the diagonal beside the truth", 100*off)
	}
	if !strings.Contains(r.err, "Frontal of 19 May 2026: ") || !strings.Contains(r.err, lines[1].Reason) {
		t.Errorf("standard error: %s", r.err)
	}
	shown := d.show("C-1")
	if a := shown.Sessions[1].Photos[0].Alignment; a == nil || a.Method != storage.AlignFace {
		t.Errorf("stored %+v", a)
	}
	if refused := shown.Sessions[2].Photos[0].Attempt; refused == nil || refused.Reason.Sentence() != lines[1].Reason {
		t.Errorf("remembered %+v", refused)
	}
	// What is aligned is left, what a person corrects too.
	d.must("align", "--client", "C-1", "--view", "frontal", "--session", "2026-05-19", "--points", "10,10=12,12 200,300=202,302")
	if out := d.must("align", "--client", "C-1"); out != "nothing is left to align\n" {
		t.Errorf("printed %q", out)
	}
	out := filepath.Join(dir, "out.png")
	if r := d.run("timeline", "--client", "C-1", "--width", "600", "--out", out); r.status != exitDone || r.err != "" {
		t.Errorf("status %d: %s", r.status, r.err)
	}
	for _, args := range [][]string{
		{"align", "--client", "C-1", "--view", "vertex"},
		{"align", "--client", "C-1", "--session", "2026-01-01"},
		{"align", "--client", "C-9"},
	} {
		if r := d.run(args...); r.status != exitSome {
			t.Errorf("%v: status %d", args, r.status)
		}
	}
}
