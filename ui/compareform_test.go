package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func TestPictureIsSavedAsLargeAndAsWhatIsAsked(t *testing.T) {
	a, off, c := comparing(t)
	dir := t.TempDir()
	c.save()
	var where *widget.Entry
	var size *widget.Select
	var kind *widget.RadioGroup
	a.objects(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Entry:
			where = o
		case *widget.Select:
			size = o
		case *widget.RadioGroup:
			kind = o
		}
	})
	where.SetText(filepath.Join(dir, "after.png"))
	kind.SetSelected("JPEG")
	if filepath.Base(where.Text) != "after.jpg" {
		t.Errorf("the name is %q", where.Text)
	}
	where.SetText(filepath.Join(dir, "again.png"))
	if kind.Selected != "PNG" {
		t.Errorf("the kind is %q", kind.Selected)
	}
	size.SetSelectedIndex(0)
	press(t, a, "Save")
	a.settle(off)
	f, err := os.Open(filepath.Join(dir, "again.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if img, err := png.DecodeConfig(f); err != nil || img.Width < 1500 || img.Width > 1700 {
		t.Errorf("%d pixels wide, %v", img.Width, err)
	}
}
