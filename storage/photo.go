package storage

import (
	"context"
	"image"
	"time"

	"skinline/photos"
)

// View is the standardised camera position a photo was taken from, or the
// name of a close-up: a code of Views or free text. "" is "not said".
type View string

// Views lists the standard view codes in the order screens show them
// ("frontal", "oblique-left", "oblique-right", "lateral-left", ...,
// "cheek-left-close", ...).
func Views() []View { panic("stub") }

// Phase says when in the course a photo was taken.
type Phase string

const (
	PhaseBaseline  Phase = "baseline"
	PhasePre       Phase = "pre"       // immediately before a session
	PhaseImmediate Phase = "immediate" // immediately after
	PhaseHealing   Phase = "healing"   // the days after; never a result
	PhaseFollowUp  Phase = "follow-up"
)

// TakenSource says where a photo's date comes from.
type TakenSource string

const (
	TakenExif    TakenSource = "exif"    // the camera's own metadata
	TakenFile    TakenSource = "file"    // the file's modification time
	TakenTyped   TakenSource = "typed"   // a person
	TakenSession TakenSource = "session" // the session's date, nothing better known
)

// Photo is one imported photo. The original it names never changes.
type Photo struct {
	ID           ID           `json:"id"`
	ClientID     ID           `json:"client"`
	SessionID    ID           `json:"session"`
	View         View         `json:"view"`
	Phase        Phase        `json:"phase"`
	Taken        photos.Taken `json:"taken"`
	TakenSource  TakenSource  `json:"taken_source"`
	OriginalName string       `json:"original_name"` // base name of the imported file
	SHA256       string       `json:"sha256"`        // of the original bytes, hex
	Blob         string       `json:"blob"`          // SHA-256 of the encrypted file, its name
	Size         int64        `json:"size"`          // of the original, bytes
	Info         photos.Info  `json:"info"`
	Alignment    *Alignment   `json:"alignment,omitempty"` // nil: never aligned
	Added        time.Time    `json:"added"`
	Rev          int64        `json:"rev"`
}

// AlignMethod says how an alignment was found.
type AlignMethod string

const (
	AlignManual AlignMethod = "manual" // landmarks set by a person
)

// Alignment brings a photo onto its view's reference photo.
type Alignment struct {
	Reference ID               `json:"reference"` // the photo aligned to
	Transform photos.Transform `json:"transform"` // this photo's relative coordinates to the reference's
	Method    AlignMethod      `json:"method"`
	Model     string           `json:"model"` // "similarity"
	// Landmarks are the point pairs used, same order in both.
	Landmarks []Landmark `json:"landmarks,omitempty"`
	// Residual is the root mean square distance between mapped and reference
	// points, relative to the reference's long side; 0 with two points.
	Residual   float64   `json:"residual"`
	Confidence float64   `json:"confidence"` // 0..1; 1 for points set by a person
	By         string    `json:"by,omitempty"`
	At         time.Time `json:"at"`
}

// Landmark is one anatomical point marked in both photos.
type Landmark struct {
	Reference photos.Point `json:"reference"`
	Photo     photos.Point `json:"photo"`
}

// ViewFrame is what all photos of one view of a client share.
type ViewFrame struct {
	ClientID  ID          `json:"client"`
	View      View        `json:"view"`
	Reference ID          `json:"reference"` // the photo the others align to
	Crop      photos.Rect `json:"crop"`      // in the reference's coordinates; never zero
	Aspect    string      `json:"aspect"`    // "4:5", "3:4", "1:1", "16:9", "free"
	CropSet   bool        `json:"crop_set"`  // false: Crop is still the whole reference
}

// Photos returns a client's photos, ordered by session date, taken, added.
func (l *Library) Photos(client ID) ([]Photo, error) { panic("stub") }
func (l *Library) Photo(id ID) (Photo, error)        { panic("stub") }

// UpdatePhoto changes view, phase, session and taken (with its source); everything else of p is ignored.
func (l *Library) UpdatePhoto(p Photo) (Photo, error) { panic("stub") }

// SetAlignment stores a (nil clears it) and returns the previous alignment so
// that a caller can undo; every value is also kept in the history.
func (l *Library) SetAlignment(photo ID, a *Alignment) (previous *Alignment, err error) {
	panic("stub")
}

// ViewFrames returns the frame of every view the client has photos of, in the
// order of Views, then free-text views by name. The reference defaults to the earliest photo
// (baseline first), the crop to the whole reference.
func (l *Library) ViewFrames(client ID) ([]ViewFrame, error) { panic("stub") }

// SetViewFrame stores reference, crop and aspect and returns the previous frame.
func (l *Library) SetViewFrame(f ViewFrame) (previous ViewFrame, err error) { panic("stub") }

// FrameOf is what of p is shown in the frame of its view: the photo's alignment when
// it points at f's reference (identity when p is the reference or not aligned) and f's crop.
// A photo that is not aligned and is not the reference gets its own whole picture's crop fitted to the same aspect
// (centred, largest), so that nothing is hidden by somebody else's crop.
func FrameOf(p Photo, f ViewFrame) photos.Frame { panic("stub") }

// PreviewSizes are the long sides in pixels of the stored previews, ascending: 480 and 2048.
func PreviewSizes() []int { panic("stub") }

// Preview returns the oriented picture of a photo with a long side of at least
// long pixels (or the full size when the photo is smaller), from the smallest
// stored preview that serves; missing previews are made and kept. long <= 0
// or beyond the largest preview decodes the original. The caller owns the result. Slow (milliseconds
// to a second): never on the UI goroutine.
func (l *Library) Preview(ctx context.Context, photo ID, long int) (*image.NRGBA, error) {
	panic("stub")
}

// Original returns the exact bytes imported, verified against the stored hashes (ErrDamaged otherwise).
func (l *Library) Original(ctx context.Context, photo ID) ([]byte, error) { panic("stub") }
