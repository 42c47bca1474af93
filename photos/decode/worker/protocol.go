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
	"skinline/photos/align"
	"skinline/photos/decode"
)

// Limits of what either side believes of the other.
const (
	maxSizes = 8
	maxTask  = 1 << 20 // of the task's JSON
	maxReply = 1 << 20 // of the reply's JSON
)

// task is what is asked about the photos that follow it: about one its Info
// and a picture for every size, or how the second of two lies on the first.
type task struct {
	Sizes []int      `json:"sizes,omitempty"` // long sides, 0 for full size
	Align *alignment `json:"align,omitempty"`
}

// alignment asks for the second photo on the first, both reduced to Long, and,
// if wanted, for a verdict on the pair.
type alignment struct {
	Long    int           `json:"long"`
	Options align.Options `json:"options"`
	Judge   bool          `json:"judge,omitempty"`
}

// request is a task with its photos.
type request struct {
	task
	files []*io.SectionReader
}

// reply precedes the pixels: four bytes a pixel of every size, in order.
type reply struct {
	Info    photos.Info   `json:"info"`
	Sizes   []image.Point `json:"sizes,omitempty"`
	Aligned *Aligned      `json:"aligned,omitempty"`
	// Verdict is JSON of the comparability package, which checks it.
	Verdict json.RawMessage `json:"verdict,omitempty"`
	Kind    string          `json:"kind,omitempty"` // of the error
	Text    string          `json:"text,omitempty"` // of the error
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

// write sends r, its photos piece by piece through buffer.
func (r request) write(w io.Writer, buffer []byte) error {
	head, err := json.Marshal(r.task)
	if err != nil {
		return fmt.Errorf("send task to worker: %w", err)
	}
	head = append(binary.LittleEndian.AppendUint32(nil, uint32(len(head))), head...)
	if _, err := w.Write(head); err != nil {
		return fmt.Errorf("send task to worker: %w", err)
	}
	for _, file := range r.files {
		if err := writeFile(w, file, buffer); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(w io.Writer, file *io.SectionReader, buffer []byte) error {
	if _, err := w.Write(binary.LittleEndian.AppendUint64(buffer[:0], uint64(file.Size()))); err != nil {
		return fmt.Errorf("send photo to worker: %w", err)
	}
	for at := int64(0); at < file.Size(); {
		n, err := file.ReadAt(buffer[:min(int64(len(buffer)), file.Size()-at)], at)
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

// readTask returns io.EOF when there are no more.
func readTask(r io.Reader) (task, error) {
	var t task
	var n uint32
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return t, err
	}
	if n > maxTask {
		return t, fmt.Errorf("task of %d bytes", n)
	}
	head := make([]byte, n)
	if _, err := io.ReadFull(r, head); err != nil {
		return t, fmt.Errorf("read task: %w", err)
	}
	if err := json.Unmarshal(head, &t); err != nil {
		return t, fmt.Errorf("read task: %w", err)
	}
	if len(t.Sizes) > maxSizes {
		return t, fmt.Errorf("task of %d sizes", len(t.Sizes))
	}
	return t, nil
}

// readFile reads a photo into buffer, or what it needs beyond that, and
// returns the photo's bytes.
func readFile(r io.Reader, buffer []byte) ([]byte, error) {
	var n uint64
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return nil, fmt.Errorf("read photo: %w", err)
	}
	if n > decode.MaxFile {
		return nil, fmt.Errorf("photo of %d bytes", n)
	}
	if uint64(cap(buffer)) < n {
		buffer = make([]byte, n)
	}
	data := buffer[:n]
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, fmt.Errorf("read photo: %w", err)
	}
	return data, nil
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

// readHead reads what precedes the pixels of a reply, or the refusal it is.
func readHead(r io.Reader) (reply, error) {
	var n uint32
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return reply{}, fmt.Errorf("read from worker: %w", err)
	}
	if n > maxReply {
		return reply{}, fmt.Errorf("read from worker: reply of %d bytes", n)
	}
	head := make([]byte, n)
	if _, err := io.ReadFull(r, head); err != nil {
		return reply{}, fmt.Errorf("read from worker: %w", err)
	}
	var got reply
	if err := json.Unmarshal(head, &got); err != nil {
		return reply{}, fmt.Errorf("read from worker: %w", err)
	}
	if got.Kind != "" {
		kind, ok := kinds[got.Kind]
		if !ok {
			kind = decode.ErrDamaged
		}
		return reply{}, refusal{kind, got.Text}
	}
	return got, nil
}

// readPictures reads the reply to a task of the given sizes. It allocates only
// what a photo within the limits can need, whatever the worker says.
func readPictures(r io.Reader, wanted []int) (Decoded, error) {
	got, err := readHead(r)
	if err != nil {
		return Decoded{}, err
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
