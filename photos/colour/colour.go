// Package colour turns the pixels of a colour profile (ICC.1:2022) into sRGB.
//
// Profiles come out of photo files and are taken to be hostile: sizes and
// offsets are checked by this package's own code before anything is read.
// Profiles of three primaries, or one grey, and their curves have a fast path
// here; profiles made of tables (CMYK among them) are sampled once through
// kovidgoyal/imaging's engine, with the perceptual intent and black point
// compensation as lcms and the browsers apply them. Colours that sRGB does not
// have are clipped, each channel for itself.
package colour

import (
	"errors"
	"fmt"
)

// ErrProfile is returned for a profile that is broken, or of a kind that has
// no way to sRGB. Its pictures are best shown as if they were sRGB.
var ErrProfile = errors.New("the colour profile cannot be used")

// Space is what the pixels of a profile are made of.
type Space byte

// The spaces a photo can be in.
const (
	RGB  Space = iota + 1
	Grey       // shown as R, G and B of equal value
	CMYK       // 255 is full ink
)

// Transform turns pixels of one profile into sRGB. It is immutable and may be
// used from any goroutine.
type Transform struct {
	space Space
	to    mapping // nil when the pixels are sRGB already, within a level
}

// mapping takes pixels to sRGB: in place as Transform.Apply says, and out of
// finer rows as Transform.Narrow says.
type mapping interface {
	apply(pix []uint8)
	narrow(out []uint8, row []float32)
}

// Read makes the transform of an ICC profile. Errors are ErrProfile.
func Read(data []byte) (*Transform, error) {
	p, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProfile, err)
	}
	t := &Transform{space: p.space}
	if t.to, err = p.mapping(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProfile, err)
	}
	if err := t.sane(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProfile, err)
	}
	if t.identity() {
		t.to = nil
	}
	return t, nil
}

// Space is what the pixels must be made of.
func (t *Transform) Space() Space { return t.space }

// Identity reports that the pixels are sRGB already, within a level: Apply
// does nothing.
func (t *Transform) Identity() bool { return t.to == nil }

// Apply turns pixels of four bytes into sRGB in place: R, G, B and an alpha
// that is kept, or C, M, Y, K, which become R, G, B, 255. Parts of a picture
// may be applied from several goroutines.
func (t *Transform) Apply(pix []uint8) {
	if t.to != nil {
		t.to.apply(pix)
	}
}

// Narrow is Apply for rows finer than 8 bits: three values a pixel, 0 to 255
// and not rounded, become R, G, B, 255. It must not be called for CMYK.
func (t *Transform) Narrow(out []uint8, row []float32) {
	if t.to != nil {
		t.to.narrow(out, row)
		return
	}
	for x := range len(out) / 4 {
		for c := range 3 {
			out[4*x+c] = uint8(min(max(row[3*x+c], 0), 255) + .5)
		}
		out[4*x+3] = 255
	}
}

// Finer rows are looked up at so many parts of an 8-bit level.
const (
	parts = 16
	finer = 255*parts + 1
)

// fine is the place of a value among the finer ones.
func fine(v float32) int { return int(min(max(v, 0), 255)*parts + .5) }

// sane tells a profile that would lose the picture: its white is not bright or
// not above its black.
func (t *Transform) sane() error {
	pair := []uint8{255, 255, 255, 255, 0, 0, 0, 255}
	if t.space == CMYK {
		pair = []uint8{0, 0, 0, 0, 255, 255, 255, 255}
	}
	t.Apply(pair)
	for c := range 3 {
		if white, black := pair[c], pair[4+c]; white < 128 || white < black+64 {
			return fmt.Errorf("white becomes %v and black %v", pair[:3], pair[4:7])
		}
	}
	return nil
}

// identity compares a lattice of colours with themselves.
func (t *Transform) identity() bool {
	if t.space == CMYK {
		return false
	}
	var levels []uint8
	for v := 0; v < 256; v += 15 {
		levels = append(levels, uint8(v))
	}
	var pix []uint8
	for _, r := range levels {
		if t.space == Grey {
			pix = append(pix, r, r, r, 255)
			continue
		}
		for _, g := range levels {
			for _, b := range levels {
				pix = append(pix, r, g, b, 255)
			}
		}
	}
	was := append([]uint8(nil), pix...)
	t.Apply(pix)
	for i := range pix {
		if d := int(pix[i]) - int(was[i]); d < -1 || d > 1 {
			return false
		}
	}
	return true
}
