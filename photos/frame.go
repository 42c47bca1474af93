package photos

// Frame says what of a photo is shown: an alignment onto the view's reference
// photo and a crop of that reference. It never changes the photo.
type Frame struct {
	// Align maps the photo's relative coordinates to the reference's.
	// The zero Transform means the identity (the photo is its own reference).
	Align Transform `json:"align"`
	// Crop is the part of the reference shown, in the reference's relative
	// coordinates. The zero Rect means the whole photo, unaligned crop.
	Crop Rect `json:"crop"`
}

// Whole is the relative rectangle that a picture of w x h pixels covers.
func Whole(w, h int) Rect {
	long := float64(max(w, h, 1))
	return Rect{W: float64(w) / long, H: float64(h) / long}
}

// Resolved returns the frame with its zero parts filled in for a photo of
// w x h pixels: an identity alignment and, without a crop, the whole photo.
func (f Frame) Resolved(w, h int) Frame {
	if f.Align == (Transform{}) {
		f.Align = Identity()
	}
	if f.Crop.Empty() {
		f.Crop = Whole(w, h)
	}
	return f
}
