package storage

import (
	"context"
	"fmt"
	"slices"

	"skinline/photos/viewpoint"
)

// mostKnown is how many of a client's views new photos are compared with.
const mostKnown = 24

// SuggestViews looks at the content of files and reports, in this goroutine and
// in their order, which view each was taken from; "" where it is not sure or
// the file cannot be read. Files are decoded by the library's Decoder. Some
// tenths of a second a photo: never on the UI goroutine. Errors are ctx's,
// ErrLocked and those of the client's record.
func (l *Library) SuggestViews(ctx context.Context, client ID, paths []string, report func(path string, v View)) error {
	known, err := l.knownViews(ctx, client)
	if err != nil {
		return err
	}
	for _, path := range paths {
		v, err := l.suggestView(ctx, path, known)
		if fatal(ctx, err) {
			return err
		}
		if err != nil {
			v = "" // the review has said why
		}
		report(path, v)
	}
	return nil
}

func (l *Library) suggestView(ctx context.Context, path string, known []viewpoint.Known) (View, error) {
	data, _, err := readItem(ImportItem{Path: path})
	if err != nil {
		return "", err
	}
	if l.Locked() {
		return "", ErrLocked
	}
	decoded, err := l.decoder.Decode(ctx, data, viewpoint.Long)
	if err != nil {
		return "", err
	}
	look, err := viewpoint.LookAt(decoded.Pictures[0])
	if err != nil {
		return "", err
	}
	return View(look.View(known)), nil
}

// knownViews are a client's views by their reference photos; one that cannot be
// read is left out.
func (l *Library) knownViews(ctx context.Context, client ID) ([]viewpoint.Known, error) {
	frames, err := l.ViewFrames(client)
	if err != nil {
		return nil, err
	}
	frames = slices.DeleteFunc(frames, func(f ViewFrame) bool { return f.View == "" })
	var known []viewpoint.Known
	for _, f := range frames[:min(len(frames), mostKnown)] {
		pic, err := l.Preview(ctx, f.Reference, viewpoint.Long)
		if fatal(ctx, err) {
			return nil, err
		}
		if err != nil {
			continue
		}
		look, err := viewpoint.LookAt(pic)
		if err != nil {
			return nil, fmt.Errorf("look at view: %w", err)
		}
		known = append(known, viewpoint.Known{View: string(f.View), Look: look})
	}
	return known, nil
}
