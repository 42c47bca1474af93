package decode_test

import (
	"encoding/json"
	"image"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/decode"
)

// corpus is the folder of collected photo files, kept outside the project.
func corpus(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "corpus", "formats")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the collected photo files are not here; SKINLINE_SHARED says where")
	}
	return dir
}

// expected is what the corpus says of a file.
type expected struct {
	File        string
	Type        string
	Display     []int
	Orientation int
	Rotation    int    `json:"heif_rotation"`
	Date        string `json:"date_original"`
	GPS         bool
	ICC         string
	Space       string      `json:"icc_space"`
	Grid        [][]float64 `json:"grid_srgb"`
	Error       string      `json:"reference_error"`
}

func manifest(t *testing.T, dir string) (valid []expected, hostile []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ Valid, Hostile []expected }
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	for _, h := range m.Hostile {
		hostile = append(hostile, h.File)
	}
	return m.Valid, hostile
}

// refused are the files of the corpus that cannot be read, and what is said.
// docs/formats.md gives the reasons.
var refused = map[string]string{
	"monkey12.jpg":                "12 bits",
	"testimgari.jpg":              "arithmetic coding",
	"test.1x1.jpg":                "arithmetic coding",
	"pizza-jpegli.jpeg":           "rare kind", // XYB with a subsampling of its own, in the build without libjpeg-turbo
	"non-standard-subsample.jpeg": "rare kind", // likewise
	"BigTIFF.tif":                 "BigTIFF",
	"BigTIFFLong8.tif":            "BigTIFF",
	"BigTIFFLong8Tiles.tif":       "BigTIFF",
	"BigTIFFMotorola.tif":         "BigTIFF",
}

// types are the manifest's names that differ from ours.
var types = map[string]string{"WEBP": "WebP", "Extended WEBP": "WebP", "HEIF": "HEIC"}

// turned are EXIF orientations by the anticlockwise turn of a HEIF container,
// which decides over EXIF.
var turned = map[int]int{90: 8, 180: 3, 270: 6}

func TestCorpusPhotosAreReadAsTheManifestSays(t *testing.T) {
	dir := corpus(t)
	valid, _ := manifest(t, dir)
	for _, want := range valid {
		data, err := os.ReadFile(filepath.Join(dir, want.File))
		if err != nil {
			continue // not every file of the manifest was kept
		}
		if testing.Short() && want.Type == "HEIC" && len(data) > 100_000 {
			continue // a second or two each
		}
		t.Run(filepath.Base(want.File), func(t *testing.T) {
			t.Parallel()
			info, err := decode.Probe(data)
			if err == nil {
				var pic *image.NRGBA
				if pic, err = decode.Decode(data, 0); err == nil {
					compare(t, info, pic, want)
				}
			}
			says, no := refused[filepath.Base(want.File)]
			if err != nil && (!no || !strings.Contains(err.Error(), says)) {
				t.Errorf("error %v, should say %q", err, says)
			}
		})
	}
}

// transparent are the files that the reference laid over no ground.
var transparent = regexp.MustCompile(`(n4a|n6a|i4a|i6a)[01][68]|t[bp]..3p08|Alpha_Loss`)

func compare(t *testing.T, info photos.Info, pic *image.NRGBA, want expected) {
	t.Helper()
	if other, ok := types[want.Type]; ok {
		want.Type = other
	}
	if info.Type != want.Type || info.GPS != want.GPS {
		t.Errorf("type %s, GPS %v", info.Type, info.GPS)
	}
	size := []int{info.Width, info.Height}
	if want.Display != nil && !slices.Equal(size, want.Display) || pic.Rect != image.Rect(0, 0, size[0], size[1]) {
		t.Errorf("size %v, picture %v, want %v", size, pic.Rect, want.Display)
	}
	if t, ok := turned[want.Rotation]; ok {
		want.Orientation = t
	}
	if info.Orientation != max(want.Orientation, 1) {
		t.Errorf("orientation %d, want %d", info.Orientation, want.Orientation)
	}
	date := ""
	if info.Taken != nil {
		date = info.Taken.Local.Format("2006:01:02 15:04:05")
	}
	if date != want.Date && !strings.HasPrefix(want.Date, "0000") {
		t.Errorf("taken %q, want %q", date, want.Date)
	}
	if (info.Profile != "") != (want.ICC != "") {
		t.Errorf("profile %q, want %q", info.Profile, want.ICC)
	}
	if want.Grid != nil && !transparent.MatchString(want.File) {
		compareGrid(t, pic, want.Grid)
	}
}

// compareGrid compares the means of nine boxes.
func compareGrid(t *testing.T, pic *image.NRGBA, want [][]float64) {
	t.Helper()
	w, h := pic.Rect.Dx(), pic.Rect.Dy()
	for i, c := range want {
		var sums [3]float64
		// A pixel belongs to the box that its centre lies in.
		box := image.Rect((2*w*(i%3)+3)/6, (2*h*(i/3)+3)/6, (2*w*(i%3+1)+3)/6, (2*h*(i/3+1)+3)/6)
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				for n := range sums {
					sums[n] += float64(pic.Pix[pic.PixOffset(x, y)+n])
				}
			}
		}
		for n, s := range sums {
			if got := s / float64(box.Dx()*box.Dy()); math.Abs(got-c[n]) > 6 {
				t.Errorf("box %d, channel %d: %.1f, want %.1f", i, n, got, c[n])
			}
		}
	}
}
