package storage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"skinline/storage"
)

// childEnv names the work that this test binary does instead of testing when it is started by
// a test as a process of its own.
const childEnv = "SKINLINE_TEST_CHILD"

func TestMain(m *testing.M) {
	if work := os.Getenv(childEnv); work != "" {
		os.Exit(runChild(work, os.Args[1]))
	}
	os.Exit(m.Run())
}

func childCommand(work, dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], dir)
	cmd.Env = append(os.Environ(), childEnv+"="+work)
	return cmd
}

// child runs work on the library in dir to its end and returns what it printed.
func child(t *testing.T, work, dir string) string {
	t.Helper()
	out, err := childCommand(work, dir).Output()
	if err != nil {
		t.Fatalf("child %s: %v", work, err)
	}
	return string(out)
}

func runChild(work, dir string) int {
	l, err := storage.Open(dir, passphrase)
	if err != nil {
		fmt.Println(err)
		return 0
	}
	defer l.Close()
	fmt.Println("opened")
	switch work {
	case "open":
		return 0
	case "import":
		return importForever(l)
	case "full":
		return importUntilFull(l)
	}
	return 2
}

// importForever imports photo after photo, edits and removes in between, and
// prints each acknowledgement the moment it has it.
func importForever(l *storage.Library) int {
	clients, err := l.Clients()
	if err != nil || len(clients) != 1 {
		fmt.Println("failed: clients:", err)
		return 1
	}
	sessions, err := l.Sessions(clients[0].ID)
	if err != nil {
		fmt.Println("failed:", err)
		return 1
	}
	for {
		s := sessions[rand.IntN(len(sessions))]
		item := storage.ImportItem{Content: tinyPhoto(rand.Uint64()), Path: "p.png", Session: s.ID, View: "frontal"}
		err := l.Import(context.Background(), []storage.ImportItem{item}, func(r storage.ImportResult) {
			if r.Status != storage.Imported {
				fmt.Println("failed:", r.Err)
				return
			}
			fmt.Println("photo", r.Photo.ID, r.SHA256)
			if rand.IntN(4) == 0 {
				if _, err := l.RemovePhoto(r.Photo.ID); err == nil {
					fmt.Println("removed", r.Photo.ID)
				}
			}
		})
		if err != nil {
			fmt.Println("failed:", err)
			return 1
		}
		if s, err = l.Session(s.ID); err == nil {
			s.Notes = fmt.Sprint("note-", rand.Uint64())
			if s, err = l.UpdateSession(s); err == nil {
				fmt.Println("note", s.ID, s.Rev, s.Notes)
			}
		}
		if err != nil {
			fmt.Println("failed:", err)
			return 1
		}
	}
}

// importUntilFull imports until the disk is full and a few beyond, then says what it saw.
func importUntilFull(l *storage.Library) int {
	ignoreFileSizeSignal()
	clients, err := l.Clients()
	if err != nil {
		fmt.Println("failed:", err)
		return 1
	}
	sessions, err := l.Sessions(clients[0].ID)
	if err != nil {
		fmt.Println("failed:", err)
		return 1
	}
	refused := 0
	for seed := uint64(0); refused < 10 && seed < 2000; seed++ {
		data := tinyPhoto(seed)
		if seed%5 == 4 {
			data = append(data, make([]byte, 100_000)...) // what follows a PNG's end is kept too
		}
		item := storage.ImportItem{Content: data, Path: "p.png", Session: sessions[0].ID}
		err := l.Import(context.Background(), []storage.ImportItem{item}, func(r storage.ImportResult) {
			if r.Status == storage.Imported {
				fmt.Println("photo", r.Photo.ID, r.SHA256)
				return
			}
			refused++
			fmt.Println("refused", r.Err)
		})
		if err != nil {
			fmt.Println("failed:", err)
			return 1
		}
	}
	return 0
}
