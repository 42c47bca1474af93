package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/storage"
)

// corpusPair is a pair of real photos with the transform from a to b.
type corpusPair struct {
	ID, A, B string
	T        photos.Transform
	Eval     [][2]float64
}

// personOne are the pairs of the photos with the first photo of the first
// person of the Caltech set.
func personOne(t *testing.T, corpus string) []corpusPair {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(corpus, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var pairs []corpusPair
	for line := range strings.Lines(string(data)) {
		var p corpusPair
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.ID, "caltech-1-") {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// Real photos go the whole way: imported over sessions, aligned by points,
// cropped, shown.
func TestRealPhotosOverSeveralSessions(t *testing.T) {
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = filepath.Join(root, "..", "shared")
	}
	corpus := filepath.Join(shared, "corpus", "align")
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the photo corpus is not here; SKINLINE_SHARED names its folder")
	}
	pairs := personOne(t, corpus)
	if len(pairs) < 4 {
		t.Fatalf("only %d pairs of person 1", len(pairs))
	}
	d := newDesk(t)
	d.must("client", "add", "CALTECH-1")
	days := []storage.Date{{Year: 2026, Month: 3, Day: 3}}
	files := []string{filepath.Join(corpus, pairs[0].A)}
	for i, p := range pairs {
		days, files = append(days, days[0].AddDays(35*(i+1))), append(files, filepath.Join(corpus, p.B))
	}
	for i, file := range files {
		line := objects[importLine](t, d.must("import", "--json", "--client", "CALTECH-1", "--view", "frontal", "--session", days[i].String(), file))[0]
		if line.Status != storage.Imported {
			t.Fatalf("%+v", line)
		}
	}
	for i, p := range pairs {
		d.must("align", "--client", "CALTECH-1", "--view", "frontal", "--session", days[i+1].String(), "--points", p.points())
	}
	d.must("crop", "--client", "CALTECH-1", "--view", "frontal", "--aspect", "4:5")
	shown := d.show("CALTECH-1")
	if len(shown.Sessions) != len(files) {
		t.Fatalf("%d sessions of %d", len(shown.Sessions), len(files))
	}
	for i, p := range pairs {
		photo := shown.Sessions[i+1].Photos[0]
		first := shown.Sessions[0].Photos[0]
		matrix := photo.Alignment.Transform.Pixels(max(photo.Info.Width, photo.Info.Height), max(first.Info.Width, first.Info.Height))
		for _, at := range p.Eval {
			a := photos.Point{X: at[0], Y: at[1]}
			back := matrix.Apply(p.T.Apply(a))
			if off := math.Hypot(back.X-a.X, back.Y-a.Y); off > .1 {
				t.Errorf("%s: a point comes back %.2f px off", p.ID, off)
			}
		}
	}
	for _, verb := range []string{"timeline", "compare"} {
		out := filepath.Join(t.TempDir(), verb+".png")
		d.must(verb, "--client", "CALTECH-1", "--out", out, "--width", "1600")
		if n := colours(openPNG(t, out)); n < 100 {
			t.Errorf("the %s has %d colours", verb, n)
		}
		if keep := os.Getenv("SKINLINE_KEEP"); keep != "" {
			data, err := os.ReadFile(out)
			if err == nil {
				err = os.WriteFile(filepath.Join(keep, "corpus-"+verb+".png"), data, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	d.must("verify")
}

// points are the places the error is measured at, as --points takes them.
func (p corpusPair) points() string {
	var fields []string
	for _, at := range p.Eval {
		b := p.T.Apply(photos.Point{X: at[0], Y: at[1]})
		fields = append(fields, fmt.Sprintf("%.4f,%.4f=%.4f,%.4f", at[0], at[1], b.X, b.Y))
	}
	slices.Sort(fields)
	return strings.Join(fields, " ")
}
