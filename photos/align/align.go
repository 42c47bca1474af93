package align

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"sync"

	"skinline/photos"
	"skinline/photos/align/face"
)

// Version counts the changes of what this package finds or accepts. What an
// earlier one has found may be found better now.
const Version = 4

// Align finds the transform that brings photo onto reference. Both are upright
// as displayed, of any size, with bounds that start at 0,0; they are only read.
//
// Faces are placed by their landmarks and then moved to where the skin's own
// texture lies best; anything else by its local features. A result that is not
// sure says so or is refused, with the reason; an error is returned only for a
// cancelled context (checked between the steps) and for a photo without pixels.
// The same photos give the same result bit for bit.
func Align(ctx context.Context, reference, photo *image.NRGBA, o Options) (Result, error) {
	var r *Prepared
	var failed error
	var other sync.WaitGroup
	other.Go(func() { r, failed = Prepare(ctx, reference) })
	p, err := Prepare(ctx, photo)
	other.Wait()
	if err := cmp.Or(failed, err); err != nil {
		return Result{}, err
	}
	return AlignPrepared(ctx, r, p, o)
}

// AlignPrepared is Align for photos of which more alignments are made.
func AlignPrepared(ctx context.Context, reference, photo *Prepared, o Options) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, fmt.Errorf("align: %w", err)
	}
	if o.Model == "" {
		o.Model = Similarity
	}
	faces, err := reference.faces()
	if err != nil {
		return Result{}, fmt.Errorf("find faces: %w", err)
	}
	rf := largest(faces)
	switch {
	case rf == nil || len(o.Area) == 0:
	case encloses(o.Area, outline(rf)):
		o.Area = nil // the face
	case !onFace(rf, o.Area):
		rf = nil
	}
	if rf == nil {
		return alignFaceless(reference, photo, o)
	}
	others, err := photo.faces()
	if err != nil {
		return Result{}, fmt.Errorf("find faces: %w", err)
	}
	if pf := partner(others, middle(rf, eyes[:]...)); pf != nil {
		return amongFaces(reference, photo, faces, others, rf, pf, o)
	}
	return alignFeatures(reference, photo, rf, nil, o), nil
}

// alignFaceless is an alignment to a reference without a face. Whether the photo
// has a hidden one is only looked for where its features do not lie on the
// reference's.
func alignFaceless(reference, photo *Prepared, o Options) (Result, error) {
	if len(o.Area) > 0 {
		return alignFeatures(reference, photo, nil, nil, o), nil
	}
	pf := largest(photo.obvious)
	result := alignFeatures(reference, photo, nil, pf, o)
	if pf != nil || result.Outcome == Aligned {
		return result, nil
	}
	others, err := photo.faces()
	if err != nil {
		return Result{}, fmt.Errorf("find faces: %w", err)
	}
	if pf = largest(others); pf == nil {
		return result, nil
	}
	return alignFeatures(reference, photo, nil, pf, o), nil
}

// encloses reports whether an area goes around all of a face.
func encloses(area, face []photos.Point) bool {
	for _, p := range face {
		if !inside(area, p.X, p.Y) {
			return false
		}
	}
	return true
}

// onFace reports whether most corners of an area lie in the window around a
// face: then the face says where to look.
func onFace(f *face.Face, area []photos.Point) bool {
	v := faceWindow(f)
	n := 0
	for _, p := range area {
		if q := v.pixels(p); q.X >= 0 && q.Y >= 0 && q.X < float64(v.w) && q.Y < float64(v.h) {
			n++
		}
	}
	return 2*n > len(area)
}

func refused(o Options, why Reason) Result {
	return Result{Outcome: Refused, Reason: why, Model: o.Model}
}

