package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// askWatch asks which folder is watched.
func (a *App) askWatch() {
	w := a.watch
	where, said, state := newPathEntry(a), newComplaint(), quiet("")
	where.entry.SetPlaceHolder(lang.L("/media/camera/DCIM"))
	var m *modal
	choose := func() {
		dir := where.path()
		if dir == "" {
			return
		}
		w.choose(dir, func(err error) {
			if err != nil {
				a.say(said, message(err))
				return
			}
			m.hide()
			a.toast(lang.L("Photos that arrive in the folder from now on are offered here."))
		})
	}
	where.entry.OnSubmitted = func(string) { choose() }
	buttons := []fyne.CanvasObject{widget.NewButton(lang.L("Cancel"), func() { m.hide() })}
	state.Hide()
	if w.folder != nil {
		state.Show()
		where.entry.SetText(w.folder.Dir())
		state.SetText(w.state())
		if len(w.waiting) > 0 {
			buttons = append(buttons, widget.NewButton(lang.L("Leave out what is new"), func() {
				m.hide()
				w.settle(w.waiting)
			}))
		}
		buttons = append(buttons, widget.NewButton(lang.L("Stop watching"), func() {
			m.hide()
			w.forget()
			a.toast(lang.L("The folder is not watched any more."))
		}))
	}
	m = a.newModal(lang.L("Watch a folder"), 640, container.NewVBox(
		prose(lang.L("Photos that arrive in the folder from now on are offered for import: from a camera on a cable, or a phone that synchronises. Nothing is imported by itself, and nothing in the folder is changed.")),
		field(lang.L("Folder"), where.object()), state, said.box),
		append(buttons, primary(lang.L("Watch this folder"), choose))...)
	m.show()
	a.win.Canvas().Focus(where.entry)
}

// state says in words how the watched folder is.
func (w *watching) state() string {
	if w.away {
		return lang.L("The watched folder cannot be reached. Watching goes on when it is back.")
	}
	return joined(lang.L("Watched now"), w.count())
}
