package decode

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"

	"golang.org/x/image/webp"
)

// webpFile is the parts of a WebP file that are read: those of its picture, or
// of the first frame of an animation.
type webpFile struct {
	canvas, frame          image.Rectangle
	lossy, lossless, alpha []byte
	exif, profile          []byte
	extended, animated     bool
}

// readWebP walks the chunks of a WebP file (RFC 9649).
func readWebP(data []byte) (header, error) {
	h := header{kind: "WebP"}
	var f webpFile
	if !f.read(data[12:], true) {
		return h, refuse(ErrDamaged, "this WebP file is damaged")
	}
	size, ok := f.coded()
	if !ok {
		return h, refuse(ErrDamaged, "this WebP file ends before its picture begins")
	}
	if !f.extended {
		f.canvas = image.Rectangle{Max: size}
	}
	if !f.animated {
		f.frame = f.canvas
	}
	if size != f.frame.Size() || !f.frame.In(f.canvas) {
		return h, refuse(ErrDamaged, "this WebP file is damaged: its picture does not fit its frame")
	}
	h.width, h.height = f.canvas.Dx(), f.canvas.Dy()
	h.exif, h.profile = f.exif, f.profile
	if err := h.affordable(8); err != nil {
		return h, err
	}
	h.pictures = h.whole(f.decode)
	return h, nil
}

// read takes the chunks it knows, the first of each kind. Those of an
// animation's frame are inside another chunk.
func (f *webpFile) read(data []byte, top bool) bool {
	for len(data) >= 8 {
		kind, n := string(data[:4]), uint64(binary.LittleEndian.Uint32(data[4:]))
		data = data[8:]
		if n > uint64(len(data)) {
			n = uint64(len(data)) // a file that ends early may still show
		}
		body := data[:n]
		data = data[min(n+n%2, uint64(len(data))):]
		switch {
		case kind == "VP8X" && top && !f.extended:
			if len(body) < 10 {
				return false
			}
			f.extended, f.animated = true, body[0]&2 != 0
			f.canvas = image.Rectangle{Max: image.Pt(int(u24(body[4:]))+1, int(u24(body[7:]))+1)}
		case kind == "ANMF" && top && f.animated && f.frame.Empty():
			if len(body) < 16 {
				return false
			}
			at := image.Pt(2*int(u24(body)), 2*int(u24(body[3:])))
			f.frame = image.Rectangle{at, at.Add(image.Pt(int(u24(body[6:]))+1, int(u24(body[9:]))+1))}
			if !f.read(body[16:], false) {
				return false
			}
		case top && f.animated && (kind == "VP8 " || kind == "VP8L" || kind == "ALPH"):
		case kind == "VP8 " && f.lossy == nil:
			f.lossy = body
		case kind == "VP8L" && f.lossless == nil:
			f.lossless = body
		case kind == "ALPH" && f.alpha == nil:
			f.alpha = body
		case kind == "EXIF" && top && f.exif == nil && len(body) <= maxExif:
			f.exif = bytes.TrimPrefix(body, []byte("Exif\x00\x00"))
		case kind == "ICCP" && top && f.profile == nil && len(body) <= maxProfile:
			f.profile = body
		}
	}
	return true
}

func u24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

// coded is the size that the coded picture says it has.
func (f *webpFile) coded() (image.Point, bool) {
	switch b := f.lossy; {
	case len(b) >= 10 && b[0]&1 == 0 && string(b[3:6]) == "\x9d\x01\x2a":
		return image.Pt(int(binary.LittleEndian.Uint16(b[6:])&0x3fff), int(binary.LittleEndian.Uint16(b[8:])&0x3fff)), true
	case b != nil:
		return image.Point{}, false
	}
	if b := f.lossless; len(b) >= 5 && b[0] == 0x2f {
		v := binary.LittleEndian.Uint32(b[1:])
		return image.Pt(int(v&0x3fff)+1, int(v>>14&0x3fff)+1), true
	}
	return image.Point{}, false
}

// decode decodes the picture and lays it on its canvas.
func (f *webpFile) decode() (image.Image, error) {
	pic, err := webp.Decode(bytes.NewReader(f.plain()))
	if err != nil {
		return nil, err
	}
	var made *image.NRGBA
	switch p := pic.(type) {
	case *image.YCbCr:
		made = limited(p, nil, 0)
	case *image.NYCbCrA:
		made = limited(&p.YCbCr, p.A, p.AStride)
	case *image.NRGBA:
		made = p
	default:
		return nil, refuse(ErrUnsupported, "this is a WebP picture of a rare kind, which cannot be read")
	}
	if f.frame == f.canvas {
		return made, nil
	}
	around := image.NewNRGBA(f.canvas)
	draw.Draw(around, f.frame, made, made.Rect.Min, draw.Src)
	return around, nil
}

// plain is a WebP file of nothing but the picture.
func (f *webpFile) plain() []byte {
	out := []byte("RIFF\x00\x00\x00\x00WEBP")
	chunk := func(kind string, body []byte) {
		out = binary.LittleEndian.AppendUint32(append(out, kind...), uint32(len(body)))
		out = append(append(out, body...), make([]byte, len(body)%2)...)
	}
	if f.lossy != nil {
		if f.alpha != nil {
			w, h := f.frame.Dx()-1, f.frame.Dy()-1
			chunk("VP8X", []byte{1 << 4, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
			chunk("ALPH", f.alpha)
		}
		chunk("VP8 ", f.lossy)
	} else {
		chunk("VP8L", f.lossless)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// limited converts planes of 16 to 235, as every WebP file has them, with the
// integers of libwebp (ITU-R BT.601); image.YCbCr takes them for 0 to 255.
func limited(p *image.YCbCr, alpha []uint8, stride int) *image.NRGBA {
	w, h := p.Rect.Dx(), p.Rect.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	clip := func(v int32) uint8 { return uint8(min(max(v, 0), 16383) >> 6) }
	bands(h, func(from, to int) {
		for y := from; y < to; y++ {
			row := out.Pix[y*out.Stride:][:4*w]
			luma := p.Y[y*p.YStride:][:w]
			cb, cr := p.Cb[y/2*p.CStride:], p.Cr[y/2*p.CStride:]
			for x, l := range luma {
				y1, u, v := int32(l)*19077>>8, int32(cb[x/2]), int32(cr[x/2])
				o := row[4*x:][:4:4]
				o[0] = clip(y1 + v*26149>>8 - 14234)
				o[1] = clip(y1 - u*6419>>8 - v*13320>>8 + 8708)
				o[2] = clip(y1 + u*33050>>8 - 17685)
				o[3] = 255
			}
			if alpha != nil {
				for x, a := range alpha[y*stride:][:w] {
					row[4*x+3] = a
				}
			}
		}
	})
	return out
}
