package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"skinline/photos/phantom"
	"skinline/storage"
)

// fixture is a library to measure with: one client with a course far longer
// than any real one, some with long ones, and many with no photos.
type fixture struct {
	clients, visited, visitedPhotos, sessions, photos int

	large string // folder for photos to import
}

// fixtureVerb makes it. The pictures are simulated; only comments in the files
// differ.
func (c *console) fixtureVerb() *cobra.Command {
	f := fixture{}
	cmd := &cobra.Command{
		Use:    "fixture --library DIR",
		Short:  "Make a large library to measure with",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := c.libraryDir()
			if err != nil {
				return err
			}
			l, _, err := storage.Create(dir, c.passphrase, storage.Options{WorkFactor: 10})
			if err != nil {
				return fmt.Errorf("create library: %w", err)
			}
			if err = f.fill(cmd.Context(), l); err == nil {
				err = f.pair(cmd.Context(), l)
			}
			if err == nil && f.large != "" {
				err = writeMany(f.large)
			}
			if closed := l.Close(); err == nil {
				err = closed
			}
			return err
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&f.clients, "clients", 20000, "clients in all")
	flags.IntVar(&f.visited, "with-photos", 50, "clients with photos, besides the large one")
	flags.IntVar(&f.visitedPhotos, "each", 200, "photos of each of those")
	flags.IntVar(&f.sessions, "sessions", 60, "sessions of the large client")
	flags.IntVar(&f.photos, "photos", 500, "photos of the large client")
	flags.StringVar(&f.large, "import", "", "folder to fill with 200 photos of 12 to 48 megapixels")
	return cmd
}

func (f fixture) fill(ctx context.Context, l *storage.Library) error {
	first := []string{"Anna", "Jörg", "Zoë", "María", "Łukasz", "Chloé", "Ingrid", "Óscar", "Sinéad", "Müge"}
	last := []string{"Müller", "Berg", "García", "Nowak", "O'Brien", "Lefèvre", "Schmidt", "Ångström", "Rossi", "Kaya", "Weiß"}
	concerns := []string{"acne scars", "stretch marks", "fine lines", "melasma", "surgical scar"}
	serial := 0
	for i := range f.clients {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := l.CreateClient(storage.Client{
			Name: first[i%len(first)] + " " + last[i/len(first)%len(last)], Code: fmt.Sprintf("C-%05d", i),
			Concern: concerns[i%len(concerns)], Tags: []string{fmt.Sprintf("group %d", i%17)},
		})
		if err != nil {
			return fmt.Errorf("add client: %w", err)
		}
		sessions, photos := 0, 0
		switch {
		case i == 0:
			sessions, photos = f.sessions, f.photos
		case i <= f.visited:
			sessions, photos = (f.visitedPhotos+7)/8, f.visitedPhotos
		}
		if err := f.course(ctx, l, c.ID, sessions, photos, &serial); err != nil {
			return err
		}
	}
	return nil
}

// course gives a client sessions four weeks apart, and photos in as many views
// as it takes.
func (f fixture) course(ctx context.Context, l *storage.Library, client storage.ID, sessions, photos int, serial *int) error {
	if sessions == 0 {
		return nil
	}
	start, err := storage.ParseDate("2021-01-05")
	if err != nil {
		return err
	}
	data, err := phantom.Subject{Kind: phantom.Face, Seed: int64(*serial)}.JPEG(phantom.Shot{Width: 480, Height: 600})
	if err != nil {
		return fmt.Errorf("draw photo: %w", err)
	}
	var items []storage.ImportItem
	views := (photos + sessions - 1) / sessions
	for i := range sessions {
		s, err := l.CreateSession(storage.Session{
			ClientID: client, Date: start.AddDays(28 * i), Kind: storage.KindTreatment, Device: "pen, 12 pins",
			Zones: []storage.ZoneTreatment{{Zone: "cheek", Depth: 1250}, {Zone: "forehead", Depth: 500}},
		})
		if err != nil {
			return fmt.Errorf("add session: %w", err)
		}
		for v := 0; v < views && len(items) < photos; v++ {
			*serial++
			items = append(items, storage.ImportItem{
				Content: commented(data, *serial), Path: fmt.Sprintf("IMG_%06d.jpg", *serial),
				Session: s.ID, View: storage.Views()[v], Phase: storage.PhasePre,
			})
		}
	}
	return importAll(ctx, l, items)
}

// importAll imports items, all of which must be taken.
func importAll(ctx context.Context, l *storage.Library, items []storage.ImportItem) error {
	var failed error
	err := l.Import(ctx, items, func(r storage.ImportResult) {
		if r.Err != nil {
			failed = r.Err
		}
	})
	if err == nil {
		err = failed
	}
	return err
}

// commented makes other bytes of the same picture by a comment segment.
func commented(jpeg []byte, n int) []byte {
	segment := binary.BigEndian.AppendUint32([]byte{0xFF, 0xFE, 0, 6}, uint32(n))
	return slices.Concat(jpeg[:2], segment, jpeg[2:])
}
