package ui

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"skinline/photos/phantom"
	"skinline/storage"
)

// Screens opens o.Library with o.Passphrase and writes pictures of the main
// screens into the folder out, telling report each file. a must be an app of
// Fyne's software driver (the program built with -tags ci); everything runs on
// the calling goroutine, and a picture is taken when nothing is under way.
func Screens(a fyne.App, o Options, out string, report func(file string)) (err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("make folder for pictures: %w", err)
	}
	off := newOffstage(a)
	passphrase := o.Passphrase
	o.Passphrase = ""
	s := &shooting{App: New(off, o), off: off, out: out, report: report}
	defer func() {
		s.close()
		off.driver.drain()
	}()
	s.win.Resize(fyne.NewSize(1440, 900))
	return s.all(passphrase)
}

// shooting takes pictures of the window one after the other.
type shooting struct {
	*App
	off    *offstage
	out    string
	report func(file string)
	err    error // the first failure; nothing is done after it
}

func (s *shooting) all(passphrase string) error {
	s.look(VariantDark)
	s.take("unlock")
	way, ok := s.screen.(*unlockScreen)
	if !ok {
		return errors.New("no library to open")
	}
	way.submit(passphrase)
	s.take("clients")
	if s.lib == nil {
		return errors.New(way.said.label.Text)
	}
	client, err := s.fullest()
	if err != nil {
		return err
	}
	s.timeline(client)
	s.forms(client)
	s.pictures(client)
	return s.err
}

// take writes the window once it has come to rest.
func (s *shooting) take(name string) {
	if s.err != nil {
		return
	}
	s.off.settle(s.busy)
	file := filepath.Join(s.out, name+".png")
	f, err := os.Create(file)
	if err == nil {
		err = png.Encode(f, s.win.Canvas().Capture())
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		s.err = fmt.Errorf("write picture of %s: %w", name, err)
		return
	}
	s.report(file)
}

// fullest is the client with the most photos.
func (s *shooting) fullest() (storage.ID, error) {
	all, err := s.lib.Clients()
	if err != nil || len(all) == 0 {
		return "", errors.Join(err, errors.New("the library has no client to show"))
	}
	best := all[0]
	for _, c := range all {
		if c.Photos > best.Photos {
			best = c
		}
	}
	return best.ID, nil
}

func (s *shooting) both(name string) {
	s.take(name)
	s.look(VariantLight)
	s.take(name + "-light")
	s.look(VariantDark)
}

func (s *shooting) timeline(client storage.ID) {
	s.showTimeline(client)
	s.both("timeline")
}

// forms shows the session form and the review of four simulated photos.
func (s *shooting) forms(client storage.ID) {
	c, err := s.lib.Client(client)
	if err != nil {
		s.err = err
		return
	}
	sessions, err := s.lib.Sessions(client)
	if err != nil {
		s.err = err
		return
	}
	s.newSession(c, sessions, sessions[len(sessions)-1].Date.AddDays(28))
	s.take("session")
	s.screen.(*sessionScreen).cancel()
	dir, err := simulated(sessions)
	if err != nil {
		s.err = err
		return
	}
	defer os.RemoveAll(dir)
	s.importPhotos(client, []string{dir}, cellHint{})
	s.take("import")
}

// simulated writes photos of nobody for the review.
func simulated(sessions []storage.Session) (string, error) {
	dir, err := os.MkdirTemp("", "skinline-simulated-")
	if err != nil {
		return "", fmt.Errorf("make simulated photos: %w", err)
	}
	names := []string{"frontal.jpg", "oblique left.jpg", "oblique right.jpg", "IMG_2031.jpg"}
	date := sessions[len(sessions)-1].Date.AddDays(28).Time()
	for i, name := range names {
		shot := phantom.Shot{Width: 320, Height: 400, Turn: float64([]int{0, 35, -35, 5}[i]), Taken: date.Add(time.Duration(600+i) * time.Minute)}
		data, err := phantom.Subject{Kind: phantom.Face, Seed: 7}.JPEG(shot)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o600)
		}
		if err != nil {
			return "", errors.Join(err, os.RemoveAll(dir))
		}
	}
	return dir, nil
}

// pictures shows the editor of an alignment and a comparison.
func (s *shooting) pictures(client storage.ID) {
	s.showTimeline(client)
	s.off.settle(s.busy)
	t, ok := s.screen.(*timelineScreen)
	if !ok {
		s.err = errors.New("the timeline did not open")
		return
	}
	first, latest, ok := t.ends()
	if !ok {
		s.err = errors.New("the library has no two photos to compare")
		return
	}
	s.alignPhoto(t.c, latest)
	s.take("align")
	s.screen.(*alignScreen).tabs.SelectIndex(1)
	s.take("crop")
	s.compare(t.c, []storage.Photo{first, latest})
	s.both("compare")
	s.screen.(*compareScreen).choose(modeCurtain)
	s.take("compare-curtain")
}
