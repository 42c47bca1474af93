package decode

import (
	"encoding/binary"
	"image"

	"skinline/photos/colour"
)

// toSRGB is the way from the file's own colours to sRGB. A profile that is
// broken or unknown never loses a picture: it stays as it is, as if it were
// sRGB.
func (h header) toSRGB(data []byte) *colour.Transform {
	profile := effectiveProfile(h, data)
	if profile == nil {
		return nil
	}
	t, err := colour.Read(profile)
	if err != nil {
		return nil
	}
	return t
}

// toSRGB brings opaque pictures of one file to sRGB in place. A profile of
// inks does not belong to them.
func toSRGB(pics []*image.NRGBA, srgb *colour.Transform) {
	if srgb.Identity() || srgb.Space() == colour.CMYK {
		return
	}
	done := map[*image.NRGBA]bool{}
	for _, pic := range pics {
		if done[pic] || pic.Rect.Empty() {
			continue // the same picture can serve two sizes
		}
		done[pic] = true
		inBands(pic.Pix, pic.Stride, srgb.Apply)
	}
}

// inBands calls do for the upper and the lower half of pix.
func inBands(pix []uint8, stride int, do func(part []uint8)) {
	bands(len(pix)/stride, func(from, to int) { do(pix[from*stride : to*stride]) })
}

// effectiveProfile is the profile to go by: the embedded one, else one made of
// what the file says in other words, nil for sRGB.
func effectiveProfile(h header, data []byte) []byte {
	switch {
	case h.kind == "PNG":
		return pngProfile(h, data)
	case h.profile != nil:
		return h.profile
	case isAdobeRGB(h.exif):
		return colour.AdobeRGB()
	}
	return nil
}

// pngProfile follows the order of precedence of the PNG specification (third
// edition, section 4.3): cICP, iCCP, sRGB, gAMA with cHRM.
func pngProfile(h header, data []byte) []byte {
	var codes, chrm, gama []byte
	standard := false
	pngChunks(data, func(name string, body []byte) {
		switch {
		case name == "cICP" && len(body) == 4:
			codes = body
		case name == "cHRM" && len(body) == 32:
			chrm = body
		case name == "gAMA" && len(body) == 4:
			gama = body
		case name == "sRGB":
			standard = true
		}
	})
	switch {
	case codes != nil:
		return colour.FromCodes(int(codes[0]), int(codes[1]))
	case h.profile != nil:
		return h.profile
	case standard || chrm == nil:
		return nil
	}
	at := func(i int) [2]float64 {
		value := func(b []byte) float64 { return float64(binary.BigEndian.Uint32(b)) / 100000 }
		return [2]float64{value(chrm[8*i:]), value(chrm[8*i+4:])}
	}
	gamma := 0.
	if gama != nil {
		gamma = float64(binary.BigEndian.Uint32(gama)) / 100000
	}
	return colour.FromChunks(colour.Primaries{White: at(0), Red: at(1), Green: at(2), Blue: at(3)}, gamma)
}

// pngChunks calls do for the chunks before the pixels.
func pngChunks(data []byte, do func(name string, body []byte)) {
	for at := 8; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		name := string(data[at+4 : at+8])
		if n > len(data)-at-12 || name == "IDAT" {
			return
		}
		do(name, data[at+8:at+8+n])
		at += 12 + n
	}
}

// isAdobeRGB reports a camera's word that its picture is in Adobe RGB: DCF 2.0
// names its optional files R03 in the interoperability directory and embeds no
// profile.
func isAdobeRGB(exif []byte) bool {
	const tagIndex = 0x0001
	t, ok := newTIFF(exif)
	if !ok || len(exif) > maxExif {
		return false
	}
	at, ok := t.directory(t.order.Uint32(exif[4:])).number(tagExif)
	if !ok {
		return false
	}
	if at, ok = t.directory(at).number(tagInterop); !ok {
		return false
	}
	return t.directory(at).text(tagIndex) == "R03"
}

// cmykToSRGB turns pixels of C, M, Y, K into opaque R, G, B in place, by the
// profile where it is one of inks. Adobe writes inks inverted.
func cmykToSRGB(pix []uint8, inverted bool, srgb *colour.Transform) {
	if srgb.Space() != colour.CMYK {
		fromCMYK(pix, inverted)
		return
	}
	if inverted {
		for i, v := range pix {
			pix[i] = ^v
		}
	}
	inBands(pix, 4, srgb.Apply)
}

// fromInks is a picture of inks in sRGB, of the same bytes.
func fromInks(p *image.CMYK, srgb *colour.Transform) *image.NRGBA {
	inBands(p.Pix, 4, srgb.Apply)
	return &image.NRGBA{Pix: p.Pix, Stride: p.Stride, Rect: p.Rect.Sub(p.Rect.Min)}
}

// fromCMYK does without a profile: each ink takes away its share of the light.
func fromCMYK(pix []uint8, inverted bool) {
	for i := 0; i+4 <= len(pix); i += 4 {
		p := pix[i : i+4 : i+4]
		if !inverted {
			p[0], p[1], p[2], p[3] = ^p[0], ^p[1], ^p[2], ^p[3]
		}
		k := uint32(p[3])
		for c := range 3 {
			p[c] = uint8((uint32(p[c])*k + 127) / 255)
		}
		p[3] = 255
	}
}
