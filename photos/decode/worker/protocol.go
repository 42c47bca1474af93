// Package worker decodes photos in child processes, so that a crafted file may
// cost a worker but never the program: a worker has a ceiling on its memory
// and a deadline for every photo, and is killed and replaced when it breaks
// either.
//
// A worker is the same program started with a hidden verb that calls [Serve].
// Photos go in and pixels come back through its standard input and output;
// nothing touches the disk.
package worker

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"io"

	"skinline/photos"
	"skinline/photos/decode"
)

// Limits of what either side believes of the other.
const (
	maxSizes = 8
	maxReply = 1 << 20 // of the reply's JSON part
)

// request is one photo to look at. Without sizes only its Info is wanted.
type request struct {
	sizes []int // long sides, 0 for full size
	file  *io.SectionReader
}

// reply precedes the pixels: four bytes a pixel of every size, in order.
type reply struct {
	Info  photos.Info   `json:"info"`
	Sizes []image.Point `json:"sizes,omitempty"`
	Kind  string        `json:"kind,omitempty"` // of the error
	Text  string        `json:"text,omitempty"` // of the error
}

// kinds are the sentinels that survive the way between the processes.
var kinds = map[string]error{
	"unsupported": decode.ErrUnsupported,
	"too large":   decode.ErrTooLarge,
	"damaged":     decode.ErrDamaged,
}

func kindOf(err error) string {
	for name, kind := range kinds {
		if errors.Is(err, kind) {
			return name
		}
	}
	return "damaged"
}

// refusal is an error a worker reported: a whole sentence, of one of decode's
// kinds.
type refusal struct {
	kind error
	text string
}

func (r refusal) Error() string { return r.text }
func (r refusal) Unwrap() error { return r.kind }

// errSource wraps the error of a photo's file, which is not the worker's fault.
type errSource struct{ error }

func (e errSource) Unwrap() error { return e.error }

// piece is how much of a photo is handed over at once: what a pipe can be made
// to hold on Linux without asking.
const piece = 1 << 20

// write sends r through buffer, which must have room for its head.
func (r request) write(w io.Writer, buffer []byte) error {
	head := binary.LittleEndian.AppendUint32(buffer[:0], uint32(len(r.sizes)))
	for _, s := range r.sizes {
		head = binary.LittleEndian.AppendUint32(head, uint32(max(s, 0)))
	}
	head = binary.LittleEndian.AppendUint64(head, uint64(r.file.Size()))
	if _, err := w.Write(head); err != nil {
		return fmt.Errorf("send photo to worker: %w", err)
	}
	for at := int64(0); at < r.file.Size(); {
		n, err := r.file.ReadAt(buffer[:min(int64(len(buffer)), r.file.Size()-at)], at)
		if n == 0 {
			return errSource{fmt.Errorf("read photo: %w", err)}
		}
		if _, err := w.Write(buffer[:n]); err != nil {
			return fmt.Errorf("send photo to worker: %w", err)
		}
		at += int64(n)
	}
	return nil
}

// readRequest reads the photo into buffer, or what it needs beyond that, and
// returns the photo's bytes. It returns io.EOF when there are no more.
func readRequest(r io.Reader, buffer []byte) (sizes []int, data []byte, err error) {
	var count uint32
	if err := binary.Read(r, binary.LittleEndian, &count); err != nil {
		return nil, nil, err
	}
	if count > maxSizes {
		return nil, nil, fmt.Errorf("request for %d sizes", count)
	}
	longs := make([]uint32, count)
	if err := binary.Read(r, binary.LittleEndian, longs); err != nil {
		return nil, nil, fmt.Errorf("read request: %w", err)
	}
	for _, s := range longs {
		sizes = append(sizes, int(s))
	}
	var n uint64
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return nil, nil, fmt.Errorf("read request: %w", err)
	}
	if n > decode.MaxFile {
		return nil, nil, fmt.Errorf("request of %d bytes", n)
	}
	if uint64(cap(buffer)) < n {
		buffer = make([]byte, n)
	}
	data = buffer[:n]
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, nil, fmt.Errorf("read request: %w", err)
	}
	return sizes, data, nil
}

func writeReply(w io.Writer, r reply, pictures []*image.NRGBA) error {
	head, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, uint32(len(head))); err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	for _, p := range pictures {
		if _, err := w.Write(p.Pix); err != nil {
			return err
		}
	}
	return nil
}

// readReply reads a reply to a request for the given sizes. It allocates only
// what a photo within the limits can need, whatever the worker says.
func readReply(r io.Reader, wanted []int) (Decoded, error) {
	var n uint32
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return Decoded{}, fmt.Errorf("read from worker: %w", err)
	}
	if n > maxReply {
		return Decoded{}, fmt.Errorf("read from worker: reply of %d bytes", n)
	}
	head := make([]byte, n)
	if _, err := io.ReadFull(r, head); err != nil {
		return Decoded{}, fmt.Errorf("read from worker: %w", err)
	}
	var got reply
	if err := json.Unmarshal(head, &got); err != nil {
		return Decoded{}, fmt.Errorf("read from worker: %w", err)
	}
	if got.Kind != "" {
		kind, ok := kinds[got.Kind]
		if !ok {
			kind = decode.ErrDamaged
		}
		return Decoded{}, refusal{kind, got.Text}
	}
	if len(got.Sizes) != len(wanted) {
		return Decoded{}, fmt.Errorf("read from worker: %d pictures instead of %d", len(got.Sizes), len(wanted))
	}
	out := Decoded{Info: got.Info}
	for _, s := range got.Sizes {
		if s.X < 1 || s.Y < 1 || s.X > 65535 || s.Y > 65535 || s.X*s.Y > decode.MaxPixels {
			return Decoded{}, fmt.Errorf("read from worker: a picture of %d x %d", s.X, s.Y)
		}
		p := image.NewNRGBA(image.Rectangle{Max: s})
		if _, err := io.ReadFull(r, p.Pix); err != nil {
			return Decoded{}, fmt.Errorf("read from worker: %w", err)
		}
		out.Pictures = append(out.Pictures, p)
	}
	return out, nil
}
