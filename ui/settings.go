package ui

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"skinline/storage"
)

// settings keeps how things were left in the library that is open, encrypted
// as all of it, without anybody waiting for it: the newest value of each name.
type settings struct {
	lib *storage.Library // that is open or being closed

	mu      sync.Mutex
	pending map[string]any
	writing sync.Mutex // held while what was pending is written, so that nothing overtakes
}

// keep writes value under name soon. A library that cannot be written keeps
// nothing.
func (a *App) keep(name string, value any) {
	lib := a.settings.lib
	if lib == nil || lib.ReadOnly() {
		return
	}
	a.settings.mu.Lock()
	if a.settings.pending == nil {
		a.settings.pending = map[string]any{}
	}
	a.settings.pending[name] = value
	a.settings.mu.Unlock()
	a.jobs.run(func(context.Context, func(int, int)) error {
		a.settings.flush(lib)
		return nil
	}, nil, nil)
}

// read fills value, a pointer, with what is kept under name and reports whether
// anything is; away from the main goroutine. What cannot be read is as nothing.
func (s *settings) read(lib *storage.Library, name string, value any) bool {
	s.flush(lib)
	ok, err := lib.Setting(name, value)
	return ok && err == nil
}

// flush writes what is pending; before a library is locked, so that the last
// is kept too. Losing a setting is no reason to disturb anybody.
func (s *settings) flush(lib *storage.Library) {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	pending := s.pending
	s.pending = nil
	s.mu.Unlock()
	for name, value := range pending {
		if err := lib.SaveSetting(name, value); err != nil && !errors.Is(err, storage.ErrLocked) {
			slog.Error("a setting could not be kept")
		}
	}
}
