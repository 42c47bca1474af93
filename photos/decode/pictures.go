package decode

import (
	"image"

	"skinline/photos"
	"skinline/photos/colour"
)

// MaxPixels is the most pixels a photo may have, MaxFile the most bytes.
const (
	MaxPixels = maxPixels
	MaxFile   = maxFile
)

// Pictures decodes data once and returns what it says about itself and one
// upright, opaque picture for every long side asked for, in that order. A
// picture is never enlarged: 0, or a long side beyond the photo's own, gives
// its full size. Pictures start at 0,0 and the caller owns them. Errors are as
// for Probe.
func Pictures(data []byte, longs ...int) (photos.Info, []*image.NRGBA, error) {
	h, err := read(data)
	if err != nil {
		return photos.Info{}, nil, err
	}
	sizes := make([]image.Point, len(longs))
	for i, long := range longs {
		sizes[i] = reduced(h.width, h.height, long)
	}
	made, err := h.pictures(sizes, h.toSRGB(data))
	if err != nil {
		return photos.Info{}, nil, err
	}
	info := h.info()
	for i := range made {
		made[i] = orient(made[i], info.Orientation)
	}
	return info, made, nil
}

// reduced is the size of a w x h picture with that long side.
func reduced(w, h, long int) image.Point {
	if own := max(w, h); long <= 0 || long >= own {
		return image.Pt(w, h)
	}
	x, y := photos.Fit(photos.Whole(w, h), long, long)
	return image.Pt(x, y)
}

// whole decodes a file at its full size, through a decoder that knows nothing
// of sizes, and makes the pictures of it. The decoder may panic, but what it
// returns must be as large as the header said.
func (h header) whole(decode func() (image.Image, error)) func([]image.Point, *colour.Transform) ([]*image.NRGBA, error) {
	return func(sizes []image.Point, srgb *colour.Transform) ([]*image.NRGBA, error) {
		pic, err := guarded(h.kind, decode)
		if err != nil {
			return nil, decoderError(h.kind, err)
		}
		if got := pic.Bounds().Size(); got != image.Pt(h.width, h.height) {
			return nil, refuse(ErrDamaged, "this %s file is damaged: it has two picture sizes", h.kind)
		}
		return resizedWhole(pic, sizes, srgb), nil
	}
}

// resized makes every size of an opaque picture.
func resized(pic *image.NRGBA, sizes []image.Point) []*image.NRGBA {
	out := make([]*image.NRGBA, len(sizes))
	for i, s := range sizes {
		if s == pic.Rect.Size() {
			out[i] = pic
			continue
		}
		drawn := photos.Render(pic, photos.Frame{}, s.X, s.Y)
		out[i] = &image.NRGBA{Pix: drawn.Pix, Stride: drawn.Stride, Rect: drawn.Rect}
	}
	return out
}
