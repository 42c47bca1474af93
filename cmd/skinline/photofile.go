package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/decode"
	"skinline/photos/decode/worker"
	"skinline/storage"
)

// reader reads photo files outside any library, their content only ever in
// worker processes. Errors are sentences without the file's path; callers put
// that in front.
type reader struct{ *worker.Pool }

// photoFile is a photo outside any library.
type photoFile struct {
	path string
	data []byte
	info photos.Info
}

// withReader does work with a reader and ends its workers.
func withReader(work func(reader) error) error {
	decoders, err := newDecoders()
	if err != nil {
		return err
	}
	defer decoders.Close()
	return work(reader{decoders})
}

func (r reader) read(ctx context.Context, path string) (photoFile, error) {
	file, size, err := openPhoto(path)
	if err != nil {
		return photoFile{}, err
	}
	defer file.Close()
	data := make([]byte, size)
	if _, err := io.ReadFull(file, data); err != nil {
		return photoFile{}, cause(err)
	}
	info, err := r.Probe(ctx, data)
	return photoFile{path, data, info}, err
}

// openPhoto opens a file that may be a photo; its size is in bytes.
func openPhoto(path string) (*os.File, int64, error) {
	about, err := os.Stat(path)
	if err != nil {
		return nil, 0, cause(err)
	}
	switch {
	case !about.Mode().IsRegular():
		return nil, 0, errors.New("this is not a file")
	case about.Size() > decode.MaxFile:
		return nil, 0, fmt.Errorf("this file of %d MB is larger than a photo may be", about.Size()>>20)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, cause(err)
	}
	return file, about.Size(), nil
}

// picture decodes the photo, its long side reduced to long (0: full size).
func (r reader) picture(ctx context.Context, f photoFile, long int) (*image.NRGBA, error) {
	decoded, err := r.Decode(ctx, f.data, long)
	if err != nil {
		return nil, err
	}
	return decoded.Pictures[0], nil
}

// cause is err without the operation and path that os puts around it.
func cause(err error) error {
	if in := new(os.PathError); errors.As(err, &in) {
		return in.Err
	}
	return err
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
		Reference: reference, Transform: reg.Transform, Method: storage.AlignManual, Model: align.Similarity,
		Residual: reg.RMS, Confidence: 1,
	}
	for _, p := range pairs {
		a.Landmarks = append(a.Landmarks, storage.Landmark{Reference: p.Reference, Photo: p.Photo})
	}
	return a
}
