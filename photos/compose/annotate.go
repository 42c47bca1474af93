package compose

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"skinline/photos"
	"skinline/photos/annotation"
)

// Drawing is one annotation with what it measures, "" for nothing.
type Drawing struct {
	Shape annotation.Shape
	Label string
}

// Annotate draws on pic, which shows f of the photo that the shapes belong to,
// in the sizes of s. Outlines are never filled: skin that is pointed at stays
// to be seen.
func Annotate(pic *image.RGBA, f photos.Frame, drawings []Drawing, s Style) {
	size := pic.Rect.Size()
	if len(drawings) == 0 || size.X == 0 || size.Y == 0 {
		return
	}
	f = f.Resolved(size.X, size.Y)
	k := pen{pic: pic, width: s.Size / 6, edge: max(1, s.Size/18), face: s.typefaces().strong}
	for _, d := range drawings {
		points, closed := d.Shape.Outline()
		mapped := make([]photos.Point, len(points))
		for i, p := range points {
			p = f.Align.Apply(p)
			mapped[i] = photos.Point{X: (p.X - f.Crop.X) / f.Crop.W * float64(size.X), Y: (p.Y - f.Crop.Y) / f.Crop.H * float64(size.Y)}
		}
		k.shape(d, mapped, closed)
	}
}

// pen draws in pixels of a picture, with the origin at its corner.
type pen struct {
	pic         *image.RGBA
	width, edge float64
	face        typeface
}

func (k pen) shape(d Drawing, points []photos.Point, closed bool) {
	ink := d.Shape.Colour.Ink()
	if d.Shape.Kind == annotation.Text {
		k.words(d.Shape.Text, ink, points[0].X, points[0].Y)
		return
	}
	strokes := [][]photos.Point{points}
	if closed {
		strokes[0] = append(append([]photos.Point{}, points...), points[0])
	}
	if d.Shape.Kind == annotation.Arrow {
		barbs := annotation.Barbs(points[0], points[1], 7*k.width)
		strokes = append(strokes, []photos.Point{barbs[0], points[1], barbs[1]})
	}
	k.stroke(strokes, k.width+2*k.edge, annotation.Edge())
	k.stroke(strokes, k.width, ink)
	if d.Label == "" {
		return
	}
	w, h := float64(k.face.width(d.Label)), float64(k.face.height)
	c := annotation.LabelAt(points, closed, w, h, 2*k.width)
	size := k.pic.Rect.Size()
	x := min(max(c.X-w/2, k.width), max(float64(size.X)-w-k.width, 0))
	y := min(max(c.Y, h/2), max(float64(size.Y)-h/2, 0))
	k.words(d.Label, ink, x, y)
}

// words sets s from x on, in the middle of height y, within a dark edge.
func (k pen) words(s string, ink color.NRGBA, x, y float64) {
	at := func(dx, dy float64, c color.NRGBA) {
		top := y - float64(k.face.height)/2 + float64(k.face.ascent)
		d := font.Drawer{Dst: k.pic, Src: image.NewUniform(c), Face: k.face.face, Dot: fixed.Point26_6{
			X: fixed.Int26_6((x + dx + float64(k.pic.Rect.Min.X)) * 64), Y: fixed.Int26_6((top + dy + float64(k.pic.Rect.Min.Y)) * 64),
		}}
		d.DrawString(s)
	}
	const around = 8
	dark := annotation.Edge()
	dark.A = 0x70 // eight of them lie upon each other
	for i := range around {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / around)
		at(cos*k.edge*1.3, sin*k.edge*1.3, dark)
	}
	at(0, 0, ink)
}

// stroke draws all lines as one, so that a crossing is no darker than the rest.
func (k pen) stroke(strokes [][]photos.Point, width float64, c color.NRGBA) {
	low := photos.Point{X: math.Inf(1), Y: math.Inf(1)}
	high := photos.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, points := range strokes {
		for _, p := range points {
			low = photos.Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
			high = photos.Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
		}
	}
	size := k.pic.Rect.Size()
	within := func(v float64, most int) int { return int(min(max(v, 0), float64(most))) }
	box := image.Rect(within(low.X-width, size.X), within(low.Y-width, size.Y),
		within(math.Ceil(high.X+width), size.X), within(math.Ceil(high.Y+width), size.Y))
	if box.Empty() {
		return
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	path := path{z: z, x: float64(box.Min.X), y: float64(box.Min.Y), half: width / 2}
	for _, points := range strokes {
		path.dot(points[0])
		for i := 1; i < len(points); i++ {
			path.bar(points[i-1], points[i])
			path.dot(points[i])
		}
	}
	at := box.Add(k.pic.Rect.Min)
	z.Draw(k.pic, at, image.NewUniform(c), image.Point{})
}

// path collects the parts of a stroke, all turning the same way: coverage adds
// up, and what is covered twice is covered.
type path struct {
	z          *vector.Rasterizer
	x, y, half float64
}

func (p path) polygon(points ...photos.Point) {
	p.z.MoveTo(float32(points[0].X-p.x), float32(points[0].Y-p.y))
	for _, q := range points[1:] {
		p.z.LineTo(float32(q.X-p.x), float32(q.Y-p.y))
	}
	p.z.ClosePath()
}

// bar is the straight part from a to b.
func (p path) bar(a, b photos.Point) {
	dx, dy := b.X-a.X, b.Y-a.Y
	far := math.Hypot(dx, dy)
	if far == 0 {
		return
	}
	nx, ny := dy/far*p.half, -dx/far*p.half
	p.polygon(photos.Point{X: a.X + nx, Y: a.Y + ny}, photos.Point{X: b.X + nx, Y: b.Y + ny},
		photos.Point{X: b.X - nx, Y: b.Y - ny}, photos.Point{X: a.X - nx, Y: a.Y - ny})
}

// dot rounds an end or a corner.
func (p path) dot(c photos.Point) {
	const sides = 16
	var round [sides]photos.Point
	for i := range round {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / sides)
		round[i] = photos.Point{X: c.X + cos*p.half, Y: c.Y + sin*p.half}
	}
	p.polygon(round[:]...)
}
