package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// picker chooses a folder, or any number of files. Fyne's own dialog lists
// folders on the main goroutine (fyne #2934) and takes one file (fyne #1082).
type picker struct {
	a      *App
	files  bool // files may be picked, not only the folder
	dir    string
	names  []os.DirEntry
	chosen map[string]bool
	where  *entry
	list   *widget.List
	take   *widget.Button
	modal  *modal
	picked func(paths []string)
}

// pick lets a person choose below dir; picked receives a folder, or the files.
func (a *App) pick(dir string, files bool, picked func(paths []string)) {
	p := &picker{a: a, files: files, picked: picked, where: a.newEntry()}
	p.list = widget.NewList(func() int { return len(p.names) }, p.newRow, p.updateRow)
	p.list.OnSelected = p.tapped
	p.where.OnSubmitted = func(text string) { p.enter(cleanPath(text)) }
	up := widget.NewButtonWithIcon(lang.L("Up"), theme.MoveUpIcon(), func() { p.enter(filepath.Dir(p.dir)) })
	p.take = primary(lang.L("Choose this folder"), p.done)
	title := lang.L("Choose a folder")
	if files {
		title = lang.L("Choose photos")
	}
	size := space(380)
	body := container.NewBorder(container.NewBorder(nil, nil, up, nil, p.where), nil, nil, nil, container.NewStack(size, p.list))
	p.modal = a.newModal(title, 640, body, widget.NewButton(lang.L("Cancel"), func() { p.modal.hide() }), p.take)
	p.modal.show()
	p.enter(existing(dir))
}

// existing is dir, or the nearest folder above it that is there.
func existing(dir string) string {
	for dir != "" && dir != filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return homeDir()
}

// enter lists dir in the background.
func (p *picker) enter(dir string) {
	var names []os.DirEntry
	p.a.jobs.run(func(context.Context, func(int, int)) (err error) {
		names, err = os.ReadDir(dir)
		return err
	}, nil, func(err error) {
		if err != nil {
			p.a.fail(err)
			return
		}
		p.dir, p.chosen = dir, map[string]bool{}
		p.names = slices.DeleteFunc(names, func(e os.DirEntry) bool {
			return strings.HasPrefix(e.Name(), ".") || !p.files && !e.IsDir()
		})
		slices.SortStableFunc(p.names, func(a, b os.DirEntry) int {
			if a.IsDir() != b.IsDir() {
				if a.IsDir() {
					return -1
				}
				return 1
			}
			return strings.Compare(folded(a.Name()), folded(b.Name()))
		})
		p.where.SetText(dir)
		p.list.UnselectAll()
		p.list.Refresh()
		p.list.ScrollToTop()
		p.count()
	})
}

func (p *picker) tapped(i widget.ListItemID) {
	e := p.names[i]
	p.list.Unselect(i)
	if e.IsDir() {
		p.enter(filepath.Join(p.dir, e.Name()))
		return
	}
	p.chosen[e.Name()] = !p.chosen[e.Name()]
	p.list.RefreshItem(i)
	p.count()
}

func (p *picker) paths() []string {
	var paths []string
	for _, e := range p.names {
		if p.chosen[e.Name()] {
			paths = append(paths, filepath.Join(p.dir, e.Name()))
		}
	}
	if paths == nil {
		return []string{p.dir}
	}
	return paths
}

func (p *picker) count() {
	p.take.SetText(lang.L("Choose this folder"))
	if n := len(p.paths()); n > 1 || p.paths()[0] != p.dir {
		p.take.SetText(lang.XN("pick.count", "Choose {{.N}} photos", n, values{"N": n}))
	}
}

func (p *picker) done() {
	p.modal.hide()
	p.picked(p.paths())
}

func (p *picker) newRow() fyne.CanvasObject {
	return container.NewBorder(nil, nil, widget.NewIcon(theme.FolderIcon()), nil, cell())
}

func (p *picker) updateRow(i widget.ListItemID, o fyne.CanvasObject) {
	c, e := o.(*fyne.Container), p.names[i]
	c.Objects[0].(*widget.Label).SetText(e.Name())
	icon := theme.FolderIcon()
	switch {
	case !e.IsDir() && p.chosen[e.Name()]:
		icon = theme.CheckButtonCheckedIcon()
	case !e.IsDir():
		icon = theme.CheckButtonIcon()
	}
	c.Objects[1].(*widget.Icon).SetResource(icon)
}
