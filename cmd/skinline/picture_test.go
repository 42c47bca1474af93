package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/compose"
	"skinline/photos/phantom"
	"skinline/storage"
)

// pointsBetween are the true landmarks of two shots as --points takes them.
func pointsBetween(before, after phantom.Shot) string {
	subject := phantom.Subject{Kind: phantom.Skin, Seed: 7, Concern: phantom.AcneScars}
	before.Width, before.Height, after.Width, after.Height = 240, 300, 240, 300
	size := photos.Info{Width: 240, Height: 300}
	var fields []string
	in := subject.Landmarks(after)
	for i, l := range subject.Landmarks(before) {
		b, a := pixel(l.Point, size), pixel(in[i].Point, size)
		if inside(b, size) && inside(a, size) {
			fields = append(fields, fmt.Sprintf("%.4f,%.4f=%.4f,%.4f", b.X, b.Y, a.X, a.Y))
		}
	}
	return strings.Join(fields, " ")
}

func TestAlignFindsTheTrueTransform(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	before, after := visit(3, 3, phantom.Pose{}), visit(4, 14, phantom.Pose{Scale: 1.08, Degrees: 5, DX: .03, DY: -.02})
	b, a := portrait(t, dir, "b.jpg", before), portrait(t, dir, "a.jpg", after)
	line := objects[alignLine](t, d.must("align", "--json", "--points", pointsBetween(before, after), b, a))[0]
	if line.Status != "landmarks" || line.Method != "manual" || line.Matrix == nil || line.Residual > .01 {
		t.Fatalf("got %+v", line)
	}
	before.Width, before.Height, after.Width, after.Height = 240, 300, 240, 300
	want := phantom.True(phantom.Subject{Kind: phantom.Skin, Seed: 7, Concern: phantom.AcneScars}, after, before).Pixels(300, 300)
	for _, p := range []photos.Point{{X: 20, Y: 20}, {X: 220, Y: 40}, {X: 120, Y: 280}} {
		got, truth := line.Matrix.Apply(p), want.Apply(p)
		if off := math.Hypot(got.X-truth.X, got.Y-truth.Y); off > .1 {
			t.Errorf("%v lands %.3f px off", p, off)
		}
	}
	if days := line.Comparability["days"]; days != 42.0 {
		t.Errorf("days %v", days)
	}
}

func TestAlignRefusesToGuess(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	b, a := portrait(t, dir, "b.jpg", visit(3, 3, phantom.Pose{})), portrait(t, dir, "a.jpg", visit(4, 14, phantom.Pose{}))
	for name, args := range map[string][]string{
		"other skin":            {"align", "--json", b, closeUp(t, dir, "other.jpg", 8, visit(4, 14, phantom.Pose{}))},
		"one point twice":       {"align", "--json", "--points", "10,10=20,20 10,10=20,20", b, a},
		"a point off the photo": {"align", "--json", "--points", "10,10=20,20 900,10=20,90", b, a},
		"a file missing":        {"align", "--json", "--points", "10,10=20,20 90,10=20,90", b, a + "x"},
	} {
		r := d.run(args...)
		line := objects[alignLine](t, r.out)[0]
		if r.status != exitSome || line.Status != "refused" || line.Reason == "" || line.Matrix != nil {
			t.Errorf("%s: status %d, %+v", name, r.status, line)
		}
	}
}

