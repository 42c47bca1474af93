package demo

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
	"skinline/storage"
)

// alignAll lets the program lay every photo onto its view's reference, marks
// landmarks in those it refuses, as a careful person would, and crops each view.
func alignAll(ctx context.Context, library *storage.Library, all []*taken) error {
	by := map[storage.ID]*taken{}
	seen := map[storage.ID]bool{}
	for _, t := range all {
		by[t.photo.ID] = t
	}
	for _, t := range all {
		if seen[t.photo.ClientID] {
			continue
		}
		seen[t.photo.ClientID] = true
		refused := map[storage.ID]bool{}
		err := library.AlignSeries(ctx, storage.Series{Client: t.photo.ClientID}, func(s storage.SeriesStep) {
			refused[s.Photo.ID] = s.Outcome == align.Refused
		})
		if err != nil {
			return fmt.Errorf("align demo photos: %w", err)
		}
		frames, err := library.ViewFrames(t.photo.ClientID)
		if err != nil {
			return fmt.Errorf("read demo views: %w", err)
		}
		for _, frame := range frames {
			reference := by[frame.Reference]
			for _, other := range all {
				if other.photo.ClientID != frame.ClientID || other.photo.View != frame.View || !refused[other.photo.ID] {
					continue
				}
				if err := alignTo(library, reference, other); err != nil {
					return err
				}
			}
			frame.Aspect, frame.Crop, frame.CropSet = crop(reference)
			if _, err := library.SetViewFrame(frame); err != nil {
				return fmt.Errorf("crop demo view %s: %w", frame.View, err)
			}
		}
	}
	return nil
}

func alignTo(library *storage.Library, reference, t *taken) error {
	theirs, ours := mark(reference, 1), mark(t, 2)
	var pairs []align.Pair
	var landmarks []storage.Landmark
	for i := range ours {
		if hidden(t, ours[i]) || hidden(reference, theirs[i]) {
			continue
		}
		pairs = append(pairs, align.Pair{Reference: theirs[i].Point, Photo: ours[i].Point})
		landmarks = append(landmarks, storage.Landmark{Reference: theirs[i].Point, Photo: ours[i].Point})
	}
	found, err := align.Landmarks(pairs)
	if err != nil {
		return fmt.Errorf("align demo photo %s: %w", t.item.Path, err)
	}
	_, err = library.SetAlignment(t.photo.ID, &storage.Alignment{
		Reference: reference.photo.ID, Transform: found.Transform, Method: storage.AlignManual, Model: align.Similarity,
		Landmarks: landmarks, Residual: found.RMS, Confidence: 1, By: "Demo practitioner",
		At: t.shot.Taken.Add(40 * time.Minute),
	})
	if err != nil {
		return fmt.Errorf("store demo alignment of %s: %w", t.item.Path, err)
	}
	return nil
}

// mark is where a person's clicks land: a thousandth of the picture off.
func mark(t *taken, hand uint64) []phantom.Landmark {
	d := rand.New(rand.NewPCG(uint64(t.shot.NoiseSeed), hand))
	marks := t.subject.Landmarks(t.shot)
	for i := range marks {
		marks[i].Point.X += .0005 * d.NormFloat64()
		marks[i].Point.Y += .0005 * d.NormFloat64()
	}
	return marks
}

// hidden tells whether a person would not mark a landmark: too near the edge
// of the picture, or on the far side of a turned head.
func hidden(t *taken, l phantom.Landmark) bool {
	whole := photos.Whole(t.shot.Width, t.shot.Height)
	if l.Point.X < .01 || l.Point.Y < .01 || l.Point.X > whole.W-.01 || l.Point.Y > whole.H-.01 {
		return true
	}
	far := "right"
	if t.shot.Turn < 0 {
		far = "left"
	}
	return math.Abs(t.shot.Turn) > 25 && len(l.Name) > len(far) && l.Name[:len(far)] == far
}
