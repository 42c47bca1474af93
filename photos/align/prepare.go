package align

import (
	"context"
	"errors"
	"fmt"
	"image"

	"skinline/photos/align/face"
)

// ErrEmpty is returned for a photo without pixels.
var ErrEmpty = errors.New("photo without pixels")

// Prepared is a photo with what alignments need of it, found once: a series
// prepares its reference once. It keeps the picture, which must not change, and
// may be used by several goroutines.
type Prepared struct {
	picture *image.NRGBA
	faces   []face.Face
}

// Prepare finds the faces of a photo. img is upright as displayed, its bounds
// start at 0,0.
func Prepare(ctx context.Context, img *image.NRGBA) (*Prepared, error) {
	if img == nil || img.Rect.Empty() {
		return nil, fmt.Errorf("prepare alignment: %w", ErrEmpty)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("prepare alignment: %w", err)
	}
	faces, err := face.Find(img)
	if err != nil {
		return nil, fmt.Errorf("find faces: %w", err)
	}
	return &Prepared{picture: img, faces: faces}, nil
}
