package feature_test

import (
	"encoding/json"
	"image"
	"image/draw"
	_ "image/jpeg"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/align/feature"
	"skinline/photos/align/plane"
)

// working is the long side registration works at.
const working = 800

// corpusPair is a pair of real photos; T maps full-size pixels of A to those of
// B, and so does Sim, the similarity nearest to it. Errors are parts of Norm, B's
// diagonal.
type corpusPair struct {
	Set, ID, A, B string
	T             photos.Transform
	Sim           *photos.Transform `json:"T_sim"`
	Eval          [][2]float64
	Norm          float64
}

// corpus are the pairs of a file of the photo corpus, or none where it is not.
func corpus(t *testing.T, file, set string) []corpusPair {
	t.Helper()
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared")
	}
	folder := filepath.Join(shared, "corpus", "align")
	data, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Skip("the photo corpus is not here; SKINLINE_SHARED names its folder")
	}
	var pairs []corpusPair
	for line := range strings.Lines(string(data)) {
		var p corpusPair
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		if p.Set == set {
			p.A, p.B = filepath.Join(folder, p.A), filepath.Join(folder, p.B)
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// picture is a file's plane at the working size and how much smaller it is.
func picture(t *testing.T, file string) (*plane.Plane, float64) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	flat := image.NewNRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(flat, flat.Rect, img, img.Bounds().Min, draw.Src)
	p := plane.Of(flat, working)
	return p, float64(max(p.W, p.H)) / float64(max(flat.Rect.Dx(), flat.Rect.Dy()))
}

// off is the mean error of a transform between full-size pixels, of Norm.
func (p corpusPair) off(got photos.Transform, model feature.Model) float64 {
	truth := p.T
	if model == feature.Similarity && p.Sim != nil {
		truth = *p.Sim
	}
	var sum float64
	for _, e := range p.Eval {
		at := photos.Point{X: e[0], Y: e[1]}
		a, b := got.Apply(at), truth.Apply(at)
		sum += math.Hypot(a.X-b.X, a.Y-b.Y)
	}
	if mean := sum / float64(len(p.Eval)) / p.Norm; !math.IsNaN(mean) {
		return mean
	}
	return math.Inf(1)
}

// scaled is the map from pixels to those of a picture k times as large.
func scaled(k float64) photos.Transform {
	return photos.Transform{{k, 0, k/2 - .5}, {0, k, k/2 - .5}, {0, 0, 1}}
}

// registered registers A onto B and gives the error.
func (p corpusPair) registered(t *testing.T, model feature.Model) (feature.Found, float64) {
	t.Helper()
	a, ka := picture(t, p.A)
	b, kb := picture(t, p.B)
	found, ok := feature.Register(feature.Detect(b, nil), feature.Detect(a, nil), model)
	if !ok {
		return found, math.Inf(1)
	}
	back, err := scaled(kb).Inverse()
	if err != nil {
		t.Fatal(err)
	}
	return found, p.off(scaled(ka).Then(found.Transform).Then(back), model)
}

// The bars are those of OpenCV's SIFT given the same local normalisation.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("seconds of decoding")
	}
	for name, c := range map[string]struct {
		set   string
		model feature.Model
		least [3]float64 // share of the pairs below half a percent, one and five
	}{
		"skin":               {"skin", feature.Similarity, [3]float64{.97, .97, .97}},
		"oxford, similarity": {"oxford", feature.Similarity, [3]float64{.7, .75, .8}},
		"oxford, homography": {"oxford", feature.Homography, [3]float64{.9, .95, .95}},
	} {
		pairs := corpus(t, "manifest.jsonl", c.set)
		t.Run(name, func(t *testing.T) {
			var below [3]float64
			for _, p := range pairs {
				found, off := p.registered(t, c.model)
				for i, limit := range []float64{.005, .01, .05} {
					if off < limit {
						below[i] += 1 / float64(len(pairs))
					}
				}
				if off < .01 && len(found.Matches) < 12 {
					t.Errorf("%s is right by %d matches only", p.ID, len(found.Matches))
				}
				t.Logf("%s: %.3f %% off, %d votes of %d, rival %d, %d matches, rms %.2f", p.ID, 100*off, found.Votes, found.Candidates, found.Rival, len(found.Matches), found.RMS)
			}
			t.Logf("%d pairs: below .5, 1 and 5 %%: %.2f", len(pairs), below)
			for i := range below {
				if below[i] < c.least[i] {
					t.Errorf("%.2f, not %.2f", below, c.least)
					break
				}
			}
		})
	}
}

func TestDifferentPlacesOfTheCorpusDoNotAgree(t *testing.T) {
	for i, p := range corpus(t, "negative.jsonl", "oxford") {
		models := []feature.Model{feature.Similarity}
		if i%3 == 0 { // a homography looks from all sides, which takes long
			models = append(models, feature.Homography)
		}
		for _, model := range models {
			if found, _ := p.registered(t, model); len(found.Matches) > 12 {
				t.Errorf("%s, model %d: %d matches of %d", p.ID, model, len(found.Matches), found.Candidates)
			}
		}
	}
}
