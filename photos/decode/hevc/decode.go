// Package hevc decodes still pictures of HEVC (ITU-T H.265, ISO/IEC 23008-2):
// intra pictures of the Main, Main 10, Main Still Picture and of the format
// range profiles up to 12 bits without range extension tools. That is what
// HEIC files hold. Comments name clauses of H.265 (08/2021).
//
// Streams are untrusted: what they say is checked against limits before
// memory is taken, work is bounded by the size of the picture, and whatever
// goes wrong in a stream is an error. Samples are kept as 16 bits throughout,
// so that there is one path through the code for all depths.
package hevc

import (
	"errors"
	"fmt"
)

// Errors a caller tells apart. ErrUnsupported is a stream that another decoder
// may be able to decode, ErrDamaged one that none can.
var (
	ErrUnsupported = errors.New("hevc: not an intra picture of a supported profile")
	ErrDamaged     = errors.New("hevc: damaged stream")
)

// Chroma is how the planes of a picture are sampled (chroma_format_idc).
type Chroma int

// The values of chroma_format_idc.
const (
	Chroma400 Chroma = iota
	Chroma420
	Chroma422
	Chroma444
)

// shifts are the binary logarithms of SubWidthC and SubHeightC.
func (c Chroma) shifts() (x, y int) {
	switch c {
	case Chroma420:
		return 1, 1
	case Chroma422:
		return 1, 0
	}
	return 0, 0
}

// Picture is a decoded picture, cut to its conformance window.
type Picture struct {
	Width, Height int // of luma
	Chroma        Chroma
	Planes        [3]Plane // Y, Cb, Cr; the last two are empty for Chroma400
	Colour        Colour
}

// Plane is a rectangle of samples, row by row; a sample has Depth bits.
type Plane struct {
	Width, Height, Stride int
	Depth                 int
	Samples               []uint16
}

// Row is the samples of row y.
func (p *Plane) Row(y int) []uint16 { return p.Samples[y*p.Stride:][:p.Width] }

// Colour is what a stream says about its colours: code points of ITU-T H.273,
// 2 where it says nothing.
type Colour struct {
	Primaries, Transfer, Matrix int
	FullRange                   bool
}

// Decoder decodes pictures one after the other and reuses its memory for
// them. The zero value is ready; it serves one goroutine.
type Decoder struct {
	spss map[int]*sps
	ppss map[int]*pps
	pic  picture
	s    slicer
}

// Decode decodes the first picture of a stream given as NAL units without
// start codes or lengths, parameter sets first. Its coded luma plane may have at most
// maxPixels samples. The picture's samples are valid until the next call.
// Errors are ErrUnsupported or ErrDamaged, with a reason.
func (d *Decoder) Decode(units [][]byte, maxPixels int) (pic *Picture, err error) {
	defer func() {
		if recover() != nil {
			pic, err = nil, fmt.Errorf("%w: it contradicts itself", ErrDamaged)
		}
	}()
	d.spss, d.ppss = map[int]*sps{}, map[int]*pps{}
	begun := false
	for _, unit := range units {
		kind, ok := unitType(unit)
		switch {
		case !ok:
			continue
		case kind == unitSPS:
			err = d.readSPS(unit)
		case kind == unitPPS:
			err = d.readPPS(unit)
		case kind < 32:
			if begun && firstSlice(unit) {
				return d.finish()
			}
			err = d.decodeSlice(unit, !begun, maxPixels)
			begun = true
		}
		if err != nil {
			return nil, err
		}
	}
	if !begun {
		return nil, damaged("no picture")
	}
	return d.finish()
}

// finish filters the picture and cuts it to its window.
func (d *Decoder) finish() (*Picture, error) {
	p := &d.pic
	if p.next < len(p.ctbs) {
		return nil, damaged("%d of %d blocks", p.next, len(p.ctbs))
	}
	p.deblock()
	p.adapt()
	s := p.sps
	out := &Picture{Width: s.window.Dx(), Height: s.window.Dy(), Chroma: s.chroma, Colour: s.colour}
	for c := range p.planes {
		from := &p.planes[c]
		if c > 0 && s.chroma == Chroma400 {
			break
		}
		x, y := s.window.Min.X>>from.shiftX, s.window.Min.Y>>from.shiftY
		out.Planes[c] = Plane{
			Width: s.window.Max.X>>from.shiftX - x, Height: s.window.Max.Y>>from.shiftY - y,
			Stride: from.stride, Depth: from.depth, Samples: from.samples[y*from.stride+x:],
		}
	}
	return out, nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

func unsupported(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnsupported, fmt.Sprintf(format, args...))
}
