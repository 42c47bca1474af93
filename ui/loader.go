package ui

import (
	"context"
	"image"
	"math"
	"runtime"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/storage"
)

// pixelBudget bounds the pictures kept in memory, in bytes.
const pixelBudget = 128 << 20

// previews is where the loader's pictures come from: storage.Library, or the
// file being reviewed for import.
type previews interface {
	Preview(ctx context.Context, photo storage.ID, long int) (*image.NRGBA, error)
}

// request is one exact picture: a photo in a frame at a size in device pixels.
type request struct {
	photo storage.ID
	frame photos.Frame
	w, h  int
}

// long is the long side the photo must have so that nothing is enlarged.
func (r request) long() int {
	size := float64(max(r.w, r.h))
	crop := max(r.frame.Crop.W, r.frame.Crop.H)
	if crop <= 0 {
		return int(size)
	}
	scale := 1.0
	if r.frame.Align != (photos.Transform{}) {
		scale = r.frame.Align.Scale()
	}
	need := max(float64(r.w)/max(r.frame.Crop.W, 1e-6), float64(r.h)/max(r.frame.Crop.H, 1e-6)) * scale
	return int(math.Ceil(min(need, 1e6)))
}

// slot is a place on screen that shows one picture at a time. want is the
// only truth about what belongs there: a picture that comes back for anything
// else is dropped, whatever happened in between.
type slot struct {
	want request
	// show receives the picture, or nil with the reason.
	show func(*image.RGBA, error)
}

// loading is one request under way, shared by every slot that wants it.
type loading struct {
	request
	slots   []*slot
	source  previews
	cancel  context.CancelFunc
	ctx     context.Context
	dropped bool // cancelled; whoever still wants it starts anew
}

// loaded is a finished picture, or the reason why there is none.
type loaded struct {
	*loading
	img *image.RGBA
	err error
}

// loader makes the pictures on screen: newest request first, one load for
// identical requests, kept in memory up to a budget. Its methods belong to the
// main goroutine; pixels are made in workers that end when there is no work.
type loader struct {
	source  previews
	cache   *pixels
	current map[request]*loading
	// pending counts loads whose result has not reached the main goroutine.
	pending int

	mu      sync.Mutex
	stack   []*loading    // the newest last
	ready   []loaded      // not yet delivered
	making  int           // taken from the stack and not ready yet
	queued  bool          // a delivery is on its way to the main goroutine
	due     time.Time     // of the next delivery, unless everything is ready before
	waiting bool          // for due
	rest    chan struct{} // closed when everything is ready; nil: nobody waits
	workers int
	most    int
	pause   time.Duration // between deliveries, see deliveryPause
	wait    sync.WaitGroup
}

func newLoader() *loader {
	return &loader{
		cache:   newPixels(pixelBudget),
		current: map[request]*loading{},
		most:    min(4, runtime.GOMAXPROCS(0)),
		pause:   deliveryPause,
	}
}

// load asks for r to be shown in s. A picture at hand is shown at once.
func (l *loader) load(s *slot, r request) {
	if s.want == r {
		return
	}
	l.drop(s)
	s.want = r
	if r.photo == "" || r.w <= 0 || r.h <= 0 || l.source == nil {
		return
	}
	if img := l.cache.get(r); img != nil {
		s.show(img, nil)
		return
	}
	if c := l.current[r]; c != nil && !c.dropped {
		c.slots = append(c.slots, s)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	c := &loading{request: r, slots: []*slot{s}, source: l.source, ctx: ctx, cancel: cancel}
	l.current[r] = c
	l.pending++
	l.push(c)
}

// drop says that s wants nothing any more; work nobody waits for is cancelled.
func (l *loader) drop(s *slot) {
	c := l.current[s.want]
	s.want = request{}
	if c == nil {
		return
	}
	wanted := func(s *slot) bool { return s.want == c.request }
	if slices.ContainsFunc(c.slots, wanted) {
		return
	}
	c.dropped = true
	c.cancel()
}

// lock forgets every picture and every request; what is under way ends
// without being shown.
func (l *loader) lock() {
	for _, c := range l.current {
		c.dropped = true
		c.cancel()
		for _, s := range c.slots {
			s.want = request{}
		}
	}
	clear(l.current)
	l.cache.clear()
	l.source = nil
}

// close waits for the workers.
func (l *loader) close() {
	l.lock()
	l.wait.Wait()
}

func (l *loader) push(c *loading) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.stack)+l.making+len(l.ready) == 0 {
		l.due = time.Now().Add(l.pause)
	}
	l.stack = append(l.stack, c)
	if l.workers >= l.most {
		return
	}
	l.workers++
	l.wait.Go(l.worker)
}

