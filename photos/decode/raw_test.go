package decode_test

import (
	"encoding/binary"
	"errors"
	"image"
	"strings"
	"testing"

	"skinline/photos/decode"
)

// rawFile is a raw file by make with the small JPEG in its first directory,
// the large one below it and sensor data beside that.
func rawFile(order binary.AppendByteOrder, make string, small, large []byte, more fields) []byte {
	f := fields{
		0x00fe: []uint32{1}, 0x010f: make + "\x00", 0x0110: "Model 1\x00", 0x0112: []uint32{6},
		0x0201: []uint32{8}, 0x0202: []uint32{uint32(len(small))},
		0x8769: fields{0x9003: "2026:04:14 09:05:07\x00"},
		0x014a: fields{
			0x0103: []uint32{6}, 0x0111: []uint32{uint32(8 + len(small))}, 0x0117: []uint32{uint32(len(large))},
			0x014a: fields{0x0100: []uint32{6000}, 0x0101: []uint32{4000}, 0x0103: []uint32{34713}, 0x0106: []uint32{32803}},
		},
	}
	for tag, v := range more {
		f[tag] = v
	}
	return tiffOf(order, append(append([]byte{}, small...), large...), f)
}

func TestRawShowsItsLargestPreview(t *testing.T) {
	small, large := encodeJPEG(t, blocks(32, 16)), encodeJPEG(t, blocks(128, 64))
	for kind, data := range map[string][]byte{
		"NEF": rawFile(binary.BigEndian, "NIKON CORPORATION", small, large, nil),
		"ARW": rawFile(binary.LittleEndian, "SONY", large, small, nil),
		"DNG": rawFile(binary.LittleEndian, "Apple", small, large, fields{0xc612: []byte{1, 4, 0, 0}}),
		"raw": rawFile(binary.LittleEndian, "Nobody", small, large, nil),
	} {
		info, err := decode.Probe(data)
		if err != nil {
			t.Fatal(err)
		}
		if info.Type != kind+" preview" || !info.Preview || info.Width != 64 || info.Height != 128 || info.Orientation != 6 || info.Taken == nil || !strings.HasSuffix(info.Camera, "Model 1") {
			t.Errorf("%s: %+v", kind, info)
		}
		want, err := decode.Decode(withSegment(large, 0xe1, exifSegment(exifOf(entry{0x0112, 3, uint16(6)}))), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decode.Decode(data, 0); err != nil || furthest(got, want) > 0 {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestOtherRawFilesShowTheirPreview(t *testing.T) {
	large := encodeJPEG(t, blocks(128, 64))
	// A Canon file says so between its header and its first directory.
	canon := tiffOf(binary.LittleEndian, []byte("CR\x02\x00\x00\x00\x00\x00"), fields{0x0103: []uint32{6}, 0x010f: "Canon\x00", 0x0111: []uint32{200}, 0x0117: []uint32{uint32(len(large))}})
	canon = append(append(canon, make([]byte, 200-len(canon))...), large...)
	panasonic := tiffOf(binary.LittleEndian, nil, fields{0x002e: large})
	copy(panasonic, "IIU\x00")
	fuji := append([]byte("FUJIFILMCCD-RAW 0201"), make([]byte, 64)...)
	fuji = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(fuji, 100), uint32(len(large)))
	fuji = append(append(fuji, make([]byte, 100-len(fuji))...), large...)
	for kind, data := range map[string][]byte{"CR2": canon, "RW2": panasonic, "RAF": fuji} {
		info, err := decode.Probe(data)
		if err != nil || info.Type != kind+" preview" || !info.Preview {
			t.Fatalf("%s: %+v, %v", kind, info, err)
		}
		if pic, err := decode.Decode(data, 0); err != nil || pic.Rect != image.Rect(0, 0, 128, 64) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestRawWithoutAPreviewSaysSo(t *testing.T) {
	for name, data := range map[string][]byte{
		"no JPEG":  rawFile(binary.LittleEndian, "SONY", []byte("none"), []byte("none"), nil),
		"past end": rawFile(binary.LittleEndian, "SONY", nil, nil, fields{0x0201: []uint32{0xffffff00}, 0x0202: []uint32{0xffffff00}}),
		"lossless": rawFile(binary.LittleEndian, "SONY", frameHeader(0xc3, 8, 30, 20), nil, nil),
	} {
		_, err := decode.Probe(data)
		if !errors.Is(err, decode.ErrUnsupported) || !strings.Contains(err.Error(), "an ARW file without a JPEG preview") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
