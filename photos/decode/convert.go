package decode

import (
	"image"
	"image/color"
	"sync"

	"skinline/photos/colour"
)

// ground is the neutral grey under transparent pictures.
const ground = 0x77

// resizedWhole makes every size of what a decoder returned, in sRGB. Pictures
// of 16 bits a channel keep them until the last step.
func resizedWhole(pic image.Image, sizes []image.Point, srgb *colour.Transform) []*image.NRGBA {
	size := pic.Bounds().Size()
	if srgb.Space() == colour.CMYK {
		if inks, ok := pic.(*image.CMYK); ok {
			return resized(fromInks(inks, srgb), sizes)
		}
		srgb = nil
	}
	rows := deepRows(pic)
	if rows == nil {
		made := resized(toNRGBA(pic), sizes)
		toSRGB(made, srgb)
		return made
	}
	out := make([]*image.NRGBA, len(sizes))
	for i, s := range sizes {
		out[i] = rows.resize(size, s, srgb)
	}
	return out
}

// opaque is a picture at 0,0, without padding, that has no transparent parts.
type opaque struct{ *image.NRGBA }

// toNRGBA makes an opaque 8-bit picture at 0,0 of what a decoder returned,
// from the same bytes where it can.
func toNRGBA(pic image.Image) *image.NRGBA {
	b := pic.Bounds()
	switch p := pic.(type) {
	case opaque:
		return p.NRGBA
	case *image.NRGBA:
		if p.Rect.Min == (image.Point{}) && p.Stride == 4*b.Dx() {
			p.Pix = p.Pix[:p.Stride*b.Dy()]
			bands(b.Dy(), func(from, to int) { lay(p.Pix[from*p.Stride : to*p.Stride]) })
			return p
		}
	case *image.RGBA:
		if p.Rect.Min == (image.Point{}) && p.Stride == 4*b.Dx() {
			bands(b.Dy(), func(from, to int) { layPremultiplied(p.Pix[from*p.Stride : to*p.Stride]) })
			return &image.NRGBA{Pix: p.Pix, Stride: p.Stride, Rect: p.Rect}
		}
	}
	out := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	row := rowReader(pic)
	bands(b.Dy(), func(from, to int) {
		for y := from; y < to; y++ {
			row(out.Pix[y*out.Stride:][:4*b.Dx()], b.Min.Y+y)
		}
	})
	return out
}

// rowReader is how a row of pic is read into opaque NRGBA, y counted as pic
// counts it.
func rowReader(pic image.Image) func(out []uint8, y int) {
	switch p := pic.(type) {
	case *image.YCbCr:
		return func(out []uint8, y int) { rowYCbCr(out, p, y) }
	case *image.Gray:
		return func(out []uint8, y int) {
			for x, v := range p.Pix[p.PixOffset(p.Rect.Min.X, y):][:len(out)/4] {
				out[4*x], out[4*x+1], out[4*x+2], out[4*x+3] = v, v, v, 255
			}
		}
	case *image.Paletted:
		return rowPaletted(p)
	}
	return func(out []uint8, y int) {
		for x := range len(out) / 4 {
			c := color.NRGBAModel.Convert(pic.At(pic.Bounds().Min.X+x, y)).(color.NRGBA)
			out[4*x], out[4*x+1], out[4*x+2], out[4*x+3] = c.R, c.G, c.B, c.A
		}
		lay(out)
	}
}

// lay puts the pixels of a row over the ground.
func lay(row []uint8) {
	for i := 0; i+4 <= len(row); i += 4 {
		a := int(row[i+3])
		if a == 255 {
			continue
		}
		for c := range 3 {
			row[i+c] = uint8((int(row[i+c])*a + ground*(255-a) + 127) / 255)
		}
		row[i+3] = 255
	}
}

// layPremultiplied puts pixels whose colours already have the share of their
// alpha over the ground.
func layPremultiplied(row []uint8) {
	for i := 0; i+4 <= len(row); i += 4 {
		a := int(row[i+3])
		if a == 255 {
			continue
		}
		for c := range 3 {
			row[i+c] = uint8(min(int(row[i+c])+(ground*(255-a)+127)/255, 255))
		}
		row[i+3] = 255
	}
}

func rowPaletted(p *image.Paletted) func(out []uint8, y int) {
	var table [256][4]uint8
	for i, entry := range p.Palette[:min(len(p.Palette), 256)] {
		c := color.NRGBAModel.Convert(entry).(color.NRGBA)
		table[i] = [4]uint8{c.R, c.G, c.B, c.A}
		lay(table[i][:])
	}
	return func(out []uint8, y int) {
		for x, v := range p.Pix[p.PixOffset(p.Rect.Min.X, y):][:len(out)/4] {
			copy(out[4*x:], table[v][:])
		}
	}
}

// rowYCbCr converts with the integer formula of color.YCbCrToRGB.
func rowYCbCr(out []uint8, p *image.YCbCr, y int) {
	luma := p.Y[p.YOffset(p.Rect.Min.X, y):][:len(out)/4]
	shift := 0
	switch p.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		shift = 1
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		shift = 2
	}
	// Decoders start their pictures at 0,0, so columns and chroma line up.
	at := p.COffset(p.Rect.Min.X, y)
	cb, cr := p.Cb[at:], p.Cr[at:]
	for x, v := range luma {
		c := x >> shift
		y1 := int32(v) * 0x10101
		cb1, cr1 := int32(cb[c])-128, int32(cr[c])-128
		o := out[4*x : 4*x+4 : 4*x+4]
		o[0] = to8(y1 + 91881*cr1)
		o[1] = to8(y1 - 22554*cb1 - 46802*cr1)
		o[2] = to8(y1 + 116130*cb1)
		o[3] = 255
	}
}

// to8 takes 16.16 fixed point to 0..255.
func to8(v int32) uint8 {
	if uint32(v)&0xff000000 == 0 {
		return uint8(v >> 16)
	}
	return uint8(^(v >> 31))
}

// bands calls do for the parts of 0..n on at most two goroutines.
func bands(n int, do func(from, to int)) {
	var other sync.WaitGroup
	other.Go(func() { do(0, n/2) })
	do(n/2, n)
	other.Wait()
}
