// Package pyramid holds a photo at its own size, half of it, half of that and
// so on: made once, and looked at in the size that serves.
package pyramid

import (
	"image"

	"skinline/photos"
)

// Pyramid is a photo in several sizes, the largest first. It is only read once
// made and may be used by many goroutines.
type Pyramid []Level

// Level is the photo Step times smaller. A pixel is the mean of Step x Step of
// the photo's; what is left over at its right and lower edge is cut.
type Level struct {
	Picture *image.NRGBA
	Step    int
	// Long is the photo's long side in pixels of the level, which is no whole
	// number where the edge is cut.
	Long float64
}

// least is the long side, in pixels, that the smallest level has at least: what
// a face detector looks at.
const least = 128

// Of is the pyramid of a photo, which starts at 0,0, is kept and must not
// change. The smaller levels are opaque, what is transparent in the photo black.
func Of(img *image.NRGBA) Pyramid {
	long := float64(max(img.Rect.Dx(), img.Rect.Dy()))
	p := Pyramid{{img, 1, long}}
	for last := p[0]; ; p = append(p, last) {
		w, h := last.Picture.Rect.Dx(), last.Picture.Rect.Dy()
		if max(w, h) < 2*least || min(w, h) < 2 {
			return p
		}
		step := 2 * last.Step
		last = Level{half(last.Picture), step, long / float64(step)}
	}
}

// Size is the photo's extent in relative coordinates.
func (p Pyramid) Size() photos.Rect {
	return photos.Whole(p[0].Picture.Rect.Dx(), p[0].Picture.Rect.Dy())
}

// AtLeast is the smallest level in which the photo is long pixels long or more;
// the photo itself where none is.
func (p Pyramid) AtLeast(long float64) Level {
	at := p[0]
	for _, l := range p[1:] {
		if l.Long >= long {
			at = l
		}
	}
	return at
}

// Relative maps the relative coordinates of the level's picture, taken for a
// photo by itself, to those of the photo.
func (l Level) Relative() photos.Transform {
	size := l.Picture.Rect.Size()
	return photos.Similarity(float64(max(size.X, size.Y))/l.Long, 0, 0, 0)
}
