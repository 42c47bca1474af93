package decode_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"skinline/photos/decode"
	"skinline/photos/decode/worker"
)

// The test program is its own worker.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "worker" {
		if err := worker.Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// workers is a pool as the program has it.
func workers(t testing.TB) *worker.Pool {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := worker.NewPool(2, exe, "worker")
	t.Cleanup(p.Close)
	return p
}

// Every hostile file ends in an error of a kind or a bounded picture, within
// five seconds; workers hold their ceiling on memory by themselves.
func TestHostileCorpusIsSurvived(t *testing.T) {
	if testing.Short() {
		t.Skip("the times that count are those of the program, not of the race detector")
	}
	dir := corpus(t)
	_, hostile := manifest(t, dir)
	pool := workers(t)
	prepare(t, pool)
	queue := make(chan string)
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for name := range queue {
				survive(t, pool, dir, name)
			}
		})
	}
	for _, name := range hostile {
		queue <- name
	}
	close(queue)
	all.Wait()
	pool.Close()
	if peak := peakOfWorkers(); peak > 1<<30 {
		t.Errorf("a worker took %d MB", peak>>20)
	} else {
		t.Logf("the largest worker took %d MB", peak>>20)
	}
}

// prepare has both workers compile their decoders, which takes seconds where
// the processors are busy, once, and is nothing a hostile file does.
func prepare(t *testing.T, pool *worker.Pool) {
	for _, name := range []string{"blocks.heic", "blocks.avif"} {
		data := sample(t, name)
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if _, err := pool.Decode(t.Context(), data, 0); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		both.Wait()
	}
}

func survive(t *testing.T, pool *worker.Pool, dir, name string) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return // not every file of the manifest was kept
	}
	start := time.Now()
	d, err := pool.Decode(t.Context(), data, 2048, 320)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%s: took %v (%v)", name, took, err)
	} else if took > time.Second {
		t.Logf("%s: took %v (%v)", name, took, err)
	}
	switch {
	case err == nil:
		if len(d.Pictures) != 2 || d.Pictures[1].Rect.Dx() > 320 || d.Pictures[1].Rect.Dy() > 320 {
			t.Errorf("%s: %v", name, d.Pictures)
		}
	case strings.Contains(err.Error(), "broke its decoder"):
		t.Errorf("%s: broke a worker", name)
	case !errors.Is(err, decode.ErrUnsupported) && !errors.Is(err, decode.ErrTooLarge) && !errors.Is(err, decode.ErrDamaged) || len(err.Error()) < 20:
		t.Errorf("%s: %v", name, err)
	}
}
