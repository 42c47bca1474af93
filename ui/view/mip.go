package view

import "image"

// halved is img at half its size, each pixel the mean of four. A GPU stretches
// without averaging, so a picture much larger than it is shown would sparkle
// with false texture.
func halved(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx()/2, img.Rect.Dy()/2
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		a := img.Pix[2*y*img.Stride:]
		b := img.Pix[(2*y+1)*img.Stride:]
		row := out.Pix[y*out.Stride : y*out.Stride+4*w]
		for x := range w {
			i := 8 * x
			for c := range 4 {
				sum := uint(a[i+c]) + uint(a[i+c+4]) + uint(b[i+c]) + uint(b[i+c+4])
				row[4*x+c] = uint8((sum + 2) / 4)
			}
		}
	}
	return out
}

// levels is img and its halves, down to about 256 pixels.
func levels(img *image.RGBA) []*image.RGBA {
	if img == nil {
		return nil
	}
	out := []*image.RGBA{img}
	for {
		last := out[len(out)-1]
		if min(last.Rect.Dx(), last.Rect.Dy()) < 512 {
			return out
		}
		out = append(out, halved(last))
	}
}

// level is the smallest of them that need not be enlarged to a width of
// device pixels, or the largest there is.
func level(all []*image.RGBA, width float64) *image.RGBA {
	best := all[0]
	for _, l := range all[1:] {
		if float64(l.Rect.Dx()) < width {
			break
		}
		best = l
	}
	return best
}

// magnify fills out with the surroundings of the place x, y of img, given in
// its pixels, at so many pixels of out for each; beyond the picture out is
// left in the colour of its corner, which is transparent.
func magnify(out, img *image.RGBA, x, y, by float64) {
	w, h := out.Rect.Dx(), out.Rect.Dy()
	maxX, maxY := img.Rect.Dx()-1, img.Rect.Dy()-1
	for row := range h {
		sy := y + (float64(row)+.5-float64(h)/2)/by - .5
		for col := range w {
			sx := x + (float64(col)+.5-float64(w)/2)/by - .5
			to := out.Pix[row*out.Stride+4*col:][:4]
			if sx < -.5 || sy < -.5 || sx > float64(maxX)+.5 || sy > float64(maxY)+.5 {
				clear(to)
				continue
			}
			bilinear(to, img, min(max(sx, 0), float64(maxX)), min(max(sy, 0), float64(maxY)), maxX, maxY)
		}
	}
}

func bilinear(to []uint8, img *image.RGBA, x, y float64, maxX, maxY int) {
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, maxX), min(y0+1, maxY)
	fx, fy := x-float64(x0), y-float64(y0)
	a, b := img.Pix[y0*img.Stride+4*x0:][:4], img.Pix[y0*img.Stride+4*x1:][:4]
	c, d := img.Pix[y1*img.Stride+4*x0:][:4], img.Pix[y1*img.Stride+4*x1:][:4]
	for i := range 4 {
		top := float64(a[i]) + (float64(b[i])-float64(a[i]))*fx
		low := float64(c[i]) + (float64(d[i])-float64(c[i]))*fx
		to[i] = uint8(top + (low-top)*fy + .5)
	}
}
