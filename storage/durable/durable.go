// Package durable writes files so that they are whole or absent after a crash
// or a power cut: temporary file, sync, rename, sync of the folder.
package durable

import (
	"fmt"
	"os"
	"path/filepath"
)

// Temp makes an empty private file in the folder tmp, which must be in the
// same file system as the place the file is later moved to.
func Temp(tmp string) (*os.File, error) {
	f, err := os.CreateTemp(tmp, "new-*")
	if err != nil {
		return nil, fmt.Errorf("make temporary file: %w", err)
	}
	return f, nil
}

// Move gives a synced and closed file its place; the folder of to must exist. When it returns, the
// new name survives a power cut.
func Move(from, to string) error {
	if err := rename(from, to); err != nil {
		return fmt.Errorf("name file: %w", err)
	}
	if err := SyncDir(filepath.Dir(to)); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}

// WriteFile replaces the file to with data at once, through a temporary file
// in tmp.
func WriteFile(tmp, to string, data []byte) (err error) {
	f, err := Temp(tmp)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return Move(f.Name(), to)
}
