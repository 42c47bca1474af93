package decode

import (
	"encoding/binary"
	"image"

	"skinline/photos/decode/hevc"
)

// property is the body of an item's first property of a kind.
func (i *heifItem) property(kind string) []byte { return child(i.properties, kind) }

// extent is the size an item says it has.
func (i *heifItem) extent() image.Point {
	r := reader{data: i.property("ispe")}
	r.skip(4)
	w, h := r.u32(), r.u32()
	if r.short {
		return image.Point{}
	}
	return image.Pt(int(w), int(h))
}

// codes are the code points of an item's colours (ITU-T H.273), 0 for none.
func (i *heifItem) codes() (primaries, transfer int) {
	for _, p := range i.properties {
		if p.kind == "colr" && len(p.body) >= 8 && string(p.body[:4]) == "nclx" {
			return int(binary.BigEndian.Uint16(p.body[4:])), int(binary.BigEndian.Uint16(p.body[6:]))
		}
	}
	return 0, 0
}

// sampling is how the colours of an item are coded, as the first of it and its
// tile says that has such a box; nil when none has and the stream decides.
func (i *heifItem) sampling(tile *heifItem) *hevc.Colour {
	for _, item := range []*heifItem{i, tile} {
		for _, p := range item.properties {
			if p.kind == "colr" && len(p.body) >= 11 && string(p.body[:4]) == "nclx" {
				return &hevc.Colour{
					Primaries: int(binary.BigEndian.Uint16(p.body[4:])), Transfer: int(binary.BigEndian.Uint16(p.body[6:])),
					Matrix: int(binary.BigEndian.Uint16(p.body[8:])), FullRange: p.body[10]>>7 != 0,
				}
			}
		}
	}
	return nil
}

// profile is the ICC profile of an item.
func (i *heifItem) profile() []byte {
	for _, p := range i.properties {
		if p.kind == "colr" && len(p.body) > 4 && len(p.body)-4 <= maxProfile && (string(p.body[:4]) == "prof" || string(p.body[:4]) == "rICC") {
			return p.body[4:]
		}
	}
	return nil
}

// turn is the EXIF orientation that an item's turns and mirrors come to, 0
// when it has none, and the part of the picture that is shown before them.
func (i *heifItem) turn() (orientation int, shown image.Rectangle) {
	shown = image.Rectangle{Max: i.extent()}
	for _, p := range i.properties {
		switch {
		case p.kind == "clap" && orientation == 0: // MIAF: it comes first
			shown = aperture(p.body, shown.Max)
		case p.kind == "irot" && len(p.body) > 0:
			orientation = max(orientation, 1)
			for range p.body[0] & 3 {
				orientation = []int{0, 8, 5, 6, 7, 4, 1, 2, 3}[orientation]
			}
		case p.kind == "imir" && len(p.body) > 0:
			// 0: top and bottom change places; 1: left and right do.
			orientation = max(orientation, 1)
			if p.body[0]&1 == 0 {
				orientation = []int{0, 4, 3, 2, 1, 8, 7, 6, 5}[orientation]
			} else {
				orientation = []int{0, 2, 1, 4, 3, 6, 5, 8, 7}[orientation]
			}
		}
	}
	return orientation, shown
}

// aperture is the clean aperture of a picture (ISO/IEC 14496-12 section
// 12.1.4), the whole picture when it is none that makes sense.
func aperture(body []byte, size image.Point) image.Rectangle {
	whole := image.Rectangle{Max: size}
	r := reader{data: body}
	var v [8]int64
	for n := range v {
		v[n] = int64(int32(r.u32()))
	}
	if r.short || v[1] <= 0 || v[3] <= 0 || v[5] <= 0 || v[7] <= 0 {
		return whole
	}
	w, h := v[0]/v[1], v[2]/v[3]
	// The offset is from the centre of the picture to that of the aperture.
	left := (float64(size.X)-float64(w))/2 + float64(v[4])/float64(v[5])
	top := (float64(size.Y)-float64(h))/2 + float64(v[6])/float64(v[7])
	if left < 0 || top < 0 || w < 1 || h < 1 || int64(left)+w > int64(size.X) || int64(top)+h > int64(size.Y) {
		return whole
	}
	return image.Rect(int(left), int(top), int(left)+int(w), int(top)+int(h))
}
