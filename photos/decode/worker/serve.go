package worker

import (
	"bufio"
	"errors"
	"image"
	"io"
	"runtime/debug"

	"skinline/photos/decode"
)

// Serve is the worker's side: it answers requests from in on out until in
// ends. It first gives up what a decoder has no use for (memory beyond the
// ceiling, files, core dumps), so the process can do nothing else afterwards.
func Serve(in io.Reader, out io.Writer) error {
	if err := confine(); err != nil {
		return err
	}
	debug.SetMemoryLimit(memory * 3 / 4)
	// Nearly all of a worker's memory is pixels, which are of no use after the
	// photo and take no time to be looked through.
	debug.SetGCPercent(20)
	from, to := bufio.NewReaderSize(in, 1<<12), bufio.NewWriterSize(out, 1<<12)
	var buffer []byte
	var a aligner
	for {
		t, err := readTask(from)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		next := func() ([]byte, error) {
			data, err := readFile(from, buffer)
			// Fresh memory costs more than reading a photo into it, but a
			// giant is not worth keeping for the next.
			if buffer = nil; len(data) <= keep {
				buffer = data
			}
			return data, err
		}
		if t.Align == nil {
			a = aligner{} // a photo may need all the memory there is
		}
		answer, pictures, err := do(t, &a, next)
		if err != nil {
			return err
		}
		if err := writeReply(to, answer, pictures); err != nil {
			return err
		}
		if err := to.Flush(); err != nil {
			return err
		}
	}
}

// keep is the largest photo file whose memory is used for the next one.
const keep = 32 << 20

// do answers one task. next reads the next photo over the one before; its
// error is the end of this worker.
func do(t task, a *aligner, next func() ([]byte, error)) (reply, []*image.NRGBA, error) {
	if t.Align != nil {
		answer, err := a.answer(*t.Align, next)
		return answer, nil, err
	}
	data, err := next()
	if err != nil {
		return reply{}, nil, err
	}
	answer, pictures := look(data, t.Sizes)
	return answer, pictures, nil
}

// look must not keep any part of data.
func look(data []byte, sizes []int) (reply, []*image.NRGBA) {
	var answer reply
	var pictures []*image.NRGBA
	var err error
	if len(sizes) == 0 {
		answer.Info, err = decode.Probe(data)
	} else {
		answer.Info, pictures, err = decode.Pictures(data, sizes...)
	}
	if err != nil {
		return refused(err), nil
	}
	for _, p := range pictures {
		answer.Sizes = append(answer.Sizes, p.Rect.Size())
	}
	return answer, pictures
}

func refused(err error) reply { return reply{Kind: kindOf(err), Text: err.Error()} }
