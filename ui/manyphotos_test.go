package ui

import (
	"crypto/sha256"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"skinline/photos/decode"
	"skinline/photos/decode/worker"
	"skinline/photos/phantom"
	"skinline/photos/turbo"
	"skinline/storage"
)

// The test program is its own decoding worker.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		if err := worker.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// manyPhotos fills a folder with 200 photos: those of the corpus of real files
// that lies beside the project, where there is one, and simulated ones of 12,
// 24 and 48 megapixels. It says how many files were real.
func manyPhotos(b *testing.B, dir string) (real int) {
	b.Helper()
	const total, most = 200, 80
	shared := os.Getenv("SKINLINE_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	kept, _ := filepath.Glob(filepath.Join(shared, "corpus", "formats", "valid", "*", "*"))
	seen := map[[sha256.Size]byte]bool{}
	for _, path := range kept {
		data, err := os.ReadFile(path)
		if err != nil || real == most || len(data) < 20<<10 {
			continue // the small ones are test patterns
		}
		if _, err := decode.Decode(data, 0); err != nil || seen[sha256.Sum256(data)] {
			continue // the review would leave these out
		}
		seen[sha256.Sum256(data)] = true
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("real%03d%s", real, filepath.Ext(path))), data, 0o600); err != nil {
			b.Fatal(err)
		}
		real++
	}
	small := phantom.Subject{Kind: phantom.Face, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 1008, Height: 756})
	var shots [][]byte
	for _, size := range []image.Point{{4032, 3024}, {6000, 4000}, {8064, 6048}} {
		data, err := turbo.Encode(enlarged(small, size), 90, true)
		if err != nil {
			b.Fatal(err)
		}
		shots = append(shots, data)
	}
	for i := real; i < total; i++ {
		path := filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i))
		// Every fourth is larger than a phone's, every twelfth 48 megapixels.
		shot := shots[map[bool]int{true: 1}[i%4 == 0]+map[bool]int{true: 1}[i%12 == 0]]
		if err := os.WriteFile(path, numbered(shot, i), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return real
}

// enlarged repeats pixels and adds a fine pattern, so that the file has work
// for its decoder.
func enlarged(src *image.NRGBA, size image.Point) *image.NRGBA {
	out := image.NewNRGBA(image.Rectangle{Max: size})
	seed := uint32(1)
	for y := range size.Y {
		row := src.Pix[y*src.Rect.Dy()/size.Y*src.Stride:]
		for x := range size.X {
			p, q := out.Pix[y*out.Stride+4*x:], row[4*(x*src.Rect.Dx()/size.X):]
			seed = seed*1664525 + 1013904223
			noise := int(seed>>24) / 16
			for c := range 3 {
				p[c] = uint8(min(int(q[c])+noise, 255))
			}
			p[3] = 255
		}
	}
	return out
}

// BenchmarkImportOf200Photos drops a folder of 200 mixed photos on a client,
// imports all of them from the review, and opens the timeline. Photos are
// decoded by worker processes, as in the program. Besides the times it
// reports, of everything handed to the main goroutine meanwhile, the longest
// single piece: for so long the window could not have answered, drawing apart.
func BenchmarkImportOf200Photos(b *testing.B) {
	folder := b.TempDir()
	real := manyPhotos(b, folder)
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	pool := worker.NewPool(2, exe, "worker")
	defer pool.Close()
	for range b.N {
		l, _, err := storage.Create(b.TempDir()+"/library", secret, storage.Options{WorkFactor: 4})
		if err != nil {
			b.Fatal(err)
		}
		c, err := l.CreateClient(storage.Client{Name: "Anna Berg"})
		if err != nil {
			b.Fatal(err)
		}
		off := newOffstage(test.NewTempApp(b))
		a := New(off, Options{Decoder: pool})
		a.adopt(l)
		longest := off.settleTimed(a.busy)
		a.showTimeline(c.ID)
		longest = max(longest, off.settleTimed(a.busy))

		start := time.Now()
		a.importPhotos(c.ID, []string{folder}, cellHint{})
		longest = max(longest, off.settleTimed(a.busy))
		reviewed := time.Now()
		s, ok := a.screen.(*reviewScreen)
		if !ok {
			b.Fatalf("screen is %T", a.screen)
		}
		wanted := 0
		for _, i := range s.items {
			if !i.skip {
				wanted++
			}
		}
		press(b, a, fmt.Sprintf("Import %d photos", wanted))
		longest = max(longest, off.settleTimed(a.busy))
		imported := time.Now()
		all, err := l.Photos(c.ID)
		if err != nil || len(all) != wanted || wanted != 200 {
			b.Fatalf("%d photos of %d, %v", len(all), wanted, err)
		}
		for _, p := range all {
			pic, err := l.Preview(b.Context(), p.ID, 480)
			if err != nil || (pic.Rect.Dx() > pic.Rect.Dy()) != (p.Info.Width > p.Info.Height) {
				b.Errorf("%s: preview %v of %d x %d, %v", p.OriginalName, pic, p.Info.Width, p.Info.Height, err)
			}
		}
		b.ReportMetric(float64(real), "real-photos")
		b.ReportMetric(reviewed.Sub(start).Seconds(), "review-s")
		b.ReportMetric(imported.Sub(reviewed).Seconds(), "import-s")
		b.ReportMetric(float64(longest.Microseconds())/1000, "main-ms")
		a.close()
		off.driver.drain()
	}
}

// settleTimed is settle, and returns the longest piece of work there was.
func (o *offstage) settleTimed(busy func() bool) (longest time.Duration) {
	for {
		o.driver.mu.Lock()
		queue := o.driver.queue
		o.driver.queue = nil
		o.driver.mu.Unlock()
		for _, f := range queue {
			start := time.Now()
			f()
			longest = max(longest, time.Since(start))
		}
		if len(queue) > 0 {
			continue
		}
		if !busy() {
			return longest
		}
		<-o.driver.wake
	}
}
