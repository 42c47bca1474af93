package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"maps"
	"slices"
	"strings"
	"testing"

	xtiff "golang.org/x/image/tiff"

	"skinline/photos/decode"
)

// fields are the values of a directory: []uint32, string, []byte, or fields
// for a directory below.
type fields map[uint16]any

// tiffOf writes a TIFF structure with body at its start, at offset 8.
func tiffOf(order binary.AppendByteOrder, body []byte, f fields) []byte {
	head := "II*\x00"
	if order.String() == "BigEndian" {
		head = "MM\x00*"
	}
	out := order.AppendUint32([]byte(head), uint32(8+len(body)+len(body)%2))
	out = append(append(out, body...), make([]byte, len(body)%2)...)
	var directory func(at int, f fields) []byte
	directory = func(at int, f fields) []byte {
		table := order.AppendUint16(nil, uint16(len(f)))
		end := at + 2 + 12*len(f) + 4
		var after []byte
		for _, tag := range slices.Sorted(maps.Keys(f)) {
			kind, count, raw := uint16(4), 0, []byte(nil)
			switch v := f[tag].(type) {
			case []uint32:
				count = len(v)
				for _, n := range v {
					raw = order.AppendUint32(raw, n)
				}
			case string:
				kind, count, raw = 2, len(v), []byte(v)
			case []byte:
				kind, count, raw = 7, len(v), v
			case fields:
				count, raw = 1, order.AppendUint32(nil, uint32(end+len(after)))
				after = append(after, directory(end+len(after), v)...)
			}
			table = order.AppendUint32(order.AppendUint16(order.AppendUint16(table, tag), kind), uint32(count))
			if len(raw) > 4 {
				table = order.AppendUint32(table, uint32(end+len(after)))
				after = append(after, raw...)
				continue
			}
			table = append(append(table, raw...), make([]byte, 4-len(raw))...)
		}
		return append(append(table, 0, 0, 0, 0), after...)
	}
	return append(out, directory(len(out), f)...)
}

// plainTIFF is an uncompressed TIFF of a picture, with its fields changed.
func plainTIFF(pic *image.NRGBA, change fields) []byte {
	w, h := uint32(pic.Rect.Dx()), uint32(pic.Rect.Dy())
	var pixels []byte
	for i := 0; i < len(pic.Pix); i += 4 {
		pixels = append(pixels, pic.Pix[i:i+3]...)
	}
	f := fields{
		0x0100: []uint32{w}, 0x0101: []uint32{h}, 0x0102: []uint32{8, 8, 8}, 0x0103: []uint32{1}, 0x0106: []uint32{2},
		0x0111: []uint32{8}, 0x0115: []uint32{3}, 0x0116: []uint32{h}, 0x0117: []uint32{uint32(len(pixels))},
	}
	maps.Copy(f, change)
	return tiffOf(binary.LittleEndian, pixels, f)
}

func encodeTIFF(t testing.TB, pic image.Image, packing xtiff.CompressionType) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xtiff.Encode(&out, pic, &xtiff.Options{Compression: packing, Predictor: packing != xtiff.Uncompressed}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTIFFIsReadWithWhatItSays(t *testing.T) {
	// Large enough that its directory stands beyond what EXIF may have.
	data := plainTIFF(blocks(800, 600), fields{
		0x0112: []uint32{6}, 0x010f: "Maker\x00", 0x0110: "Model 1\x00", 0x8769: fields{0x9003: "2026:04:14 09:05:07\x00"},
		0x8773: profileOf(newDescription("Display P3")),
	})
	info, err := decode.Probe(data)
	if err != nil {
		t.Fatal(err)
	}
	if info.Type != "TIFF" || info.Width != 600 || info.Height != 800 || info.Orientation != 6 || info.Camera != "Maker Model 1" || info.Taken == nil || info.Profile != "Display P3" {
		t.Errorf("%+v", info)
	}
	if pic, err := decode.Decode(data, 60); err != nil || pic.Rect != image.Rect(0, 0, 45, 60) {
		t.Errorf("%v, %v", pic, err)
	}
}

func TestTIFFKeepsItsPixels(t *testing.T) {
	pic := blocks(40, 30)
	deep := image.NewRGBA64(pic.Rect)
	for y := range 30 {
		for x := range 40 {
			deep.Set(x, y, pic.At(x, y))
		}
	}
	for name, data := range map[string][]byte{
		"plain":    plainTIFF(pic, nil),
		"deflated": encodeTIFF(t, pic, xtiff.Deflate),
		"16 bits":  encodeTIFF(t, deep, xtiff.Deflate),
	} {
		got, err := decode.Decode(data, 0)
		if err != nil || furthest(got, pic) > 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTIFFThatCannotBeReadSaysWhy(t *testing.T) {
	pic := blocks(16, 16)
	for says, change := range map[string]fields{
		"JPEG compression": {0x0103: []uint32{7}},
		"rare kind (99":    {0x0103: []uint32{99}},
		"CMYK inks":        {0x0106: []uint32{5}},
		"Lab colours":      {0x0106: []uint32{8}},
		"12 bits":          {0x0102: []uint32{12, 12, 12}},
		"plain levels":     {0x0153: []uint32{3, 3, 3}},
		"separate planes":  {0x011c: []uint32{2}},
		"5 channels":       {0x0102: []uint32{8, 8, 8, 8, 8}},
	} {
		_, err := decode.Probe(plainTIFF(pic, change))
		if !errors.Is(err, decode.ErrUnsupported) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", says, err)
		}
	}
	_, err := decode.Probe([]byte("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00"))
	if !errors.Is(err, decode.ErrUnsupported) || !strings.Contains(err.Error(), "a BigTIFF picture") {
		t.Error(err)
	}
}

func TestTIFFBombsAreRefusedBeforeTheyAllocate(t *testing.T) {
	pic := blocks(16, 16)
	for name, change := range map[string]fields{
		"900 MP":          {0x0100: []uint32{30000}, 0x0101: []uint32{30000}},
		"side":            {0x0100: []uint32{1 << 31}},
		"no size":         {0x0100: []uint32{0}},
		"too few bytes":   {0x0100: []uint32{10000}, 0x0101: []uint32{10000}, 0x0103: []uint32{8}},
		"many tiles":      {0x0100: []uint32{9000}, 0x0101: []uint32{9000}, 0x0142: []uint32{16}, 0x0143: []uint32{16}},
		"large tiles":     {0x0142: []uint32{60000}, 0x0143: []uint32{60000}},
		"loop":            {0x014a: []uint32{8, 776, 8, 776}},
		"strip elsewhere": {0x0111: []uint32{0xfffffff0}},
	} {
		data := plainTIFF(pic, change)
		before := allocated()
		_, err := decode.Decode(data, 0)
		if used := allocated() - before; used > 16<<20 {
			t.Errorf("%s: allocates %d MB", name, used>>20)
		}
		if err == nil && name != "loop" {
			t.Errorf("%s: opens", name)
		}
	}
}
