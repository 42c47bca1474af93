package comparability

import (
	"image"
	"math"
	"slices"

	"skinline/photos/colour"
)

const (
	// Coded levels beyond which a pixel says too little of its light.
	darkest, brightest = 8, 250
	// fewest is the part of the frame that must be measurable.
	fewest = .05
	// cells along each side of the frame tell how the light falls.
	cells = 12
	// grey is the linear light of the mid grey that white balance is told for.
	grey = .18
)

// place is one place of the frame that both photos show.
type place struct {
	x, y   int
	inFace bool
	stops  [3]float64 // photo over reference, by channel, as powers of two
	bright float64    // the same of luminance
}

// lit judges exposure, how the light falls, and its colour. All three come
// from the ratio of linear light at the same places of the skin: each is a
// median over places, so that the change of a minority of them counts little.
func (p pair) lit(v *Verdict) {
	a, b := p.rendered(p.reference, coarse), p.rendered(p.photo, coarse)
	face := p.faceOutline(a.Rect.Dx())
	all := places(a, b, face)
	enough := func(list []place) bool { return float64(len(list)) >= fewest*float64(len(a.Pix)/4) }

	skin := all
	if inside := within(all, true); enough(inside) {
		skin = inside
	}
	known := enough(skin)
	exposure := median(skin, func(q place) float64 { return q.bright })
	v.judge(Exposure, exposure, known, "brighter", "darker")
	spread, ok := fall(skin, a.Rect.Dx(), a.Rect.Dy())
	v.judge(Light, spread, known && ok, "differs", "")

	// Skin may have changed its colour; what surrounds a face seldom does.
	if around := within(all, false); face != nil && enough(around) && steady(around) {
		skin = around
	}
	value, way := cast(skin)
	v.judge(WhiteBalance, value, enough(skin), way, "")
}

// places lists where both photos are seen and neither black nor burnt out.
func places(a, b *image.RGBA, face outline) []place {
	var light [256]float64
	for i := range light {
		light[i] = colour.Linear(uint8(i))
	}
	var list []place
	w := a.Rect.Dx()
	for i := 0; i < len(a.Pix); i += 4 {
		p, q := a.Pix[i:i+4:i+4], b.Pix[i:i+4:i+4]
		if !usable(p) || !usable(q) {
			continue
		}
		at := place{x: i / 4 % w, y: i / 4 / w}
		at.inFace = face.holds(float64(at.x), float64(at.y))
		var one, other [3]float64
		for c := range 3 {
			one[c], other[c] = light[p[c]], light[q[c]]
			at.stops[c] = math.Log2(other[c] / one[c])
		}
		at.bright = math.Log2(colour.Luminance(other) / colour.Luminance(one))
		list = append(list, at)
	}
	return list
}

func usable(p []uint8) bool {
	return p[3] == 255 && min(p[0], p[1], p[2]) >= darkest && max(p[0], p[1], p[2]) <= brightest
}

func within(list []place, inFace bool) []place {
	var some []place
	for _, q := range list {
		if q.inFace == inFace {
			some = append(some, q)
		}
	}
	return some
}

// median of a value of the places; 0 of none.
func median(list []place, of func(place) float64) float64 {
	values := make([]float64, len(list))
	for i, q := range list {
		values[i] = of(q)
	}
	return quantile(values, .5)
}

// quantile of values, which it sorts; 0 of none. The quantiles q and 1-q of
// mirrored values mirror each other.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	at := q * float64(len(values)-1)
	i := min(int(at), len(values)-1)
	next := min(i+1, len(values)-1)
	return values[i] + (values[next]-values[i])*(at-float64(i))
}

// fall is how much the difference in brightness itself differs over the frame,
// in stops: the middle four fifths of the medians of cells. It is false with
// too few cells to tell.
func fall(list []place, w, h int) (stops float64, ok bool) {
	var in [cells * cells][]float64
	for _, q := range list {
		i := q.y*cells/h*cells + q.x*cells/w
		in[i] = append(in[i], q.bright)
	}
	var medians []float64
	for _, values := range in {
		if len(values) >= w*h/(cells*cells)/2 {
			medians = append(medians, quantile(values, .5))
		}
	}
	if len(medians) < 6 {
		return 0, false
	}
	return quantile(medians, .9) - quantile(medians, .1), true
}

// steady reports whether the colour of the light differs alike at all places:
// another backdrop would not.
func steady(list []place) bool {
	const most = .25 // stops, of the middle half
	for c := range 3 {
		values := make([]float64, len(list))
		for i, q := range list {
			values[i] = q.stops[c] - q.bright
		}
		if quantile(slices.Clone(values), .75)-quantile(values, .25) > most {
			return false
		}
	}
	return true
}

// cast is how a grey card would differ between the photos in CIEDE2000, were
// both equally bright, and which way the photo is off.
func cast(list []place) (deltaE float64, way string) {
	var rgb [3]float64
	for c := range 3 {
		rgb[c] = math.Exp2(median(list, func(q place) float64 { return q.stops[c] }))
	}
	bright := colour.Luminance(rgb)
	for c := range rgb {
		rgb[c] *= grey / bright
	}
	seen, neutral := colour.LabOf(rgb), colour.LabOf([3]float64{grey, grey, grey})
	switch {
	case math.Abs(seen.B) >= math.Abs(seen.A) && seen.B >= 0:
		way = "yellower"
	case math.Abs(seen.B) >= math.Abs(seen.A):
		way = "bluer"
	case seen.A > 0:
		way = "redder"
	default:
		way = "greener"
	}
	return colour.DeltaE(neutral, seen), way
}
