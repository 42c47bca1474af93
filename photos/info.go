package photos

import "time"

// Info is what a photo says about itself, read without decoding its pixels.
type Info struct {
	// Type is the real type by content: "JPEG", "PNG", ...
	Type string `json:"type"`
	// Preview reports that the picture is the one a raw file carries to be
	// shown, not made from its sensor data; Type is then "NEF preview", ...
	Preview bool `json:"preview,omitempty"`
	// Width and Height are the displayed size: after orientation.
	Width  int `json:"width"`
	Height int `json:"height"`
	// Orientation is the EXIF orientation, 1 to 8; 1 when there is none.
	Orientation int `json:"orientation"`
	// Taken is the capture time from the photo's metadata, nil when unknown.
	Taken *Taken `json:"taken,omitempty"`
	// Camera is maker and model, "" when unknown. Serial numbers are not read.
	Camera string `json:"camera,omitempty"`
	Settings
	// GPS reports whether the file carries a location (never the location).
	GPS bool `json:"gps"`
	// Profile is the name of the embedded colour profile, "" for none.
	Profile string `json:"profile,omitempty"`
}

// Settings are how a photo was taken, as its camera stated it: what must be
// alike for two photos to be compared. Zero values and nil are unknown.
type Settings struct {
	// Lens is the model of the lens. Serial numbers are not read.
	Lens string `json:"lens,omitempty"`
	// Exposure is the exposure time in seconds.
	Exposure float64 `json:"exposure,omitempty"`
	// Aperture is the f-number.
	Aperture float64 `json:"aperture,omitempty"`
	// ISO is the sensitivity.
	ISO int `json:"iso,omitempty"`
	// Flash reports whether the flash fired.
	Flash *bool `json:"flash,omitempty"`
	// WhiteBalance is "auto" or "manual".
	WhiteBalance string `json:"white_balance,omitempty"`
	// FocalLength is in millimetres, FocalLength35 in those of a 35 mm camera
	// with the same view.
	FocalLength   float64 `json:"focal_length,omitempty"`
	FocalLength35 int     `json:"focal_length_35mm,omitempty"`
}

// Taken is a capture time as the camera stated it. Without an offset it is a
// floating local time: the wall clock of the camera, in no known zone.
type Taken struct {
	// Local is the wall clock as stated; its location is always UTC and
	// carries no meaning.
	Local time.Time `json:"local"`
	// Offset is the stated offset from UTC in minutes, nil when not stated.
	Offset *int `json:"offset,omitempty"`
}
