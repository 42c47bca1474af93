// Package demo makes the library people first meet: four invented clients
// with simulated photos, aligned and cropped as a practitioner would have.
package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"skinline/photos"
	"skinline/photos/phantom"
	"skinline/storage"
)

// Passphrase opens the demo library that the program makes for people. It
// protects nothing: everybody in it is simulated.
const Passphrase = "demo"

// Create makes the demo library in dir, which must not exist or be empty, and
// closes it. Everything in it is fixed: the same people, dates and pictures
// every time. progress, which may be nil, is told as photos are made and aligned, in
// Create's goroutine. It takes a minute or two on two cores; when it fails or ctx ends, what it wrote
// in dir is removed again.
func Create(ctx context.Context, dir, passphrase string, progress func(done, total int)) error {
	_, err := build(ctx, dir, passphrase, settings{long: 1350}, progress)
	return err
}

// settings are what tests make smaller.
type settings struct {
	long       int // long side of the photos, pixels
	workFactor int // see storage.Options
}

// taken is one photo of the demo: where it belongs and how it was made.
type taken struct {
	item    storage.ImportItem
	subject phantom.Subject
	shot    phantom.Shot
	photo   storage.Photo // once imported
}

func build(ctx context.Context, dir, passphrase string, s settings, progress func(done, total int)) (all []*taken, err error) {
	library, _, err := storage.Create(dir, passphrase, storage.Options{WorkFactor: s.workFactor})
	if err != nil {
		return nil, fmt.Errorf("create demo library: %w", err)
	}
	defer func() {
		closed := library.Close()
		if err == nil && closed != nil {
			err = fmt.Errorf("close demo library: %w", closed)
		}
		if err != nil {
			_ = os.RemoveAll(dir) // Create made or filled it; half a demo helps nobody
		}
	}()
	for _, c := range clients() {
		of, err := enter(library, c, s.long, len(all))
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	// Every photo is brought in and then, unless it is a reference, aligned.
	told := func(done int) {
		if progress != nil {
			progress(done, 2*len(all))
		}
	}
	if err := bringIn(ctx, library, all, told); err != nil {
		return nil, err
	}
	err = alignAll(ctx, library, all, func(done int) { told(len(all) + done) })
	told(2 * len(all))
	return all, err
}

// enter records a client with its sessions and says which photos to take.
func enter(library *storage.Library, c course, long, number int) ([]*taken, error) {
	client, err := library.CreateClient(c.client)
	if err != nil {
		return nil, fmt.Errorf("create demo client %s: %w", c.client.Code, err)
	}
	var all []*taken
	for i, v := range c.visits {
		v.session.ClientID = client.ID
		v.session.Practitioner = "Demo practitioner"
		session, err := library.CreateSession(v.session)
		if err != nil {
			return nil, fmt.Errorf("create demo session %s of %s: %w", v.session.Date, c.client.Code, err)
		}
		for _, p := range v.pictures {
			subject, shot := arrange(c, v, p, number+len(all), long)
			all = append(all, &taken{
				item: storage.ImportItem{
					Path: fmt.Sprintf("IMG_%04d.JPG", 2100+100*i+number+len(all)), Session: session.ID, View: p.view, Phase: p.phase,
				},
				subject: subject, shot: shot,
			})
		}
	}
	return all, nil
}

// arrange says how a picture comes out: nobody holds a camera twice alike.
func arrange(c course, v visit, p picture, number, long int) (phantom.Subject, phantom.Shot) {
	d := rand.New(rand.NewPCG(uint64(c.subject.Seed), uint64(number)))
	vary := func(spread float64) float64 { return spread * (2*d.Float64() - 1) }
	subject := c.subject
	look := looks()[p.view]
	subject.Kind, subject.Site = look.kind, look.site
	warm := vary(.028)
	offset := 60
	if v.session.Date.Month > time.March && v.session.Date.Month < time.November {
		offset = 120
	}
	width, height := long*4/5, long
	if look.landscape {
		width, height = height, width
	}
	when := v.session.Date.AddDays(p.after).Time().Add(10*time.Hour + time.Duration(number*7%50)*time.Minute + time.Duration(d.IntN(60))*time.Second)
	return subject, phantom.Shot{
		Width: width, Height: height, Progress: v.progress,
		Pose: phantom.Pose{Scale: 1 + vary(.045), Degrees: vary(2.6), DX: vary(.016), DY: vary(.016)},
		Turn: look.turn, Redness: p.redness,
		LightDegrees: -28 + vary(9), Raking: look.raking,
		LightColor: [3]float64{1 + warm, 1, 1 - warm}, EV: vary(.12),
		Noise: 1.6, NoiseSeed: int64(number), Quality: 90,
		Orientation: [...]int{1, 1, 6, 1, 8, 1, 1, 3}[number%8],
		Taken:       when, Offset: &offset, Maker: "Skinline", Model: "Demo camera",
	}
}

// bringIn renders the photos ahead of importing them one by one.
func bringIn(ctx context.Context, library *storage.Library, all []*taken, progress func(done int)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	files := renderAhead(ctx, all)
	for i, t := range all {
		file, ok := <-files
		if !ok {
			return ctx.Err()
		}
		if file.err != nil {
			return fmt.Errorf("render demo photo %s: %w", t.item.Path, file.err)
		}
		t.item.Content = file.content
		var result storage.ImportResult
		err := library.Import(ctx, []storage.ImportItem{t.item}, func(r storage.ImportResult) { result = r })
		if err == nil {
			err = result.Err
		}
		if err != nil {
			return fmt.Errorf("import demo photo %s: %w", t.item.Path, err)
		}
		t.item.Content, t.photo = nil, result.Photo
		progress(i + 1)
	}
	return nil
}

type rendered struct {
	content []byte
	err     error
}

// renderAhead delivers the files in order, at most two ahead. A rendering
// uses all processors by itself, so one goroutine is enough. The channel is closed early when ctx ends.
func renderAhead(ctx context.Context, all []*taken) <-chan rendered {
	files := make(chan rendered, 2)
	go func() {
		defer close(files)
		for _, t := range all {
			content, err := t.subject.JPEG(t.shot)
			select {
			case files <- rendered{content, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return files
}

// crop frames the treated area of a view's reference.
func crop(t *taken) (aspect string, r photos.Rect, set bool) {
	whole := photos.Whole(t.shot.Width, t.shot.Height)
	look := looks()[t.item.View]
	aspect, r.H = "4:5", .70
	if look.kind == phantom.Skin {
		r.H = .84
	}
	r.W = r.H * .8
	if look.landscape {
		aspect, r.W, r.H = "1:1", .68, .68
	}
	// The middle of the subject, moved down for a face: hair matters less than the neck.
	middle := photos.Point{X: whole.W/2 + t.shot.Pose.DX, Y: whole.H/2 + t.shot.Pose.DY}
	if look.kind == phantom.Face {
		middle.Y += .035
	}
	r.X = min(max(middle.X-r.W/2, 0), whole.W-r.W)
	r.Y = min(max(middle.Y-r.H/2, 0), whole.H-r.H)
	return aspect, r, true
}
