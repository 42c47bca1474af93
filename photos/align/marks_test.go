package align

import (
	"encoding/json"
	"image"
	"math"
	"os"
	"strings"
	"testing"

	"skinline/photos"
)

// markedPair is a real pair whose spots were marked apart from this package, as
// docs/alignment.md tells.
type markedPair struct {
	Pair        string
	Points      [][4]float64 // x, y in before, x, y in after; pixels
	Matrix      photos.Transform
	Norm        float64
	Uncertainty float64
}

func markedPairs(t *testing.T) []markedPair {
	t.Helper()
	data, err := os.ReadFile("testdata/marks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []markedPair
	for line := range strings.Lines(string(data)) {
		var m markedPair
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// apart is the mean distance at which a transform of B onto A (the photos of the
// pair, relative coordinates) leaves the marked spots, in the pair's norm, which
// are pixels of B.
func (m markedPair) apart(onto photos.Transform, a, b *image.NRGBA) float64 {
	back, err := onto.Inverse()
	if err != nil {
		return math.Inf(1)
	}
	t := back.Pixels(max(a.Rect.Dx(), a.Rect.Dy()), max(b.Rect.Dx(), b.Rect.Dy()))
	sum := 0.
	for _, p := range m.Points {
		at := t.Apply(photos.Point{X: p[2], Y: p[3]})
		sum += math.Hypot(at.X-p[0], at.Y-p[1])
	}
	return sum / float64(len(m.Points)) / m.Norm
}

// The marks were made by another program: Landmarks, given the same spots,
// must come to the same similarity, and the spots must be of one face.
func TestLandmarksAgreeWithTheMarks(t *testing.T) {
	all := markedPairs(t)
	if len(all) < 60 {
		t.Fatalf("%d pairs are marked", len(all))
	}
	const long = 1000 // any scale: the spots are in pixels
	seen := map[string]bool{}
	for _, m := range all {
		if seen[m.Pair] || len(m.Points) < 7 || m.Norm <= 0 || m.Uncertainty <= 0 || m.Uncertainty > .025 {
			t.Errorf("%s: twice, too few spots, or too uncertain: %d spots, %.3f", m.Pair, len(m.Points), m.Uncertainty)
			continue
		}
		seen[m.Pair] = true
		var pairs []Pair
		for _, p := range m.Points {
			pairs = append(pairs, Pair{
				Reference: photos.Point{X: (p[0] + .5) / long, Y: (p[1] + .5) / long},
				Photo:     photos.Point{X: (p[2] + .5) / long, Y: (p[3] + .5) / long},
			})
		}
		reg, err := Landmarks(pairs)
		if err != nil {
			t.Errorf("%s: %v", m.Pair, err)
			continue
		}
		found := reg.Transform.Pixels(long, long)
		var off, apart float64
		for _, p := range m.Points {
			a := photos.Point{X: p[2], Y: p[3]}
			want, got := m.Matrix.Apply(a), found.Apply(a)
			off += math.Hypot(got.X-want.X, got.Y-want.Y) / m.Norm / float64(len(m.Points))
			apart += math.Hypot(p[0]-want.X, p[1]-want.Y) / m.Norm / float64(len(m.Points))
		}
		if off > .008 { // the marks' similarity lets spots far off pull less
			t.Errorf("%s: the similarities differ by %.2f %% of the distance of the eyes", m.Pair, 100*off)
		}
		if apart > .02 {
			t.Errorf("%s: the spots lie %.2f %% off any similarity", m.Pair, 100*apart)
		}
	}
}
