package main

import (
	"fmt"
	"strings"

	"skinline/photos/align"
	"skinline/storage"
)

// operations says everything that was done to the photos of a comparison.
func operations(shown []storage.Photo, frame storage.ViewFrame) string {
	var aligned, apart []string
	warped := false
	for i, p := range shown {
		a := p.AlignmentTo(frame.Reference)
		switch {
		case p.ID == frame.Reference:
		case a == nil:
			apart = append(apart, fmt.Sprintf("photo %d not aligned", i+1))
		default:
			aligned = append(aligned, fmt.Sprintf("photo %d %s", i+1, alignedHow(*a)))
			warped = warped || a.Warps()
		}
	}
	done := append(aligned, apart...)
	if len(aligned) > 0 && !warped {
		done = append(done, "moved, turned and scaled only")
	}
	if frame.CropSet {
		done = append(done, "cropped")
	}
	mark := strings.Join(append(done, "no retouching"), "; ") + "."
	return strings.ToUpper(mark[:1]) + mark[1:]
}

// alignedHow says how an alignment was found, and what it did beyond moving,
// turning and scaling.
func alignedHow(a storage.Alignment) string {
	how := "aligned automatically"
	switch {
	case a.Method == storage.AlignManual:
		how = fmt.Sprintf("aligned by %d points", len(a.Landmarks))
	case a.Outcome == align.ByLandmarks:
		how = "placed by landmarks alone"
	}
	switch a.Model {
	case align.Affine:
		how += " with its proportions changed (affine)"
	case align.Homography:
		how += " with its perspective changed"
	}
	return how
}

// warpNote stands under a photo that is more than moved, turned and scaled.
func warpNote(p storage.Photo, frame storage.ViewFrame) []string {
	a := p.AlignmentTo(frame.Reference)
	switch {
	case a == nil:
		return nil
	case a.Model == align.Affine:
		return []string{"affine: proportions changed"}
	case a.Model == align.Homography:
		return []string{"perspective changed"}
	}
	return nil
}
