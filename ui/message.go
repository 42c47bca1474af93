package ui

import (
	"errors"
	"io/fs"
	"log/slog"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/decode"
	"skinline/storage"
)

// message is what a person can do about err, in words. What it does not know
// is logged by its kind and shown as it is.
func message(err error) string {
	switch {
	case errors.Is(err, storage.ErrUnlock):
		return lang.L("This passphrase or recovery key does not open the library. Nothing was changed.")
	case errors.Is(err, storage.ErrInUse):
		return lang.L("This library is open in another Skinline. Close it there first, then try again.")
	case errors.Is(err, storage.ErrNotLibrary):
		return lang.L("This folder is not a Skinline library. Choose another folder, or create a library in an empty one.")
	case errors.Is(err, storage.ErrNewer):
		return lang.L("This library was written by a newer Skinline. Update Skinline on this computer to open it.")
	case errors.Is(err, storage.ErrLocked):
		return lang.L("The library is locked. Unlock it and try again.")
	case errors.Is(err, storage.ErrDuplicate):
		return lang.L("This photo is already in the library.")
	case errors.Is(err, storage.ErrConflict):
		return lang.L("This was changed elsewhere meanwhile. Open it again and repeat the change.")
	case errors.Is(err, storage.ErrDamaged):
		return lang.L("Stored data is damaged. Make no changes and restore from a backup: {{.Reason}}.", values{"Reason": err.Error()})
	case errors.Is(err, photos.ErrDegenerate):
		return lang.L("The points lie on one spot. Mark two points that are well apart.")
	case errors.Is(err, decode.ErrUnsupported), errors.Is(err, decode.ErrTooLarge), errors.Is(err, decode.ErrDamaged):
		return lang.L("Could not read the photo: {{.Reason}}.", values{"Reason": err.Error()})
	case errors.Is(err, fs.ErrPermission):
		return lang.L("This folder cannot be written. Choose a folder of your own.")
	case errors.Is(err, storage.ErrInvalid), errors.Is(err, storage.ErrExists), errors.Is(err, storage.ErrNotFound):
		return capital(err.Error()) + "."
	}
	slog.Error("unexpected failure")
	return lang.L("That did not work: {{.Reason}}.", values{"Reason": err.Error()})
}
