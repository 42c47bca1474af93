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
	from, to := bufio.NewReaderSize(in, 1<<16), bufio.NewWriterSize(out, 1<<16)
	for {
		r, err := readRequest(from)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		answer, pictures := work(r)
		if err := writeReply(to, answer, pictures); err != nil {
			return err
		}
		if err := to.Flush(); err != nil {
			return err
		}
	}
}

func work(r request) (reply, []*image.NRGBA) {
	var answer reply
	var pictures []*image.NRGBA
	var err error
	if len(r.sizes) == 0 {
		answer.Info, err = decode.Probe(r.data)
	} else {
		answer.Info, pictures, err = decode.Pictures(r.data, r.sizes...)
	}
	if err != nil {
		return reply{Kind: kindOf(err), Text: err.Error()}, nil
	}
	for _, p := range pictures {
		answer.Sizes = append(answer.Sizes, p.Rect.Size())
	}
	return answer, pictures
}
