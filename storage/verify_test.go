package storage_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/storage"
)

func TestADamagedOriginalIsNamedByVerifyAndNeverReturned(t *testing.T) {
	l, _ := newLibrary(t)
	_, _, list := course(t, l, 1)
	p := list[1]
	path := filepath.Join(l.Dir(), "originals", p.Blob[:2], p.Blob+".age")
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	bit := r.IntN(len(sealed) * 8)
	flipped := append([]byte(nil), sealed...)
	flipped[bit/8] ^= 1 << (bit % 8)
	other, _ := os.ReadFile(filepath.Join(l.Dir(), "originals", list[0].Blob[:2], list[0].Blob+".age"))
	for name, data := range map[string][]byte{
		"flipped bit": flipped, "cut": sealed[:r.IntN(len(sealed))], "longer": append(append([]byte(nil), sealed...), 1),
		"empty": {}, "another's": other, "missing": nil,
	} {
		if os.WriteFile(path, data, 0o600); data == nil {
			remove(t, path)
		}
		if got, err := l.Original(context.Background(), p.ID); !errors.Is(err, storage.ErrDamaged) || got != nil {
			t.Errorf("%s: %v", name, err)
		}
		if pic, err := l.Preview(context.Background(), p.ID, 0); !errors.Is(err, storage.ErrDamaged) || pic != nil {
			t.Errorf("%s, full size: %v", name, err)
		}
		report, err := l.Verify(context.Background(), nil)
		if err != nil || len(report.Findings) != 1 {
			t.Fatalf("%s: %+v, %v", name, report, err)
		}
		f := report.Findings[0]
		if f.What != "original" || f.Photo != p.ID || !errors.Is(f.Err, storage.ErrDamaged) || f.Label != "C-0001, 2026-03-03, Oblique left" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	os.WriteFile(path, sealed, 0o600)
	if report := verified(t, l); report.Photos != 4 || report.Clients != 1 || report.Sessions != 2 || report.Bytes == 0 {
		t.Errorf("%+v", report)
	}
}

func TestADamagedOrMissingSidecarIsNamedByVerify(t *testing.T) {
	l, _ := newLibrary(t)
	course(t, l, 1)
	for _, spoil := range []func(testing.TB, string){damage, remove} {
		sidecar := files(t, l.Dir(), "sessions")[0]
		spoil(t, sidecar)
		report, err := l.Verify(context.Background(), nil)
		if err != nil || len(report.Findings) != 1 || report.Findings[0].What != "sidecar" || !strings.HasPrefix(report.Findings[0].Label, "C-0001") {
			t.Errorf("%+v, %v", report, err)
		}
	}
}

func TestVerifyCountsProgressAndStopsWithItsContext(t *testing.T) {
	l, _ := newLibrary(t)
	course(t, l, 1)
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err := l.Verify(ctx, func(done, total int) {
		if calls++; done != calls || total != 4 {
			t.Errorf("%d of %d at call %d", done, total, calls)
		}
		if calls == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || calls != 2 {
		t.Errorf("%d calls, %v", calls, err)
	}
}
