package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"skinline/photos/decode"
)

func encodeBMP(t testing.TB, pic image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := bmp.Encode(&out, pic); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBMPIsRead(t *testing.T) {
	pic := blocks(37, 21)
	data := encodeBMP(t, pic)
	info, err := decode.Probe(data)
	if err != nil || info.Type != "BMP" || info.Width != 37 || info.Height != 21 {
		t.Errorf("%+v, %v", info, err)
	}
	if got, err := decode.Decode(data, 0); err != nil || furthest(got, pic) > 0 {
		t.Error(err)
	}
	// A negative height says that rows come from the top.
	binary.LittleEndian.PutUint32(data[22:], ^uint32(21)+1)
	turned := image.NewNRGBA(pic.Rect)
	for y := range 21 {
		copy(turned.Pix[y*turned.Stride:][:turned.Stride], pic.Pix[(20-y)*pic.Stride:])
	}
	if got, err := decode.Decode(data, 0); err != nil || furthest(got, turned) > 0 {
		t.Errorf("rows from the top: %v", err)
	}
}

func TestBMPThatCannotBeReadSaysWhy(t *testing.T) {
	for name, c := range map[string]struct {
		at    int
		value uint32
		kind  error
		says  string
	}{
		"OS/2":            {14, 12, decode.ErrUnsupported, "OS/2"},
		"run lengths":     {30, 1, decode.ErrUnsupported, "compression"},
		"16 bits":         {28, 16, decode.ErrUnsupported, "16 bits a pixel"},
		"huge":            {18, 1 << 30, decode.ErrTooLarge, "more than a photo may have"},
		"lowest height":   {22, 1 << 31, decode.ErrTooLarge, "more than a photo may have"},
		"negative width":  {18, ^uint32(0), decode.ErrDamaged, "pixels"},
		"more than there": {22, 30000, decode.ErrDamaged, "ends early"},
		"pixels past end": {10, ^uint32(0), decode.ErrDamaged, "ends early"},
	} {
		data := encodeBMP(t, blocks(37, 21))
		binary.LittleEndian.PutUint32(data[c.at:], c.value)
		if _, err := decode.Probe(data); !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
