package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"skinline/photos/decode"
)

// riff writes a WebP file of chunks.
func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func chunkOf(kind string, body []byte) []byte {
	out := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body))), body...)
	return append(out, make([]byte, len(body)%2)...)
}

// vp8x is the chunk that says how large a canvas is.
func vp8x(flags byte, w, h int) []byte {
	w, h = w-1, h-1
	return chunkOf("VP8X", []byte{flags, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
}

func TestWebPIsReadWithWhatItSays(t *testing.T) {
	lossy := sample(t, "blocks.webp")[12:]
	exif := exifOf(entry{0x0112, 3, uint16(6)}, entry{0x010f, 2, "Maker of cameras"})
	for name, exif := range map[string][]byte{"plain": exif, "as in JPEG": exifSegment(exif)} {
		data := riff(vp8x(0x28, 64, 48), chunkOf("ICCP", profileOf(newDescription("Display P3"))), lossy, chunkOf("EXIF", exif))
		info, err := decode.Probe(data)
		if err != nil || info.Type != "WebP" || info.Width != 48 || info.Height != 64 || info.Orientation != 6 || info.Camera != "Maker of cameras" || info.Profile != "Display P3" {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
}

func TestWebPTransparencyLiesOverTheGround(t *testing.T) {
	whole, err := decode.Decode(sample(t, "blocks.webp"), 0)
	if err != nil {
		t.Fatal(err)
	}
	half, err := decode.Decode(sample(t, "blocks-half.webp"), 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range half.Pix {
		want := (int(whole.Pix[i]) + 0x77) / 2
		if i%4 == 3 {
			want = 255
		}
		if d := int(v) - want; d < -2 || d > 2 {
			t.Fatalf("byte %d: %d, want %d", i, v, want)
		}
	}
}

func TestWebPWithAnotherSizeInsideIsRefused(t *testing.T) {
	lossy := sample(t, "blocks.webp")[12:]
	lossless := sample(t, "blocks-lossless.webp")[12:]
	frame := func(at, w, h byte) []byte {
		return chunkOf("ANMF", append([]byte{at, 0, 0, 0, 0, 0, w - 1, 0, 0, h - 1, 0, 0, 9, 0, 0, 0}, lossy...))
	}
	for name, data := range map[string][]byte{
		"small canvas":        riff(vp8x(0, 32, 32), lossy),
		"large canvas":        riff(vp8x(0, 1<<24, 1<<24), lossy),
		"lossless":            riff(vp8x(0, 32, 32), lossless),
		"frame beyond canvas": riff(vp8x(2, 64, 48), frame(1, 64, 48)),
		"frame of other size": riff(vp8x(2, 64, 48), frame(0, 60, 48)),
		"no frame":            riff(vp8x(2, 64, 48)),
		"nothing":             riff(),
		"no key frame":        riff(chunkOf("VP8 ", []byte{1, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0})),
		"frame in the frame":  riff(vp8x(2, 64, 48), chunkOf("ANMF", append(make([]byte, 16), frame(0, 64, 48)...))),
	} {
		before := allocated()
		_, err := decode.Decode(data, 0)
		if !errors.Is(err, decode.ErrDamaged) || !strings.Contains(err.Error(), "WebP") {
			t.Errorf("%s: %v", name, err)
		}
		if used := allocated() - before; used > 8<<20 {
			t.Errorf("%s: allocates %d MB", name, used>>20)
		}
	}
}
