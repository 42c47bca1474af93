package worker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"sync"
	"testing"
	"time"

	"skinline/photos/decode"
	"skinline/photos/decode/worker"
)

// The test program is its own worker. The other roles misbehave on purpose.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "worker":
			worker.StepBack()
			if err := worker.Serve(os.Stdin, os.Stdout); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		case "mute":
			_, _ = io.Copy(io.Discard, os.Stdin)
			return
		case "dead":
			os.Exit(7)
		case "liar":
			_, _ = os.Stdout.Write(bytes.Repeat([]byte{0xff}, 4096))
			time.Sleep(time.Second)
			return
		case "hog":
			if err := worker.Hog(); err != nil {
				os.Exit(1)
			}
			// Only a process that was not stopped comes here, and answers.
			_ = worker.Serve(os.Stdin, os.Stdout)
			return
		}
	}
	os.Exit(m.Run())
}

func pool(t *testing.T, size int, verb string) *worker.Pool {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := worker.NewPool(size, exe, verb)
	t.Cleanup(p.Close)
	return p
}

func photo(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / w), uint8(y * 255 / h), 90, 255})
		}
	}
	return img
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkerDecodesAsTheProcessItself(t *testing.T) {
	p := pool(t, 2, "worker")
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(640, 420), nil); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{b.Bytes(), asPNG(t, photo(300, 200))} {
		info, want, err := decode.Pictures(data, 100, 0, 50)
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Decode(t.Context(), data, 100, 0, 50)
		if err != nil {
			t.Fatal(err)
		}
		if got.Info != info {
			t.Errorf("info %+v, want %+v", got.Info, info)
		}
		for i := range want {
			if got.Pictures[i].Rect != want[i].Rect || !bytes.Equal(got.Pictures[i].Pix, want[i].Pix) {
				t.Errorf("picture %d differs", i)
			}
		}
		if probed, err := p.Probe(t.Context(), data); err != nil || probed != info {
			t.Errorf("probe %+v, %v", probed, err)
		}
	}
}

func TestManyPhotosAtOnceShareFewWorkers(t *testing.T) {
	p := pool(t, 2, "worker")
	var all sync.WaitGroup
	for i := range 24 {
		data := asPNG(t, photo(40+i, 30))
		all.Go(func() {
			d, err := p.Decode(t.Context(), data, 0)
			if err != nil || d.Pictures[0].Rect.Dx() != 40+i {
				t.Errorf("photo %d: %v", i, err)
			}
		})
	}
	all.Wait()
}

func TestRefusalsKeepTheirKindAndSentence(t *testing.T) {
	p := pool(t, 1, "worker")
	for _, data := range [][]byte{nil, []byte("hello"), asPNG(t, photo(9, 9))[:60], []byte("%PDF-1.7")} {
		_, _, want := decode.Pictures(data, 0)
		_, err := p.Decode(t.Context(), data, 0)
		if want == nil || err == nil || err.Error() != want.Error() {
			t.Errorf("%q: %v, want %v", data, err, want)
		}
		for _, kind := range []error{decode.ErrDamaged, decode.ErrTooLarge, decode.ErrUnsupported} {
			if errors.Is(err, kind) != errors.Is(want, kind) {
				t.Errorf("%q: %v is %v", data, err, kind)
			}
		}
	}
}

func TestADeadOrLyingWorkerIsReplacedAndNamed(t *testing.T) {
	for _, verb := range []string{"dead", "liar"} {
		p := pool(t, 1, verb)
		for range 2 {
			_, err := p.Decode(t.Context(), asPNG(t, photo(9, 9)), 0)
			if !errors.Is(err, decode.ErrDamaged) {
				t.Errorf("%s: %v", verb, err)
			}
		}
	}
}

func TestASlowPhotoIsGivenUpAtTheDeadline(t *testing.T) {
	p := pool(t, 1, "mute")
	worker.SetDeadline(p, 200*time.Millisecond)
	start := time.Now()
	_, err := p.Decode(t.Context(), asPNG(t, photo(9, 9)), 0)
	if !errors.Is(err, decode.ErrTooLarge) || time.Since(start) > 3*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestCancelEndsThePhotoAndNotThePool(t *testing.T) {
	p := pool(t, 1, "worker")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Decode(ctx, asPNG(t, photo(9, 9)), 0); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	slow := pool(t, 1, "mute")
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := slow.Decode(ctx, asPNG(t, photo(9, 9)), 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, err := p.Decode(t.Context(), asPNG(t, photo(9, 9)), 0); err != nil {
		t.Error(err)
	}
	p.Close()
	if _, err := p.Decode(t.Context(), asPNG(t, photo(9, 9)), 0); !errors.Is(err, worker.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

func TestMemoryBeyondTheCeilingEndsTheWorker(t *testing.T) {
	p := pool(t, 1, "hog")
	_, err := p.Decode(t.Context(), asPNG(t, photo(9, 9)), 0)
	if !errors.Is(err, decode.ErrDamaged) {
		t.Errorf("a worker took more than its ceiling: %v", err)
	}
}
