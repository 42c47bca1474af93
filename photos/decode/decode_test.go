package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"skinline/photos/decode"
)

// blocks is a picture of flat 16 x 16 squares, so that JPEG keeps its colours,
// with no symmetry.
func blocks(w, h int) *image.NRGBA {
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			pic.SetNRGBA(x, y, color.NRGBA{uint8(40 + x/16*50), uint8(30 + y/16*60), uint8(200 - (x/16+y/16)*20), 255})
		}
	}
	return pic
}

// stored is how a camera that wrote orientation o stores an upright picture.
func stored(upright *image.NRGBA, o int) *image.NRGBA {
	w, h := upright.Rect.Dx(), upright.Rect.Dy()
	size := image.Pt(w, h)
	if o > 4 {
		size = image.Pt(h, w)
	}
	out := image.NewNRGBA(image.Rectangle{Max: size})
	for y := range h {
		for x := range w {
			// Where TIFF 6.0 says row 0 and column 0 of the file are shown.
			at := map[int]image.Point{
				1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, w - 1 - x}, 7: {h - 1 - y, w - 1 - x}, 8: {h - 1 - y, x},
			}[o]
			out.SetNRGBA(at.X, at.Y, upright.NRGBAAt(x, y))
		}
	}
	return out
}

func encodeJPEG(t testing.TB, pic image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, pic, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func encodePNG(t testing.TB, pic image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, pic); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withSegment puts a marker segment after the start of a JPEG.
func withSegment(data []byte, marker byte, body []byte) []byte {
	head := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:2], head, body, data[2:]}, nil)
}

// withChunk puts a chunk after the header of a PNG.
func withChunk(data []byte, name string, body []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return bytes.Join([][]byte{data[:33], chunk, data[33:]}, nil)
}

func exifSegment(exif []byte) []byte { return append([]byte("Exif\x00\x00"), exif...) }

