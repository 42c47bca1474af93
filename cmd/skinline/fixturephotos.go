package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"

	"skinline/photos/phantom"
	"skinline/photos/turbo"
	"skinline/storage"
)

// pair adds a client with two photos of 24 megapixels.
func (f fixture) pair(ctx context.Context, l *storage.Library) error {
	c, err := l.CreateClient(storage.Client{Name: "Large Photos", Code: "C-LARGE"})
	if err != nil {
		return fmt.Errorf("add client: %w", err)
	}
	start, err := storage.ParseDate("2026-01-06")
	if err != nil {
		return err
	}
	shot, err := largeShot(image.Pt(6000, 4000))
	if err != nil {
		return err
	}
	var items []storage.ImportItem
	for i := range 2 {
		s, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: start.AddDays(90 * i), Kind: storage.KindFollowUp})
		if err != nil {
			return fmt.Errorf("add session: %w", err)
		}
		items = append(items, storage.ImportItem{
			Content: commented(shot, i), Path: fmt.Sprintf("large%d.jpg", i), Session: s.ID, View: "frontal", Phase: storage.PhaseFollowUp,
		})
	}
	return importAll(ctx, l, items)
}

// writeMany fills a folder with photos to import: every fourth is larger than
// a phone's, every twelfth has 48 megapixels.
func writeMany(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	var shots [][]byte
	for _, size := range []image.Point{{X: 4032, Y: 3024}, {X: 6000, Y: 4000}, {X: 8064, Y: 6048}} {
		shot, err := largeShot(size)
		if err != nil {
			return err
		}
		shots = append(shots, shot)
	}
	for i := range 200 {
		shot := shots[0]
		switch {
		case i%12 == 0:
			shot = shots[2]
		case i%4 == 0:
			shot = shots[1]
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i)), commented(shot, i), 0o600); err != nil {
			return fmt.Errorf("write photo: %w", err)
		}
	}
	return nil
}

// largeShot is a simulated photo enlarged by repetition, with a fine pattern
// over it, so that its file has work for a decoder.
func largeShot(size image.Point) ([]byte, error) {
	src := phantom.Subject{Kind: phantom.Face, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 1008, Height: 756})
	out := image.NewNRGBA(image.Rectangle{Max: size})
	seed := uint32(1)
	for y := range size.Y {
		row := src.Pix[y*src.Rect.Dy()/size.Y*src.Stride:]
		for x := range size.X {
			p, q := out.Pix[y*out.Stride+4*x:], row[4*(x*src.Rect.Dx()/size.X):]
			seed = seed*1664525 + 1013904223
			for c := range 3 {
				p[c] = uint8(min(int(q[c])+int(seed>>28), 255))
			}
			p[3] = 255
		}
	}
	data, err := turbo.Encode(out, 90, true)
	if err != nil {
		return nil, fmt.Errorf("encode photo: %w", err)
	}
	return data, nil
}
