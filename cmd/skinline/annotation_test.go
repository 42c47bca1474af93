package main

import (
	"fmt"
	"image/color"
	"path/filepath"
	"testing"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/photos/phantom"
	"skinline/storage"
)

func TestAComparisonShowsAnnotationsWhenAsked(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	d.must("client", "add", "C-1")
	for i, shot := range []phantom.Shot{visit(3, 3, phantom.Pose{}), visit(4, 14, phantom.Pose{})} {
		d.must("import", "--client", "C-1", "--view", "cheek-left-close", portrait(t, dir, fmt.Sprint(i, ".jpg"), shot))
	}
	l, err := storage.Open(d.library, testPassphrase)
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.ClientByCode("C-1")
	if err != nil {
		t.Fatal(err)
	}
	list, err := l.Photos(c.ID)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	layer := &annotation.Layer{
		Shapes: []annotation.Shape{{Kind: annotation.Line, Points: []photos.Point{{X: .2, Y: .4}, {X: .5, Y: .4}}, Colour: annotation.Yellow}},
		Scale:  &annotation.Scale{To: photos.Point{X: .5}, MM: 50, On: annotation.OnRuler},
	}
	if _, err := l.SetAnnotation(list[0].ID, layer); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	yellow := func(args ...string) (n int) {
		out := filepath.Join(dir, fmt.Sprint(len(args), ".png"))
		d.must(append([]string{"compare", "--client", "C-1", "--width", "900", "--out", out}, args...)...)
		img := openPNG(t, out)
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); c == annotation.Yellow.Ink() {
					n++
				}
			}
		}
		return n
	}
	if with, without := yellow("--annotations"), yellow(); with < 100 || without > 0 {
		t.Errorf("%d pixels of the annotation with it, %d without", with, without)
	}
	if r := d.run("compare", "--annotations", "--out", filepath.Join(dir, "x.png"), "a.jpg", "b.jpg"); r.status != exitUsage {
		t.Errorf("annotations of photo files: status %d", r.status)
	}
}