// amongFaces aligns the face of the photo to the reference's. Where these do not
// match and there are more, a pair of others that the pixels confirm is taken:
// somebody in the background was the larger.
func amongFaces(reference, photo *Prepared, faces, others []face.Face, rf, pf *face.Face, o Options) (Result, error) {
	const most = 3
	first, err := alignFaces(reference, photo, rf, pf, o)
	if err != nil || first.Outcome != Refused || len(o.Area) > 0 {
		return first, err
	}
	for i := range faces[:min(len(faces), most)] {
		for j := range others[:min(len(others), most)] {
			r, p := &faces[i], &others[j]
			if r == rf && p == pf {
				continue
			}
			other, err := alignFaces(reference, photo, r, p, o)
			if err != nil || other.Outcome == Aligned {
				return other, err
			}
		}
	}
	return first, nil
}

// alignFaces is an alignment of two faces, judged.
func alignFaces(reference, photo *Prepared, rf, pf *face.Face, o Options) (Result, error) {
	fit, ok := fitFaces(reference, photo, rf, pf, o.Area, o.Model)
	result := refused(o, FaceDiffers)
	result.Method = "face"
	result.ReferenceFace, result.PhotoFace = rf, pf
	if !ok {
		return result, nil
	}
	if fit.doubtful() {
		angle, err := reference.angle(rf, photo, pf)
		if err != nil {
			return Result{}, fmt.Errorf("compare faces: %w", err)
		}
		fit.Compared, fit.Angle = true, angle
	}
	result.Outcome, result.Reason, result.Confidence = fit.judge()
	switch result.Outcome {
	case Aligned:
		result.Transform = exact(fit.refined, o.Model)
	case ByLandmarks:
		result.Transform = exact(fit.placed, o.Model)
	default:
		return result, nil
	}
	result.Residual = fit.Residual * rf.IOD
	result.Landmarks = marks(rf, shown[:], result.Transform)
	return result, nil
}

// alignFeatures is an alignment by local features, judged. A face that only one
// of the photos shows bounds where they are taken from, so that a room seen in
// both is not mistaken for a person.
func alignFeatures(reference, photo *Prepared, rf, pf *face.Face, o Options) Result {
	area, photoArea := o.Area, []photos.Point(nil)
	if rf != nil && len(area) == 0 {
		area = outline(rf)
	}
	if pf != nil {
		photoArea = outline(pf)
	}
	fit, ok := fitFeatures(reference, photo, area, photoArea, o.Model)
	result := refused(o, NothingFound)
	if rf != nil || pf != nil {
		result.Reason = OneFaceOnly
	}
	if !ok {
		return result
	}
	outcome, reason, confidence := fit.judge()
	result.Confidence = confidence
	switch {
	case outcome == Aligned:
		result.Transform = exact(fit.refined, o.Model)
	case outcome == ByLandmarks:
		result.Transform = exact(fit.placed, o.Model)
	default:
		if result.Reason == NothingFound {
			result.Reason = reason
		}
		return result
	}
	result.Outcome, result.Reason, result.Method = outcome, reason, "features"
	result.Residual = fit.residual
	back, err := result.Transform.Inverse()
	if err != nil {
		return refused(o, NothingFound)
	}
	for _, p := range spreadOut(fit.matches, featurePoints) {
		result.Landmarks = append(result.Landmarks, Pair{Reference: p.Reference, Photo: back.Apply(p.Reference)})
	}
	return result
}

// exact is t without what rounding added to its family.
func exact(t photos.Transform, m Model) photos.Transform {
	if m == Homography {
		return t
	}
	t[2] = [3]float64{0, 0, 1}
	if m == Similarity {
		a, b := (t[0][0]+t[1][1])/2, (t[1][0]-t[0][1])/2
		t[0][0], t[0][1], t[1][0], t[1][1] = a, -b, b, a
	}
	return t
}

// marks are pairs at the landmarks of the reference's face, put on the photo
// where the transform puts them: a person who corrects them starts from what is
// shown.
func marks(f *face.Face, indices []int, onto photos.Transform) []Pair {
	back, err := onto.Inverse()
	if err != nil {
		return nil
	}
	pairs := make([]Pair, len(indices))
	for i, at := range indices {
		pairs[i] = Pair{Reference: f.Landmarks[at], Photo: back.Apply(f.Landmarks[at])}
	}
	return pairs
}
