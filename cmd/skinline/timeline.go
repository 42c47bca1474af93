package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/photos/compose"
	"skinline/storage"
)

func (c *console) timelineVerb() *cobra.Command {
	var code, out string
	var views []storage.View
	var width int
	var named bool
	cmd := &cobra.Command{
		Use:   "timeline --client CODE --out FILE.png",
		Short: "Save a client's timeline as a picture",
		Long: `Save a client's timeline as a picture: sessions side by side, one row a view,
every photo in the frame of its view, treatment facts below. Photos that were
never tried are aligned first. The client's name is on it only with --name.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				h, err := c.aligned(cmd.Context(), l, code)
				if err != nil {
					return err
				}
				if len(views) == 0 {
					for _, f := range h.frames {
						views = append(views, f.View)
					}
				}
				sheet, err := h.sheet(cmd.Context(), l, views, width)
				if err != nil {
					return err
				}
				sheet.Title, sheet.Subtitle = h.client.Code, h.client.Concern
				if named {
					sheet.Title = strings.TrimSpace(h.client.Name + "  " + h.client.Code)
				}
				style := compose.NewStyle(width)
				style.Mark = h.sheetMark(views)
				return c.savePicture(compose.Timeline(sheet, style), out)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&code, "client", "", "the client's code")
	f.StringVar(&out, "out", "", "picture to write, .png or .jpg")
	f.Var(list(&views, "view", func(s string) (storage.View, error) { return storage.View(s), nil }), "view", "a view to show; may be repeated (default: all)")
	f.IntVar(&width, "width", 2400, "width of the picture in pixels, about")
	f.BoolVar(&named, "name", false, "put the client's name on the picture")
	require(cmd, "client", "out")
	offerViews(cmd, "view")
	return cmd
}

// sheet lays out the views of a client. Sessions without a photo of any of
// them are left out.
func (h history) sheet(ctx context.Context, l *storage.Library, views []storage.View, width int) (compose.Sheet, error) {
	var shown []storage.Session
	for _, s := range h.sessions {
		if slices.ContainsFunc(views, func(v storage.View) bool { _, ok := h.cell(s.ID, v); return ok }) {
			shown = append(shown, s)
		}
	}
	if len(shown) == 0 {
		return compose.Sheet{}, fmt.Errorf("client %s has no photos to show: %w", h.client.Code, storage.ErrNotFound)
	}
	var sheet compose.Sheet
	for _, s := range shown {
		sheet.Columns = append(sheet.Columns, compose.Column{Title: h.title(s), Date: longDate(s.Date), Since: h.since(s)})
	}
	cell := max(64, width*7/8/len(shown))
	for _, v := range views {
		frame, err := h.frame(v)
		if err != nil {
			return sheet, err
		}
		row := compose.Row{Title: v.Label()}
		w, height := photos.Fit(frame.Crop, cell, cell*3/2)
		for _, s := range shown {
			p, ok := h.cell(s.ID, v)
			if !ok {
				row.Cells = append(row.Cells, nil)
				continue
			}
			pic, err := renderPhoto(ctx, l, p, frame, w, height)
			if err != nil {
				return sheet, err
			}
			row.Cells = append(row.Cells, pic)
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	sheet.Facts = h.facts(shown, views)
	return sheet, nil
}

// sheetMark says what was done to the photos of a sheet, and to how many not.
func (h history) sheetMark(views []storage.View) string {
	apart, warped := 0, 0
	for _, v := range views {
		frame, _ := h.frame(v) // sheet has refused views without one
		for _, s := range h.sessions {
			p, ok := h.cell(s.ID, v)
			if ok && !onto(p, frame) {
				apart++
			}
			if ok && warpNote(p, frame) != nil {
				warped++
			}
		}
	}
	mark := "Photos moved, turned and scaled onto the first of their row; no retouching."
	switch {
	case apart == 1:
		mark += " 1 photo is not aligned."
	case apart > 1:
		mark += fmt.Sprintf(" %d photos are not aligned.", apart)
	}
	if warped > 0 {
		mark += fmt.Sprintf(" Proportions or perspective changed: %d of them.", warped)
	}
	return mark
}

// onto reports that p lies on the reference of its view.
func onto(p storage.Photo, frame storage.ViewFrame) bool {
	return p.ID == frame.Reference || p.AlignmentTo(frame.Reference) != nil
}

// renderPhoto makes the pixels of p in the frame of its view.
func renderPhoto(ctx context.Context, l *storage.Library, p storage.Photo, frame storage.ViewFrame, w, h int) (*image.RGBA, error) {
	shown := storage.FrameOf(p, frame).Resolved(p.Info.Width, p.Info.Height)
	// The crop takes up w pixels; the whole photo at that scale has this many.
	long := float64(w) / shown.Crop.W * shown.Align.Scale()
	pic, err := l.Preview(ctx, p.ID, int(long)+1)
	if err != nil {
		return nil, fmt.Errorf("read photo of %s: %w", longDate(storage.DateOf(p.Taken.Local)), err)
	}
	return photos.Render(pic, shown, w, h), nil
}

// facts are the treatment rows under the photos; rows that would be empty are
// left out.
func (h history) facts(shown []storage.Session, views []storage.View) []compose.Fact {
	rows := []struct {
		title string
		of    func(storage.Session) []string
	}{
		{"Photos", func(s storage.Session) []string { return append(h.warnings(s, views), h.warps(s, views)...) }},
		{"Depth", func(s storage.Session) []string {
			return each(s.Zones, func(z storage.ZoneTreatment) string {
				if z.Depth == 0 {
					return ""
				}
				return zoneName(z) + " " + z.Depth.String()
			})
		}},
		{"Endpoint", func(s storage.Session) []string {
			return each(s.Zones, func(z storage.ZoneTreatment) string {
				if z.Endpoint == storage.EndpointNone {
					return ""
				}
				return zoneName(z) + ": " + string(z.Endpoint)
			})
		}},
		{"Device", func(s storage.Session) []string { return []string{s.Device} }},
	}
	var facts []compose.Fact
	for _, row := range rows {
		fact := compose.Fact{Title: row.title}
		said := false
		for _, s := range shown {
			text := strings.Join(row.of(s), "\n")
			said = said || text != ""
			fact.Cells = append(fact.Cells, text)
		}
		if said {
			facts = append(facts, fact)
		}
	}
	return facts
}

// warnings name the photos shown of a session that are of fresh or healing
// skin.
func (h history) warnings(s storage.Session, views []storage.View) []string {
	return each(views, func(v storage.View) string {
		p, ok := h.cell(s.ID, v)
		if !ok || warning(p.Phase) == "" {
			return ""
		}
		return v.Label() + ": " + warning(p.Phase)
	})
}

// warps name the photos shown of a session that are more than moved, turned
// and scaled.
func (h history) warps(s storage.Session, views []storage.View) []string {
	return each(views, func(v storage.View) string {
		frame, _ := h.frame(v)
		p, ok := h.cell(s.ID, v)
		if note := warpNote(p, frame); ok && note != nil {
			return v.Label() + ": " + note[0]
		}
		return ""
	})
}

// each maps items to words, leaving out empty ones and repetitions.
func each[T any](items []T, word func(T) string) []string {
	var words []string
	for _, item := range items {
		if w := word(item); w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// savePicture writes a picture where a person asked for it and prints its name.
func (c *console) savePicture(pic image.Image, name string) error {
	data, err := compose.Encode(pic, name)
	if err != nil {
		return fmt.Errorf("encode picture: %w", err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	c.printf("%s\n", name)
	return nil
}
