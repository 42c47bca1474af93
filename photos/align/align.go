package align

import (
	"context"
	"fmt"
	"image"

	"skinline/photos"
	"skinline/photos/align/face"
)

// Align finds the transform that brings photo onto reference. Both are upright
// as displayed, of any size, with bounds that start at 0,0; they are only read.
//
// Faces are placed by their landmarks and then moved to where the skin's own
// texture lies best; anything else by its local features. A result that is not
// sure says so or is refused, with the reason; an error is returned only for a
// cancelled context (checked between the steps) and for a photo without pixels.
// The same photos give the same result bit for bit.
func Align(ctx context.Context, reference, photo *image.NRGBA, o Options) (Result, error) {
	r, err := Prepare(ctx, reference)
	if err != nil {
		return Result{}, err
	}
	p, err := Prepare(ctx, photo)
	if err != nil {
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
	rf := largest(reference.faces)
	if len(photo.faces) > 0 && rf == nil || len(photo.faces) == 0 && rf != nil {
		return refused(o, OneFaceOnly), nil
	}
	if rf == nil {
		return refused(o, NothingFound), nil
	}
	pf := partner(photo.faces, middle(rf, eyes[:]...))
	return alignFaces(reference, photo, rf, pf, o), nil
}

func refused(o Options, why Reason) Result {
	return Result{Outcome: Refused, Reason: why, Model: o.Model}
}

// alignFaces is an alignment of two faces, judged.
func alignFaces(reference, photo *Prepared, rf, pf *face.Face, o Options) Result {
	fit, ok := fitFaces(reference, photo, rf, pf, o.Model)
	result := refused(o, FaceDiffers)
	result.Method = "face"
	result.ReferenceFace, result.PhotoFace = rf, pf
	if !ok {
		return result
	}
	result.Outcome, result.Reason, result.Confidence = fit.judge()
	switch result.Outcome {
	case Aligned:
		result.Transform = fit.refined
	case ByLandmarks:
		result.Transform = fit.placed
	default:
		return result
	}
	result.Residual = fit.Residual * rf.IOD
	result.Landmarks = marks(rf, shown[:], result.Transform)
	return result
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
