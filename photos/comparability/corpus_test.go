package comparability_test

import (
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/comparability"
	"skinline/photos/decode"
)

// TestPortraitsOfTheYaleFaceDatabase looks at people who changed one thing at a
// time in one sitting: what changed must be noticed, and not much else.
func TestPortraitsOfTheYaleFaceDatabase(t *testing.T) {
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "corpus", "align", "yale")
	if _, err := os.Stat(dir); err != nil || testing.Short() {
		t.Skip("slow, and needs the portraits; SKINLINE_SHARED says where they are")
	}
	noticed, pairs := map[string]int{}, map[string]int{}
	for person := 1; person <= 8; person++ {
		for change, kind := range map[string]comparability.Kind{"leftlight": comparability.Light, "happy": comparability.Expression, "sleepy": comparability.Eyes} {
			v, ok := yale(t, dir, person, change)
			if !ok {
				continue
			}
			pairs[change]++
			for _, m := range v.Against() {
				if m.Kind == kind {
					noticed[change]++
				}
			}
			if change == "leftlight" {
				continue
			}
			if m, _ := v.Find(comparability.Scale); m.Level != comparability.Comparable {
				t.Errorf("person %d, %s: %+v", person, change, m)
			}
			if m, _ := v.Find(comparability.Turn); m.Level != comparability.Comparable {
				t.Errorf("person %d, %s: %+v", person, change, m)
			}
			// A smile moves what is compared: with it the ratio is up to 1.29.
			if m, _ := v.Find(comparability.Sharpness); m.Known && math.Abs(math.Log(m.Value)) > math.Log(1.3) {
				t.Errorf("person %d, %s: %+v", person, change, m)
			}
			if m, _ := v.Find(comparability.Expression); change == "sleepy" && m.Level != comparability.Comparable {
				t.Errorf("person %d, sleepy: %+v", person, m)
			}
		}
	}
	t.Logf("noticed %v of %v", noticed, pairs)
	if noticed["leftlight"] < pairs["leftlight"] || noticed["happy"] < pairs["happy"] || noticed["sleepy"] < 5 || pairs["happy"] < 7 {
		t.Errorf("noticed %v of %v", noticed, pairs)
	}
}

// yale judges a changed portrait against the person's normal one; false when
// the two could not be aligned.
func yale(t *testing.T, dir string, person int, change string) (comparability.Verdict, bool) {
	t.Helper()
	var pics [2]*image.NRGBA
	for i, name := range []string{"normal", change} {
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("subject%02d.%s.png", person, name)))
		if err != nil {
			return comparability.Verdict{}, false
		}
		_, decoded, err := decode.Pictures(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		pics[i] = decoded[0]
	}
	r, err := align.Align(t.Context(), pics[0], pics[1], align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Outcome == align.Refused || r.ReferenceFace == nil {
		return comparability.Verdict{}, false
	}
	return comparability.Judge(comparability.Shot{Picture: pics[0], Face: r.ReferenceFace},
		comparability.Shot{Picture: pics[1], Align: r.Transform, Face: r.PhotoFace}, photos.Rect{}), true
}
