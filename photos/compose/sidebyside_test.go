package compose_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"skinline/photos/compose"
)

func TestSideBySideLooksAsDrawn(t *testing.T) {
	s := compose.NewStyle(420)
	s.Mark = "aligned by 3 points, cropped 4:5; no retouching"
	golden(t, compose.SideBySide([]compose.Panel{
		{Picture: photo(160, 200, 90), Caption: []string{"10 Mar 2026 · Session 1", "cheek 1.0 mm", "pen, 12 pins"}},
		{Picture: photo(160, 200, 130), Caption: []string{"14 Apr 2026", "35 days since session 1", "cheek 1.25 mm, a note that is long enough to take more lines than it may have, so that it ends early"}},
	}, s), "pair.png")
}

func TestStripOfManyPanelsLooksAsDrawn(t *testing.T) {
	var panels []compose.Panel
	for i := range 5 {
		panels = append(panels, compose.Panel{Picture: photo(80, 100, uint8(60+30*i)), Caption: []string{"Session " + string(rune('1'+i))}})
	}
	golden(t, compose.SideBySide(panels, compose.NewStyle(450)), "strip.png")
}

func TestSideBySidePastesPhotosUnchangedAndEightPixelsApart(t *testing.T) {
	s := compose.NewStyle(400)
	red, blue := color.RGBA{200, 40, 30, 255}, color.RGBA{20, 40, 220, 255}
	out := compose.SideBySide([]compose.Panel{{Picture: flat(90, 120, red)}, {Picture: flat(90, 120, blue)}}, s)
	if s.Gap != 8 {
		t.Fatalf("gap %d", s.Gap)
	}
	count := map[color.RGBA]image.Rectangle{}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			c := out.RGBAAt(x, y)
			count[c] = count[c].Union(image.Rect(x, y, x+1, y+1))
		}
	}
	first, second := count[red], count[blue]
	if first.Size() != (image.Point{90, 120}) || second.Size() != first.Size() {
		t.Errorf("photos of 90 x 120 cover %v and %v", first, second)
	}
	if second.Min.X-first.Max.X != 8 || second.Min.Y != first.Min.Y {
		t.Errorf("photos at %v and %v", first, second)
	}
	if len(count) != 3 {
		t.Errorf("%d colours; a photo's corners must be square and its edges clean", len(count))
	}
}

func TestSideBySideBringsPhotosToOneHeight(t *testing.T) {
	s := compose.NewStyle(400)
	same := compose.SideBySide([]compose.Panel{{Picture: photo(80, 100, 0)}, {Picture: photo(80, 100, 0)}}, s)
	other := compose.SideBySide([]compose.Panel{{Picture: photo(80, 100, 0)}, {Picture: photo(160, 200, 0)}}, s)
	if same.Rect != other.Rect {
		t.Errorf("one height gives %v, two give %v", same.Rect, other.Rect)
	}
}

func TestSideBySideTakesWhatIsMissing(t *testing.T) {
	s := compose.NewStyle(0)
	s.Mark = strings.Repeat("long ", 200)
	for name, panels := range map[string][]compose.Panel{
		"no panels": nil, "no picture": {{Caption: []string{"14 Apr 2026"}}}, "empty picture": {{Picture: &image.RGBA{}}},
		"word wider than the photo": {{Picture: photo(4, 5, 0), Caption: []string{"Fruchtsäurebehandlungsnachsorge", ""}}},
	} {
		if out := compose.SideBySide(panels, s); out.Rect.Empty() {
			t.Errorf("%s: empty picture", name)
		}
	}
}

func TestLogoStandsRightOfTheMarkInItsProportions(t *testing.T) {
	s := compose.NewStyle(800)
	s.Mark = "moved, turned and scaled only; no retouching"
	panels := []compose.Panel{{Picture: flat(390, 480, color.RGBA{90, 90, 90, 255})}, {Picture: flat(390, 480, color.RGBA{90, 90, 90, 255})}}
	plain := compose.SideBySide(panels, s)
	green := color.RGBA{20, 200, 60, 255}
	for _, size := range []image.Point{{3000, 1000}, {40, 40}, {4000, 10}} {
		s.Logo = flat(size.X, size.Y, green)
		out := compose.SideBySide(panels, s)
		if out.Rect.Dx() != plain.Rect.Dx() {
			t.Errorf("a logo makes the picture %d wide, %d without", out.Rect.Dx(), plain.Rect.Dx())
		}
		var seen image.Rectangle
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				if c := out.RGBAAt(x, y); apart(c.G, green.G) < 3 && apart(c.R, green.R) < 3 {
					seen = seen.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		if seen.Empty() || seen.Max.X != out.Rect.Dx()-s.Margin || seen.Dx() > out.Rect.Dx()/4 || seen.Max.Y > out.Rect.Dy() || seen.Min.Y < 480 {
			t.Errorf("a logo of %v is at %v of %v", size, seen, out.Rect)
		}
		if size.Y > 30 && share(seen.Dx()*size.Y, seen.Dy()*size.X) > .1 {
			t.Errorf("a logo of %v became %v", size, seen.Size())
		}
	}
}

// share is by which part of the larger two numbers differ.
func share(a, b int) float64 { return float64(max(a, b)-min(a, b)) / float64(max(a, b)) }

func TestAGridStandsInRowsUnderEachOther(t *testing.T) {
	var panels []compose.Panel
	for i := range 5 {
		panels = append(panels, compose.Panel{Picture: photo(160, 200, uint8(40*i)), Caption: []string{"14 Apr 2026 · Session 2", "35 days since the first session"}})
	}
	s := compose.NewStyle(640)
	strip, grid := compose.SideBySide(panels, s), compose.Grid(panels, 3, s)
	if want := 3*160 + 2*s.Gap + 2*s.Margin; grid.Rect.Dx() != want {
		t.Errorf("%d pixels wide, want %d", grid.Rect.Dx(), want)
	}
	if strip.Rect.Dx() <= grid.Rect.Dx() || strip.Rect.Dy() >= grid.Rect.Dy() {
		t.Errorf("the strip is %v, the grid %v", strip.Rect, grid.Rect)
	}
	// The fourth photo stands, unchanged, at the left of the second row.
	found := -1
	for y := s.Margin + 200; y+200 <= grid.Rect.Dy() && found < 0; y++ {
		if sameAt(grid, panels[3].Picture, image.Pt(s.Margin, y)) {
			found = y
		}
	}
	if found < 0 {
		t.Fatal("the fourth photo is not below the first")
	}
	if !sameAt(grid, panels[4].Picture, image.Pt(s.Margin+160+s.Gap, found)) {
		t.Error("the fifth photo is not beside the fourth")
	}
	golden(t, grid, "grid.png")
}

// sameAt reports whether part, where it is opaque, lies in whole at p.
func sameAt(whole, part *image.RGBA, p image.Point) bool {
	size := part.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			if c := part.RGBAAt(part.Rect.Min.X+x, part.Rect.Min.Y+y); c.A == 255 && c != whole.RGBAAt(p.X+x, p.Y+y) {
				return false
			}
		}
	}
	return true
}
