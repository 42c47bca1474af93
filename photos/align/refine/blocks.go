package refine

import (
	"image"
	"math"

	"skinline/photos"
	"skinline/photos/align/plane"
)

// Block is a small square of the template, sought around the place where a fit
// puts it.
type Block struct {
	// At is its middle, in the template's full-size pixels.
	At photos.Point
	// Shift is how far from the fit's place it matches best, in the
	// template's full-size pixels.
	Shift photos.Point
	// Here and Best are the normalised cross-correlations at the fit's place
	// and at the best one, -1 to 1.
	Here, Best float64
	// Contrast is the root mean square of the block's normalised pixels: near 1
	// where there is texture, near 0 where there is noise at most.
	Contrast float64
	// Rival is the best correlation that is not next to the best place: near
	// Best where the block has nothing of its own.
	Rival float64
	// Edge is true when the best place lies on the border of the search, so
	// that a better one may lie beyond.
	Edge bool
}

// Search says which blocks are sought, in pixels of a scale.
type Search struct {
	Level int // the scale, 0 is the finest
	Half  int // a block has 2*Half+1 pixels a side
	Reach int // how far from its place it is sought
}

// Grid are places step pixels apart that leave room for blocks and search.
func (t *Template) Grid(s Search, step int) []image.Point {
	var middles []image.Point
	reference := t.levels[s.Level].layer
	margin := s.Half + s.Reach
	for y := margin; y < reference.H-margin; y += step {
		for x := margin; x < reference.W-margin; x += step {
			middles = append(middles, image.Pt(x, y))
		}
	}
	return middles
}

// Blocks seeks the blocks around middles, pixels of the search's scale of the
// template, near where warp puts them. Blocks that are not almost wholly inside
// the template's weight and the target are left out, and so are blocks without
// detail.
func (t *Template) Blocks(target *Target, warp photos.Transform, s Search, middles []image.Point) []Block {
	reference := t.levels[s.Level].layer
	moved := target.levels[s.Level].warped(Scaled(warp, s.Level), reference.W, reference.H)
	scale := math.Pow(2, float64(s.Level))
	room := image.Rect(0, 0, reference.W, reference.H).Inset(s.Half + s.Reach)
	var blocks []Block
	for _, m := range middles {
		if !m.In(room) || !reference.covers(m.X, m.Y, s.Half) || !moved.covers(m.X, m.Y, s.Half) {
			continue
		}
		b, ok := match(reference, moved, m.X, m.Y, s.Half, s.Reach)
		if !ok {
			continue
		}
		b.At = photos.Point{X: (float64(m.X)+.5)*scale - .5, Y: (float64(m.Y)+.5)*scale - .5}
		b.Shift.X *= scale
		b.Shift.Y *= scale
		blocks = append(blocks, b)
	}
	return blocks
}

// Settling says how blocks decide where a picture lies.
type Settling struct {
	// Least is the correlation from which a block has a say, which grows with
	// how far it exceeds that.
	Least float64
	// Prior is the weight of what was known before against a block.
	Prior float64
	// Power of the distances whose sum is made least, above 0: with 1 (total
	// distance, not squares) the odd block has no say; with less a part that
	// moved by itself has none either.
	Power float64
}

// near are the pixels within which a block counts as in place.
const near = .3

// Settle moves warp by the similarity that takes blocks to where they match
// best, found by iteratively reweighed least squares: first the one of least
// total distance, then from there that of the power.
//
// Every block also pulls back to where before has it, with a weight of Prior
// that does not grow less with the distance: blocks that agree overrule before,
// blocks that contradict each other do not. warp and before map the template's
// pixels to the target's. False when too few blocks match.
func Settle(warp, before photos.Transform, blocks []Block, s Settling) (photos.Transform, bool) {
	back, err := warp.Inverse()
	if err != nil {
		return warp, false
	}
	back = before.Then(back)
	var pulls []Block
	for _, b := range blocks {
		if b.Best > s.Least && !b.Edge {
			pulls = append(pulls, b)
		}
	}
	n := len(pulls)
	if n < 8 {
		return warp, false
	}
	weights := make([]float64, 2*n)
	for i, b := range pulls {
		at := back.Apply(b.At)
		pulls = append(pulls, Block{At: b.At, Shift: photos.Point{X: at.X - b.At.X, Y: at.Y - b.At.Y}})
		weights[n+i] = s.Prior
	}
	small := photos.Identity()
	for i := range 20 {
		if i == 10 && s.Power == 1 {
			break
		}
		for j, b := range pulls[:n] {
			p := small.Apply(b.At)
			left := max(math.Hypot(p.X-b.At.X-b.Shift.X, p.Y-b.At.Y-b.Shift.Y), near)
			weights[j] = (b.Best - s.Least) / left
			if i >= 10 {
				weights[j] *= math.Pow(left, s.Power-1)
			}
		}
		small = similarity(pulls, weights)
	}
	return small.Then(warp), true
}

