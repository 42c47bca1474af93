package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"skinline/photos/decode"
)

// sample is a file made for these tests from the picture of blocks(64, 48).
func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// boxOf writes a box of ISO/IEC 14496-12.
func boxOf(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

// u16s writes 16-bit values.
func u16s(v ...uint16) (out []byte) {
	for _, n := range v {
		out = binary.BigEndian.AppendUint16(out, n)
	}
	return out
}

func u32s(v ...uint32) (out []byte) {
	for _, n := range v {
		out = binary.BigEndian.AppendUint32(out, n)
	}
	return out
}

// heifItem is an item of a file made by heifOf; its number is its place.
type heifItem struct {
	kind       string
	properties []byte // places in the list of properties, from 1
	data       []byte
	madeOf     []uint16
	describes  []uint16
}

// heifOf writes a HEIF file whose first item is its picture.
func heifOf(brand string, properties [][]byte, items ...heifItem) []byte {
	full := make([]byte, 4)
	head := boxOf("ftyp", []byte(brand), full, []byte("mif1"+brand))
	write := func(from int) []byte {
		var infos, places, refs, uses, mdat []byte
		for n, item := range items {
			id := uint16(n + 1)
			infos = append(infos, boxOf("infe", []byte{2, 0, 0, 0}, u16s(id, 0), []byte(item.kind+"\x00"))...)
			places = append(places, append(u16s(id, 0, 1), u32s(uint32(from+len(mdat)), uint32(len(item.data)))...)...)
			mdat = append(mdat, item.data...)
			for kind, to := range map[string][]uint16{"dimg": item.madeOf, "cdsc": item.describes} {
				if to != nil {
					refs = append(refs, boxOf(kind, u16s(id, uint16(len(to))), u16s(to...))...)
				}
			}
			uses = append(append(append(uses, u16s(id)...), byte(len(item.properties))), item.properties...)
		}
		count := u16s(uint16(len(items)))
		meta := boxOf("meta", full, boxOf("hdlr", full, full, []byte("pict"), make([]byte, 13)), boxOf("pitm", full, u16s(1)),
			boxOf("iinf", full, count, infos), boxOf("iloc", full, u16s(0x4400), count, places), boxOf("iref", full, refs),
			boxOf("iprp", boxOf("ipco", properties...), boxOf("ipma", full, u32s(uint32(len(items))), uses)))
		return append(append(bytes.Clone(head), meta...), boxOf("mdat", mdat)...)
	}
	size := 0
	for _, item := range items {
		size += len(item.data)
	}
	return write(len(write(0)) - size)
}

func ispe(w, h uint32) []byte { return boxOf("ispe", u32s(0, w, h)) }

// coded are the configuration and the coded picture of the sample, 64 x 64
// of which the lowest 16 rows repeat the last that is seen.
func coded(t testing.TB) (config, picture []byte) {
	t.Helper()
	data := sample(t, "blocks.heic")
	at := bytes.Index(data, []byte("hvcC")) - 4
	config = data[at:][:binary.BigEndian.Uint32(data[at:])]
	return config, data[bytes.Index(data, []byte("mdat"))+4:]
}

// heic is the sample as one item with further properties, and EXIF.
func heic(t testing.TB, exif []byte, more ...[]byte) []byte {
	t.Helper()
	config, picture := coded(t)
	properties := append([][]byte{config, ispe(64, 64)}, more...)
	uses := []byte{1, 2}
	for n := range more {
		uses = append(uses, byte(n+3))
	}
	items := []heifItem{{kind: "hvc1", properties: uses, data: picture}}
	if exif != nil {
		items = append(items, heifItem{kind: "Exif", data: append(u32s(6), exifSegment(exif)...), describes: []uint16{1}})
	}
	return heifOf("heic", properties, items...)
}

func TestSamplesShowTheirPicture(t *testing.T) {
	want := blocks(64, 48)
	for _, name := range []string{"blocks.heic", "blocks-10bit.heic", "blocks-422.heic", "blocks-444.heic", "blocks-rgb.heic", "blocks-limited.heic", "blocks.avif", "blocks.webp", "blocks-lossless.webp", "blocks-frames.webp"} {
		got, err := decode.Decode(sample(t, name), 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		// The middles of the squares: chroma is coarse between them.
		for y := 8; y < 48; y += 16 {
			for x := 8; x < 64; x += 16 {
				a, b := got.NRGBAAt(x, y), want.NRGBAAt(x, y)
				for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
					if got.Rect != want.Rect || d < -6 || d > 6 {
						t.Errorf("%s at %d,%d: %v, want %v", name, x, y, a, b)
					}
				}
			}
		}
	}
}

func TestGreyHEICShowsItsLevels(t *testing.T) {
	got, err := decode.Decode(sample(t, "blocks-grey.heic"), 0)
	if err != nil {
		t.Fatal(err)
	}
	want := blocks(64, 48)
	for y := 8; y < 48; y += 16 {
		for x := 8; x < 64; x += 16 {
			a, b := got.NRGBAAt(x, y), want.NRGBAAt(x, y)
			// The sample was made with the weights of BT.709.
			level := .2126*float64(b.R) + .7152*float64(b.G) + .0722*float64(b.B)
			if a.R != a.G || a.G != a.B || math.Abs(float64(a.R)-level) > 3 {
				t.Errorf("at %d,%d: %v, want %.0f", x, y, a, level)
			}
		}
	}
}

// Turns are anticlockwise quarters and mirrors swap top and bottom (0) or left
// and right (1), in the order of the properties; EXIF then says nothing.
func TestHEIFTurnsCountOnceAndDecideOverEXIF(t *testing.T) {
	irot := func(n byte) []byte { return boxOf("irot", []byte{n}) }
	imir := func(n byte) []byte { return boxOf("imir", []byte{n}) }
	clap := boxOf("clap", u32s(64, 1, 48, 1, 0, 1, ^uint32(7), 1)) // the 48 rows from the top
	exif := exifOf(entry{0x0112, 3, uint16(6)})
	plain, err := decode.Decode(heic(t, nil, clap), 0)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		more [][]byte
		exif []byte
		want int
	}{
		"nothing":                   {nil, nil, 1},
		"EXIF alone":                {nil, exif, 6},
		"turn of nothing over EXIF": {[][]byte{irot(0)}, exif, 1},
		"quarter":                   {[][]byte{irot(1)}, nil, 8},
		"half":                      {[][]byte{irot(2)}, exif, 3},
		"three quarters":            {[][]byte{irot(3)}, exif, 6},
		"top and bottom":            {[][]byte{imir(0)}, nil, 4},
		"left and right":            {[][]byte{imir(1)}, exif, 2},
		"turned, then mirrored":     {[][]byte{irot(1), imir(1)}, nil, 7},
		"mirrored, then turned":     {[][]byte{imir(1), irot(1)}, nil, 5},
	} {
		data := heic(t, c.exif, append([][]byte{clap}, c.more...)...)
		info, err := decode.Probe(data)
		if err != nil {
			t.Fatal(err)
		}
		size := image.Pt(64, 48)
		if c.want > 4 {
			size = image.Pt(48, 64)
		}
		if info.Orientation != c.want || info.Width != size.X || info.Height != size.Y {
			t.Errorf("%s: %+v, want orientation %d", name, info, c.want)
		}
		got, err := decode.Decode(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		if c.want > 1 {
			// As stored turned pictures are turned back by EXIF alone.
			if d := furthest(stored(got, c.want), plain); d > 0 {
				t.Errorf("%s: %d levels off", name, d)
			}
		}
	}
}

func TestHEIFGridIsPutTogether(t *testing.T) {
	config, picture := coded(t)
	each := heifItem{kind: "hvc1", properties: []byte{1, 2}, data: picture}
	grid := heifItem{kind: "grid", properties: []byte{3}, data: append([]byte{0, 0, 1, 2}, u16s(180, 100)...), madeOf: []uint16{2, 3, 4, 5, 6, 7}}
	properties := [][]byte{config, ispe(64, 64), ispe(180, 100)}
	got, err := decode.Decode(heifOf("heic", properties, grid, each, each, each, each, each, each), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got.Rect != image.Rect(0, 0, 180, 100) || got.NRGBAAt(8, 8) != got.NRGBAAt(136, 72) || got.NRGBAAt(56, 40) != got.NRGBAAt(120, 40) {
		t.Errorf("%v", got.Rect)
	}
	for name, spoil := range map[string]func(g *heifItem){
		"a tile missing":   func(g *heifItem) { g.madeOf = g.madeOf[:5] },
		"a tile unknown":   func(g *heifItem) { g.madeOf = []uint16{2, 3, 4, 5, 6, 99} },
		"itself as a tile": func(g *heifItem) { g.madeOf = []uint16{1, 1, 1, 1, 1, 1} },
		"another size":     func(g *heifItem) { g.data = append([]byte{0, 0, 1, 2}, u16s(181, 100)...) },
		"too few columns":  func(g *heifItem) { g.data = append([]byte{0, 0, 2, 1}, u16s(180, 100)...) },
		"too many tiles": func(g *heifItem) {
			g.data, g.madeOf = append([]byte{0, 0, 255, 255}, u16s(180, 100)...), make([]uint16, 65535)
		},
	} {
		bad := grid
		spoil(&bad)
		if _, err := decode.Probe(heifOf("heic", properties, bad, each, each, each, each, each, each)); err == nil {
			t.Errorf("%s: opens", name)
		}
	}
}

// What is coded can be larger than what the file says: whole blocks.
func TestHEIFSizeDecidesOverWhatIsCoded(t *testing.T) {
	config, picture := coded(t)
	got, err := decode.Decode(heifOf("heic", [][]byte{config, ispe(60, 47)}, heifItem{kind: "hvc1", properties: []byte{1, 2}, data: picture}), 0)
	if err != nil || got.Rect != image.Rect(0, 0, 60, 47) || got.Stride != 240 || len(got.Pix) != 240*47 {
		t.Errorf("%v", err)
	}
	if _, err := decode.Decode(heifOf("heic", [][]byte{config, ispe(65, 64)}, heifItem{kind: "hvc1", properties: []byte{1, 2}, data: picture}), 0); !errors.Is(err, decode.ErrDamaged) {
		t.Errorf("more than is coded: %v", err)
	}
}

func TestHEIFThatCannotBeReadSaysWhy(t *testing.T) {
	config, picture := coded(t)
	with := func(at int, value byte) []byte {
		c := bytes.Clone(config)
		c[8+at] = value
		return c
	}
	one := func(config []byte, kind string) []byte {
		return heifOf("heic", [][]byte{config, ispe(64, 64)}, heifItem{kind: kind, properties: []byte{1, 2}, data: picture})
	}
	for says, data := range map[string][]byte{
		"14 bits":           one(with(17, 0xfe), "hvc1"),
		"VVC inside":        one(config, "vvc1"),
		"JPEG inside":       one(config, "jpeg"),
		"something unknown": one(config, "xxxx"),
	} {
		_, err := decode.Probe(data)
		if !errors.Is(err, decode.ErrUnsupported) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", says, err)
		}
	}
	for name, size := range map[string][]byte{"wide": ispe(1<<31, 1), "many": ispe(60000, 60000), "none": ispe(0, 0), "memory": ispe(12000, 12000)} {
		data := heifOf("heic", [][]byte{config, size}, heifItem{kind: "hvc1", properties: []byte{1, 2}, data: picture})
		before := allocated()
		if _, err := decode.Decode(data, 0); err == nil {
			t.Errorf("%s: opens", name)
		}
		if used := allocated() - before; used > 8<<20 {
			t.Errorf("%s: allocates %d MB", name, used>>20)
		}
	}
}

// Tables that cost nothing to make long, and parts used again and again, must
// not cost time or memory.
func TestHEIFStructuresDoNotSwell(t *testing.T) {
	config, picture := coded(t)
	tile := heifItem{kind: "hvc1", properties: []byte{1, 2}, data: append(bytes.Clone(picture), make([]byte, 1<<20)...)}
	binary.BigEndian.PutUint32(tile.data, uint32(len(tile.data)-4))
	same := heifItem{kind: "grid", properties: []byte{3}, data: append([]byte{0, 0, 31, 31}, u16s(2048, 2048)...), madeOf: slices.Repeat([]uint16{2}, 1024)}
	properties := [][]byte{config, ispe(64, 64), ispe(2048, 2048)}
	places := heifOf("heic", properties, same, tile)
	at := bytes.Index(places, []byte("iloc")) + 8
	endless := append(bytes.Clone(places[:at]), 0, 0, 0xff, 0xff)
	for id := range uint16(60000) {
		endless = append(endless, u16s(id%3, 0, 0xffff)...)
	}
	binary.BigEndian.PutUint32(endless[at-12:], uint32(len(endless)-at+12))
	meta := bytes.Index(endless, []byte("meta"))
	binary.BigEndian.PutUint32(endless[meta-4:], uint32(len(endless)-meta+4))
	for name, data := range map[string][]byte{"one tile for all": places, "extents of nothing": endless} {
		before, start := allocated(), time.Now()
		if _, err := decode.Probe(data); err == nil {
			t.Errorf("%s: opens", name)
		}
		if used := allocated() - before; used > 32<<20 {
			t.Errorf("%s: allocates %d MB", name, used>>20)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestHEIFCutAnywhereIsAnErrorOrThePicture(t *testing.T) {
	whole := heic(t, exifOf(entry{0x0112, 3, uint16(6)}))
	for n := range whole {
		if n%7 != 0 {
			continue
		}
		if _, err := decode.Decode(whole[:n], 0); err == nil && n < len(whole)-200 {
			t.Errorf("%d of %d bytes open", n, len(whole))
		}
	}
}
