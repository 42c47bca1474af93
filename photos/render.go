package photos

import "image"

// Render makes the pixels of frame f of pic at w x h: one resampling, straight
// from pic to the result. pic is the oriented photo, or any smaller preview of it with the same
// proportions. Outside the photo the result is fully transparent (edges antialiased, premultiplied). The result's
// stride is compact (4*w) and its bounds start at 0,0.
func Render(pic *image.NRGBA, f Frame, w, h int) *image.RGBA { panic("stub") }

// Fit is the largest size with r's proportions inside w x h, at least 1 x 1.
func Fit(r Rect, w, h int) (int, int) { panic("stub") }
