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
	// GPS reports whether the file carries a location (never the location).
	GPS bool `json:"gps"`
	// Profile is the name of the embedded colour profile, "" for none.
	Profile string `json:"profile,omitempty"`
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
