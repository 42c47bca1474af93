//go:build cgo && !purejpeg

// Package turbo decodes, resizes and encodes JPEG through libjpeg-turbo. It
// is the fast path of package decode and trusts nothing: callers check sizes
// first (see decode's limits), this package bounds scans and never writes
// outside the pictures it allocates.
//
// Rows are resized while they are decoded, so that a large photo is never in
// memory at full size when only previews of it are wanted. Resampling is
// Lanczos with three lobes in 32-bit floats, on gamma-encoded values.
package turbo

// #cgo CFLAGS: -O3
// #cgo LDFLAGS: -ljpeg -lm
// #include <stdlib.h>
// #include "turbo.h"
import "C"

import (
	"errors"
	"fmt"
	"image"
	"runtime"
	"unsafe"

	"skinline/photos/turbo/eighth"
)

// Available reports that this build has libjpeg-turbo.
const Available = true

// ErrRefused wraps libjpeg's own words for a file it cannot decode.
var ErrRefused = errors.New("libjpeg refused the photo")

// maxTargets is how many pictures one decode can make; turbo.c relies on it.
const maxTargets = 4

// Picture is one decoded picture: four bytes a pixel, rows without padding.
type Picture struct {
	Width, Height int
	// Pix holds R, G, B, 255, or for CMYK pictures raw C, M, Y, K as stored.
	Pix []byte
}

// Result is what one decode made.
type Result struct {
	Pictures []Picture // one for every wanted size, in that order
	CMYK     bool
	// Damage is above zero when the file ends early or is broken so that part
	// of the picture had to be guessed; the last rows do not count.
	Damage int
}

// NRGBA is p as an image that shares p's bytes; p must not be CMYK.
func (p Picture) NRGBA() *image.NRGBA {
	return &image.NRGBA{Pix: p.Pix, Stride: 4 * p.Width, Rect: image.Rect(0, 0, p.Width, p.Height)}
}

// Size is the size of the stored picture at eighths/8 of its full size
// (eighths 1 to 16; 8 is full size), before orientation.
func Size(data []byte, eighths int) (image.Point, error) {
	if len(data) == 0 {
		return image.Point{}, fmt.Errorf("%w: empty file", ErrRefused)
	}
	var r C.turbo_result
	if C.turbo_size(bytesOf(data), C.size_t(len(data)), C.int(eighths), &r) != 0 {
		return image.Point{}, refused(&r)
	}
	return image.Pt(int(r.width), int(r.height)), nil
}

// Decode decodes data once, at eighths/8 of its full size or the next scale
// that costs less, into a picture of every wanted size (in stored orientation;
// none larger than 65535 a side).
// More than maxScans scans are refused. A file that ends early gives what
// there is, with Damage above zero.
func Decode(data []byte, eighths, maxScans int, sizes ...image.Point) (Result, error) {
	if len(data) == 0 || len(sizes) == 0 || len(sizes) > maxTargets {
		return Result{}, fmt.Errorf("%w: nothing to decode", ErrRefused)
	}
	if eighths == 1 {
		if r, ok := decodeEighth(data, sizes); ok {
			return r, nil
		}
	}
	var pin runtime.Pinner
	defer pin.Unpin()
	targets := make([]C.turbo_target, len(sizes))
	out := Result{Pictures: make([]Picture, len(sizes))}
	for i, s := range sizes {
		if s.X < 1 || s.Y < 1 || s.X > 65535 || s.Y > 65535 {
			return Result{}, fmt.Errorf("%w: size %v", ErrRefused, s)
		}
		pix := make([]byte, 4*s.X*s.Y)
		pin.Pin(&pix[0])
		out.Pictures[i] = Picture{Width: s.X, Height: s.Y, Pix: pix}
		targets[i] = C.turbo_target{w: C.int(s.X), h: C.int(s.Y), pix: (*C.uint8_t)(unsafe.Pointer(&pix[0]))}
	}
	var r C.turbo_result
	status := C.turbo_decode(bytesOf(data), C.size_t(len(data)), C.int(cheaper(eighths)), C.int(maxScans),
		&targets[0], C.int(len(targets)), &r)
	if status != 0 {
		return Result{}, refused(&r)
	}
	out.CMYK, out.Damage = r.cmyk != 0, int(r.damage)
	return out, nil
}

// cheaper is the scale at or above eighths/8 that libjpeg-turbo takes least
// time for: only halvings have vector code, and what they leave over is cheap
// to resize.
func cheaper(eighths int) int {
	scale := 1
	for scale < eighths {
		scale *= 2
	}
	return scale
}

// decodeEighth is Decode for pictures that are reduced at least eight times,
// of files that package eighth reads.
func decodeEighth(data []byte, sizes []image.Point) (Result, bool) {
	widest := 0
	for _, s := range sizes {
		widest = max(widest, s.X)
	}
	pic, ok := eighth.Decode(data, widest)
	if !ok {
		return Result{}, false
	}
	var out Result
	for _, s := range sizes {
		if size := pic.Rect.Size(); s.X < 1 || s.Y < 1 || s.X > size.X || s.Y > size.Y {
			return Result{}, false
		}
		out.Pictures = append(out.Pictures, Picture{Width: s.X, Height: s.Y, Pix: Resize(pic, s.X, s.Y).Pix})
	}
	return out, true
}

// Encode writes img as a baseline JPEG of the given quality (1 to 100), with
// halved chroma when halfChroma is set and no metadata. Alpha is ignored.
func Encode(img *image.NRGBA, quality int, halfChroma bool) ([]byte, error) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if w < 1 || h < 1 || w > 65500 || h > 65500 {
		return nil, fmt.Errorf("%w: a JPEG cannot be %d x %d", ErrRefused, w, h)
	}
	var half C.int
	if halfChroma {
		half = 1
	}
	var out *C.uint8_t
	var n C.size_t
	var message [C.TURBO_MESSAGE]C.char
	if C.turbo_encode(bytesOf(img.Pix), C.int(w), C.int(h), C.size_t(img.Stride), C.int(quality), half, &out, &n, &message[0]) != 0 {
		return nil, fmt.Errorf("%w: %s", ErrRefused, C.GoString(&message[0]))
	}
	defer C.free(unsafe.Pointer(out))
	return C.GoBytes(unsafe.Pointer(out), C.int(n)), nil
}

// Resize makes a w x h picture of img, with the kernel of [Decode].
func Resize(img *image.NRGBA, w, h int) *image.NRGBA {
	src := img.Rect
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if src.Empty() || w < 1 || h < 1 {
		return out
	}
	var pin runtime.Pinner
	defer pin.Unpin()
	pin.Pin(&out.Pix[0])
	r := C.turbo_resize_new(C.int(src.Dx()), C.int(src.Dy()), C.int(w), C.int(h), bytesOf(out.Pix))
	if r == nil {
		panic("turbo: out of memory")
	}
	defer C.turbo_resize_free(r)
	for y := range src.Dy() {
		C.turbo_resize_row(r, bytesOf(img.Pix[y*img.Stride:]))
	}
	return out
}

func bytesOf(b []byte) *C.uint8_t { return (*C.uint8_t)(unsafe.Pointer(unsafe.SliceData(b))) }

func refused(r *C.turbo_result) error {
	return fmt.Errorf("%w: %s", ErrRefused, C.GoString(&r.message[0]))
}
