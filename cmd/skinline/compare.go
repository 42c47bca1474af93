package main

import (
	"context"
	"fmt"
	"image"
	"strings"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/photos/compose"
	"skinline/storage"
)

// comparison is one run of the compare verb.
type comparison struct {
	console *console
	out     string
	width   int
	points  [][]pixelPair
	crop    photos.Rect

	// The library form.
	code     string
	view     storage.View
	sessions []storage.Date
}

func (c *console) compareVerb() *cobra.Command {
	k := comparison{console: c}
	cmd := &cobra.Command{
		Use:   "compare --out FILE.png BEFORE AFTER [AFTER ...]",
		Short: "Save photos side by side in one frame",
		Long: `Save photos side by side in one frame, with dates and what was done to them.

Photo files need no library. --points aligns an AFTER onto BEFORE (see skinline
align --help); give it once for every AFTER, or not at all: then nothing is
aligned, and the picture says so. --crop is x,y,width,height in pixels of BEFORE.

With --client the photos come from the library: those of a view (default: the
first) in the sessions named, or the first and the latest, as aligned and
cropped there.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if k.code != "" {
				return k.inLibrary(cmd.Context(), args)
			}
			return withReader(func(r reader) error { return k.files(cmd.Context(), r, args) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&k.out, "out", "", "picture to write, .png or .jpg")
	f.IntVar(&k.width, "width", 2400, "width of the picture in pixels, about")
	f.Var(list(&k.points, "pairs", parsePoints), "points", "\"x,y=x,y x,y=x,y\", BEFORE=AFTER; once an AFTER")
	f.Var(&value[photos.Rect]{to: &k.crop, kind: "rect", parse: parseRect}, "crop", "x,y,width,height in pixels of BEFORE")
	f.StringVar(&k.code, "client", "", "compare photos of this client of the library")
	f.StringVar((*string)(&k.view), "view", "", "with --client: the view")
	f.Var(list(&k.sessions, "date", storage.ParseDate), "session", "with --client: date of a session to show; two or more times")
	require(cmd, "out")
	offerViews(cmd, "view")
	return cmd
}

func (k *comparison) files(ctx context.Context, r reader, paths []string) error {
	if len(paths) < 2 {
		return fmt.Errorf("give BEFORE and at least one AFTER: %w", errUsage)
	}
	if len(k.points) > 0 && len(k.points) != len(paths)-1 {
		return fmt.Errorf("%d AFTER photos but --points %d times: %w", len(paths)-1, len(k.points), errUsage)
	}
	var files []photoFile
	for _, path := range paths {
		f, err := r.read(ctx, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		files = append(files, f)
	}
	shown, err := k.asPhotos(files)
	if err != nil {
		return err
	}
	crop, err := cropOf(files[0].info, k.crop, "free")
	if err != nil {
		return err
	}
	frame := storage.ViewFrame{Reference: shown[0].ID, Crop: crop, Aspect: "free", CropSet: !k.crop.Empty()}
	w, h := photos.Fit(crop, k.width/len(files), k.width)
	var panels []compose.Panel
	for i, f := range files {
		pic, err := r.picture(ctx, f, 0)
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		panels = append(panels, compose.Panel{
			Picture: photos.Render(pic, storage.FrameOf(shown[i], frame), w, h),
			Caption: fileCaption(f, files[0]),
		})
	}
	return k.save(panels, shown, frame)
}

// asPhotos gives files the place that photos have in a library, so that the
// same rules decide what of each is shown.
func (k *comparison) asPhotos(files []photoFile) ([]storage.Photo, error) {
	var shown []storage.Photo
	for i, f := range files {
		p := storage.Photo{ID: storage.ID(fmt.Sprint(i)), Info: f.info}
		if i > 0 && len(k.points) > 0 {
			points := k.points[i-1]
			reg, err := register(files[0].info, f.info, points)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.path, err)
			}
			p.Alignment = alignmentBy(shown[0].ID, reg, relative(points, files[0].info, f.info))
		}
		shown = append(shown, p)
	}
	return shown, nil
}

// fileCaption says when a photo was taken, and how long after the first. The
// file's name stays off the picture: it may be a person's.
func fileCaption(f, first photoFile) []string {
	on := f.taken()
	if on.IsZero() {
		return []string{"date not known"}
	}
	caption := []string{longDate(on)}
	if from := first.taken(); !from.IsZero() && f.path != first.path {
		caption = append(caption, days(on.DaysSince(from))+" since the first")
	}
	return caption
}

func (k *comparison) inLibrary(ctx context.Context, args []string) error {
	if len(args) > 0 || len(k.points) > 0 || !k.crop.Empty() {
		return fmt.Errorf("with --client give no files, points or crop: the library has them: %w", errUsage)
	}
	return k.console.withLibrary(func(l *storage.Library) error {
		h, err := loadHistory(l, k.code)
		if err != nil {
			return err
		}
		if k.view == "" && len(h.frames) > 0 {
			k.view = h.frames[0].View
		}
		frame, err := h.frame(k.view)
		if err != nil {
			return err
		}
		sessions, err := k.chosen(h)
		if err != nil {
			return err
		}
		w, height := photos.Fit(frame.Crop, k.width/len(sessions), k.width)
		var panels []compose.Panel
		var shown []storage.Photo
		for _, s := range sessions {
			p, ok := h.cell(s.ID, k.view)
			if !ok {
				return fmt.Errorf("the session on %s has no photo of view %q: %w", s.Date, k.view, storage.ErrNotFound)
			}
			var pic *image.RGBA
			if pic, err = renderPhoto(ctx, l, p, frame, w, height); err != nil {
				return err
			}
			panels = append(panels, compose.Panel{Picture: pic, Caption: h.caption(s, p)})
			shown = append(shown, p)
		}
		return k.save(panels, shown, frame)
	})
}

// chosen are the sessions named, or the first and the latest with a photo of
// the view.
func (k *comparison) chosen(h history) ([]storage.Session, error) {
	var sessions []storage.Session
	for _, on := range k.sessions {
		s, err := h.sessionOn(on)
		if err != nil {
			return nil, err
		}
		sessions = append(sessions, s)
	}
	if len(k.sessions) == 0 {
		for _, s := range h.sessions {
			if _, ok := h.cell(s.ID, k.view); ok {
				sessions = append(sessions, s)
			}
		}
		if len(sessions) > 2 {
			sessions = []storage.Session{sessions[0], sessions[len(sessions)-1]}
		}
	}
	if len(sessions) < 2 {
		return nil, fmt.Errorf("a comparison needs photos of two sessions: %w", storage.ErrNotFound)
	}
	return sessions, nil
}

// caption is what stands under a photo of the library.
func (h history) caption(s storage.Session, p storage.Photo) []string {
	lines := []string{longDate(s.Date) + " · " + h.title(s)}
	if since := h.since(s); since != "" {
		lines = append(lines, since+" since the first")
	}
	if w := warning(p.Phase); w != "" {
		lines = append(lines, w)
	}
	lines = append(lines, each(s.Zones, zoneText)...)
	if s.Device != "" {
		lines = append(lines, s.Device)
	}
	return lines
}

func (k *comparison) save(panels []compose.Panel, shown []storage.Photo, frame storage.ViewFrame) error {
	style := compose.NewStyle(k.width)
	style.Mark = operations(shown, frame)
	return k.console.savePicture(compose.SideBySide(panels, style), k.out)
}

// operations says everything that was done to the photos of a comparison.
func operations(shown []storage.Photo, frame storage.ViewFrame) string {
	var aligned, apart []string
	for i, p := range shown {
		switch {
		case !onto(p, frame):
			apart = append(apart, fmt.Sprintf("photo %d not aligned", i+1))
		case p.ID != frame.Reference:
			aligned = append(aligned, fmt.Sprintf("photo %d aligned by %d points", i+1, len(p.Alignment.Landmarks)))
		}
	}
	done := append(aligned, apart...)
	if len(aligned) > 0 {
		done = append(done, "moved, turned and scaled only")
	}
	if frame.CropSet {
		done = append(done, "cropped")
	}
	mark := strings.Join(append(done, "no retouching"), "; ") + "."
	return strings.ToUpper(mark[:1]) + mark[1:]
}
