package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos/phantom"
	"skinline/storage"
)

const testPassphrase = "correct horse canary"

// The test program is its own decoding worker, as the real one is.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "worker" {
		os.Exit(start())
	}
	os.Exit(m.Run())
}

// desk is a place to run verbs at: a library, a home and a terminal's output.
type desk struct {
	t       *testing.T
	library string
	config  string
	in      string
}

// newDesk has an empty library that opens fast.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, library: filepath.Join(t.TempDir(), "library"), config: t.TempDir()}
	l, _, err := storage.Create(d.library, testPassphrase, storage.Options{WorkFactor: 8})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return d
}

// result is what a run of the program left.
type result struct {
	status   int
	out, err string
}

func (d *desk) console(out, err *bytes.Buffer) *console {
	return &console{in: strings.NewReader(d.in), out: out, err: err, passphrase: testPassphrase, envLibrary: d.library, config: d.config}
}

func (d *desk) run(args ...string) result {
	d.t.Helper()
	var out, err bytes.Buffer
	status := run(d.t.Context(), d.console(&out, &err), args)
	return result{status, out.String(), err.String()}
}

// must runs a verb that has to succeed and returns its standard output.
func (d *desk) must(args ...string) string {
	d.t.Helper()
	r := d.run(args...)
	if r.status != exitDone {
		d.t.Fatalf("skinline %s: status %d\n%s%s", strings.Join(args, " "), r.status, r.out, r.err)
	}
	return r.out
}

// objects parses standard output, which must be JSON lines and nothing else.
func objects[T any](t *testing.T, out string) []T {
	t.Helper()
	var all []T
	for line := range strings.Lines(out) {
		var one T
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%q is not JSON: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

func (d *desk) show(code string) clientRecord {
	d.t.Helper()
	return objects[clientRecord](d.t, d.must("client", "show", "--json", code))[0]
}

// portrait writes a small simulated photo and returns its name.
func portrait(t *testing.T, dir, name string, shot phantom.Shot) string {
	t.Helper()
	return closeUp(t, dir, name, 7, shot)
}

// closeUp is a photo of the skin of the person of that seed.
func closeUp(t *testing.T, dir, name string, seed int64, shot phantom.Shot) string {
	t.Helper()
	shot.Width, shot.Height = 240, 300
	data, err := phantom.Subject{Kind: phantom.Skin, Seed: seed, Concern: phantom.AcneScars}.JPEG(shot)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// visit is a photo of a day of 2026, further along the course every month.
func visit(month, day int, pose phantom.Pose) phantom.Shot {
	on := storage.Date{Year: 2026, Month: 1, Day: day}.Time().AddDate(0, month-1, 0)
	return phantom.Shot{Taken: on.Add(9 * 60 * 60 * 1e9), Progress: float64(month) / 12, Pose: pose}
}

func openPNG(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return img
}

// colours counts the colours in a coarse grid over img; a blank picture has one.
func colours(img image.Image) int {
	seen := map[[3]uint32]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 1 + b.Dy()/64 {
		for x := b.Min.X; x < b.Max.X; x += 1 + b.Dx()/64 {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r >> 8, g >> 8, b >> 8}] = true
		}
	}
	return len(seen)
}
