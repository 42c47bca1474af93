package face

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"skinline/photos"
	"skinline/photos/align/pyramid"
)

// detection is what the detector says about one face.
type detection struct {
	score             float64
	centre            photos.Point // of its box
	side              float64      // the longer one of its box
	roll              float64
	rightEye, leftEye photos.Point
}

const (
	// suspected is the least score of a detection that is looked into, as
	// MediaPipe has it: skin reaches it in one photo of six, .4 in one of
	// three. Of two opposite directions of a photo faces reach .69 in the
	// better one.
	suspected = .5
	// faint is that of one that helps to place a surer one.
	faint = .4
	// overlap is from which overlap on two boxes show the same face.
	overlap = .3
)

// detect finds faces in the square of the photo that are roughly upright in
// it, the surest first.
func (n networks) detect(s pyramid.Pyramid, sq square) ([]detection, error) {
	out, err := n.detector.Run(view(s, sq, detectorInput))
	if err != nil {
		return nil, fmt.Errorf("detect faces: %w", err)
	}
	var found []detection
	for i, logit := range out[1] {
		score := sigmoid(float64(logit))
		if score < faint {
			continue
		}
		found = append(found, decoded(sq, i, out[0][i*values:][:values], score))
	}
	slices.SortStableFunc(found, func(a, b detection) int { return cmp.Compare(b.score, a.score) })
	return slices.DeleteFunc(distinct(found), func(d detection) bool { return d.score < suspected }), nil
}

// decoded is what the values at anchor i say, after the decoder of MediaPipe
// (TensorsToDetectionsCalculator): offsets from the anchor in input pixels,
// box first, then the points.
func decoded(sq square, i int, v []float32, score float64) detection {
	x, y := anchor(i)
	at := func(k int) photos.Point {
		return sq.place(x+float64(v[k])/detectorSize, y+float64(v[k+1])/detectorSize)
	}
	d := detection{
		score: score, centre: at(0), rightEye: at(4), leftEye: at(6),
		side: float64(max(v[2], v[3])) / detectorSize * sq.side,
	}
	d.roll = bearing(d.rightEye, d.leftEye)
	return d
}

// anchor is the place of anchor i: two on each of 16 x 16 cells, then six on
// each of 8 x 8.
func anchor(i int) (x, y float64) {
	cells, each := 16, 2
	if fine := 16 * 16 * 2; i >= fine {
		i, cells, each = i-fine, 8, 6
	}
	cell := i / each
	return (float64(cell%cells) + .5) / float64(cells), (float64(cell/cells) + .5) / float64(cells)
}

// bearing is the direction from a to b in degrees, clockwise from the right.
func bearing(a, b photos.Point) float64 {
	return math.Atan2(b.Y-a.Y, b.X-a.X) * 180 / math.Pi
}

// distinct keeps the first of all detections of one face, with the place that
// all of them together give, weighed by score (the blending of Bazarevsky et
// al., BlazeFace, 2019: it keeps the place from jumping between anchors).
func distinct(found []detection) []detection {
	var out []detection
	for len(found) > 0 {
		first := found[0]
		var same, rest []detection
		for _, d := range found {
			if first.overlaps(d) {
				same = append(same, d)
			} else {
				rest = append(rest, d)
			}
		}
		out = append(out, blended(same))
		found = rest
	}
	return out
}

// overlaps compares upright boxes: intersection over union.
func (d detection) overlaps(e detection) bool {
	side := func(a, b float64) float64 {
		return max(0, min(a+d.side/2, b+e.side/2)-max(a-d.side/2, b-e.side/2))
	}
	both := side(d.centre.X, e.centre.X) * side(d.centre.Y, e.centre.Y)
	return both >= overlap*(d.side*d.side+e.side*e.side-both)
}

func blended(same []detection) detection {
	out := detection{score: same[0].score}
	var total float64
	for _, d := range same {
		total += d.score
	}
	for _, d := range same {
		w := d.score / total
		add := func(to *photos.Point, p photos.Point) { to.X, to.Y = to.X+w*p.X, to.Y+w*p.Y }
		add(&out.centre, d.centre)
		add(&out.rightEye, d.rightEye)
		add(&out.leftEye, d.leftEye)
		out.side += w * d.side
	}
	out.roll = bearing(out.rightEye, out.leftEye)
	return out
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
