package ui

import (
	"context"
	"image"
	"slices"
	"sync"
	"time"

	"skinline/storage"
)

// originalBudget bounds the decoded originals of one comparison, in bytes:
// two photos of 48 megapixels.
const originalBudget = 400 << 20

// A comparison that rests has its photos decoded, so that the first close look
// is as sharp as later ones; not where that takes much memory for what may
// never be looked at closely.
const (
	restPause  = 400 * time.Millisecond
	restBudget = 200 << 20 // bytes of the photos shown, four a pixel
)

// rest decodes the photos shown once nothing has changed for a while.
func (s *compareScreen) rest() {
	if s.resting != nil {
		s.resting.Stop()
	}
	s.resting = s.a.jobs.after(restPause, s.rested)
}

func (s *compareScreen) rested() {
	if s.a.screen != screen(s) {
		return
	}
	bytes := 0
	for _, p := range s.board.panes {
		bytes += 4 * p.photo.Info.Width * p.photo.Info.Height
	}
	if bytes > restBudget {
		return
	}
	for _, p := range s.board.panes {
		if p.shown {
			p.decodeAhead()
		}
	}
}

// originals is where a comparison's pictures come from: previews as they are
// stored, and whole photos that stay decoded, so that a place looked at
// closely is sharp as soon as the gesture rests. Its methods may be called
// from any goroutine.
type originals struct {
	from   previews
	budget int

	mu     sync.Mutex
	kept   map[storage.ID]*original
	recent []storage.ID // decoded ones, the newest last
	bytes  int
	closed bool
}

// original is one photo, decoded or being decoded.
type original struct {
	ctx     context.Context // of the decoding
	cancel  context.CancelFunc
	waiting int
	ready   chan struct{} // closed once pic or err is set
	pic     *image.NRGBA
	err     error
}

func newOriginals(from previews) *originals {
	return &originals{from: from, budget: originalBudget, kept: map[storage.ID]*original{}}
}

// Preview is a stored preview where one is large enough, else the whole photo,
// which the caller must not change. A photo is decoded once for all that ask
// meanwhile; when nobody waits any more, no further.
func (o *originals) Preview(ctx context.Context, id storage.ID, long int) (*image.NRGBA, error) {
	if long <= slices.Max(storage.PreviewSizes()) {
		return o.from.Preview(ctx, id, long)
	}
	e, first := o.join(id)
	stop := context.AfterFunc(ctx, func() { o.leave(id, e) })
	defer stop()
	if first {
		o.decode(id, e)
	}
	select {
	case <-e.ready:
		return e.pic, e.err
	case <-ctx.Done():
		// Done is closed a moment before what waits for it is called: then
		// stopping that would leave nobody to say that this one left.
		if stop() {
			o.leave(id, e)
		}
		return nil, ctx.Err()
	}
}

func (o *originals) join(id storage.ID) (e *original, first bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if e = o.kept[id]; e == nil {
		e, first = &original{ready: make(chan struct{})}, true
		e.ctx, e.cancel = context.WithCancel(context.Background())
		if o.closed {
			e.cancel()
		}
		o.kept[id] = e
	} else if i := slices.Index(o.recent, id); i >= 0 {
		o.recent = append(slices.Delete(o.recent, i, i+1), id)
	}
	e.waiting++
	return e, first
}

// leave ends a decoding that nobody waits for.
func (o *originals) leave(id storage.ID, e *original) {
	o.mu.Lock()
	defer o.mu.Unlock()
	e.waiting--
	if e.waiting == 0 && e.pic == nil && e.err == nil {
		e.cancel()
		o.drop(id, e)
	}
}

func (o *originals) decode(id storage.ID, e *original) {
	pic, err := o.from.Preview(e.ctx, id, 0)
	e.cancel()
	o.mu.Lock()
	defer o.mu.Unlock()
	e.pic, e.err = pic, err
	close(e.ready)
	if err != nil || o.closed || o.kept[id] != e {
		o.drop(id, e)
		return
	}
	o.recent = append(o.recent, id)
	o.bytes += len(pic.Pix)
	for o.bytes > o.budget {
		oldest := o.recent[0]
		o.recent = o.recent[1:]
		o.bytes -= len(o.kept[oldest].pic.Pix)
		delete(o.kept, oldest)
	}
}

func (o *originals) drop(id storage.ID, e *original) {
	if o.kept[id] == e {
		delete(o.kept, id)
	}
}

// close forgets every photo and keeps none from now on.
func (o *originals) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed, o.recent, o.bytes = true, nil, 0
	for _, e := range o.kept {
		e.cancel()
	}
	clear(o.kept)
}
