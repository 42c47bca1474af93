// Package decode reads photo files: what they are, what they say about
// themselves, and their pixels upright. Every format has one named decoder,
// chosen by content; image.Decode and its registry are never used.
package decode

import (
	"errors"
	"image"

	"skinline/photos"
)

// Errors a caller tells apart; messages around them are sentences naming the
// real type and the reason.
var (
	ErrUnsupported = errors.New("not a photo format that can be read")
	ErrTooLarge    = errors.New("larger than the limits for a photo")
	ErrDamaged     = errors.New("the photo is damaged")
)

// Probe reads what a photo file says about itself without decoding pixels.
// A broken EXIF or profile never loses the picture: those fields stay empty.
func Probe(data []byte) (photos.Info, error) { panic("stub") }

// Decode returns the oriented picture with non-zero-based bounds never: its
// bounds start at 0,0 and the caller owns it. With long > 0 the result may be reduced
// (not below long on its long side) when that is cheaper; long <= 0 is full size.
func Decode(data []byte, long int) (*image.NRGBA, error) { panic("stub") }