// A comparison of photo files: the aligned after must show what before shows.
func TestCompareBringsPhotosIntoOneFrame(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	before, after := visit(3, 3, phantom.Pose{}), visit(3, 3, phantom.Pose{Scale: 1.1, Degrees: 6, DX: .04, DY: -.03})
	b, a := portrait(t, dir, "b.jpg", before), portrait(t, dir, "a.jpg", after)
	aligned, apart := filepath.Join(dir, "aligned.png"), filepath.Join(dir, "apart.png")
	d.must("compare", "--out", aligned, "--width", "480", "--crop", "60,80,120,150", "--points", pointsBetween(before, after), b, a)
	d.must("compare", "--out", apart, "--width", "480", "--crop", "60,80,120,150", "--points", "10,10=10,10 200,200=200,200", b, a)
	if one, other := halvesDiffer(t, aligned), halvesDiffer(t, apart); one > other/2 {
		t.Errorf("halves differ by %.1f aligned, by %.1f as they are", one, other)
	}
	if r := d.run("compare", "--out", filepath.Join(dir, "x.png"), b, filepath.Join(dir, "none.jpg")); r.status != exitSome {
		t.Errorf("with a missing file: status %d", r.status)
	}
}

// halvesDiffer is the mean difference of green between the two photos of a
// comparison, in 8-bit levels.
func halvesDiffer(t *testing.T, name string) float64 {
	t.Helper()
	img := openPNG(t, name)
	b := img.Bounds()
	style := compose.NewStyle(480)
	shift := (b.Dx()-2*style.Margin-style.Gap)/2 + style.Gap // from one photo to the other
	sum, n := 0.0, 0
	for y := b.Dy() / 5; y < b.Dy()/2; y++ {
		for x := b.Dx() / 8; x < b.Dx()*3/8; x++ {
			_, one, _, _ := img.At(x, y).RGBA()
			_, other, _, _ := img.At(x+shift, y).RGBA()
			sum += math.Abs(float64(one>>8) - float64(other>>8))
			n++
		}
	}
	return sum / float64(n)
}

func TestTimelineAndComparisonOfALibrary(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	d.must("client", "add", "C-1", "--name", "Canary Person")
	shots := []phantom.Shot{visit(3, 3, phantom.Pose{}), visit(4, 14, phantom.Pose{Scale: 1.05, Degrees: 4}), visit(5, 19, phantom.Pose{Degrees: -5})}
	for i, shot := range shots {
		d.must("import", "--no-align", "--client", "C-1", "--view", "cheek-left-close", portrait(t, dir, fmt.Sprint(i, ".jpg"), shot))
	}
	d.must("align", "--client", "C-1", "--view", "cheek-left-close", "--session", "2026-04-14", "--points", pointsBetween(shots[0], shots[1]))
	d.must("crop", "--client", "C-1", "--view", "cheek-left-close", "--rect", "20,20,200,260", "--aspect", "4:5")
	shown := d.show("C-1")
	if !shown.Sessions[1].Photos[0].Aligned || shown.Sessions[2].Photos[0].Aligned {
		t.Errorf("aligned: %+v", shown.Sessions)
	}
	crop := shown.Frames[0].Crop
	if !shown.Frames[0].CropSet || math.Abs(crop.W/crop.H-.8) > 1e-9 || math.Abs(crop.W*300-200) > 1e-9 {
		t.Errorf("frame %+v", shown.Frames[0])
	}
	for _, args := range [][]string{
		{"timeline", "--client", "C-1", "--width", "900"},
		{"timeline", "--client", "C-1", "--width", "900", "--view", "cheek-left-close", "--name"},
		{"compare", "--client", "C-1", "--width", "900"},
		{"compare", "--client", "C-1", "--width", "900", "--session", "2026-03-03", "--session", "2026-04-14", "--session", "2026-05-19"},
	} {
		out := filepath.Join(dir, "out.png")
		d.must(append(args, "--out", out)...)
		if n := colours(openPNG(t, out)); n < 50 {
			t.Errorf("%v made a picture of %d colours", args, n)
		}
	}
	for _, args := range [][]string{
		{"timeline", "--client", "C-1", "--view", "frontal", "--out", filepath.Join(dir, "x.png")},
		{"align", "--client", "C-1", "--view", "cheek-left-close", "--session", "2026-03-03", "--points", "1,1=1,1 9,9=9,9"},
		{"crop", "--client", "C-1", "--view", "cheek-left-close", "--rect", "20,20,2000,260"},
		{"compare", "--client", "C-1", "--out", filepath.Join(dir, "x.bmp")},
	} {
		if r := d.run(args...); r.status != exitSome {
			t.Errorf("%v: status %d", args, r.status)
		}
	}
}

