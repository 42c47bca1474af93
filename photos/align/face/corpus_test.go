package face_test

import (
	"encoding/json"
	"image"
	"image/draw"
	_ "image/jpeg" // the corpora's formats
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/align/face"
)

// corpus is the folder of real photos, or skips the test.
func corpus(t testing.TB) string {
	t.Helper()
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared")
	}
	folder := filepath.Join(shared, "corpus", "align")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the photo corpus is not here; SKINLINE_SHARED names its folder")
	}
	return folder
}

// open reads a photo of the corpus; nil when it is none of Go's own formats.
func open(t testing.TB, name string) *image.NRGBA {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		return nil
	}
	out := image.NewNRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// some are the photos that match the pattern; fewer in a short run.
func some(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(corpus(t), pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	if !testing.Short() {
		return names
	}
	var few []string
	for i := 0; i < len(names); i += 6 {
		few = append(few, names[i])
	}
	return few
}

func find(t testing.TB, img *image.NRGBA) []face.Face {
	t.Helper()
	faces, err := face.Find(img)
	if err != nil {
		t.Fatal(err)
	}
	return faces
}

func TestRealFacesAreFound(t *testing.T) {
	for _, set := range []string{"caltech/*", "yale/*", "stock/*", "press/face*", "press/mp12*"} {
		var missed []string
		names := some(t, set)
		for _, name := range names {
			if img := open(t, name); img != nil && len(find(t, img)) == 0 {
				missed = append(missed, filepath.Base(name))
			}
		}
		if len(missed)*100 > len(names) {
			t.Errorf("%s: no face in %v of %d", set, missed, len(names))
		}
	}
}

func TestNoFaceInPicturesWithoutOne(t *testing.T) {
	for _, set := range []string{"oxford/*/*", "press/skin*", "synth/skin*"} {
		for _, name := range some(t, set) {
			if img := open(t, name); img != nil && len(find(t, img)) > 0 {
				t.Errorf("a face in %s", name)
			}
		}
	}
}

// pair is a pair of the manifest: photos A and B, and from pixels of A to
// those of B the truth, or for real pairs what dlib's landmarks say.
type pair struct {
	Set, A, B string
	T         photos.Transform
	Dlib      photos.Transform `json:"T_dlib"`
	Eval      [][2]float64
	Norm      float64
}

// Two photos are brought together by the rigid landmarks as well as the truth
// allows. What real pairs are compared with is another model's landmarks: half
// of the error is that model's.
func TestRigidLandmarksAgainstTheTruth(t *testing.T) {
	folder := corpus(t)
	data, err := os.ReadFile(filepath.Join(folder, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	// In hundredths of the distance between the eyes.
	limits := map[string]struct{ median, ninth float64 }{
		"facelight": {.6, 1.1}, "facebg": {1.0, 2.2}, "caltech": {1.6, 3.0}, "yale": {2.5, 4.5}, "stock": {3.2, 5.5},
	}
	errors := map[string][]float64{}
	seen := map[string][]face.Face{}
	size := map[string]float64{}
	for line := range strings.Lines(string(data)) {
		var p pair
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		if _, ok := limits[p.Set]; !ok || testing.Short() && p.Set != "facelight" {
			continue
		}
		for _, name := range []string{p.A, p.B} {
			if _, ok := seen[name]; !ok {
				if img := open(t, filepath.Join(folder, name)); img != nil {
					seen[name], size[name] = find(t, img), float64(max(img.Rect.Dx(), img.Rect.Dy()))
				}
			}
		}
		if len(seen[p.A]) == 0 || len(seen[p.B]) == 0 {
			continue
		}
		truth := p.Dlib
		if truth == (photos.Transform{}) {
			truth = p.T
		}
		errors[p.Set] = append(errors[p.Set], best(p, truth, seen[p.A], seen[p.B], size[p.A], size[p.B]))
	}
	for set, limit := range limits {
		v := errors[set]
		if len(v) == 0 {
			continue
		}
		slices.Sort(v)
		median, ninth := v[len(v)/2], v[len(v)*9/10]
		t.Logf("%-10s %3d pairs: median %.2f, 90th percentile %.2f, worst %.2f", set, len(v), median, ninth, v[len(v)-1])
		if median > limit.median || ninth > limit.ninth {
			t.Errorf("%s: over %.2f and %.2f", set, limit.median, limit.ninth)
		}
	}
}

// best is the least error of all pairs of faces: some backgrounds have another
// one.
func best(p pair, truth photos.Transform, a, b []face.Face, sizeA, sizeB float64) float64 {
	least := math.Inf(1)
	for _, f := range a {
		for _, g := range b {
			fitted := fit(f, g)
			var sum float64
			for _, e := range p.Eval {
				want := truth.Apply(photos.Point{X: e[0], Y: e[1]})
				got := fitted.Apply(photos.Point{X: (e[0] + .5) / sizeA, Y: (e[1] + .5) / sizeA})
				sum += math.Hypot(got.X*sizeB-.5-want.X, got.Y*sizeB-.5-want.Y)
			}
			least = min(least, 100*sum/float64(len(p.Eval))/p.Norm)
		}
	}
	return least
}

// fit is the weighed least-squares similarity of the rigid landmarks from f to
// g, in relative coordinates.
func fit(f, g face.Face) photos.Transform {
	var a, b photos.Point
	for _, r := range face.Rigid() {
		a.X, a.Y = a.X+r.Weight*f.Landmarks[r.Index].X, a.Y+r.Weight*f.Landmarks[r.Index].Y
		b.X, b.Y = b.X+r.Weight*g.Landmarks[r.Index].X, b.Y+r.Weight*g.Landmarks[r.Index].Y
	}
	var dot, cross, spread float64
	for _, r := range face.Rigid() {
		x, y := f.Landmarks[r.Index].X-a.X, f.Landmarks[r.Index].Y-a.Y
		u, v := g.Landmarks[r.Index].X-b.X, g.Landmarks[r.Index].Y-b.Y
		dot, cross, spread = dot+r.Weight*(x*u+y*v), cross+r.Weight*(x*v-y*u), spread+r.Weight*(x*x+y*y)
	}
	c, s := dot/spread, cross/spread
	return photos.Transform{{c, -s, b.X - c*a.X + s*a.Y}, {s, c, b.Y - s*a.X - c*a.Y}, {0, 0, 1}}
}

// Faces are found at any roll, and at the same place: each photo at a quarter of
// the rolls, each roll in a quarter of the photos.
func TestRealFacesAtEveryRoll(t *testing.T) {
	names := slices.Concat(some(t, "caltech/image_000*"), some(t, "caltech/image_003*"), some(t, "yale/*normal*"))
	step := 15.
	if testing.Short() {
		step = 105
	}
	good, tried := map[float64]int{}, map[float64]int{}
	for i, name := range names {
		img := open(t, name)
		upright := find(t, img)
		for roll := step; roll < 360; roll += step {
			if (int(roll/step)+i)%4 != 0 {
				continue
			}
			tried[roll]++
			turned, to := rolled(img, roll)
			faces := find(t, turned)
			if len(upright) > 0 && len(faces) > 0 && apart(upright[0], faces[0], to) < .02 && math.Abs(math.Remainder(faces[0].Roll-upright[0].Roll-roll, 360)) < 1 {
				good[roll]++
			}
		}
	}
	for roll := step; roll < 360; roll += step {
		if 100*good[roll] < 97*tried[roll] {
			t.Errorf("at %v degrees %d of %d", roll, good[roll], tried[roll])
		}
	}
}

// apart is the mean distance of the landmarks, in eye distances.
func apart(f, g face.Face, to photos.Transform) float64 {
	var sum float64
	for i, p := range f.Landmarks {
		q := to.Apply(p)
		sum += math.Hypot(q.X-g.Landmarks[i].X, q.Y-g.Landmarks[i].Y)
	}
	return sum / float64(len(f.Landmarks)) / g.IOD
}

// rolled is a picture turned clockwise on a square white one, and the transform
// of the relative coordinates.
func rolled(img *image.NRGBA, degrees float64) (*image.NRGBA, photos.Transform) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	n := math.Ceil(math.Hypot(w, h))
	long := max(w, h)
	to := photos.Similarity(long/n, degrees, 0, 0)
	middle := to.Apply(photos.Point{X: w / long / 2, Y: h / long / 2})
	to[0][2], to[1][2] = .5-middle.X, .5-middle.Y
	drawn := photos.Render(img, photos.Frame{Align: to, Crop: photos.Rect{W: 1, H: 1}}, int(n), int(n))
	out := image.NewNRGBA(drawn.Rect)
	draw.Draw(out, out.Rect, image.NewUniform(image.White.C), image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, drawn, image.Point{}, draw.Over)
	return out, to
}
