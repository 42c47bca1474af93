package ui

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"skinline/photos/phantom"
	"skinline/storage"
)

func TestScreensAreDrawnWithoutADisplay(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every screen")
	}
	dir := newLibrary(t, func(l *storage.Library) {
		c, err := l.CreateClient(storage.Client{Name: "Anna Berg"})
		if err != nil {
			t.Fatal(err)
		}
		var items []storage.ImportItem
		for i, date := range []string{"2026-03-03", "2026-04-14"} {
			s, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: day(date), Kind: storage.KindTreatment})
			if err != nil {
				t.Fatal(err)
			}
			shot := phantom.Shot{Taken: day(date).Time().Add(10 * time.Hour), NoiseSeed: int64(i)}
			items = append(items, storage.ImportItem{Path: shoot(t, t.TempDir(), date+".jpg", shot), Session: s.ID, View: "frontal"})
		}
		if err := l.Import(context.Background(), items, func(storage.ImportResult) {}); err != nil {
			t.Fatal(err)
		}
	})
	out, drawn := t.TempDir(), map[string]bool{}
	err := Screens(test.NewTempApp(t), Options{Library: dir, Passphrase: secret}, out, func(file string) {
		drawn[filepath.Base(file)] = true
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"unlock.png", "clients.png", "timeline.png", "timeline-light.png", "session.png",
		"import.png", "align.png", "crop.png", "compare.png", "compare-light.png", "compare-curtain.png",
	} {
		if !drawn[name] {
			t.Errorf("%s was not reported", name)
			continue
		}
		f, err := os.Open(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.DecodeConfig(f)
		_ = f.Close()
		if err != nil || img.Width != 1440 || img.Height != 900 {
			t.Errorf("%s is %d x %d, %v", name, img.Width, img.Height, err)
		}
	}
}

func TestScreensRefuseAWrongPassphrase(t *testing.T) {
	err := Screens(test.NewTempApp(t), Options{Library: newLibrary(t, nil), Passphrase: "wrong"}, t.TempDir(), func(string) {})
	if err == nil {
		t.Error("no error")
	}
}
