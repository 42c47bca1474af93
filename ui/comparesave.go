package ui

import (
	"context"
	"fmt"
	"image"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/compose"
	"skinline/storage"
)

// comparison is what of a board goes into a picture.
type comparison struct {
	shown   []storage.Photo
	offsets []photos.Point // how far each was moved alone, in units of the reference
	columns int
}

// comparison is what the board shows: the pair where photos lie upon each
// other, else all, in rows where there are many.
func (b *board) comparison() comparison {
	panes := b.panes
	if b.stacked() {
		under, over := b.pair(len(panes))
		panes = []*comparePane{panes[min(under, over)], panes[max(under, over)]}
	}
	x := comparison{columns: len(panes)}
	if b.mode == modeGrid && !b.stacked() {
		x.columns = gridColumns(len(panes), b.sheet())
	}
	rows := (len(panes) + min(x.columns, mostInRow) - 1) / min(x.columns, mostInRow)
	x.columns = (len(panes) + rows - 1) / rows
	for _, p := range panes {
		x.shown, x.offsets = append(x.shown, p.photo), append(x.offsets, p.pane.Offset())
	}
	return x
}

// movedFrame is what of p is shown where it was moved by offset on the board.
func (c *course) movedFrame(p storage.Photo, offset photos.Point) photos.Frame {
	crop := c.frames[p.View].Crop
	if crop.Empty() {
		crop = photos.Whole(p.Info.Width, p.Info.Height)
	}
	crop.X, crop.Y = crop.X-offset.X, crop.Y-offset.Y
	return photos.Frame{Align: c.placement(p), Crop: crop}
}

// picture makes a comparison, logo may be nil; away from the main goroutine.
// drawn are the annotations of each photo, nil to leave them off.
func (c *course) picture(ctx context.Context, l *storage.Library, x comparison, width int, logo image.Image, drawn [][]compose.Drawing) (*image.RGBA, error) {
	style, measured := compose.NewStyle(width), false
	each := max(64, width/x.columns)
	panels := make([]compose.Panel, 0, len(x.shown))
	var height int
	for i, p := range x.shown {
		f := c.movedFrame(p, x.offsets[i])
		w, h := photos.Fit(f.Crop, each, each*3/2)
		if height > 0 && h != height { // one height for all, rendered once
			w, h = max(1, int(float64(w)*float64(height)/float64(h)+.5)), height
		}
		height = h
		pic, err := l.Preview(ctx, p.ID, request{p.ID, f, w, h}.long())
		if err != nil {
			return nil, fmt.Errorf("read %s of %s: %w", viewName(p.View), dateText(c.photoDate(p)), err)
		}
		panel := compose.Panel{Picture: photos.Render(pic, f, w, h), Caption: c.caption(p)}
		if x.offsets[i] != (photos.Point{}) {
			panel.Caption = append(panel.Caption, lang.L("Moved by hand"))
		}
		if drawn != nil {
			compose.Annotate(panel.Picture, f.Resolved(p.Info.Width, p.Info.Height), drawn[i], style)
			measured = measured || slices.ContainsFunc(drawn[i], func(d compose.Drawing) bool { return d.Label != "" })
		}
		panels = append(panels, panel)
	}
	style.Mark, style.Logo = c.mark(x.shown), logo
	if measured {
		style.Mark += " " + lang.L("Lengths and areas by a scale in the photo, without depth and tilt of the skin.")
	}
	return compose.Grid(panels, x.columns, style), nil
}

// fileName names nobody: the client's code, the view and the dates.
func (c *course) fileName(shown []storage.Photo) string {
	parts := []string{c.client.Code}
	if v := shown[0].View; v != "" {
		parts = append(parts, string(v))
	}
	for _, p := range shown {
		parts = append(parts, c.photoDate(p).String())
	}
	clean := func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>| `, r) || r < ' ' {
			return '-'
		}
		return r
	}
	return strings.Map(clean, strings.Join(parts, "_"))
}

// pictureName completes the name of a picture, or says what is wrong with it.
func pictureName(name string) (string, string) {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case "":
		return name + ".png", ""
	case ".png", ".jpg", ".jpeg":
		return name, ""
	}
	return name, lang.L("The name must end in .png or .jpg.")
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// saveFolder is where a comparison went last, this time the program runs.
func (a *App) saveFolder() string {
	if a.saved != "" {
		return a.saved
	}
	for _, name := range []string{"Pictures", "Documents"} {
		dir := filepath.Join(homeDir(), name)
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return homeDir()
}

func (a *App) saveComparison(c *course, x comparison, width int, name string, annotated bool) {
	var drawn [][]compose.Drawing
	if annotated {
		drawn = c.drawings(x.shown)
	}
	lib, decoder, file := a.lib, a.o.Decoder, a.logo
	a.write(name, func(ctx context.Context) ([]byte, error) {
		logo, err := readLogo(ctx, decoder, file)
		if err != nil {
			return nil, err
		}
		img, err := c.picture(ctx, lib, x, width, logo, drawn)
		if err != nil {
			return nil, err
		}
		return compose.Encode(img, name)
	})
}

// readLogo reads a logo as any other picture, which may be crafted; "" is nil.
func readLogo(ctx context.Context, d storage.Decoder, file string) (image.Image, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read logo: %w", err)
	}
	const long = 1200
	decoded, err := d.Decode(ctx, data, long)
	if err != nil {
		return nil, fmt.Errorf("read logo: %w", err)
	}
	return decoded.Pictures[0], nil
}

// write makes a file in the background and tells where it is.
func (a *App) write(name string, make func(context.Context) ([]byte, error)) {
	a.jobs.run(func(ctx context.Context, _ func(int, int)) error {
		data, err := make(ctx)
		if err != nil {
			return err
		}
		return writeNew(name, data)
	}, nil, func(err error) {
		if err != nil {
			a.fail(err)
			return
		}
		a.saved = filepath.Dir(name)
		a.offer(lang.L("Saved as {{.File}}", values{"File": name}), lang.L("Show in folder"), func() { a.showFolder(a.saved) })
	})
}

// showFolder shows a folder in the desktop's own program.
func (a *App) showFolder(dir string) {
	path := filepath.ToSlash(dir)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive of Windows
	}
	if err := a.app.OpenURL(&url.URL{Scheme: "file", Path: path}); err != nil {
		a.toast(lang.L("The folder could not be shown: {{.Reason}}", values{"Reason": err.Error()}))
	}
}

// writeNew writes a whole file or none: an older file of that name stays until
// the new one is complete.
func writeNew(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".skinline-"+time.Now().UTC().Format("150405")+"-*")
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("save picture: %w", err)
	}
	return nil
}
