package storage

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// readOnlyMedium reports that nothing can be written in dir; Windows knows
// only when asked to.
func readOnlyMedium(dir string) bool {
	f, err := os.CreateTemp(dir, "probe-*")
	if err != nil {
		return errors.Is(err, fs.ErrPermission) || errors.Is(err, windows.ERROR_WRITE_PROTECT)
	}
	f.Close()
	os.Remove(f.Name())
	return false
}
