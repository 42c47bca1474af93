package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"

	"skinline/photos"
	"skinline/photos/decode"
)

// Deadline is how long a photo may take before its worker is killed; an
// alignment, of two photos, may take twice as long.
const Deadline = 20 * time.Second

// Decoded is a photo's Info and its pictures, upright, in the order asked for.
type Decoded struct {
	Info     photos.Info
	Pictures []*image.NRGBA
}

// Pool starts workers when they are needed, keeps them warm, and replaces
// those that die. It may be used from many goroutines.
type Pool struct {
	command  []string
	deadline time.Duration
	seats    chan *process // one for every worker allowed; nil: not started
	closing  sync.Once
	closed   chan struct{}
}

// NewPool makes a pool of at most size workers, each started as command
// (program first), which must call Serve. No process starts before the first
// photo.
func NewPool(size int, command ...string) *Pool {
	p := &Pool{command: command, deadline: Deadline, seats: make(chan *process, max(size, 1)), closed: make(chan struct{})}
	for range cap(p.seats) {
		p.seats <- nil
	}
	return p
}

// ErrClosed is returned by a pool after Close.
var ErrClosed = errors.New("decoding has been shut down")

// Probe is decode.Probe in a worker.
func (p *Pool) Probe(ctx context.Context, data []byte) (photos.Info, error) {
	return p.ProbeFile(ctx, bytes.NewReader(data), int64(len(data)))
}

// ProbeFile is Probe of the first size bytes of file.
func (p *Pool) ProbeFile(ctx context.Context, file io.ReaderAt, size int64) (photos.Info, error) {
	d, err := p.look(ctx, file, size)
	return d.Info, err
}

// Decode is decode.Pictures in a worker: one decode, one picture for every
// long side asked for (0: full size). Errors are decode's, ctx's, or ErrClosed.
// A photo that breaks its worker is decode.ErrDamaged, with the reason.
func (p *Pool) Decode(ctx context.Context, data []byte, longs ...int) (Decoded, error) {
	return p.DecodeFile(ctx, bytes.NewReader(data), int64(len(data)), longs...)
}

// DecodeFile is Decode of the first size bytes of file, which go to the worker
// piece by piece and are never in this process's memory as a whole. file may
// be read twice. Errors of file come back wrapped.
func (p *Pool) DecodeFile(ctx context.Context, file io.ReaderAt, size int64, longs ...int) (Decoded, error) {
	if len(longs) == 0 || len(longs) > maxSizes {
		return Decoded{}, fmt.Errorf("decode %d sizes at once", len(longs))
	}
	return p.look(ctx, file, size, longs...)
}

// look asks for a photo's Info and a picture for every long side.
func (p *Pool) look(ctx context.Context, file io.ReaderAt, size int64, longs ...int) (d Decoded, err error) {
	r := request{task{Sizes: longs}, []*io.SectionReader{io.NewSectionReader(file, 0, size)}}
	err = p.do(ctx, r, func(from io.Reader) (err error) {
		d, err = readPictures(from, longs)
		return err
	})
	return d, err
}

// Close ends the workers after the photos they are busy with.
func (p *Pool) Close() {
	p.closing.Do(func() {
		close(p.closed)
		for range cap(p.seats) {
			if w := <-p.seats; w != nil {
				w.stop()
			}
		}
	})
}

// do has a worker answer r; read takes its reply.
func (p *Pool) do(ctx context.Context, r request, read func(io.Reader) error) error {
	for _, f := range r.files {
		if size := f.Size(); size > decode.MaxFile {
			return refusal{decode.ErrTooLarge, fmt.Sprintf("the file has %d MB, more than the %d MB a photo may have", size>>20, decode.MaxFile>>20)}
		}
	}
	var w *process
	select {
	case <-p.closed:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	case w = <-p.seats:
	}
	defer func() { p.seats <- w }()
	for {
		fresh := w == nil
		if fresh {
			var err error
			if w, err = start(p.command); err != nil {
				return err
			}
		}
		alive, err := w.ask(ctx, r, p.deadline*time.Duration(len(r.files)), read)
		if alive {
			return err
		}
		w.stop()
		w = nil
		// A warm worker may have died of what came before this photo.
		if err == nil || fresh || errors.Is(err, errSlow) || errors.As(err, new(errSource)) || ctx.Err() != nil {
			return err
		}
	}
}

// process is one running worker.
type process struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     io.ReadCloser
	release func()
	buffer  []byte // what a photo passes through on its way
}

func start(command []string) (*process, error) {
	cmd := exec.Command(command[0], command[1:]...)
	// A worker needs nothing of the environment, least of all a passphrase.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	deepen(in)
	deepen(out)
	w := &process{cmd: cmd, in: in, out: out, release: func() {}, buffer: make([]byte, piece)}
	release, err := enclose(cmd.Process.Pid)
	if err != nil {
		w.stop()
		return nil, err
	}
	w.release = release
	return w, nil
}

// ask sends one request and has read take the reply, killing the worker when
// ctx or the deadline ends first. A worker that is not alive afterwards must be
// stopped.
func (w *process) ask(ctx context.Context, r request, deadline time.Duration, read func(io.Reader) error) (alive bool, err error) {
	within, cancel := context.WithTimeoutCause(ctx, deadline, errSlow)
	defer cancel()
	spare := context.AfterFunc(within, func() { _ = w.cmd.Process.Kill() })
	err = r.write(w.in, w.buffer)
	if err == nil {
		err = read(w.out)
	}
	alive = spare()
	var said refusal
	var source errSource
	switch {
	case err == nil, errors.As(err, &said):
		return alive, err
	case errors.As(err, &source):
		return false, source
	case ctx.Err() != nil:
		return false, ctx.Err()
	case !alive:
		text := fmt.Sprintf("%s took more than %d seconds and was given up", r.doing(), int(deadline.Seconds()))
		return false, refusal{errSlow, text}
	}
	return false, refusal{decode.ErrDamaged, r.doing() + " needed more memory than a photo may, or broke its decoder"}
}

// doing names the work for the sentences of errors.
func (t task) doing() string {
	if t.Align != nil {
		return "aligning these photos"
	}
	return "reading this photo"
}

var errSlow = fmt.Errorf("%w: not done within the deadline", decode.ErrTooLarge)

// stop kills the worker and waits for its end.
func (w *process) stop() {
	_ = w.in.Close()
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
	w.release()
}
