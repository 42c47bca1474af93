package decode

import (
	"bytes"
	"encoding/binary"
	"image"

	"skinline/photos/colour"
)

// readJPEG walks the markers of a whole JPEG file (ITU-T T.81 annex B).
func readJPEG(data []byte) (header, error) {
	h := header{kind: "JPEG"}
	var profile jpegProfile
	scans, ended := 0, false
	for at := 2; at < len(data); {
		if data[at] != 0xff {
			at++ // bytes that belong to nothing are skipped, as decoders do
			continue
		}
		if at+1 >= len(data) {
			break
		}
		marker := data[at+1]
		switch {
		case marker == 0xff:
			at++
			continue
		case marker == 0xd9:
			ended, at = true, len(data)
			continue
		case marker <= 0x01 || marker >= 0xd0 && marker <= 0xd8:
			at += 2
			continue
		}
		body, ok := segment(data, at)
		if !ok {
			break
		}
		at += 4 + len(body)
		switch {
		case isFrame(marker):
			if h.width != 0 || h.height != 0 {
				return h, refuse(ErrDamaged, "this JPEG file has more than one picture size")
			}
			if err := readFrame(&h, marker, body); err != nil {
				return h, err
			}
		case marker == 0xda:
			if scans++; scans > maxScans {
				return h, refuse(ErrTooLarge, "this JPEG file has more than %d scans", maxScans)
			}
			at = afterScan(data, at)
		case marker == 0xe1 && h.exif == nil && bytes.HasPrefix(body, []byte("Exif\x00")) && len(body) > 6:
			h.exif = body[6:]
		case marker == 0xe1 && h.xmp == nil && bytes.HasPrefix(body, []byte(xmpMarker)):
			h.xmp = body[len(xmpMarker):]
		case marker == 0xe2:
			profile.add(body)
		case marker == 0xee && bytes.HasPrefix(body, []byte("Adobe")):
			h.adobe = true
		}
	}
	if h.width == 0 && h.height == 0 && scans == 0 {
		return h, refuse(ErrDamaged, "this JPEG file ends before its picture begins")
	}
	// A block of 64 pixels takes at least one bit.
	if h.width*h.height/512 > len(data) {
		return h, refuse(ErrDamaged, "this JPEG file of %d bytes cannot hold the %d x %d pixels it says it has", len(data), h.width, h.height)
	}
	h.plain = h.plain && ended
	h.profile = profile.bytes()
	h.pictures = func(sizes []image.Point, srgb *colour.Transform) ([]*image.NRGBA, error) {
		return jpegPictures(data, h, sizes, srgb)
	}
	return h, nil
}

// segment is the payload of the marker at data[at:].
func segment(data []byte, at int) ([]byte, bool) {
	if at+4 > len(data) {
		return nil, false
	}
	n := int(binary.BigEndian.Uint16(data[at+2:]))
	if n < 2 || at+2+n > len(data) {
		return nil, false
	}
	return data[at+4 : at+2+n], true
}

func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

func readFrame(h *header, marker byte, body []byte) error {
	if len(body) < 6 {
		return refuse(ErrDamaged, "this JPEG file has a broken header")
	}
	switch {
	case marker >= 0xc9:
		return refuse(ErrUnsupported, "this is a JPEG with arithmetic coding, which cannot be read; save it as an ordinary JPEG")
	case marker == 0xc3:
		return refuse(ErrUnsupported, "this is a lossless JPEG, which cannot be read; save it as an ordinary JPEG or PNG")
	case marker >= 0xc5:
		return refuse(ErrUnsupported, "this is a hierarchical JPEG, which cannot be read; save it as an ordinary JPEG")
	case body[0] == 12:
		return refuse(ErrUnsupported, "this is a JPEG with 12 bits a colour, which cannot be read; save it as an ordinary JPEG")
	case body[0] != 8:
		return refuse(ErrDamaged, "this JPEG file says it has %d bits a colour", body[0])
	}
	h.height, h.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	if h.width == 0 || h.height == 0 {
		return refuse(ErrDamaged, "this JPEG file says it is %d x %d pixels", h.width, h.height)
	}
	h.plain = plainSampling(body[5:])
	return nil
}

// plainSampling reports one component, or three of which the first has whole
// multiples of the others: what every camera writes. parts is the components
// of a frame header, after their number.
func plainSampling(parts []byte) bool {
	switch n := parts[0]; {
	case n == 1 && len(parts) == 4:
		return true
	case n == 3 && len(parts) == 10:
		across, down := parts[2]>>4, parts[2]&15
		return (across == 1 || across == 2 || across == 4) && (down == 1 || down == 2 || down == 4) && parts[5] == 0x11 && parts[8] == 0x11
	}
	return false
}

// afterScan is where the next marker stands after entropy-coded data.
func afterScan(data []byte, at int) int {
	for at < len(data) {
		next := bytes.IndexByte(data[at:], 0xff)
		if next < 0 || at+next+1 >= len(data) {
			return len(data)
		}
		at += next
		if b := data[at+1]; b != 0 && b != 0xff && (b < 0xd0 || b > 0xd7) {
			return at
		}
		at++
	}
	return at
}
