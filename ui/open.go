package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"skinline/storage"
	"skinline/storage/demo"
)

// start shows the way in: unlock the library named, or create one.
func (a *App) start() {
	if a.o.Library == "" {
		a.show(newCreateScreen(a))
		return
	}
	s := newUnlockScreen(a, a.o.Library)
	a.show(s)
	if a.o.Passphrase != "" {
		s.submit(a.o.Passphrase)
		a.o.Passphrase = ""
	}
}

// openLibrary opens dir in the background; failed is told why it could not.
func (a *App) openLibrary(dir, secret string, failed func(error)) {
	var lib *storage.Library
	a.jobs.run(func(context.Context, func(int, int)) (err error) {
		lib, err = storage.Open(dir, secret)
		return err
	}, nil, func(err error) {
		if err == errStopped && lib != nil {
			err = errors.Join(err, lib.Close())
		}
		if err != nil {
			failed(err)
			return
		}
		a.adopt(lib)
	})
}

// adopt makes lib the open library and shows its clients.
func (a *App) adopt(lib *storage.Library) {
	if a.lib != lib { // not again after an unlock: it is shared by then
		lib.DecodeWith(a.o.Decoder)
	}
	a.lib, a.settings.lib = lib, lib
	a.loader.source = lib
	if a.o.Remember != nil {
		a.o.Remember(lib.Dir())
	}
	a.showClients()
	a.watch.resume(lib)
	if lib.ReadOnly() {
		a.toast(lang.L("This library can only be read: its disk cannot be written."))
	}
}

// openDemo makes the demo library, or opens the one made before.
func (a *App) openDemo() {
	dir := filepath.Join(homeDir(), "Skinline demo")
	a.closeLibrary(func() {
		if storage.IsLibrary(dir) {
			s := newUnlockScreen(a, dir)
			a.show(s)
			s.submit(demo.Passphrase)
			return
		}
		a.makeDemo(dir)
	})
}

func (a *App) makeDemo(dir string) {
	s := newWaitScreen(lang.L("Making the demo library: simulated clients and photos"))
	var lib *storage.Library
	making := a.jobs.run(func(ctx context.Context, progress func(int, int)) error {
		if err := a.o.Demo(ctx, dir, progress); err != nil {
			return err
		}
		var err error
		lib, err = storage.Open(dir, demo.Passphrase)
		return err
	}, s.progress, func(err error) {
		if err == errStopped && lib != nil {
			err = errors.Join(err, lib.Close())
		}
		if err != nil {
			a.show(newCreateScreen(a))
			a.fail(err)
			return
		}
		a.adopt(lib)
	})
	s.stop = making.stop
	a.show(s)
}

// homeDir is where libraries are suggested.
func homeDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}

// fail tells why something did not work; nothing else changes.
func (a *App) fail(err error) {
	if err != nil && !errors.Is(err, errStopped) {
		a.toasts.Show(message(err))
	}
}

func (a *App) toast(text string) { a.toasts.Show(text) }

// offer tells a result that can be undone.
func (a *App) offer(text, action string, do func()) { a.toasts.ShowAction(text, action, do) }
