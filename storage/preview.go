package storage

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"slices"

	"skinline/photos"
	"skinline/photos/decode"
	"skinline/photos/turbo"
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
		made, err := l.decodeOriginal(ctx, p, long)
		if err != nil {
			return nil, err
		}
		return made[0], nil
	}
	if pic, err := l.storedPreview(p, size); err == nil {
		return pic, nil
	}
	made, err := l.decodeOriginal(ctx, p, PreviewSizes()...)
	if err != nil {
		return nil, err
	}
	l.keepPreviews(p, made)
	return made[slices.Index(PreviewSizes(), size)], nil
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

func (l *Library) decodeOriginal(ctx context.Context, p Photo, longs ...int) ([]*image.NRGBA, error) {
	data, err := l.original(p)
	if err != nil {
		return nil, err
	}
	decoded, err := l.decoder.Decode(ctx, data, longs...)
	if err != nil {
		return nil, fmt.Errorf("decode original: %w", err)
	}
	return decoded.Pictures, nil
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
	text, err := l.previewFile(p, size)
	if err != nil {
		return nil, err
	}
	return decode.Decode(text, 0)
}

// previewFile is a stored preview as the JPEG file it is.
func (l *Library) previewFile(p Photo, size int) ([]byte, error) {
	data, err := l.previews.GetAs(l.previewName(p, size), l.keys.Identity())
	if err != nil {
		return nil, err
	}
	// The encryption says that this library wrote the file, not that it is
	// the one of this name.
	text, ok := bytes.CutPrefix(data, []byte(l.previewName(p, size)))
	if !ok {
		return nil, fmt.Errorf("read preview: it is another photo's: %w", ErrDamaged)
	}
	return text, nil
}

// keepPreviews keeps the pictures made for PreviewSizes. Previews are a cache:
// one that cannot be written is made again when it is wanted.
func (l *Library) keepPreviews(p Photo, made []*image.NRGBA) {
	if l.readOnly {
		return
	}
	for i, size := range storedSizes(p.Info) {
		text, err := turbo.Encode(made[i], previewQuality, false)
		if err != nil {
			continue
		}
		name := l.previewName(p, size)
		_ = l.previews.PutAs(name, append([]byte(name), text...), l.keys.Recipient())
	}
}

func (l *Library) previewName(p Photo, size int) string {
	return l.keys.PreviewName(fmt.Sprintf("%s %d", p.Blob, size))
}
