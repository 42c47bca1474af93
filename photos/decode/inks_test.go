package decode

import (
	"bytes"
	"encoding/binary"
	"image"
	"testing"

	"skinline/photos/colour"
)

// paperProfile is a profile of inks that all leave grey, but for paper, which
// is white: an 8-bit table of two nodes a side.
func paperProfile() []byte {
	table := append([]byte("mft1\x00\x00\x00\x00"), 4, 3, 2, 0)
	for _, v := range []uint32{1, 0, 0, 0, 1, 0, 0, 0, 1} {
		table = binary.BigEndian.AppendUint32(table, v<<16)
	}
	same := make([]byte, 256)
	for i := range same {
		same[i] = byte(i)
	}
	table = append(table, bytes.Repeat(same, 4)...)
	table = append(table, 255, 128, 128)
	table = append(table, bytes.Repeat([]byte{0, 128, 128}, 15)...)
	table = append(table, bytes.Repeat(same, 3)...)
	head := make([]byte, 128)
	head[8] = 2
	copy(head[12:], "prtrCMYKLab ")
	copy(head[36:], "acsp")
	for i, v := range []uint32{0xf6d6, 0x10000, 0xd32d} {
		binary.BigEndian.PutUint32(head[68+4*i:], v)
	}
	head = append(append(head, 0, 0, 0, 1), "A2B0"...)
	head = binary.BigEndian.AppendUint32(head, 144)
	head = binary.BigEndian.AppendUint32(head, uint32(len(table)))
	return append(head, table...)
}

func TestInksGoThroughTheirProfile(t *testing.T) {
	srgb, err := colour.Read(paperProfile())
	if err != nil || srgb.Space() != colour.CMYK {
		t.Fatal(srgb.Space(), err)
	}
	plain := []uint8{0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 128}
	// Half way from white to black in lightness is sRGB 119.
	want := []uint8{255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 119, 119, 119, 255}
	inverted := bytes.Clone(plain)
	for i := range inverted {
		inverted[i] = ^inverted[i]
	}
	picture := &image.CMYK{Pix: bytes.Clone(plain), Stride: 16, Rect: image.Rect(0, 0, 4, 1)}
	whole := resizedWhole(picture, []image.Point{{4, 1}}, srgb)[0]
	cmykToSRGB(plain, false, srgb)
	cmykToSRGB(inverted, true, srgb)
	for name, got := range map[string][]uint8{"plain": plain, "inverted": inverted, "decoded": whole.Pix} {
		for i := range want {
			if d := int(got[i]) - int(want[i]); d < -2 || d > 2 {
				t.Errorf("%s: %v, want %v", name, got, want)
				break
			}
		}
	}
}

func TestInksWithoutAProfileTakeTheirShareOfTheLight(t *testing.T) {
	for name, srgb := range map[string]*colour.Transform{"none": nil, "of RGB": mustRead(t, colour.AdobeRGB())} {
		pix := []uint8{0, 0, 0, 0, 255, 0, 128, 0, 0, 0, 0, 128}
		if cmykToSRGB(pix, false, srgb); !bytes.Equal(pix, []uint8{255, 255, 255, 255, 0, 255, 127, 255, 127, 127, 127, 255}) {
			t.Errorf("%s: %v", name, pix)
		}
	}
}

func mustRead(t *testing.T, profile []byte) *colour.Transform {
	t.Helper()
	srgb, err := colour.Read(profile)
	if err != nil {
		t.Fatal(err)
	}
	return srgb
}
