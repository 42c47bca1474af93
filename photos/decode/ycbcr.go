package decode

import (
	"encoding/binary"
	"math"

	"skinline/photos/decode/hevc"
)

// yCbCr converts a picture of luma and chroma samples to R, G and B (ITU-T
// H.273, section 8.3). Chroma samples are repeated, not smoothed. Factors are
// fixed-point numbers of 16 bits after the point.
type yCbCr struct {
	pic            *hevc.Picture
	luma           int32    // levels a step of Y
	black, centre  int32    // Y of black, Cb and Cr of grey
	cb, cr         [3]int32 // levels a step of Cb and Cr, for R, G and B
	shiftX, shiftY int      // binary logarithms of luma samples a chroma sample
	identity       bool     // the planes are G, B and R
}

// newYCbCr takes the colours that a picture is coded in. Without a matrix it
// is that of BT.601, as in JPEG.
func newYCbCr(pic *hevc.Picture, colours hevc.Colour) *yCbCr {
	c := &yCbCr{pic: pic, identity: colours.Matrix == 0 && pic.Chroma == hevc.Chroma444}
	switch pic.Chroma {
	case hevc.Chroma420:
		c.shiftX, c.shiftY = 1, 1
	case hevc.Chroma422:
		c.shiftX = 1
	}
	depthY, depthC := pic.Planes[0].Depth, max(pic.Planes[1].Depth, 8)
	luma, chroma := 255/float64(int(1)<<depthY-1), 255/float64(int(1)<<depthC-1)
	if !colours.FullRange {
		c.black = 16 << (depthY - 8)
		luma, chroma = 255/float64(int(219)<<(depthY-8)), 255/float64(int(224)<<(depthC-8))
	}
	c.luma, c.centre = fixed(luma), 1<<(depthC-1)
	cb, cr := [3]float64{-1, 1, -1}, [3]float64{1, 0, -1} // YCgCo
	if colours.Matrix != 8 {
		red, blue := weights(colours.Matrix)
		green := 1 - red - blue
		cb = [3]float64{0, -2 * blue * (1 - blue) / green, 2 * (1 - blue)}
		cr = [3]float64{2 * (1 - red), -2 * red * (1 - red) / green, 0}
	}
	for n := range 3 {
		c.cb[n], c.cr[n] = fixed(cb[n]*chroma), fixed(cr[n]*chroma)
	}
	return c
}

// weights are what R and B add to luma, by MatrixCoefficients (table 4 of
// H.273).
func weights(matrix int) (red, blue float64) {
	switch matrix {
	case 1:
		return .2126, .0722
	case 4:
		return .30, .11
	case 7:
		return .212, .087
	case 9, 10:
		return .2627, .0593
	}
	return .299, .114
}

func fixed(v float64) int32 { return int32(math.Round(v * 65536)) }

// row converts the first pixels of row y into opaque NRGBA.
func (c *yCbCr) row(out []uint8, y int) {
	n := len(out) / 4
	luma := c.pic.Planes[0].Row(y)[:n]
	if c.pic.Chroma == hevc.Chroma400 {
		for x, v := range luma {
			binary.LittleEndian.PutUint32(out[4*x:], pixel(c.level(v), 0, 0, 0))
		}
		return
	}
	cb, cr := c.pic.Planes[1].Row(y>>c.shiftY), c.pic.Planes[2].Row(y>>c.shiftY)
	switch {
	case c.identity:
		for x, v := range luma {
			binary.LittleEndian.PutUint32(out[4*x:], pixel(0, c.level(cr[x]), c.level(v), c.level(cb[x])))
		}
	case c.shiftX == 0:
		for x, v := range luma {
			r, g, b := c.colour(cb[x], cr[x])
			binary.LittleEndian.PutUint32(out[4*x:], pixel(c.level(v), r, g, b))
		}
	default:
		cb, cr := cb[:(n+1)/2], cr[:(n+1)/2]
		for len(luma) >= 2 {
			r, g, b := c.colour(cb[0], cr[0])
			binary.LittleEndian.PutUint32(out, pixel(c.level(luma[0]), r, g, b))
			binary.LittleEndian.PutUint32(out[4:], pixel(c.level(luma[1]), r, g, b))
			luma, out, cb, cr = luma[2:], out[8:], cb[1:], cr[1:]
		}
		if len(luma) > 0 {
			r, g, b := c.colour(cb[0], cr[0])
			binary.LittleEndian.PutUint32(out, pixel(c.level(luma[0]), r, g, b))
		}
	}
}

// level is the level of a sample of luma, with a half to round it.
func (c *yCbCr) level(v uint16) int32 { return (int32(v)-c.black)*c.luma + 1<<15 }

// colour is what a sample of each chroma adds to R, G and B.
func (c *yCbCr) colour(cb, cr uint16) (r, g, b int32) {
	u, v := int32(cb)-c.centre, int32(cr)-c.centre
	return u*c.cb[0] + v*c.cr[0], u*c.cb[1] + v*c.cr[1], u*c.cb[2] + v*c.cr[2]
}

// pixel is an opaque pixel of luma and what its colour adds, R in the lowest
// byte.
func pixel(y, r, g, b int32) uint32 {
	return uint32(clamped(y+r))>>16 | uint32(clamped(y+g))>>8&0xff00 | uint32(clamped(y+b))&0xff0000 | 0xff<<24
}

// clamped takes a fixed-point number to 0..255.
func clamped(v int32) int32 {
	if uint32(v) > 0xffffff {
		return ^(v >> 31) & 0xffffff
	}
	return v
}
