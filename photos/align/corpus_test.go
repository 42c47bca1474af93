package align

import (
	"bufio"
	"context"
	"encoding/json"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/decode"
)

// corpusPair is a line of the corpus's manifest. T maps pixels of A to pixels
// of B; an error is taken at Eval, points of A, over Norm, pixels of B.
type corpusPair struct {
	Set, ID, A, B string
	Truth         string
	T             photos.Transform
	Eval          [][2]float64
	Norm          float64
}

// corpus is the folder of photo pairs, kept outside the project.
func corpus(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "corpus", "align")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the collected photo pairs are not here; SKINLINE_SHARED says where")
	}
	return dir
}

func corpusPairs(t *testing.T, dir, name string) []corpusPair {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var pairs []corpusPair
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p corpusPair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, p)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return pairs
}

// photo reads a file of the corpus.
func photo(t *testing.T, dir, name string) *image.NRGBA {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	img, err := decode.Decode(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// wrong is the error of a transform of B onto A (relative coordinates, as this
// package finds them with A as the reference), in the pair's norm.
func (p corpusPair) wrong(onto photos.Transform, a, b *image.NRGBA) float64 {
	back, err := onto.Inverse()
	if err != nil {
		return math.Inf(1)
	}
	m := back.Pixels(max(a.Rect.Dx(), a.Rect.Dy()), max(b.Rect.Dx(), b.Rect.Dy()))
	sum := 0.
	for _, e := range p.Eval {
		at := photos.Point{X: e[0], Y: e[1]}
		got, want := m.Apply(at), p.T.Apply(at)
		sum += math.Hypot(got.X-want.X, got.Y-want.Y)
	}
	return sum / float64(len(p.Eval)) / p.Norm
}

// person says who is on a file of the corpus, as far as its README tells:
// Caltech's photos are in order of persons, Yale's are named by them, stock and
// what was synthesised from it show one model, every press photo is taken for
// a person of its own.
func person(name string) string {
	set, file, _ := strings.Cut(name, "/")
	switch set {
	case "caltech":
		switch n := file[len("image_") : len("image_")+4]; {
		case n <= "0021":
			return "caltech 1"
		case n <= "0041":
			return "caltech 2"
		default:
			return "caltech 3"
		}
	case "yale":
		return "yale " + file[:len("subject01")]
	case "stock", "synth":
		return "stock"
	default:
		return name
	}
}

// held reports whether a person's photos were kept away from tuning: gates and
// confidence were made without them. The rest, and phantoms, were looked at.
func held(who string) bool {
	switch who {
	case "caltech 1", "yale subject01", "yale subject02", "yale subject03", "stock":
		return false
	}
	if n, ok := strings.CutPrefix(who, "press/skin"); ok {
		return n >= "015" // by base photo: three crops of each, in order
	}
	return !strings.HasPrefix(who, "press/face") || who >= "press/facelight004"
}

// Skin of the corpus comes to lie within half a percent of its diagonal, and no
// skin on another's.
func TestSkinOfTheCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("a minute of work on the collected pairs")
	}
	dir := corpus(t)
	var pairs []corpusPair
	for _, p := range corpusPairs(t, dir, "manifest.jsonl") {
		if p.Set == "skin" {
			pairs = append(pairs, p)
		}
	}
	prepared := map[string]*Prepared{}
	of := func(name string) *Prepared {
		if prepared[name] == nil {
			p, err := Prepare(context.Background(), photo(t, dir, name))
			if err != nil {
				t.Fatal(err)
			}
			prepared[name] = p
		}
		return prepared[name]
	}
	for _, held := range []bool{false, true} {
		n, aligned, right := 0, 0, 0
		for _, p := range pairs {
			if held != isHeld(p) {
				continue
			}
			n++
			a, b := of(p.A), of(p.B)
			got, err := AlignPrepared(context.Background(), a, b, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Outcome != Aligned {
				t.Logf("%s: %s %s", p.ID, got.Outcome, got.Reason)
				continue
			}
			aligned++
			if off := p.wrong(got.Transform, a.picture, b.picture); off < .005 {
				right++
			} else {
				t.Errorf("%s is aligned %.2f %% off", p.ID, 100*off)
			}
		}
		t.Logf("held out %v: %d of %d aligned, %d right", held, aligned, n, right)
		if float64(right) < .93*float64(n) {
			t.Errorf("held out %v: %d of %d", held, right, n)
		}
	}
	others := 0
	for i, p := range pairs {
		for j, q := range pairs[:i] {
			if (i/3 == j/3) || (i+j)%10 != 0 {
				continue // three crops of one photo follow each other
			}
			others++
			got, err := AlignPrepared(context.Background(), of(p.A), of(q.B), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Outcome != Refused {
				t.Errorf("%s lies on %s: %s, confidence %.2f", q.B, p.A, got.Outcome, got.Confidence)
			}
		}
	}
	t.Logf("%d pairs of different skin", others)
}

func isHeld(p corpusPair) bool { return held(person(p.A)) }
