package net

// layout says how a picture of features lies in its buffer: rows of pixels of
// stride float32, inside a border of zeros that convolutions reach into.
type layout struct {
	h, w, c                  int
	stride                   int // float32 from pixel to pixel; those beyond c are zero
	top, left, bottom, right int // the border, in pixels
	slack                    int // float32 at the end that may be read beyond the last pixel
}

func (l layout) row() int        { return (l.left + l.w + l.right) * l.stride }
func (l layout) at(y, x int) int { return (l.top+y)*l.row() + (l.left+x)*l.stride }
func (l layout) size() int       { return (l.top+l.h+l.bottom)*l.row() + l.slack }

// pack copies a picture without borders or gaps into the buffer of one whose
// pixels have no gaps either.
func (l layout) pack(buffer, picture []float32) {
	row := l.w * l.c
	for y := range l.h {
		copy(buffer[l.at(y, 0):][:row], picture[y*row:])
	}
}

// unpacked is the picture without borders or gaps.
func (l layout) unpacked(buffer []float32) []float32 {
	out := make([]float32, 0, l.h*l.w*l.c)
	for y := range l.h {
		for x := range l.w {
			out = append(out, buffer[l.at(y, x):][:l.c]...)
		}
	}
	return out
}

// rounded is n filled up to whole lanes.
func rounded(n int) int { return (n + lanes - 1) / lanes * lanes }
