package ui

import (
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// clientForm asks for a client's details.
type clientForm struct {
	client  storage.Client
	name    *entry
	code    *entry
	concern *entry
	skin    *formSelect
	tags    *entry
	notes   *notesEntry
}

func (a *App) newClientForm(c storage.Client) *clientForm {
	f := &clientForm{
		client: c, name: a.newEntry(), code: a.newEntry(), concern: a.newEntry(),
		tags: a.newEntry(), notes: newNotesEntry(3),
	}
	f.skin = a.newSelect(skinTypes())
	f.skin.SetSelectedIndex(min(max(c.Fitzpatrick, 0), 6))
	f.name.SetText(c.Name)
	f.code.SetText(c.Code)
	f.code.SetPlaceHolder(lang.L("empty: the next free code"))
	f.concern.SetText(c.Concern)
	f.concern.SetPlaceHolder(lang.L("acne scars, fine lines, ..."))
	f.tags.SetText(strings.Join(c.Tags, ", "))
	f.tags.SetPlaceHolder(lang.L("separated by commas"))
	f.notes.SetText(c.Notes)
	return f
}

func skinTypes() []string {
	types := []string{lang.L("Not recorded")}
	for i := 1; i <= 6; i++ {
		types = append(types, fitzpatrick(i))
	}
	return types
}

func (f *clientForm) object() fyne.CanvasObject {
	return container.NewVBox(field(lang.L("Name"), f.name),
		container.NewGridWithColumns(2, field(lang.L("Code"), f.code), field(lang.L("Fitzpatrick skin type"), f.skin)),
		field(lang.L("Concern"), f.concern), field(lang.L("Tags"), f.tags), field(lang.L("Notes"), f.notes))
}

// value is the client as typed.
func (f *clientForm) value() storage.Client {
	c := f.client
	c.Name, c.Code = strings.TrimSpace(f.name.Text), strings.TrimSpace(f.code.Text)
	c.Concern, c.Notes = strings.TrimSpace(f.concern.Text), strings.TrimSpace(f.notes.Text)
	c.Fitzpatrick = max(f.skin.SelectedIndex(), 0)
	c.Tags = nil
	for tag := range strings.SplitSeq(f.tags.Text, ",") {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(c.Tags, tag) {
			c.Tags = append(c.Tags, tag)
		}
	}
	return c
}

// changed reports whether something was typed.
func (f *clientForm) changed() bool {
	is, was := f.value(), f.client
	same := slices.Equal(is.Tags, was.Tags)
	is.Tags, was.Tags = nil, nil
	return !same || !reflect.DeepEqual(is, was)
}

// editClient asks for c's details and stores them: a new client when c has no
// ID. saved receives the client as stored.
func (a *App) editClient(c storage.Client, saved func(storage.Client)) {
	a.askClient(a.newClientForm(c), saved)
}

// askClient shows f, which may hold what was typed before.
func (a *App) askClient(f *clientForm, saved func(storage.Client)) {
	c := f.client
	title, button := lang.L("New client"), lang.L("Add client")
	if c.ID != "" {
		title, button = lang.L("Client details"), lang.L("Save")
	}
	said := newComplaint()
	var m *modal
	save := primary(button, func() {
		stored, err := a.storeClient(f.value())
		if err != nil {
			a.say(said, message(err))
			return
		}
		m.hide()
		saved(stored)
	})
	for _, e := range []*entry{f.name, f.code, f.concern, f.tags} {
		e.OnSubmitted = func(string) { save.OnTapped() }
	}
	cancel := func() {
		m.hide()
		if typed := f.value(); f.changed() {
			a.did(lang.L("What you typed was not saved."), func() {
				again := a.newClientForm(typed)
				again.client = c
				a.askClient(again, saved)
			}, nil)
		}
	}
	f.notes.escape = cancel
	m = a.newModal(title, 520, container.NewVBox(f.object(), said.box), widget.NewButton(lang.L("Cancel"), cancel), save)
	m.cancel = cancel
	m.show()
	a.win.Canvas().Focus(f.name)
}

func (a *App) storeClient(c storage.Client) (storage.Client, error) {
	if c.ID == "" {
		return a.lib.CreateClient(c)
	}
	return a.lib.UpdateClient(c)
}
