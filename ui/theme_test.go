package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"image/color"
	"io/fs"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/ui/view"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*lin(r) + .7152*lin(g) + .0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// over is a laid over the opaque b.
func over(a, b color.Color) color.Color {
	p, q := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	mix := func(x, y uint8) uint8 { return uint8((int(x)*int(p.A) + int(y)*(255-int(p.A))) / 255) }
	return color.NRGBA{R: mix(p.R, q.R), G: mix(p.G, q.G), B: mix(p.B, q.B), A: 255}
}

func looks() map[string]Theme {
	return map[string]Theme{"dark": NewTheme(VariantDark), "light": NewTheme(VariantLight)}
}

func TestTextIsLegible(t *testing.T) {
	texts := []fyne.ThemeColorName{view.ColorText, view.ColorTextQuiet, view.ColorAccent, view.ColorCaution, view.ColorStop, view.ColorGood}
	for name, th := range looks() {
		at := func(n fyne.ThemeColorName) color.Color { return th.Color(n, theme.VariantDark) }
		check := func(what fyne.ThemeColorName, ink color.Color, where fyne.ThemeColorName, ground color.Color, least float64) {
			t.Helper()
			if c := contrast(ink, ground); c < least {
				t.Errorf("%s: %s on %s is %.2f:1, not %v:1", name, what, where, c, least)
			}
		}
		for _, ground := range []fyne.ThemeColorName{view.ColorWindow, view.ColorPanel, theme.ColorNameInputBackground} {
			for _, ink := range texts {
				check(ink, at(ink), ground, at(ground), 4.5)
			}
		}
		for _, p := range [][2]fyne.ThemeColorName{
			{view.ColorOnAccent, view.ColorAccent},
			{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
			{theme.ColorNameForegroundOnError, theme.ColorNameError},
			{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning},
			{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess},
			{theme.ColorNameForeground, theme.ColorNameButton},
			{theme.ColorNameForeground, theme.ColorNameMenuBackground},
			{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
		} {
			check(p[0], at(p[0]), p[1], at(p[1]), 4.5)
		}
		// On the stage itself, the most usual place; a white photo is the
		// worst, where the rings and pills still have the scrim's edge.
		stage := over(at(view.ColorScrim), at(view.ColorStage))
		for _, ink := range []fyne.ThemeColorName{
			view.ColorOnStage, view.ColorCautionOnStage, view.ColorGoodOnStage, view.ColorStopOnStage, view.ColorAccentOnStage,
		} {
			check(ink, at(ink), view.ColorScrim, stage, 4.5)
		}
		white := over(at(view.ColorScrim), color.White)
		check(view.ColorOnStage, at(view.ColorOnStage), "scrim on a white photo", white, 4.5)
		check(view.ColorCautionOnStage, at(view.ColorCautionOnStage), "scrim on a white photo", white, 2.5)
	}
}

// The stage must not tint how skin is seen.
func TestTheStageIsNeutral(t *testing.T) {
	for name, th := range looks() {
		if c := th.Color(view.ColorStage, 0).(color.NRGBA); c.R != c.G || c.G != c.B {
			t.Errorf("%s: %v", name, c)
		}
	}
}

func TestTheSystemVariantFollowsTheDesktop(t *testing.T) {
	th := NewTheme(VariantSystem)
	if th.Color(view.ColorWindow, theme.VariantDark) == th.Color(view.ColorWindow, theme.VariantLight) {
		t.Error("both variants look the same")
	}
	dark := NewTheme(VariantDark)
	if dark.Color(view.ColorWindow, theme.VariantLight) != th.Color(view.ColorWindow, theme.VariantDark) {
		t.Error("a chosen variant follows the desktop")
	}
}

func TestControlsAreTallEnoughForAGlovedHand(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(VariantDark))
	for _, o := range []fyne.CanvasObject{
		widget.NewButton("Compare", nil), widget.NewEntry(), widget.NewSelect([]string{"mm"}, nil), widget.NewCheck("Consent", nil),
	} {
		test.NewTempWindow(t, o)
		if h := o.MinSize().Height; h < 40 {
			t.Errorf("%T is %v high", o, h)
		}
	}
}

// Colours are written in theme.go and nowhere else in the window.
func TestColoursComeFromTheTheme(t *testing.T) {
	types := map[string]bool{"NRGBA": true, "RGBA": true, "Gray": true, "NRGBA64": true, "RGBA64": true, "Gray16": true}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == "theme.go" {
			return err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		literal := func(e ast.Expr) bool {
			s, ok := e.(*ast.SelectorExpr)
			if !ok {
				return false
			}
			pkg, ok := s.X.(*ast.Ident)
			return ok && pkg.Name == "color" && (types[s.Sel.Name] || s.Sel.Name == "White" || s.Sel.Name == "Black")
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if literal(n.Type) {
					t.Errorf("%s: a colour of its own", set.Position(n.Pos()))
				}
			case *ast.SelectorExpr:
				if literal(n) && !types[n.Sel.Name] {
					t.Errorf("%s: a colour of its own", set.Position(n.Pos()))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