// worker makes pictures, the newest request first, until none is left.
func (l *loader) worker() {
	for {
		c := l.pop()
		if c == nil {
			return
		}
		img, err := c.picture()
		l.hand(loaded{c, img, err})
	}
}

// deliveryPause is the least time between two deliveries while there is more
// to come: about two frames where painting is slow.
const deliveryPause = 150 * time.Millisecond

// hand readies r for the main goroutine. Pictures arrive together: each
// delivery is painted, which where no graphics card does it takes both the
// time and the processors that the next pictures want.
func (l *loader) hand(r loaded) {
	l.mu.Lock()
	l.ready = append(l.ready, r)
	l.making--
	l.rests()
	wait := time.Until(l.due)
	if wait <= 0 || len(l.stack) == 0 && l.making == 0 {
		l.mu.Unlock()
		l.queue()
		return
	}
	if !l.waiting {
		l.waiting = true
		time.AfterFunc(wait, l.queue)
	}
	l.mu.Unlock()
}

// idle is closed once no picture is left to be made.
func (l *loader) idle() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.rest == nil {
		l.rest = make(chan struct{})
	}
	rest := l.rest
	l.rests()
	return rest
}

// rests wants l.mu held.
func (l *loader) rests() {
	if l.rest != nil && len(l.stack)+l.making == 0 {
		close(l.rest)
		l.rest = nil
	}
}

// queue sends what is ready to the main goroutine, unless that is done.
func (l *loader) queue() {
	l.mu.Lock()
	l.waiting = false
	queued := l.queued || len(l.ready) == 0
	if !queued {
		l.queued = true
	}
	l.mu.Unlock()
	if !queued {
		fyne.Do(l.deliverReady)
	}
}

// deliverReady shows every picture that is ready.
func (l *loader) deliverReady() {
	l.mu.Lock()
	ready := l.ready
	l.ready = nil
	l.queued = false
	l.due = time.Now().Add(l.pause)
	l.mu.Unlock()
	for _, r := range ready {
		l.deliver(r.loading, r.img, r.err)
	}
}

func (l *loader) pop() *loading {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := len(l.stack) - 1
	if last < 0 {
		l.workers--
		return nil
	}
	c := l.stack[last]
	l.stack = l.stack[:last]
	l.making++
	return c
}

// picture is the pixels of the request; in a worker.
func (c *loading) picture() (*image.RGBA, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	pic, err := c.source.Preview(c.ctx, c.photo, c.long())
	if err != nil {
		return nil, err
	}
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	return photos.Render(pic, c.frame, c.w, c.h), nil
}

// deliver shows a finished picture in the slots that want exactly it now.
func (l *loader) deliver(c *loading, img *image.RGBA, err error) {
	l.pending--
	c.cancel()
	if l.current[c.request] == c {
		delete(l.current, c.request)
	}
	if c.dropped && err != nil {
		return
	}
	if err == nil && !c.dropped {
		l.cache.put(c.request, img)
	}
	for _, s := range c.slots {
		// The wrong face in a cell is the worst fault this program can
		// have: a slot may have been given to another photo meanwhile.
		if s.want == c.request {
			s.show(img, err)
		}
	}
}
