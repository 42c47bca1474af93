// Package phantom makes simulated treatment photos whose geometry is known
// exactly: skin close-ups and faces, over the dates of a course. Nobody is
// shown and nothing is copied; the demo library, tests and benchmarks use them.
//
// A [Subject] is an invented person (or a patch of that person's skin); a
// [Shot] is one photo of it. Every output pixel is evaluated from the
// subject's own surface through the shot's pose, never by resampling another
// picture, so two shots of one subject differ by exactly the transform that
// [True] returns. A close-up and a face of the same seed, tone and concern
// show the same skin: a mark on the cheek of one is on the cheek of the other.
//
// The same subject and shot give the same bytes whatever the number of
// processors. Between processor architectures a pixel may differ by one level
// where the compiler fuses multiplications and additions.
//
// Nothing here keeps state: all functions may be called from many goroutines.
package phantom

import (
	"image"
	"time"
)

// Kind says what of the subject the photos show.
type Kind int

const (
	// Skin is a close-up: 75 mm of skin along the long side at scale 1.
	Skin Kind = iota
	// Face is head and neck: 330 mm along the long side at scale 1.
	Face
)

// Concern is what the course of treatment is for. It fades with
// [Shot.Progress]; moles, pores and the person's shape stay.
type Concern int

const (
	Clear        Concern = iota // no concern: even skin with its moles
	AcneScars                   // atrophic scars, red and brown marks, coarse texture
	FineLines                   // crow's feet, forehead and under-eye lines
	Pigment                     // patches of hyperpigmentation
	SurgicalScar                // one linear scar with suture marks (site Body)
)

// Site is where on the body a close-up looks. Left and right are the client's.
type Site int

const (
	CheekLeft Site = iota
	CheekRight
	Forehead
	PeriorbitalLeft
	PeriorbitalRight
	Perioral
	Body // skin away from the face
)

// Subject is one invented person. The zero Subject is a close-up of a clear
// left cheek of medium tone.
type Subject struct {
	Kind    Kind
	Seed    int64   // another seed is another person
	Tone    int     // Fitzpatrick type 1 to 6; 0 means 3
	Concern Concern // what fades over the course
	Site    Site    // which skin a close-up shows; no meaning for a face
}

// Pose is where the camera puts the subject in the picture: scaled, turned
// clockwise by Degrees about the picture's centre, then moved by DX, DY in
// relative coordinates (see package photos). A zero Scale means 1.
type Pose struct{ Scale, Degrees, DX, DY float64 }

// Shot is one photo of a subject. The zero Shot is a 1200 x 1500 baseline
// photo in neutral light.
type Shot struct {
	Width, Height int // as displayed; 0 means 1200 x 1500
	// Progress through the course, 0 (baseline) to 1 (final result).
	Progress float64
	Pose     Pose
	// Turn is the yaw in degrees. Positive shows the client's left side (the
	// head's nose points to the picture's left); a close-up is foreshortened.
	Turn float64
	// Redness is erythema right after treatment, 0 to 1.
	Redness float64
	// LightDegrees is where the key light stands, clockwise from straight above
	// the subject (the pose's turn is the camera's roll and leaves the light alone). Raking, 0 to
	// 1, lowers it towards the skin.
	LightDegrees, Raking float64
	// LightColor multiplies linear red, green and blue; zero means white.
	LightColor [3]float64
	EV         float64 // exposure in stops
	Noise      float64 // sensor noise, standard deviation in 8-bit levels
	NoiseSeed  int64   // two shots share their noise only with equal seeds

	// What follows matters for files only.
	Quality     int       // JPEG quality 1 to 100; 0 means 92
	Orientation int       // EXIF orientation 1 to 8; 0 means 1
	Taken       time.Time // wall clock written as DateTimeOriginal; zero: none
	Offset      *int      // minutes from UTC, written as OffsetTimeOriginal
	Maker       string    // camera maker, "" for none
	Model       string    // camera model, "" for none
	GPS         bool      // add an (invented) location, for privacy tests
}

// size is the displayed size with the defaults filled in.
func (s Shot) size() (w, h int) {
	if s.Width <= 0 || s.Height <= 0 {
		return 1200, 1500
	}
	return s.Width, s.Height
}

func (s Subject) tone() int {
	if s.Tone == 0 {
		return 3
	}
	return min(max(s.Tone, 1), 6)
}

// Render is the photo as displayed, bounds at 0,0. It uses all processors; about a
// second for two megapixels on two cores.
func (s Subject) Render(shot Shot) *image.NRGBA {
	if s.Kind == Face {
		return s.renderFace(shot)
	}
	return s.renderSkin(shot)
}
