package demo

import (
	"context"
	"fmt"

	"skinline/storage"
)

// alignAll lets the program lay every photo onto its view's reference, as it
// does with anybody's, then crops each view. progress is told after every photo.
func alignAll(ctx context.Context, library *storage.Library, all []*taken, progress func(done int)) error {
	by := map[storage.ID]*taken{}
	seen := map[storage.ID]bool{}
	for _, t := range all {
		by[t.photo.ID] = t
	}
	done := 0
	for _, t := range all {
		if seen[t.photo.ClientID] {
			continue
		}
		seen[t.photo.ClientID] = true
		err := library.AlignSeries(ctx, storage.Series{Client: t.photo.ClientID}, func(storage.SeriesStep) {
			done++
			progress(done)
		})
		if err != nil {
			return fmt.Errorf("align demo photos: %w", err)
		}
		frames, err := library.ViewFrames(t.photo.ClientID)
		if err != nil {
			return fmt.Errorf("read demo views: %w", err)
		}
		for _, frame := range frames {
			frame.Aspect, frame.Crop, frame.CropSet = crop(by[frame.Reference])
			if _, err := library.SetViewFrame(frame); err != nil {
				return fmt.Errorf("crop demo view %s: %w", frame.View, err)
			}
		}
	}
	return nil
}
