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
	"slices"
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
// used from any goroutine. A nil Transform is that of sRGB itself: it leaves
// pixels as they are.
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
	identity, err := t.check()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProfile, err)
	}
	if identity {
		t.to = nil
	}
	return t, nil
}

// Space is what the pixels must be made of.
func (t *Transform) Space() Space {
	if t == nil {
		return RGB
	}
	return t.space
}

// Identity reports that the pixels are sRGB already, within a level: Apply
// does nothing.
func (t *Transform) Identity() bool { return t == nil || t.to == nil }

// Apply turns pixels of four bytes into sRGB in place: R, G, B and an alpha
// that is kept, or C, M, Y, K, which become R, G, B, 255. Parts of a picture
// may be applied from several goroutines.
func (t *Transform) Apply(pix []uint8) {
	if !t.Identity() {
		t.to.apply(pix)
	}
}

// Narrow is Apply for rows finer than 8 bits: three values a pixel, 0 to 255
// and not rounded, become R, G, B, 255. It must not be called for CMYK.
func (t *Transform) Narrow(out []uint8, row []float32) {
	if !t.Identity() {
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
func fine(v float32) int {
	if !(v > 0) {
		return 0
	}
	return int(min(v, 255)*parts + .5)
}

// check looks at a lattice of colours. An error tells a profile that would lose
// the picture: one of the channels hardly changes or is never bright.
func (t *Transform) check() (identity bool, err error) {
	was := lattice(t.space)
	pix := slices.Clone(was)
	t.Apply(pix)
	identity = t.space != CMYK
	low, high := [3]uint8{255, 255, 255}, [3]uint8{}
	for i, v := range pix {
		c := i % 4
		if c == 3 {
			continue
		}
		low[c], high[c] = min(low[c], v), max(high[c], v)
		if d := int(v) - int(was[i]); d < -1 || d > 1 {
			identity = false
		}
	}
	for c := range 3 {
		if high[c] < 128 || high[c]-low[c] < 64 {
			return false, fmt.Errorf("it makes colours of %v to %v", low, high)
		}
	}
	return identity, nil
}

// lattice is a picture of colours from end to end of a space.
func lattice(space Space) []uint8 {
	var pix []uint8
	switch space {
	case Grey:
		for v := range 256 {
			pix = append(pix, uint8(v), uint8(v), uint8(v), 255)
		}
	case RGB:
		const side = 18
		for i := range side * side * side {
			pix = append(pix, uint8(i/side/side*15), uint8(i/side%side*15), uint8(i%side*15), 255)
		}
	case CMYK:
		const side = 4
		for i := range side * side * side * side {
			pix = append(pix, uint8(i/side/side/side*85), uint8(i/side/side%side*85), uint8(i/side%side*85), uint8(i%side*85))
		}
	}
	return pix
}
