package decode

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"image/gif"
)

// readGIF walks to the first frame of a GIF file (GIF89a), which is the one
// that is shown.
func readGIF(data []byte) (header, error) {
	h := header{kind: "GIF"}
	const screen = 13
	if len(data) < screen {
		return h, refuse(ErrDamaged, "this GIF file ends before its picture begins")
	}
	h.width, h.height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	canvas := image.Rect(0, 0, h.width, h.height)
	frame, ok := firstFrame(data, screen+tableSize(data[10]))
	if !ok {
		return h, refuse(ErrDamaged, "this GIF file ends before its picture begins")
	}
	if frame.Empty() || !frame.In(canvas) {
		return h, refuse(ErrDamaged, "this GIF file is damaged: its picture lies outside its frame")
	}
	// A code of 12 bits makes at most 4096 pixels.
	if frame.Dx()*frame.Dy()/4096 > len(data) {
		return h, refuse(ErrDamaged, "this GIF file of %d bytes cannot hold the %d x %d pixels it says it has", len(data), h.width, h.height)
	}
	h.pictures = h.whole(func() (image.Image, error) {
		pic, err := gif.Decode(bytes.NewReader(data))
		if err != nil || pic.Bounds() == canvas {
			return pic, err
		}
		around := image.NewNRGBA(canvas)
		draw.Draw(around, pic.Bounds(), pic, pic.Bounds().Min, draw.Src)
		return around, nil
	})
	return h, nil
}

// firstFrame skips blocks from an offset to the first image descriptor.
func firstFrame(data []byte, at int) (image.Rectangle, bool) {
	for at < len(data) {
		switch data[at] {
		case 0x21: // an extension: a label and sub-blocks
			for at += 2; at < len(data) && data[at] != 0; {
				at += 1 + int(data[at])
			}
			at++
		case 0x2c:
			if at+10 > len(data) {
				return image.Rectangle{}, false
			}
			n := func(i int) int { return int(binary.LittleEndian.Uint16(data[at+i:])) }
			return image.Rect(n(1), n(3), n(1)+n(5), n(3)+n(7)), true
		default:
			return image.Rectangle{}, false
		}
	}
	return image.Rectangle{}, false
}

// tableSize is the size in bytes of the colour table that a flags byte speaks
// of.
func tableSize(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}
