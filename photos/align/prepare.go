package align

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"

	"skinline/photos"
	"skinline/photos/align/face"
	"skinline/photos/align/feature"
	"skinline/photos/align/plane"
)

// ErrEmpty is returned for a photo without pixels.
var ErrEmpty = errors.New("photo without pixels")

// Prepared is a photo with what alignments need of it, found once: a series
// prepares its reference once. It keeps the picture, which must not change, and
// may be used by several goroutines.
type Prepared struct {
	picture *image.NRGBA
	faces   []face.Face
	// everywhere are the features of the whole photo, found when first needed.
	everywhere func() keypoints
}

// keypoints are features with the long side of the plane they are pixels of.
type keypoints struct {
	found *feature.Points
	long  int
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
	p := &Prepared{picture: img, faces: faces}
	p.everywhere = sync.OnceValue(func() keypoints { return detect(img, nil) })
	return p, nil
}

// points are the photo's features inside a polygon of relative coordinates, or
// everywhere.
func (p *Prepared) points(polygon []photos.Point) keypoints {
	if len(polygon) == 0 {
		return p.everywhere()
	}
	return detect(p.picture, polygon)
}

func detect(img *image.NRGBA, polygon []photos.Point) keypoints {
	grey := plane.Of(img, featureLong)
	long := max(grey.W, grey.H)
	if len(polygon) == 0 {
		return keypoints{feature.Detect(grey, nil), long}
	}
	corners := make([]photos.Point, len(polygon))
	for i, p := range polygon {
		corners[i] = photos.Point{X: p.X*float64(long) - .5, Y: p.Y*float64(long) - .5}
	}
	return keypoints{feature.Detect(grey, func(x, y float64) bool { return inside(corners, x, y) }), long}
}
