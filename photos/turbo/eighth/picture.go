package eighth

import "image"

// picture makes pixels of the blocks.
func (d *decoder) picture() *image.NRGBA {
	w, h := above(d.width, 8), above(d.height, 8)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	planes := make([][]uint8, len(d.components))
	for i := range d.components {
		planes[i] = make([]uint8, w+1)
		if d.smooth && d.components[i].details != nil {
			d.components[i].guess()
		}
	}
	for y := range h {
		for i := range d.components {
			d.components[i].row(planes[i], y)
		}
		row := out.Pix[y*out.Stride:][:4*w]
		if len(planes) == 1 {
			for x, v := range planes[0][:w] {
				row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = v, v, v, 255
			}
			continue
		}
		colours(row, planes[0], planes[1], planes[2])
	}
	return out
}

// Means of 8 x 8 pixels are coefficient 0 0 by 8. A block that covers several
// pixels of the result adds the share that its lowest frequencies have in the
// mean of half a block: by 1/8 cos(pi/16)+cos(3 pi/16)+... = .906 for one axis
// and .821 for both, here in units of 1/4096.
const (
	oneAxis  = 3711
	bothAxes = 3363
)

// row writes pixel row y of the plane.
func (c *component) row(out []uint8, y int) {
	line := y / c.spanY * c.stride
	means, mean := c.means[line:], int(c.quant[0])<<12
	if c.details == nil {
		for x := range out[:len(out)-1] {
			out[x] = level(int(means[x]) * mean)
		}
		return
	}
	across, down, both := int(c.quant[1])*oneAxis, int(c.quant[2])*oneAxis, int(c.quant[3])*bothAxes
	switch {
	case c.spanY == 1:
		down, both = 0, 0
	case y%2 == 1:
		down, both = -down, -both
	}
	for i, d := range c.details[line:][:(len(out)+c.spanX-2)/c.spanX] {
		even := int(means[i])*mean + int(d[1])*down
		if c.spanX == 1 {
			out[i] = level(even)
			continue
		}
		odd := int(d[0])*across + int(d[2])*both
		out[2*i], out[2*i+1] = level(even+odd), level(even-odd)
	}
}

// guess slopes the blocks as their neighbours' means say (T.81 K.8).
func (c *component) guess() {
	slope := func(a, b int16) int16 { return int16(max(-1<<14, min((int(a)-int(b))*int(c.quant[0])*36/256, 1<<14))) }
	for at := range c.details {
		x, y := at%c.stride, at/c.stride
		if x >= c.w || y >= c.rows {
			continue
		}
		left, right := c.means[at-min(x, 1)], c.means[at+min(c.w-1-x, 1)]
		top, bottom := c.means[at-min(y, 1)*c.stride], c.means[at+min(c.rows-1-y, 1)*c.stride]
		c.details[at] = [3]int16{slope(left, right), slope(top, bottom)}
	}
	c.quant = &quantizer{c.quant[0], 1, 1, 1}
}

// level is a sample from 1/4096 of a coefficient.
func level(v int) uint8 { return uint8(max(0, min((v+1<<14)>>15+128, 255))) }

// colours converts by the formula of JFIF, in 16.16 fixed point.
func colours(row, luma, blue, red []uint8) {
	for x := range len(row) / 4 {
		y, cb, cr := int32(luma[x])<<16+1<<15, int32(blue[x])-128, int32(red[x])-128
		p := row[4*x : 4*x+4 : 4*x+4]
		p[0] = narrow(y + 91881*cr)
		p[1] = narrow(y - 22554*cb - 46802*cr)
		p[2] = narrow(y + 116130*cb)
		p[3] = 255
	}
}

func narrow(v int32) uint8 { return uint8(max(0, min(v>>16, 255))) }
