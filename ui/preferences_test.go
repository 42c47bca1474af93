package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"skinline/ui/view"
)

func TestLargerTextIsKeptAndLeavesGapsAlone(t *testing.T) {
	a, off := openedApp(t, nil)
	a.enlarge(150)
	a.settle(off)
	now := a.app.Settings().Theme()
	for name, want := range map[string]float32{
		string(view.SizeBody): 21, string(theme.SizeNameText): 21, string(view.SizeTarget): 60,
		string(view.SizeSpace16): 16, string(view.SizeLine): 1,
	} {
		if got := now.Size(fyne.ThemeSizeName(name)); got != want {
			t.Errorf("%s is %v at 150 %%, want %v", name, got, want)
		}
	}
	if a.app.Preferences().Int(prefText) != 150 {
		t.Error("the choice is not kept")
	}
	a.look(VariantLight)
	if a.app.Settings().Theme().Size(view.SizeBody) != 21 {
		t.Error("the look changes the size of text")
	}
}
