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
	"skinline/photos/align/pyramid"
)

// ErrEmpty is returned for a photo without pixels.
var ErrEmpty = errors.New("photo without pixels")

// Prepared is a photo with what alignments need of it, found once: a series
// prepares its reference once. It keeps the picture, which must not change, and
// may be used by several goroutines.
type Prepared struct {
	picture *image.NRGBA
	sizes   pyramid.Pyramid // of picture
	obvious []face.Face
	// faces are the obvious ones or, found when first needed, hidden ones.
	faces func() ([]face.Face, error)
	// described has for a *face.Face of faces the func() (face.Descriptor,
	// error) that finds its descriptor once. It is gone with the photo.
	described sync.Map
	// everywhere are the features of the whole photo, found when first needed.
	everywhere func() keypoints
}

// keypoints are features with the long side of the photo in pixels of the plane
// they were found in.
type keypoints struct {
	found *feature.Points
	long  float64
}

// Prepare finds the obvious faces of a photo. img is upright as displayed, its bounds
// start at 0,0.
func Prepare(ctx context.Context, img *image.NRGBA) (*Prepared, error) {
	if img == nil || img.Rect.Empty() {
		return nil, fmt.Errorf("prepare alignment: %w", ErrEmpty)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("prepare alignment: %w", err)
	}
	sizes := pyramid.Of(img)
	obvious, err := face.Obvious(sizes)
	if err != nil {
		return nil, fmt.Errorf("find faces: %w", err)
	}
	p := &Prepared{picture: img, sizes: sizes, obvious: obvious}
	p.faces = sync.OnceValues(func() ([]face.Face, error) {
		if len(obvious) > 0 {
			return obvious, nil
		}
		return face.Hidden(sizes)
	})
	p.everywhere = sync.OnceValue(func() keypoints { return p.detect(nil) })
	return p, nil
}

// angle is how far apart the descriptors of two faces are, in degrees.
func (p *Prepared) angle(f *face.Face, other *Prepared, g *face.Face) (float64, error) {
	a, err := p.descriptor(f)
	if err != nil {
		return 0, err
	}
	b, err := other.descriptor(g)
	return a.Angle(b), err
}

func (p *Prepared) descriptor(f *face.Face) (face.Descriptor, error) {
	find, _ := p.described.LoadOrStore(f, sync.OnceValues(func() (face.Descriptor, error) { return face.Describe(p.sizes, *f) }))
	return find.(func() (face.Descriptor, error))()
}

// points are the photo's features inside a polygon of relative coordinates, or
// everywhere.
func (p *Prepared) points(polygon []photos.Point) keypoints {
	if len(polygon) == 0 {
		return p.everywhere()
	}
	return p.detect(polygon)
}

func (p *Prepared) detect(polygon []photos.Point) keypoints {
	size := p.sizes.AtLeast(featureLong)
	grey := plane.Of(size.Picture, featureLong)
	own := size.Picture.Rect.Size()
	long := size.Long * float64(max(grey.W, grey.H)) / float64(max(own.X, own.Y))
	if len(polygon) == 0 {
		return keypoints{feature.Detect(grey, nil), long}
	}
	corners := make([]photos.Point, len(polygon))
	for i, p := range polygon {
		corners[i] = photos.Point{X: p.X*long - .5, Y: p.Y*long - .5}
	}
	return keypoints{feature.Detect(grey, func(x, y float64) bool { return inside(corners, x, y) }), long}
}
