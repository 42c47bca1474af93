package storage

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"github.com/disintegration/imaging"

	"skinline/photos"
	"skinline/photos/decode"
	"skinline/storage/blob"
)

// previewQuality is the JPEG quality of stored previews.
const previewQuality = 88

// PreviewSizes are the long sides in pixels of the stored previews, ascending:
// 480 and 2048.
func PreviewSizes() []int { return []int{480, 2048} }

// Preview returns the oriented picture of a photo with a long side of at least
// long pixels (or the full size when the photo is smaller), from the smallest
// stored preview that serves; missing previews are made and kept. long <= 0
// or beyond the largest preview decodes the original. The caller owns the
// result. Slow (milliseconds to a second): never on the UI goroutine.
func (l *Library) Preview(ctx context.Context, photo ID, long int) (*image.NRGBA, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	p, err := livePhoto(l.db, photo)
	if err != nil {
		return nil, failed("read photo", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	size, ok := servingSize(p.Info, long)
	if !ok {
		return l.decodeOriginal(ctx, p, long)
	}
	if pic, err := l.storedPreview(p, size); err == nil {
		return pic, nil
	}
	full, err := l.decodeOriginal(ctx, p, PreviewSizes()[len(PreviewSizes())-1])
	if err != nil {
		return nil, err
	}
	return l.makePreviews(p, full)[size], nil
}

// Original returns the exact bytes imported, verified against the stored
// hashes (ErrDamaged otherwise).
func (l *Library) Original(ctx context.Context, photo ID) ([]byte, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	p, err := livePhoto(l.db, photo)
	if err != nil {
		return nil, failed("read photo", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return l.original(p)
}

func (l *Library) original(p Photo) ([]byte, error) {
	data, err := l.originals.Get(blob.Stored{Name: p.Blob, Plain: p.SHA256, Size: p.Size}, l.keys.Identity())
	if missing(err) {
		return nil, fmt.Errorf("read original: %w: its file is missing", ErrDamaged)
	}
	return data, failed("read original", err)
}

func (l *Library) decodeOriginal(ctx context.Context, p Photo, long int) (*image.NRGBA, error) {
	data, err := l.original(p)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pic, err := decode.Decode(data, long)
	if err != nil {
		return nil, fmt.Errorf("decode original: %w", err)
	}
	return pic, nil
}

// servingSize is the smallest stored preview with a long side of at least long, or of the whole photo.
func servingSize(info photos.Info, long int) (size int, ok bool) {
	full := max(info.Width, info.Height)
	if long <= 0 {
		return 0, false
	}
	for _, size := range storedSizes(info) {
		if size >= min(long, full) {
			return size, true
		}
	}
	return 0, false
}

// storedSizes are the previews a photo has: none that would repeat a smaller one.
func storedSizes(info photos.Info) []int {
	for i, size := range PreviewSizes() {
		if size >= max(info.Width, info.Height) {
			return PreviewSizes()[:i+1]
		}
	}
	return PreviewSizes()
}

func (l *Library) storedPreview(p Photo, size int) (*image.NRGBA, error) {
	data, err := l.previews.GetAs(l.previewName(p, size), l.keys.Identity())
	if err != nil {
		return nil, err
	}
	return decode.Decode(data, 0)
}

// makePreviews makes and keeps all previews of a decoded photo, the large ones first so that
// each is made from the one before. Previews are a cache: one that cannot be written is made again when it is wanted.
func (l *Library) makePreviews(p Photo, pic *image.NRGBA) map[int]*image.NRGBA {
	made := map[int]*image.NRGBA{}
	sizes := storedSizes(p.Info)
	for i := len(sizes) - 1; i >= 0; i-- {
		w, h := photos.Fit(photos.Whole(p.Info.Width, p.Info.Height), sizes[i], sizes[i])
		if w < pic.Rect.Dx() {
			pic = imaging.Resize(pic, w, h, imaging.CatmullRom)
		}
		pic = opaque(pic)
		made[sizes[i]] = pic
		if l.readOnly {
			continue
		}
		var text bytes.Buffer
		if err := jpeg.Encode(&text, rgba(pic), &jpeg.Options{Quality: previewQuality}); err != nil {
			continue
		}
		_ = l.previews.PutAs(l.previewName(p, sizes[i]), text.Bytes(), l.keys.Recipient())
	}
	return made
}

func (l *Library) previewName(p Photo, size int) string {
	return l.keys.PreviewName(fmt.Sprintf("%s %d", p.Blob, size))
}

// opaque lays a picture with transparent parts on white, as a print would show it.
func opaque(pic *image.NRGBA) *image.NRGBA {
	if pic.Opaque() {
		return pic
	}
	paper := imaging.New(pic.Rect.Dx(), pic.Rect.Dy(), color.White)
	return imaging.Overlay(paper, pic, image.Point{}, 1)
}

// rgba is the same opaque picture in the one type the JPEG encoder reads without a conversion per pixel.
func rgba(pic *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: pic.Pix, Stride: pic.Stride, Rect: pic.Rect}
}
