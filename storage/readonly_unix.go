//go:build !windows

package storage

import (
	"errors"

	"golang.org/x/sys/unix"
)

// readOnlyMedium reports that nothing can be written in dir, without trying.
func readOnlyMedium(dir string) bool {
	err := unix.Access(dir, unix.W_OK)
	return errors.Is(err, unix.EROFS) || errors.Is(err, unix.EACCES)
}
