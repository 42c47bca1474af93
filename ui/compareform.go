package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// savedWidths are the widths of a saved comparison in pixels: for a message,
// for a screen, for print.
func savedWidths() []int { return []int{1600, 2400, 4000} }

func savedNames() []string {
	return []string{
		lang.L("Small, for a message: 1600 pixels wide"),
		lang.L("Medium, for a screen: 2400 pixels wide"),
		lang.L("Large, for print: 4000 pixels wide"),
	}
}

// savedKinds are the kinds of picture, by the end of their names.
func savedKinds() []string { return []string{"PNG", "JPEG"} }

// pictureForm asks where a comparison is saved, how large and as what.
type pictureForm struct {
	a     *App
	where *entry
	logo  *entry
	size  *formSelect
	kind  *widget.RadioGroup
	drawn *formCheck // annotations too
	said  *complaint
	modal *modal
	do    func(width int, name string)
}

// askSave asks where to, then saves the comparison.
func (a *App) askSave(c *course, x comparison, bare bool) {
	var f *pictureForm
	f = &pictureForm{a: a, where: a.newEntry(), logo: a.newEntry(), said: newComplaint(), do: func(width int, name string) {
		a.saveComparison(c, x, width, name, f.drawn.Visible() && f.drawn.Checked)
	}}
	f.drawn = a.newCheck(lang.L("With annotations"))
	f.drawn.Checked = !bare
	f.drawn.Hidden = !anyDrawn(x.shown)
	f.size = a.newSelect(savedNames())
	f.size.SetSelectedIndex(1)
	f.kind = widget.NewRadioGroup(savedKinds(), f.end)
	f.kind.Horizontal, f.kind.Required = true, true
	f.kind.Selected = savedKinds()[0]
	f.where.SetText(filepath.Join(a.saveFolder(), c.fileName(x.shown)+".png"))
	f.logo.SetText(a.logo)
	f.logo.SetPlaceHolder(lang.L("PNG or JPEG of your practice, may be left empty"))
	f.where.OnChanged = f.typed
	f.where.OnSubmitted = func(string) { f.save() }
	f.modal = a.newModal(lang.L("Save comparison"), 620, container.NewVBox(
		prose(lang.L("The picture leaves the encrypted library: whoever has the file can see it.")),
		field(lang.L("File"), container.NewBorder(nil, nil, nil, widget.NewButton(lang.L("Browse"), f.browse), f.where)),
		container.New(layout.NewFormLayout(), quiet(lang.L("Size")), f.size, quiet(lang.L("Kind")), f.kind,
			quiet(lang.L("Logo")), container.NewBorder(nil, nil, nil, widget.NewButton(lang.L("Browse"), f.browseLogo), f.logo)), f.drawn, f.said.box),
		widget.NewButton(lang.L("Cancel"), func() { f.modal.hide() }), primary(lang.L("Save"), f.save))
	f.modal.show()
	a.win.Canvas().Focus(f.where)
}

// end gives the name the ending of the kind chosen.
func (f *pictureForm) end(kind string) {
	name := f.where.Text
	ext := map[string]string{"PNG": ".png", "JPEG": ".jpg"}[kind]
	if old := strings.ToLower(filepath.Ext(name)); slices.Contains([]string{".png", ".jpg", ".jpeg"}, old) {
		name = name[:len(name)-len(old)]
	}
	if ext != "" {
		f.where.SetText(name + ext)
	}
}

// typed marks the kind that the ending typed is of.
func (f *pictureForm) typed(name string) {
	kind := ""
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png":
		kind = "PNG"
	case ".jpg", ".jpeg":
		kind = "JPEG"
	}
	if kind != "" && kind != f.kind.Selected {
		f.kind.Selected = kind
		f.kind.Refresh()
	}
}

func (f *pictureForm) browse() {
	f.a.pick(filepath.Dir(cleanPath(f.where.Text)), false, func(paths []string) {
		f.where.SetText(filepath.Join(paths[0], filepath.Base(cleanPath(f.where.Text))))
	})
}

func (f *pictureForm) browseLogo() {
	f.a.pick(f.a.saveFolder(), true, func(paths []string) { f.logo.SetText(paths[0]) })
}

func (f *pictureForm) save() {
	name, wrong := pictureName(cleanPath(f.where.Text))
	if wrong == "" && exists(name) {
		wrong = lang.L("There is a file of this name already. Choose another name.")
	}
	if wrong != "" {
		f.a.say(f.said, wrong)
		return
	}
	f.a.logo = cleanPath(f.logo.Text)
	f.modal.hide()
	f.do(savedWidths()[max(f.size.SelectedIndex(), 0)], name)
}