// similarity is the least squares fit of the blocks' shifts.
func similarity(blocks []Block, weights []float64) photos.Transform {
	var n, x, y, u, v float64
	for i, b := range blocks {
		n += weights[i]
		x += weights[i] * b.At.X
		y += weights[i] * b.At.Y
		u += weights[i] * (b.At.X + b.Shift.X)
		v += weights[i] * (b.At.Y + b.Shift.Y)
	}
	x, y, u, v = x/n, y/n, u/n, v/n
	var dot, cross, spread float64
	for i, b := range blocks {
		px, py := b.At.X-x, b.At.Y-y
		qx, qy := b.At.X+b.Shift.X-u, b.At.Y+b.Shift.Y-v
		dot += weights[i] * (px*qx + py*qy)
		cross += weights[i] * (px*qy - py*qx)
		spread += weights[i] * (px*px + py*py)
	}
	a, c := dot/spread, cross/spread
	return photos.Transform{{a, -c, u - a*x + c*y}, {c, a, v - c*x - a*y}, {0, 0, 1}}
}

// warped is the layer as seen through warp (w x h pixels to the layer's).
func (l Layer) warped(warp photos.Transform, w, h int) Layer {
	out := Layer{Plane: plane.New(w, h), Weight: make([]float32, w*h)}
	for y := range h {
		for x := range w {
			u, v := apply(warp, float32(x), float32(y))
			out.Pix[y*w+x], out.Weight[y*w+x] = l.at(u, v)
		}
	}
	return out
}

// covers reports whether nine tenths of the square are weighed.
func (l Layer) covers(x, y, half int) bool {
	n := 0
	for v := y - half; v <= y+half; v++ {
		for _, w := range l.Weight[v*l.W+x-half : v*l.W+x+half+1] {
			if w > 0 {
				n++
			}
		}
	}
	return 10*n >= 9*(2*half+1)*(2*half+1)
}

// match finds the square around x, y of a in b. False for a square of a that
// is nearly even: it would match anything.
func match(a, b Layer, x, y, half, reach int) (Block, bool) {
	side := 2*half + 1
	patch := make([]float32, 0, side*side)
	var mean float64
	for v := y - half; v <= y+half; v++ {
		patch = append(patch, a.Pix[v*a.W+x-half:v*a.W+x+half+1]...)
	}
	for _, p := range patch {
		mean += float64(p)
	}
	mean /= float64(len(patch))
	var norm float64
	for i := range patch {
		patch[i] -= float32(mean)
		norm += float64(patch[i] * patch[i])
	}
	if norm < .09*float64(len(patch)) {
		return Block{}, false
	}
	width := 2*reach + 1
	scores := correlations(patch, norm, b, x-half-reach, y-half-reach, side, width)
	best := 0
	for i, score := range scores {
		if score > scores[best] {
			best = i
		}
	}
	bx, by := best%width, best/width
	block := Block{
		Shift: photos.Point{X: float64(bx - reach), Y: float64(by - reach)},
		Here:  scores[reach*width+reach], Best: scores[best],
		Contrast: math.Sqrt(norm / float64(len(patch))),
		Edge:     bx == 0 || by == 0 || bx == width-1 || by == width-1,
	}
	block.Rival = -1
	for i, score := range scores {
		if dx, dy := i%width-bx, i/width-by; dx*dx+dy*dy > 8 {
			block.Rival = max(block.Rival, score)
		}
	}
	if !block.Edge {
		block.Shift.X += peak(scores[best-1], scores[best], scores[best+1])
		block.Shift.Y += peak(scores[best-width], scores[best], scores[best+width])
	}
	return block, true
}

// correlations are the normalised cross-correlations of a patch without mean,
// side pixels wide, with the squares of b whose first pixels are the width x
// width from x, y on.
func correlations(patch []float32, norm float64, b Layer, x, y, side, width int) []float64 {
	scores := make([]float64, width*width)
	spreads := spreadsOf(b, x, y, side, width)
	var sums [shifts]float32
	for dy := range width {
		for dx := 0; dx < width; dx += shifts {
			cross(&sums, patch, b.Pix[(y+dy)*b.W+x+dx:], side, b.W)
			for k, sum := range sums[:min(shifts, width-dx)] {
				i := dy*width + dx + k
				if spreads[i] >= 1e-3*float64(side*side) {
					scores[i] = float64(sum) / math.Sqrt(norm*spreads[i])
				}
			}
		}
	}
	return scores
}

// spreadsOf are the sums of squares about the mean of the same squares of b,
// each from the one before it.
func spreadsOf(b Layer, x, y, side, width int) []float64 {
	all := side + width - 1
	// Of every column the sums over side rows.
	sums, squares := make([]float64, all), make([]float64, all)
	add := func(row int, sign float64) {
		for i, v := range b.Pix[row*b.W+x:][:all] {
			sums[i] += sign * float64(v)
			squares[i] += sign * float64(v) * float64(v)
		}
	}
	for r := range side {
		add(y+r, 1)
	}
	out := make([]float64, width*width)
	for dy := range width {
		if dy > 0 {
			add(y+dy-1, -1)
			add(y+dy-1+side, 1)
		}
		var sum, square float64
		for i := range side {
			sum += sums[i]
			square += squares[i]
		}
		for dx := range width {
			if dx > 0 {
				sum += sums[dx+side-1] - sums[dx-1]
				square += squares[dx+side-1] - squares[dx-1]
			}
			out[dy*width+dx] = square - sum*sum/float64(side*side)
		}
	}
	return out
}

// peak is where the parabola through three equidistant values has its top,
// from the middle one.
func peak(a, b, c float64) float64 {
	bend := a - 2*b + c
	if bend >= 0 {
		return 0
	}
	return (a - c) / (2 * bend)
}
