package storage_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"skinline/storage"
)

// cameraFile is a JPEG of 12 megapixels and about 3.5 MB, with as much detail as skin has.
func cameraFile(b *testing.B) []byte {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	pic := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range pic.Y {
		pic.Y[i] = uint8(110 + i%4000/50 + int(r.NormFloat64()*6))
	}
	for i := range pic.Cb {
		pic.Cb[i], pic.Cr[i] = 118, 150
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, pic, &jpeg.Options{Quality: 90}); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// variant is the same picture with other bytes at its end.
func variant(data []byte, i int) []byte {
	return append(bytes.Clone(data), byte(i), byte(i>>8), byte(i>>16))
}

func BenchmarkImport(b *testing.B) {
	l, _ := newLibrary(b)
	s := newSession(b, l, storage.KindBaseline)
	data := cameraFile(b)
	b.SetBytes(4 * int64(len(data)))
	for i := 0; b.Loop(); i += 4 {
		var items []storage.ImportItem
		for n := range 4 {
			items = append(items, storage.ImportItem{Content: variant(data, i+n), Session: s.ID, View: "frontal"})
		}
		for _, r := range importAll(b, l, items...) {
			if r.Status != storage.Imported {
				b.Fatal(r.Err)
			}
		}
	}
}

// BenchmarkDurableCopy is what an import is measured against: the file copied, synced, renamed, and its folder synced.
func BenchmarkDurableCopy(b *testing.B) {
	dir := b.TempDir()
	data := cameraFile(b)
	from := filepath.Join(dir, "from")
	if err := os.WriteFile(from, data, 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		copyDurably(b, from, filepath.Join(dir, "to"))
	}
}

func copyDurably(b *testing.B, from, to string) {
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to + ".tmp")
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	if err == nil {
		err = out.Close()
	}
	if err == nil {
		err = os.Rename(to+".tmp", to)
	}
	if err != nil {
		b.Fatal(err)
	}
	dir, err := os.Open(filepath.Dir(to))
	if err != nil {
		b.Fatal(err)
	}
	dir.Sync()
	dir.Close()
}

// large is a closed library with a client of 60 sessions and 500 photos.
func large(b *testing.B) (dir string, client storage.ID) {
	b.Helper()
	l, _ := newLibrary(b)
	c, err := l.CreateClient(storage.Client{Name: "Ada Example"})
	if err != nil {
		b.Fatal(err)
	}
	for i := range 60 {
		s, err := l.CreateSession(storage.Session{
			ClientID: c.ID, Date: date(2020, 1, 1).AddDays(i * 35),
			Zones: []storage.ZoneTreatment{{Zone: "cheek", Depth: 1250, Passes: 3}, {Zone: "forehead", Depth: 500}},
		})
		if err != nil {
			b.Fatal(err)
		}
		for n := range (500*(i+1))/60 - (500*i)/60 {
			importPhoto(b, l, s.ID, storage.Views()[n], tinyPhoto(uint64(i*100+n)))
		}
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	return l.Dir(), c.ID
}

func BenchmarkLibraryOf500Photos(b *testing.B) {
	dir, client := large(b)
	b.Run("open", func(b *testing.B) { // without the second that scrypt takes on purpose
		for b.Loop() {
			l, err := storage.Open(dir, passphrase)
			if err != nil {
				b.Fatal(err)
			}
			l.Close()
		}
	})
	l, err := storage.Open(dir, passphrase)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	b.Run("timeline", func(b *testing.B) {
		for b.Loop() {
			sessions, err1 := l.Sessions(client)
			list, err2 := l.Photos(client)
			frames, err3 := l.ViewFrames(client)
			if err1 != nil || err2 != nil || err3 != nil || len(sessions) != 60 || len(list) != 500 || len(frames) == 0 {
				b.Fatal(len(sessions), len(list), err1, err2, err3)
			}
		}
	})
	list, err := l.Photos(client)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("clients", func(b *testing.B) {
		for b.Loop() {
			if _, err := l.Clients(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("preview", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := l.Preview(context.Background(), list[i%len(list)].ID, 480); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPreviewOfACameraFile(b *testing.B) {
	l, _ := newLibrary(b)
	s := newSession(b, l, storage.KindBaseline)
	p := importPhoto(b, l, s.ID, "frontal", cameraFile(b))
	for name, long := range map[string]int{"480": 480, "2048": 2048, "original": 0} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Preview(context.Background(), p.ID, long); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