func TestAPictureSaysWhatWasDone(t *testing.T) {
	frame := storage.ViewFrame{Reference: "a", CropSet: true}
	aligned := storage.Photo{ID: "b", Alignment: &storage.Alignment{Reference: "a", Method: storage.AlignManual, Landmarks: make([]storage.Landmark, 3)}}
	elsewhere := storage.Photo{ID: "c", Alignment: &storage.Alignment{Reference: "b"}}
	for want, shown := range map[string][]storage.Photo{
		"Photo 2 aligned by 3 points; moved, turned and scaled only; cropped; no retouching.":                      {{ID: "a"}, aligned},
		"Photo 2 not aligned; cropped; no retouching.":                                                             {{ID: "a"}, elsewhere},
		"Photo 2 aligned by 3 points; photo 3 not aligned; moved, turned and scaled only; cropped; no retouching.": {{ID: "a"}, aligned, {ID: "d"}},
	} {
		if got := operations(shown, frame); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestHealingSkinIsNeverShownAsAResult(t *testing.T) {
	h := history{
		sessions: []storage.Session{{ID: "s"}},
		photos: []storage.Photo{
			{ID: "pre", SessionID: "s", Phase: storage.PhasePre},
			{ID: "red", SessionID: "s", Phase: storage.PhaseImmediate},
			{ID: "day3", SessionID: "s", Phase: storage.PhaseHealing},
		},
	}
	if p, _ := h.cell("s", ""); p.ID != "pre" {
		t.Errorf("the cell shows %s", p.ID)
	}
	h.photos = h.photos[1:]
	if p, _ := h.cell("s", ""); p.ID != "day3" {
		t.Errorf("the cell shows %s", p.ID)
	}
	if said := h.warnings(h.sessions[0], []storage.View{""}); len(said) != 1 || !strings.Contains(said[0], "not a result") {
		t.Errorf("said %q", said)
	}
}

func TestPreviewsAreUprightAndNamedLikeTheirPhotos(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	turned := visit(3, 3, phantom.Pose{})
	turned.Orientation = 6
	first := portrait(t, dir, "first.JPG", turned)
	other := filepath.Join(dir, "other")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	clash := portrait(t, other, "first.jpeg", visit(4, 3, phantom.Pose{}))
	out := filepath.Join(dir, "previews")
	r := d.run("preview", "--size", "100", "--out", out, first, clash, filepath.Join(dir, "none.jpg"))
	if r.status != exitSome || !strings.Contains(r.err, clash) || !strings.Contains(r.err, "none.jpg") {
		t.Errorf("status %d: %s", r.status, r.err)
	}
	made := objects[probeLine](t, d.must("probe", filepath.Join(out, "first.jpg")))[0]
	if made.Width != 80 || made.Height != 100 || made.Orientation != 1 || made.Taken != "" || made.Profile == "" {
		t.Errorf("made %+v", made)
	}
}

func TestProbeSaysWhatAPhotoIs(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	minutes := -210
	shot := visit(3, 3, phantom.Pose{})
	shot.Orientation, shot.Offset, shot.GPS, shot.Maker = 8, &minutes, true, "Maker"
	r := d.run("probe", portrait(t, dir, "p.jpg", shot), filepath.Join(dir, "none.jpg"))
	lines := objects[struct {
		probeLine
		Error string
	}](t, r.out)
	p := lines[0]
	if p.Type != "JPEG" || p.Width != 240 || p.Height != 300 || p.Orientation != 8 || p.Taken != "2026-03-03T09:00:00" || p.Offset != "-03:30" || !p.GPS || p.Camera != "Maker" {
		t.Errorf("got %+v", p)
	}
	if r.status != exitSome || lines[1].Error == "" {
		t.Errorf("status %d, %+v", r.status, lines[1])
	}
}