func TestAllOrientationsShowTheSamePicture(t *testing.T) {
	upright := blocks(64, 48)
	for o := 1; o <= 8; o++ {
		exif := exifOf(entry{0x0112, 3, uint16(o)})
		plain := stored(upright, o)
		for kind, data := range map[string][]byte{
			"JPEG":           withSegment(encodeJPEG(t, plain), 0xe1, exifSegment(exif)),
			"JPEG after XMP": withSegment(withSegment(encodeJPEG(t, plain), 0xe1, exifSegment(exif)), 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x/>")),
			"PNG":            withChunk(encodePNG(t, plain), "eXIf", exif),
		} {
			info, err := decode.Probe(data)
			if err != nil {
				t.Fatal(err)
			}
			if info.Orientation != o || info.Width != 64 || info.Height != 48 {
				t.Errorf("%s %d: %+v", kind, o, info)
			}
			got, err := decode.Decode(data, 0)
			if err != nil {
				t.Fatal(err)
			}
			if d := furthest(got, upright); d > smoothed {
				t.Errorf("%s %d: %d levels from the upright picture", kind, o, d)
			}
		}
	}
}

// smoothed is how far a pixel beside an edge may be off: one of the JPEG
// decoders spreads chroma smoothly over it, as photos want.
const smoothed = 32

// furthest is the largest difference in level, 256 for another size.
func furthest(a, b *image.NRGBA) int {
	if a.Rect != b.Rect {
		return 256
	}
	most := 0
	for i := range a.Pix {
		most = max(most, int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
	}
	return most
}

func TestReducedDecodeHasTheSizeAskedFor(t *testing.T) {
	data := encodeJPEG(t, blocks(200, 123))
	for long, want := range map[int]image.Point{0: {200, 123}, 1000: {200, 123}, 101: {101, 62}, 100: {100, 62}, 60: {60, 37}, 1: {1, 1}} {
		got, err := decode.Decode(data, long)
		if err != nil {
			t.Fatal(err)
		}
		if got.Rect.Size() != want || got.Rect.Min != (image.Point{}) {
			t.Errorf("long %d: %v, want %v", long, got.Rect, want)
		}
	}
}

func TestTransparentPartsLieOverNeutralGrey(t *testing.T) {
	pic := image.NewNRGBA(image.Rect(0, 0, 3, 1))
	copy(pic.Pix, []uint8{255, 0, 0, 0, 255, 0, 0, 255, 255, 0, 1, 128})
	deep := image.NewNRGBA64(pic.Rect)
	for x := range 3 {
		deep.Set(x, 0, pic.At(x, 0))
	}
	palette := image.NewPaletted(pic.Rect, color.Palette{pic.At(0, 0), pic.At(1, 0), pic.At(2, 0)})
	palette.Pix = []uint8{0, 1, 2}
	want := []uint8{0x77, 0x77, 0x77, 255, 255, 0, 0, 255, 187, 59, 60, 255}
	for kind, img := range map[string]image.Image{"8 bits": pic, "16 bits": deep, "palette": palette} {
		got, err := decode.Decode(encodePNG(t, img), 0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if d := int(got.Pix[i]) - int(want[i]); d < -1 || d > 1 {
				t.Errorf("%s: %v, want %v", kind, got.Pix, want)
				break
			}
		}
	}
}

func TestJPEGWithoutItsEndOrWithMoreAfterItOpens(t *testing.T) {
	data := encodeJPEG(t, blocks(64, 48))
	for name, d := range map[string][]byte{
		"no end marker": data[:len(data)-2], "half an end marker": data[:len(data)-1], "trailing bytes": append(bytes.Clone(data), "more"...),
		"trailing picture": append(bytes.Clone(data), encodeJPEG(t, blocks(16, 16))...),
	} {
		got, err := decode.Decode(d, 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := furthest(got, blocks(64, 48)); diff > smoothed {
			t.Errorf("%s: %d levels off", name, diff)
		}
	}
	_, err := decode.Decode(data[:len(data)*2/3], 0)
	if !errors.Is(err, decode.ErrDamaged) {
		t.Errorf("two thirds of a file: %v", err)
	}
}

// frameHeader is the smallest JPEG that claims a size.
func frameHeader(marker byte, bits, w, h int) []byte {
	data := []byte{0xff, 0xd8, 0xff, marker, 0, 11, byte(bits), byte(h >> 8), byte(h), byte(w >> 8), byte(w), 1, 1, 0x11, 0}
	return append(data, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xff, 0xd9)
}

func sizedPNG(t *testing.T, w, h uint32) []byte {
	data := encodePNG(t, blocks(8, 8))
	binary.BigEndian.PutUint32(data[16:], w)
	binary.BigEndian.PutUint32(data[20:], h)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestHostileFilesAreRefusedWithoutAllocating(t *testing.T) {
	good := encodeJPEG(t, blocks(64, 48))
	scans := bytes.Repeat([]byte{0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0}, 201)
	twoSizes := append(bytes.Clone(good[:2]), frameHeader(0xc0, 8, 9, 9)[2:15]...)
	for name, c := range map[string]struct {
		data []byte
		kind error
		says string
	}{
		"empty":                {nil, decode.ErrUnsupported, "not a photo"},
		"start only":           {[]byte{0xff, 0xd8, 0xff}, decode.ErrDamaged, "ends before"},
		"huge":                 {frameHeader(0xc0, 8, 65500, 65500), decode.ErrDamaged, "cannot hold"},
		"huge and progressive": {frameHeader(0xc2, 8, 65500, 65500), decode.ErrDamaged, "cannot hold"},
		"huge and padded":      {append(frameHeader(0xc0, 8, 65500, 65500), make([]byte, 9<<20)...), decode.ErrTooLarge, "150 megapixels"},
		"no width":             {frameHeader(0xc0, 8, 0, 10), decode.ErrDamaged, "0 x 10"},
		"no height":            {frameHeader(0xc0, 8, 10, 0), decode.ErrDamaged, "10 x 0"},
		"12 bits":              {frameHeader(0xc1, 12, 10, 10), decode.ErrUnsupported, "12 bits"},
		"lossless":             {frameHeader(0xc3, 8, 10, 10), decode.ErrUnsupported, "lossless"},
		"hierarchical":         {frameHeader(0xc5, 8, 10, 10), decode.ErrUnsupported, "hierarchical"},
		"arithmetic":           {frameHeader(0xc9, 8, 10, 10), decode.ErrUnsupported, "arithmetic"},
		"two sizes":            {append(twoSizes, good[2:]...), decode.ErrDamaged, "more than one"},
		"many scans":           {append(frameHeader(0xc2, 8, 10, 10)[:15], scans...), decode.ErrTooLarge, "scans"},
		"tall PNG":             {sizedPNG(t, 1, 1<<31-1), decode.ErrTooLarge, "more than a photo"},
		"large PNG":            {sizedPNG(t, 60000, 60000), decode.ErrDamaged, "cannot hold"},
		"PNG of nothing":       {sizedPNG(t, 0, 8), decode.ErrDamaged, "0 x 8"},
	} {
		t.Run(name, func(t *testing.T) {
			before := allocated()
			_, probed := decode.Probe(c.data)
			_, decoded := decode.Decode(c.data, 0)
			if used := allocated() - before; used > 4<<20 {
				t.Errorf("allocates %d kB", used>>10)
			}
			for _, err := range []error{probed, decoded} {
				if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%v", err)
				}
			}
		})
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestEveryTruncationIsAnErrorOrThePicture(t *testing.T) {
	exif := exifOf(entry{0x0112, 3, uint16(6)}, entry{0x010f, 2, "Maker of cameras"})
	for _, data := range [][]byte{
		withSegment(encodeJPEG(t, blocks(32, 16)), 0xe1, exifSegment(exif)), withChunk(encodePNG(t, blocks(32, 16)), "eXIf", exif),
	} {
		before := allocated()
		for n := range data {
			for _, long := range []int{0, 5} {
				pic, err := decode.Decode(data[:n], long)
				if (pic == nil) == (err == nil) {
					t.Fatalf("%d bytes: %v, %v", n, pic, err)
				}
			}
			if _, err := decode.Probe(data[:n]); err != nil && err.Error() == "" {
				t.Fatalf("%d bytes: no reason", n)
			}
		}
		if used := (allocated() - before) / uint64(len(data)); used > 1<<20 {
			t.Errorf("%d kB a file", used>>10)
		}
	}
}
