package main

import (
	"context"
	"fmt"
	"image"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/compose"
	"skinline/storage"
)

// comparison is one run of the compare verb.
type comparison struct {
	console *console
	out     string
	width   int
	model   align.Model
	points  [][]pixelPair
	crop    photos.Rect

	// The library form.
	code     string
	view     storage.View
	sessions []storage.Date
	drawn    bool // show what was drawn on the photos
	measured bool // some of it is told in millimetres
}

func (c *console) compareVerb() *cobra.Command {
	k := comparison{console: c}
	cmd := &cobra.Command{
		Use:   "compare --out FILE.png BEFORE AFTER [AFTER ...]",
		Short: "Save photos side by side in one frame",
		Long: `Save photos side by side in one frame, with dates and what was done to them.

Photo files need no library. Every AFTER is aligned onto BEFORE; what cannot
surely be is shown as it is, and the picture says so. --points, once for every
AFTER, aligns by points instead (see skinline align --help). --crop is
x,y,width,height in pixels of BEFORE.

With --client the photos come from the library: those of a view (default: the
first) in the sessions named, or the first and the latest, as aligned and
cropped there; photos that were never tried are aligned first.`,
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
	f.Var(modelFlag(&k.model), "model", "similarity, affine or homography (default similarity)")
	f.Var(list(&k.points, "pairs", parsePoints), "points", "\"x,y=x,y x,y=x,y\", BEFORE=AFTER; once an AFTER")
	f.Var(&value[photos.Rect]{to: &k.crop, kind: "rect", parse: parseRect}, "crop", "x,y,width,height in pixels of BEFORE")
	f.StringVar(&k.code, "client", "", "compare photos of this client of the library")
	f.StringVar((*string)(&k.view), "view", "", "with --client: the view")
	f.Var(list(&k.sessions, "date", storage.ParseDate), "session", "with --client: date of a session to show; two or more times")
	f.BoolVar(&k.drawn, "annotations", false, "with --client: show what was drawn on the photos")
	require(cmd, "out")
	offerViews(cmd, "view")
	return cmd
}

func (k *comparison) files(ctx context.Context, r reader, paths []string) error {
	if k.drawn {
		return fmt.Errorf("annotations are in a library; give --client: %w", errUsage)
	}
	if len(paths) < 2 {
		return fmt.Errorf("give BEFORE and at least one AFTER: %w", errUsage)
	}
	if len(k.points) > 0 && len(k.points) != len(paths)-1 {
		return fmt.Errorf("%d AFTER photos but --points %d times: %w", len(paths)-1, len(k.points), errUsage)
	}
	if len(k.points) > 0 && k.model != "" && k.model != align.Similarity {
		return fmt.Errorf("points give a similarity, no other model: %w", errUsage)
	}
	var files []photoFile
	for _, path := range paths {
		f, err := r.read(ctx, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		files = append(files, f)
	}
	shown, refused, err := k.asPhotos(ctx, r, files)
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
			Caption: append(fileCaption(f, files[0]), warpNote(shown[i], frame)...),
		})
	}
	if err := k.save(panels, shown, frame); err != nil || !refused {
		return err
	}
	return errSome
}

// asPhotos gives files the place that photos have in a library, so that the
// same rules decide what of each is shown. What is refused is named and stays
// as it is.
func (k *comparison) asPhotos(ctx context.Context, r reader, files []photoFile) (shown []storage.Photo, refused bool, err error) {
	for i, f := range files {
		p := storage.Photo{ID: storage.ID(fmt.Sprint(i)), Info: f.info}
		switch {
		case i == 0:
		case len(k.points) > 0:
			points := k.points[i-1]
			reg, err := register(files[0].info, f.info, points)
			if err != nil {
				return nil, false, fmt.Errorf("%s: %w", f.path, err)
			}
			p.Alignment = alignmentBy(shown[0].ID, reg, relative(points, files[0].info, f.info))
		default:
			found, err := r.Align(ctx, files[0].data, f.data, align.Options{Model: k.model})
			if ctx.Err() != nil {
				return nil, false, ctx.Err()
			}
			reason := found.Reason.Sentence()
			if err != nil {
				reason = err.Error()
			}
			if err != nil || found.Outcome == align.Refused {
				refused = true
				k.console.warnf("%s is not aligned: %s", f.path, reason)
				break
			}
			p.Alignment = &storage.Alignment{
				Reference: shown[0].ID, Transform: found.Transform, Method: storage.AlignMethod(found.Method), Model: found.Model, Outcome: found.Outcome,
			}
		}
		shown = append(shown, p)
	}
	return shown, refused, nil
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
	if len(args) > 0 || len(k.points) > 0 || k.model != "" || !k.crop.Empty() {
		return fmt.Errorf("with --client give no files, points, model or crop: the library has them: %w", errUsage)
	}
	return k.console.withLibrary(func(l *storage.Library) error {
		h, err := k.console.aligned(ctx, l, k.code)
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
			if k.drawn && k.annotate(pic, p, frame, h) {
				k.measured = true
			}
			panels = append(panels, compose.Panel{Picture: pic, Caption: append(h.caption(s, p), warpNote(p, frame)...)})
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
	if k.measured {
		style.Mark += measured
	}
	return k.console.savePicture(compose.SideBySide(panels, style), k.out)
}
