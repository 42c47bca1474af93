package decode

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"io"
)

// readPNG walks the chunks of a PNG file (W3C PNG, third edition).
func readPNG(data []byte) (header, error) {
	h := header{kind: "PNG"}
	const signature, ihdr = 8, 13
	if len(data) < signature+8+ihdr || string(data[12:16]) != "IHDR" || binary.BigEndian.Uint32(data[8:]) != ihdr {
		return h, refuse(ErrDamaged, "this PNG file ends before its picture begins")
	}
	body := data[signature+8:]
	width, height := binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
	if width > maxSide || height > maxSide {
		return h, refuse(ErrTooLarge, "this PNG file says it is %d x %d pixels, more than a photo may have", width, height)
	}
	h.width, h.height = int(width), int(height)
	channels := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[body[9]]
	// Deflate makes at most 1032 bytes of one.
	if raw := h.width * h.height / 8 * int(body[8]) * channels; raw/1032 > len(data) {
		return h, refuse(ErrDamaged, "this PNG file of %d bytes cannot hold the %d x %d pixels it says it has", len(data), h.width, h.height)
	}
	for at := signature; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n > len(data)-at-12 {
			break
		}
		body := data[at+8 : at+8+n]
		at += 12 + n
		switch string(data[at-n-8 : at-n-4]) {
		case "IEND":
			at = len(data)
		case "eXIf":
			if h.exif == nil && n <= maxExif {
				h.exif = bytes.TrimPrefix(body, []byte("Exif\x00\x00"))
			}
		case "iCCP":
			if h.profile == nil {
				h.profile = inflateProfile(body)
			}
		}
	}
	h.pictures = h.whole(func() (image.Image, error) {
		pic, err := png.Decode(bytes.NewReader(data))
		var cannot png.UnsupportedError
		if errors.As(err, &cannot) {
			return nil, refuse(ErrUnsupported, "this is a PNG of a rare kind, which cannot be read (%s)", string(cannot))
		}
		return pic, err
	})
	return h, nil
}

// inflateProfile unpacks an iCCP chunk (name, zero, method, deflated profile),
// nil when it is broken or beyond the limit.
func inflateProfile(body []byte) []byte {
	_, packed, ok := bytes.Cut(body, []byte{0})
	if !ok || len(packed) < 2 || packed[0] != 0 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}
