package worker

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"runtime/debug"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/comparability"
	"skinline/photos/decode"
)

// Align decodes two photo files in this process, as a worker does, and aligns
// the second onto the first. Errors are decode's, with the photo they are
// about, ctx's, and align's.
func Align(ctx context.Context, reference, photo []byte, o align.Options) (Aligned, error) {
	files := [][]byte{reference, photo}
	a, _, err := new(aligner).align(ctx, alignment{Long: AlignLong, Options: o}, func() ([]byte, error) {
		data := files[0]
		files = files[1:]
		return data, nil
	})
	return a, err
}

// aligner aligns in a worker. It keeps the last reference, onto which a series
// brings one photo after the other.
type aligner struct{ reference prepared }

// prepared is a photo ready to be aligned.
type prepared struct {
	sum     [sha256.Size]byte // of its file
	long    int               // the long side it was reduced to
	info    photos.Info
	picture *image.NRGBA
	ready   *align.Prepared
}

// errInput ends a worker whose input ends within a task.
type errInput struct{ error }

// answer is the worker's side of an alignment. next reads the next photo over
// the one before; its error is the end of this worker.
func (w *aligner) answer(t alignment, next func() ([]byte, error)) (reply, error) {
	// Unlike a decoder's few large pictures, an alignment's many small ones are
	// worth collecting together: a tenth of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	read := 0
	a, pair, err := w.align(context.Background(), t, func() ([]byte, error) {
		read++
		return next()
	})
	if in := new(errInput); errors.As(err, in) {
		return reply{}, in.error
	}
	if err == nil {
		answer := reply{Aligned: &a}
		if t.Judge && a.Outcome != align.Refused {
			start := time.Now()
			answer.Verdict, err = json.Marshal(a.judged(pair))
			a.JudgeMS = milliseconds(start)
		}
		return answer, err
	}
	// The program sends both photos, whatever becomes of the first.
	if read < 2 {
		if _, err := next(); err != nil {
			return reply{}, err
		}
	}
	return refused(err), nil
}

// align takes the photos one after the other, so that only one file is in
// memory at a time.
func (w *aligner) align(ctx context.Context, t alignment, next func() ([]byte, error)) (a Aligned, pair [2]prepared, err error) {
	for i, which := range []string{"the reference", "the photo"} {
		data, err := next()
		if err != nil {
			return a, pair, errInput{err}
		}
		if pair[i], err = w.prepare(ctx, data, t.Long, &a); err != nil {
			return a, pair, fmt.Errorf("%s: %w", which, err)
		}
		if i == 0 {
			w.reference = pair[i]
		}
	}
	a.Reference, a.Photo = pair[0].info, pair[1].info
	start := time.Now()
	a.Result, err = align.AlignPrepared(ctx, pair[0].ready, pair[1].ready, t.Options)
	a.AlignMS += milliseconds(start)
	if err != nil {
		return a, pair, fmt.Errorf("align photos: %w", err)
	}
	return a, pair, nil
}

// prepare decodes a photo file and gets it ready, unless it is the reference
// that is already; a takes the time.
func (w *aligner) prepare(ctx context.Context, data []byte, long int, a *Aligned) (p prepared, err error) {
	start := time.Now()
	p.sum, p.long = sha256.Sum256(data), long
	if p.sum == w.reference.sum && long == w.reference.long {
		return w.reference, nil
	}
	info, pictures, err := decode.Pictures(data, long)
	if err != nil {
		return p, err
	}
	p.info, p.picture = info, pictures[0]
	a.DecodeMS += milliseconds(start)
	start = time.Now()
	p.ready, err = align.Prepare(ctx, p.picture)
	a.AlignMS += milliseconds(start)
	return p, err
}

// judged is the verdict on the two photos as they were aligned, by what both
// of them show.
func (a Aligned) judged(pair [2]prepared) comparability.Verdict {
	return comparability.Judge(
		comparability.Shot{Picture: pair[0].picture, Face: a.ReferenceFace, Settings: a.Reference.Settings},
		comparability.Shot{Picture: pair[1].picture, Align: a.Transform, Model: a.Model, Face: a.PhotoFace, Settings: a.Photo.Settings},
		a.shared())
}

// shared is the part of the reference that the photo shows too, up to the
// corners of a turned one; the zero Rect when there is none.
func (a Aligned) shared() photos.Rect {
	whole := photos.Whole(a.Reference.Width, a.Reference.Height)
	own := photos.Whole(a.Photo.Width, a.Photo.Height)
	low, high := photos.Point{X: whole.W, Y: whole.H}, photos.Point{}
	for _, corner := range []photos.Point{{}, {X: own.W}, {Y: own.H}, {X: own.W, Y: own.H}} {
		at := a.Transform.Apply(corner)
		low = photos.Point{X: min(low.X, max(at.X, 0)), Y: min(low.Y, max(at.Y, 0))}
		high = photos.Point{X: max(high.X, min(at.X, whole.W)), Y: max(high.Y, min(at.Y, whole.H))}
	}
	r := photos.Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
	if r.Empty() {
		return photos.Rect{}
	}
	return r
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }
