package storage

import (
	"context"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/decode"
	"skinline/photos/decode/worker"
)

// Decoder reads and aligns photo files, which may be crafted. *worker.Pool is one that
// lets no file harm this process.
type Decoder interface {
	// Probe is decode.Probe.
	Probe(ctx context.Context, data []byte) (photos.Info, error)
	// Decode makes one upright picture for every long side, 0 for full size.
	Decode(ctx context.Context, data []byte, longs ...int) (worker.Decoded, error)
	// Align is worker.Align: the second photo onto the first.
	Align(ctx context.Context, reference, photo []byte, o align.Options) (worker.Aligned, error)
}

// DecodeWith makes the library read photos through d, which stays the
// caller's. Until it is called photos are decoded in this process. Call it
// before sharing the library with other goroutines.
func (l *Library) DecodeWith(d Decoder) { l.decoder = d }

// DecodeHere reads photos in this process: for tests, and for photos this
// program has made itself.
func DecodeHere() Decoder { return here{} }

type here struct{}

func (here) Probe(_ context.Context, data []byte) (photos.Info, error) { return decode.Probe(data) }

func (here) Decode(_ context.Context, data []byte, longs ...int) (worker.Decoded, error) {
	info, pictures, err := decode.Pictures(data, longs...)
	return worker.Decoded{Info: info, Pictures: pictures}, err
}

func (here) Align(ctx context.Context, reference, photo []byte, o align.Options) (worker.Aligned, error) {
	return worker.Align(ctx, reference, photo, o)
}
