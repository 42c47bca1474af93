package hevc

import (
	"bytes"
	"crypto/md5"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Streams of testdata are made by another's encoder (testdata/make), which
// puts the sums of the planes it expects into them.

// annexB splits a byte stream into NAL units (annex B).
func annexB(data []byte) (units [][]byte) {
	for _, unit := range bytes.Split(data, []byte{0, 0, 1}) {
		if unit = bytes.TrimRight(unit, "\x00"); len(unit) > 0 {
			units = append(units, unit)
		}
	}
	return units
}

// encoderSums are the MD5 sums of the planes that an encoder has put into its
// stream (D.3.19).
func encoderSums(units [][]byte) (sums [][]byte) {
	for _, unit := range units {
		if unit[0]>>1 != 40 { // SUFFIX_SEI_NUT
			continue
		}
		message := payload(unit)
		if message[0] != 132 || message[2] != 0 { // decoded_picture_hash, MD5
			continue
		}
		for sum := message[3:]; len(sum) >= md5.Size; sum = sum[md5.Size:] {
			sums = append(sums, sum[:md5.Size])
		}
	}
	return sums
}

// sum is the MD5 sum of a coded plane (D.3.19).
func sum(p *plane) []byte {
	var out bytes.Buffer
	for y := range p.height {
		for _, v := range p.samples[y*p.stride:][:p.width] {
			out.WriteByte(byte(v))
			if p.depth > 8 {
				out.WriteByte(byte(v >> 8))
			}
		}
	}
	sum := md5.Sum(out.Bytes())
	return sum[:]
}

func streams(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.hevc")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d streams, %v", len(files), err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".hevc")] = data
	}
	return all
}

func TestPlanesAreTheEncoders(t *testing.T) {
	var d Decoder // one for all, as for the tiles of a picture
	for name, data := range streams(t) {
		units := annexB(data)
		pic, err := d.Decode(units, 1<<20)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sums := encoderSums(units)
		if want := 3; len(sums) != want && (name != "grey" || len(sums) != 1) {
			t.Errorf("%s: %d sums", name, len(sums))
		}
		for c, want := range sums {
			if !bytes.Equal(sum(&d.pic.planes[c]), want) {
				t.Errorf("%s: plane %d of %d x %d is not the encoder's", name, c, pic.Width, pic.Height)
			}
		}
	}
}

func TestPictureSaysHowItIsSampled(t *testing.T) {
	all := streams(t)
	for name, want := range map[string]struct {
		chroma        Chroma
		depth, cw, ch int
	}{
		"plain":      {Chroma420, 8, 84, 60},
		"10-bit":     {Chroma420, 10, 68, 52},
		"12-bit":     {Chroma420, 12, 52, 36},
		"422-10-bit": {Chroma422, 10, 52, 72},
		"444":        {Chroma444, 8, 136, 104},
		"grey":       {Chroma400, 8, 0, 0},
	} {
		var d Decoder
		pic, err := d.Decode(annexB(all[name]), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if cb := pic.Planes[1]; pic.Chroma != want.chroma || pic.Planes[0].Depth != want.depth || cb.Width != want.cw || cb.Height != want.ch {
			t.Errorf("%s: %v %d bits, chroma of %d x %d", name, pic.Chroma, pic.Planes[0].Depth, cb.Width, cb.Height)
		}
	}
}

func TestLargerThanAllowedIsRefusedBeforeItCosts(t *testing.T) {
	var d Decoder
	data := streams(t)["plain"]
	if _, err := d.Decode(annexB(data), 168*120-1); !errors.Is(err, ErrDamaged) {
		t.Errorf("%v", err)
	}
	if d.pic.planes[0].samples != nil {
		t.Error("planes were made")
	}
}

// A picture is decoded, or an error says why not: whatever is cut or changed.
func TestDamagedStreamsEnd(t *testing.T) {
	start := time.Now()
	var d Decoder
	for name, data := range streams(t) {
		units := annexB(data)
		for n := 0; n < len(data)-60; n += 1 + len(data)/20 {
			if _, err := d.Decode(annexB(data[:n]), 1<<20); err == nil {
				t.Errorf("%s: %d of %d bytes decode", name, n, len(data))
			}
		}
		for n := range 60 {
			changed := bytes.Clone(data)
			at := 5 + n*(len(data)-6)/60
			changed[at] ^= 1 << (n % 8)
			if _, err := d.Decode(annexB(changed), 1<<20); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnsupported) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := d.Decode(units, 1<<20); err != nil {
			t.Errorf("%s: after damaged ones: %v", name, err)
		}
	}
	if took := time.Since(start); took > 2*time.Minute {
		t.Errorf("took %v", took)
	}
}

func FuzzDecode(f *testing.F) {
	for _, data := range streams(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const most = 1 << 18
		var d Decoder
		pic, err := d.Decode(annexB(data), most)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnsupported) {
				t.Errorf("%v", err)
			}
			return
		}
		if pic.Width < 1 || pic.Height < 1 || pic.Width*pic.Height > most {
			t.Errorf("%d x %d", pic.Width, pic.Height)
		}
		for c := range pic.Planes {
			p := &pic.Planes[c]
			for y := range p.Height {
				for _, v := range p.Row(y) {
					if int(v)>>p.Depth != 0 {
						t.Fatalf("plane %d has %d in %d bits", c, v, p.Depth)
					}
				}
			}
		}
	})
}
