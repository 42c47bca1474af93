// Package decode reads photo files: what they are, what they say about
// themselves, and their pixels upright. Every format has one named decoder,
// chosen by content; image.Decode and its registry are never used.
//
// Files are taken to be hostile: sizes are read and limited by this package's
// own code before a decoder sees the file, and a decoder's panic is an error.
// All functions are pure and may be called from any goroutine.
package decode

import (
	"errors"
	"fmt"
	"image"
	"io"
	"strings"

	"skinline/photos"
	"skinline/photos/colour"
)

// Errors a caller tells apart; messages around them are sentences naming the
// real type and the reason.
var (
	ErrUnsupported = errors.New("not a photo format that can be read")
	ErrTooLarge    = errors.New("larger than the limits for a photo")
	ErrDamaged     = errors.New("the photo is damaged")
)

// Limits of what is taken for a photo. They are judgement: the largest camera
// backs make 150 megapixels, and nothing in a treatment room is near a limit.
const (
	maxFile    = 512 << 20
	maxSide    = 65535
	maxPixels  = 150_000_000
	maxScans   = 200
	maxExif    = 1 << 20
	maxProfile = 4 << 20
)

// refusal is an error whose text is a whole sentence of its own, of one of the
// kinds above.
type refusal struct {
	kind error
	text string
}

func (r refusal) Error() string { return r.text }
func (r refusal) Unwrap() error { return r.kind }

func refuse(kind error, format string, args ...any) error {
	return refusal{kind, fmt.Sprintf(format, args...)}
}

// header is what a file says before its pixels, all of it checked against the
// limits. exif is a TIFF structure, profile an ICC profile and xmp an XMP
// packet, all untrusted.
type header struct {
	kind          string
	width, height int // as stored
	exif, profile []byte
	xmp           []byte
	turn          int  // an orientation the file states outside its EXIF, 0 for none
	preview       bool // the picture is the one a raw file carries to be shown
	adobe         bool // a JPEG by Adobe: its CMYK inks are inverted
	plain         bool // a JPEG of one or three usual components with an end
	// pictures decodes the file once into opaque pictures of the given sizes,
	// none larger than the stored picture, in stored orientation, and brings
	// their colours to sRGB.
	pictures func(sizes []image.Point, srgb *colour.Transform) ([]*image.NRGBA, error)
}

// formats are the readers of file headers, by the name sniff gives a file.
// A reader allocates no pixels; what it returns is checked against the limits
// before its pictures are asked for.
var formats = map[string]func(data []byte) (header, error){
	"JPEG": readJPEG,
	"PNG":  readPNG,
	"HEIC": readHEIC,
	"AVIF": readAVIF,
	"WebP": readWebP,
	"TIFF": readTIFF,
	"BMP":  readBMP,
	"GIF":  readGIF,
	"CR2":  readCR2,
	"RW2":  readRW2,
	"RAF":  readRAF,
}

// Probe reads what a photo file says about itself without decoding pixels.
// A broken EXIF or profile never loses the picture: those fields stay empty.
// Errors are ErrUnsupported, ErrTooLarge or ErrDamaged with a sentence saying
// why.
func Probe(data []byte) (photos.Info, error) {
	h, err := read(data)
	if err != nil {
		return photos.Info{}, err
	}
	return h.info(), nil
}

// info is what the file says, as displayed.
func (h header) info() photos.Info {
	info := readExif(h.exif)
	info.Type, info.Width, info.Height = h.kind, h.width, h.height
	info.Profile, info.Preview = profileName(h.profile), h.preview
	if info.Taken == nil {
		info.Taken = xmpTaken(h.xmp)
	}
	if h.turn != 0 {
		info.Orientation = h.turn
	}
	if info.Orientation > 4 {
		info.Width, info.Height = info.Height, info.Width
	}
	return info
}

// Decode returns the oriented picture, opaque and in sRGB; its bounds start
// at 0,0 and the caller owns it. Transparent parts lie over the
// neutral grey #777777. With long > 0 the picture is reduced to that long side
// (never enlarged); long <= 0 is full size. Errors are as for Probe.
func Decode(data []byte, long int) (*image.NRGBA, error) {
	_, made, err := Pictures(data, long)
	if err != nil {
		return nil, err
	}
	return made[0], nil
}

func read(data []byte) (header, error) {
	if len(data) > maxFile {
		return header{}, refuse(ErrTooLarge, "the file has %d MB, more than the %d MB a photo may have", len(data)>>20, maxFile>>20)
	}
	kind := sniff(data)
	reader, ok := formats[kind]
	if !ok {
		return header{}, unsupported(kind)
	}
	h, err := reader(data)
	if err != nil {
		return header{}, err
	}
	if h.width < 1 || h.height < 1 {
		return header{}, refuse(ErrDamaged, "this %s file says it is %d x %d pixels", h.kind, h.width, h.height)
	}
	if max(h.width, h.height) > maxSide || h.width*h.height > maxPixels {
		return header{}, refuse(ErrTooLarge, "this %s file says it is %d x %d pixels, more than the %d megapixels a photo may have",
			h.kind, h.width, h.height, maxPixels/1_000_000)
	}
	return h, nil
}

// affordable refuses a picture whose decoder takes perPixel bytes for each
// pixel, when that is more than a worker process may have.
func (h header) affordable(perPixel int) error {
	const most = 800 << 20
	if h.width*h.height > most/perPixel {
		return refuse(ErrTooLarge, "this %s file of %d x %d pixels needs more memory than a photo may; save it as JPEG", h.kind, h.width, h.height)
	}
	return nil
}

// decoderError says what a decoder found, as a sentence.
func decoderError(kind string, err error) error {
	var known refusal
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return refuse(ErrDamaged, "this %s file ends early", kind)
	}
	text := err.Error()
	if _, after, ok := strings.Cut(text, ": "); ok {
		text = after // the decoder's own name
	}
	text = strings.TrimPrefix(text, "invalid format: ")
	return refuse(ErrDamaged, "this %s file is damaged (%s)", kind, text)
}

// guarded turns a decoder's panic into ErrDamaged.
func guarded(kind string, decode func() (image.Image, error)) (pic image.Image, err error) {
	defer func() {
		if recover() != nil {
			pic, err = nil, refuse(ErrDamaged, "this %s file is damaged", kind)
		}
	}()
	return decode()
}
