package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/comparability"
)

// AlignLong is the long side, in pixels, that photos are reduced to before they
// are aligned: the larger stored preview of a library.
const AlignLong = 2048

// Aligned is what was found about two photos. Its transform and landmarks are
// in relative coordinates and hold for the photos in full size.
type Aligned struct {
	align.Result
	// Reference and Photo are what the two files say about themselves.
	Reference photos.Info `json:"reference"`
	Photo     photos.Info `json:"photo"`
	// DecodeMS, AlignMS and JudgeMS are the milliseconds that reading both
	// photos, aligning them and judging the pair took.
	DecodeMS float64 `json:"decode_ms"`
	AlignMS  float64 `json:"align_ms"`
	JudgeMS  float64 `json:"judge_ms"`
}

// Align is [Align] in a worker. Errors are those of Decode, and name the
// photo that cannot be read; a pair that breaks its worker or is not done
// in twice Deadline is an error too, never the end of this program.
func (p *Pool) Align(ctx context.Context, reference, photo []byte, o align.Options) (Aligned, error) {
	a, _, err := p.align(ctx, reference, photo, alignment{Long: AlignLong, Options: o})
	return a, err
}

// Judge is Align with a verdict on the pair as it then lies; the zero Verdict
// when it is refused.
func (p *Pool) Judge(ctx context.Context, reference, photo []byte, o align.Options) (Aligned, comparability.Verdict, error) {
	a, text, err := p.align(ctx, reference, photo, alignment{AlignLong, o, true})
	if err != nil || text == nil {
		return a, comparability.Verdict{}, err
	}
	v, err := comparability.Parse(text)
	return a, v, err
}

func (p *Pool) align(ctx context.Context, reference, photo []byte, t alignment) (a Aligned, verdict []byte, err error) {
	r := request{task: task{Align: &t}}
	for _, data := range [][]byte{reference, photo} {
		r.files = append(r.files, io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))))
	}
	err = p.do(ctx, r, func(from io.Reader) (err error) {
		a, verdict, err = readAligned(from)
		return err
	})
	return a, verdict, err
}

// maxLandmarks is how many landmarks an alignment may rest on.
const maxLandmarks = 1000

func readAligned(r io.Reader) (Aligned, []byte, error) {
	got, err := readHead(r)
	if err != nil {
		return Aligned{}, nil, err
	}
	if got.Aligned == nil {
		return Aligned{}, nil, errors.New("read from worker: no alignment")
	}
	if err := got.Aligned.check(); err != nil {
		return Aligned{}, nil, fmt.Errorf("read from worker: %w", err)
	}
	return *got.Aligned, got.Verdict, nil
}

// check refuses what no alignment says: a worker that a crafted photo has taken
// over may say anything.
func (a Aligned) check() error {
	switch a.Outcome {
	case align.Refused:
		return nil
	case align.Aligned, align.ByLandmarks:
	default:
		return fmt.Errorf("outcome %q", a.Outcome)
	}
	if _, err := a.Transform.Inverse(); err != nil {
		return err
	}
	// Written so that what is no number fails too.
	if !(a.Confidence >= 0 && a.Confidence <= 1) || !(a.Residual >= 0 && a.Residual < 1) || len(a.Landmarks) > maxLandmarks {
		return fmt.Errorf("confidence %v, residual %v, %d landmarks", a.Confidence, a.Residual, len(a.Landmarks))
	}
	for _, row := range a.Transform {
		for _, v := range row {
			if !(math.Abs(v) < 1e6) {
				return errors.New("a transform beyond all photos")
			}
		}
	}
	return nil
}
