package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"strings"
	"testing"

	"skinline/photos/decode"
)

// frames is an animation of two frames of 8 x 6 at 2,1 on a canvas of 20 x 10.
func frames(t testing.TB) []byte {
	t.Helper()
	var all gif.GIF
	for i := range 2 {
		p := image.NewPaletted(image.Rect(2, 1, 10, 7), color.Palette{color.NRGBA{}, color.NRGBA{200, 10, uint8(i * 99), 255}})
		for n := range p.Pix {
			p.Pix[n] = uint8(min(n, 1))
		}
		all.Image, all.Delay = append(all.Image, p), append(all.Delay, 5)
	}
	all.Config = image.Config{Width: 20, Height: 10}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &all); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestGIFShowsItsFirstFrameOnItsCanvas(t *testing.T) {
	info, err := decode.Probe(frames(t))
	if err != nil || info.Type != "GIF" || info.Width != 20 || info.Height != 10 {
		t.Fatalf("%+v, %v", info, err)
	}
	got, err := decode.Decode(frames(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	grey := color.NRGBA{0x77, 0x77, 0x77, 255}
	for at, want := range map[image.Point]color.NRGBA{{0, 0}: grey, {2, 1}: grey, {3, 1}: {200, 10, 0, 255}, {9, 6}: {200, 10, 0, 255}, {10, 7}: grey} {
		if c := got.NRGBAAt(at.X, at.Y); c != want {
			t.Errorf("at %v: %v, want %v", at, c, want)
		}
	}
}

func TestGIFOutsideItsCanvasIsRefused(t *testing.T) {
	whole := frames(t)
	at := bytes.IndexByte(whole, 0x2c)
	for name, c := range map[string]struct {
		at    int
		value uint16
		says  string
	}{
		"frame beyond": {at + 1, 60000, "outside its frame"}, "no frame": {at + 5, 0, "outside its frame"}, "small canvas": {6, 9, "outside its frame"},
	} {
		data := bytes.Clone(whole)
		binary.LittleEndian.PutUint16(data[c.at:], c.value)
		if _, err := decode.Probe(data); !errors.Is(err, decode.ErrDamaged) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	bomb := bytes.Clone(whole)
	for _, at := range []int{6, 8, at + 5, at + 7} {
		binary.LittleEndian.PutUint16(bomb[at:], 12000)
	}
	for n := range whole {
		if _, err := decode.Decode(whole[:n], 0); err == nil && n < at {
			t.Errorf("%d bytes open", n)
		}
	}
	if _, err := decode.Probe(bomb); !errors.Is(err, decode.ErrDamaged) {
		t.Errorf("bomb: %v", err)
	}
}
