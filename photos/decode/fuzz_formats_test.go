package decode_test

import (
	"encoding/binary"
	"testing"

	"skinline/photos/decode"
)

// fuzzKind fuzzes the reader of one kind of file: whatever the bytes, Probe
// ends with an error of a kind or a sane answer.
func fuzzKind(f *testing.F, files ...[]byte) {
	for _, data := range files {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := decode.Probe(data)
		if err != nil {
			mustBeOfAKind(t, err)
			return
		}
		if info.Width < 1 || info.Height < 1 || info.Width*info.Height > decode.MaxPixels || info.Orientation < 1 || info.Orientation > 8 {
			t.Errorf("%+v", info)
		}
		if info.Width*info.Height > 250_000 || info.Type == "HEIC" || info.Type == "AVIF" {
			return // honest work, but slow to fuzz
		}
		pic, err := decode.Decode(data, 0)
		if err != nil {
			mustBeOfAKind(t, err)
			return
		}
		if pic.Rect.Dx() != info.Width || pic.Rect.Dy() != info.Height || !pic.Opaque() {
			t.Errorf("picture %v, probed %+v", pic.Rect, info)
		}
	})
}

func FuzzHEIF(f *testing.F) {
	config, picture := coded(f)
	tile := heifItem{kind: "hvc1", properties: []byte{1, 2}, data: picture}
	grid := heifItem{kind: "grid", properties: []byte{3, 4, 5}, data: append([]byte{0, 0, 0, 1}, u16s(100, 60)...), madeOf: []uint16{2, 3}}
	exif := exifOf(entry{0x0112, 3, uint16(6)})
	fuzzKind(f, sample(f, "blocks.heic"), sample(f, "blocks.avif"), heic(f, exif, boxOf("irot", []byte{1}), boxOf("imir", []byte{0}), boxOf("clap", u32s(60, 1, 40, 1, 0, 1, 0, 1))),
		heifOf("heic", [][]byte{config, ispe(64, 64), ispe(100, 60), boxOf("irot", []byte{3}), boxOf("colr", []byte("prof"), profileOf(newDescription("P3")))}, grid, tile, tile))
}

func FuzzWebP(f *testing.F) {
	fuzzKind(f, sample(f, "blocks.webp"), sample(f, "blocks-half.webp"), sample(f, "blocks-frames.webp"), sample(f, "blocks-lossless.webp"))
}

func FuzzTIFF(f *testing.F) {
	fuzzKind(f, plainTIFF(blocks(24, 16), fields{0x0112: []uint32{6}, 0x8773: profileOf(newDescription("P3"))}), encodeTIFF(f, blocks(24, 16), 1))
}

func FuzzRAW(f *testing.F) {
	small := encodeJPEG(f, blocks(16, 16))
	raf := append([]byte("FUJIFILMCCD-RAW 0201"), make([]byte, 64)...)
	raf = append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(raf, 92), uint32(len(small))), small...)
	rw2 := tiffOf(binary.LittleEndian, nil, fields{0x002e: small})
	copy(rw2, "IIU\x00")
	fuzzKind(f, rawFile(binary.LittleEndian, "SONY", small, small, nil), rawFile(binary.BigEndian, "NIKON", small, small, nil), raf, rw2)
}

func FuzzBMP(f *testing.F) { fuzzKind(f, encodeBMP(f, blocks(24, 16))) }

func FuzzGIF(f *testing.F) { fuzzKind(f, frames(f)) }
