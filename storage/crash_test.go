package storage_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"skinline/storage"
)

// tinyPhoto is a PNG of noise that no other seed gives.
func tinyPhoto(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 5))
	pic := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range pic.Pix {
		pic.Pix[i] = byte(r.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, pic); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// soak is how many kills the test is asked for.
func soak(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("SKINLINE_SOAK")); err == nil {
		return n
	}
	if testing.Short() {
		return 4
	}
	return 16
}

// acknowledged is what children have said is done.
type acknowledged struct {
	photos  map[storage.ID]string // id to SHA-256
	removed map[storage.ID]bool
	notes   map[storage.ID]storage.Session // newest revision of each
}

func (a acknowledged) read(t *testing.T, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		switch fields[0] {
		case "photo":
			a.photos[storage.ID(fields[1])] = fields[2]
		case "removed":
			a.removed[storage.ID(fields[1])] = true
		case "note":
			rev, err := strconv.ParseInt(fields[2], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			a.notes[storage.ID(fields[1])] = storage.Session{Rev: rev, Notes: fields[3]}
		default:
			t.Fatalf("child: %s", line)
		}
	}
}

func TestNothingAcknowledgedIsLostToAKill(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	if _, err := l.CreateSession(storage.Session{ClientID: s.ClientID, Date: date(2026, 5, 19)}); err != nil {
		t.Fatal(err)
	}
	l.Close()

	a := acknowledged{map[storage.ID]string{}, map[storage.ID]bool{}, map[storage.ID]storage.Session{}}
	temps, kills := 0, soak(t)
	for kill := range kills {
		a.read(t, killed(t, l.Dir(), time.Duration(20+rand.IntN(180))*time.Millisecond))
		left, _ := os.ReadDir(filepath.Join(l.Dir(), "tmp"))
		temps += len(left)
		if kill%10 == 9 || kill == kills-1 {
			removed := len(a.removed)
			report := a.check(t, l.Dir())
			t.Logf("%d kills: %d photos acknowledged, %d there, all byte-identical; %d removals held; files without a record: %d; temporary files left so far: %d",
				kill+1, len(a.photos), report.Photos, removed, len(report.Notes), temps)
		}
	}
}

// killed runs an importing child for a while from its opening and kills it.
// Only lines printed whole count.
func killed(t *testing.T, dir string, after time.Duration) string {
	t.Helper()
	cmd := childCommand("import", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); line != "opened\n" {
		t.Fatalf("child: %q, %v", line, err)
	}
	time.AfterFunc(after, func() { cmd.Process.Kill() })
	var all strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return all.String()
		}
		all.WriteString(line)
	}
}

// check opens the library and holds it against everything acknowledged. It
// leaves the trash empty.
func (a acknowledged) check(t *testing.T, dir string) storage.Report {
	t.Helper()
	ctx := context.Background()
	l, err := storage.Open(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	report, err := l.Verify(ctx, nil)
	if err != nil || len(report.Findings) > 0 {
		t.Fatalf("verify: %+v, %v", report.Findings, err)
	}
	for id := range a.removed {
		if _, err := l.Photo(id); !errors.Is(err, storage.ErrNotFound) {
			t.Fatalf("a removed photo is back: %v", err)
		}
	}
	trash, err := l.Trash()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range trash {
		if err := l.Restore(r.ID); err != nil {
			t.Fatal(err)
		}
	}
	clear(a.removed)
	for id, sum := range a.photos {
		data, err := l.Original(ctx, id)
		if err != nil {
			t.Fatalf("an acknowledged photo: %v", err)
		}
		if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != sum {
			t.Fatal("an acknowledged photo has other bytes")
		}
	}
	for id, want := range a.notes {
		s, err := l.Session(id)
		if err != nil || s.Rev < want.Rev || s.Rev == want.Rev && s.Notes != want.Notes {
			t.Fatalf("an acknowledged note: %+v, want %+v, %v", s, want, err)
		}
	}
	return report
}
