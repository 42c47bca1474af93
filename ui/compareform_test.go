package ui

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func TestPictureIsSavedAsLargeAndAsWhatIsAsked(t *testing.T) {
	a, off, c := comparing(t)
	dir := t.TempDir()
	c.save()
	var where, logo *entry
	var size *formSelect
	var kind *widget.RadioGroup
	a.objects(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *entry:
			if strings.HasSuffix(o.Text, ".png") {
				where = o
			} else {
				logo = o
			}
		case *formSelect:
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
	mark := image.NewRGBA(image.Rect(0, 0, 30, 10))
	for i := range mark.Pix {
		mark.Pix[i] = []uint8{0, 255, 0, 255}[i%4]
	}
	var file bytes.Buffer
	if err := png.Encode(&file, mark); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "logo.png"), file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	logo.SetText(filepath.Join(dir, "logo.png"))
	press(t, a, "Save")
	a.settle(off)
	img := openPNG(t, filepath.Join(dir, "again.png"))
	drawn := img.Bounds().Size()
	if drawn.X < 1500 || drawn.X > 1700 {
		t.Errorf("%d pixels wide", drawn.X)
	}
	green := 0
	for y := range drawn.Y {
		for x := range drawn.X {
			if r, g, b, _ := img.At(x, y).RGBA(); g > 0xf000 && r < 0x1000 && b < 0x1000 {
				green++
			}
		}
	}
	if green == 0 {
		t.Error("the logo is missing")
	}
}
