package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/decode"
	"skinline/storage"
)

// photoFile is a photo outside any library. Errors about one are sentences
// without its path; callers put the path in front.
type photoFile struct {
	path string
	data []byte
	info photos.Info
}

func readPhoto(path string) (photoFile, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return photoFile{}, cause(err)
	}
	info, err := decode.Probe(data)
	if err != nil {
		return photoFile{}, err
	}
	return photoFile{path, data, info}, nil
}

// cause is err without the operation and path that os puts around it.
func cause(err error) error {
	if in := new(os.PathError); errors.As(err, &in) {
		return in.Err
	}
	return err
}

// picture decodes the photo with a long side of at least long pixels where it
// has them.
func (f photoFile) picture(ctx context.Context, long int) (*image.NRGBA, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return decode.Decode(f.data, long)
}

// taken is the photo's own date; the zero Date when it states none.
func (f photoFile) taken() storage.Date {
	if f.info.Taken == nil {
		return storage.Date{}
	}
	return storage.DateOf(f.info.Taken.Local)
}

// register aligns after onto before by points given in their pixels.
func register(before, after photos.Info, pairs []pixelPair) (align.Registration, error) {
	for _, p := range pairs {
		if !inside(p.before, before) || !inside(p.after, after) {
			return align.Registration{}, fmt.Errorf("point %g,%g=%g,%g lies outside the photos", p.before.X, p.before.Y, p.after.X, p.after.Y)
		}
	}
	reg, err := align.Landmarks(relative(pairs, before, after))
	if err != nil {
		return reg, fmt.Errorf("align by points: %w", err)
	}
	return reg, nil
}

// inside reports whether p lies on the photo, edge pixels included.
func inside(p photos.Point, in photos.Info) bool {
	return p.X >= -.5 && p.Y >= -.5 && p.X <= float64(in.Width)-.5 && p.Y <= float64(in.Height)-.5
}

// alignmentBy is a registration by points as the library keeps it.
func alignmentBy(reference storage.ID, reg align.Registration, pairs []align.Pair) *storage.Alignment {
	a := &storage.Alignment{
		Reference: reference, Transform: reg.Transform, Method: storage.AlignManual, Model: "similarity",
		Residual: reg.RMS, Confidence: 1,
	}
	for _, p := range pairs {
		a.Landmarks = append(a.Landmarks, storage.Landmark{Reference: p.Reference, Photo: p.Photo})
	}
	return a
}
