package decode

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// Fields of raw files that TIFF 6.0 does not know.
const (
	tagDNGVersion = 0xc612
	tagRW2Preview = 0x002e
)

// sensor are the compressions of sensor data in the raw files of cameras.
var sensor = map[uint32]bool{32767: true, 32769: true, 32770: true, 34713: true, 65535: true}

// rawKind names the raw file that the directories of a TIFF structure belong
// to, "" when it is an ordinary picture.
func rawKind(all []directory) string {
	if all[0].has(tagDNGVersion) {
		return "DNG"
	}
	for _, d := range all {
		colours := d.numberOr(tagPhotometric, 0)
		if !sensor[d.numberOr(tagCompression, 0)] && colours != photometricCFA && colours != photometricLinear {
			continue
		}
		make, _, _ := strings.Cut(strings.ToUpper(all[0].text(tagMake)), " ")
		if kind := map[string]string{"NIKON": "NEF", "SONY": "ARW", "CANON": "CR2", "PENTAX": "PEF", "SAMSUNG": "SRW"}[make]; kind != "" {
			return kind
		}
		return "raw"
	}
	return ""
}

// readRaw finds the largest JPEG that a raw file carries to be shown. Raw
// files are TIFF structures; the sensor data in them is not read.
func readRaw(data []byte, kind string, all []directory) (header, error) {
	var parts [][]byte
	for _, d := range all {
		if part := d.jpeg(data); part != nil {
			parts = append(parts, part)
		}
	}
	h, err := largest(kind, parts)
	h.exif = data
	return h, err
}

// jpeg is the JPEG file of a directory, nil when there is none.
func (d directory) jpeg(data []byte) []byte {
	at, ok1 := d.number(tagJPEGOffset)
	n, ok2 := d.number(tagJPEGLength)
	if packing := d.numberOr(tagCompression, 0); !ok1 && (packing == 6 || packing == 7) {
		starts, lengths := d.numbers(tagStripOffsets), d.numbers(tagStripCounts)
		if len(starts) != 1 || len(lengths) != 1 {
			return nil
		}
		at, n, ok1, ok2 = starts[0], lengths[0], true, true
	}
	if !ok1 || !ok2 {
		return nil
	}
	return cut(data, at, n)
}

// cut is the n bytes at an offset, nil when they are not all there.
func cut(data []byte, at, n uint32) []byte {
	if uint64(at)+uint64(n) > uint64(len(data)) {
		return nil
	}
	return data[at : at+n]
}

// largest is the header of the JPEG with the most pixels among parts.
func largest(kind string, parts [][]byte) (header, error) {
	h := header{kind: kind + " preview"}
	for _, part := range parts {
		if !bytes.HasPrefix(part, []byte("\xff\xd8\xff")) {
			continue
		}
		// What is no readable JPEG is the sensor's own, lossless.
		if p, err := readJPEG(part); err == nil && p.width*p.height > h.width*h.height {
			p.kind, p.preview = h.kind, true
			h = p
		}
	}
	if h.pictures == nil {
		return h, refuse(ErrUnsupported, "this is %s file without a JPEG preview that can be read; let the camera record JPEG beside it", article(kind))
	}
	return h, nil
}

// readCR2 reads a Canon raw file, a TIFF structure.
func readCR2(data []byte) (header, error) {
	t, ok := newTIFF(data)
	if !ok {
		return header{}, refuse(ErrDamaged, "this CR2 file ends before its picture begins")
	}
	return readRaw(data, "CR2", t.directories())
}

// readRW2 reads a Panasonic raw file: a TIFF structure with a number of its
// own, whose first directory carries the preview.
func readRW2(data []byte) (header, error) {
	if len(data) < 8 {
		return header{}, refuse(ErrDamaged, "this RW2 file ends before its picture begins")
	}
	t := tiff{data, binary.LittleEndian}
	return largest("RW2", [][]byte{t.directory(t.order.Uint32(data[4:])).blob(tagRW2Preview, maxFile)})
}

// readRAF reads a Fujifilm raw file, whose header says where the preview is.
func readRAF(data []byte) (header, error) {
	const pointer = 84
	if len(data) < pointer+8 {
		return header{}, refuse(ErrDamaged, "this RAF file ends before its picture begins")
	}
	at, n := binary.BigEndian.Uint32(data[pointer:]), binary.BigEndian.Uint32(data[pointer+4:])
	return largest("RAF", [][]byte{cut(data, at, n)})
}
