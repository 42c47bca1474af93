package decode

import "skinline/photos"

// Tags of the Exif directory that say how a photo was taken.
const (
	tagExposure     = 0x829a
	tagAperture     = 0x829d
	tagISO          = 0x8827
	tagISOSpeed     = 0x8833
	tagIndex        = 0x8832 // recommended exposure index
	tagFlash        = 0x9209
	tagFocal        = 0x920a
	tagWhiteBalance = 0xa403
	tagFocal35      = 0xa405
	tagLens         = 0xa434
)

// settings reads how a photo was taken. What no camera can mean stays unknown.
func settings(exif directory) photos.Settings {
	s := photos.Settings{
		Lens:        tidy(exif.text(tagLens)),
		Exposure:    within(exif.ratio(tagExposure), 24*60*60),
		Aperture:    within(exif.ratio(tagAperture), 1000),
		FocalLength: within(exif.ratio(tagFocal), 100_000),
	}
	if v, ok := exif.number(tagFocal35); ok {
		s.FocalLength35 = int(v)
	}
	// 65535 is how the 16 bits of this tag say "more"; the others have 32.
	for _, tag := range []uint16{tagISO, tagISOSpeed, tagIndex} {
		if v, ok := exif.number(tag); ok && v > 0 && v != 65535 && v < 1e8 {
			s.ISO = int(v)
			break
		}
	}
	if v, ok := exif.number(tagFlash); ok {
		fired := v&1 == 1
		s.Flash = &fired
	}
	switch v, ok := exif.number(tagWhiteBalance); {
	case ok && v == 0:
		s.WhiteBalance = "auto"
	case ok && v == 1:
		s.WhiteBalance = "manual"
	}
	return s
}

// within is v when it is above 0 and no more than most, else 0.
func within(v, most float64) float64 {
	if v > 0 && v <= most {
		return v
	}
	return 0
}

// ratio is the first of a RATIONAL value, 0 when there is none.
func (d directory) ratio(tag uint16) float64 {
	e := d.entries[tag]
	if e.kind != 5 || len(e.value) < 8 {
		return 0
	}
	numerator, denominator := d.order.Uint32(e.value), d.order.Uint32(e.value[4:])
	if denominator == 0 {
		return 0
	}
	return float64(numerator) / float64(denominator)
}
