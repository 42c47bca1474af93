package decode_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"strings"
	"testing"

	"skinline/photos/decode"
)

// profileOf is an ICC profile with nothing but a description tag.
func profileOf(tag []byte) []byte {
	p := make([]byte, 128)
	copy(p[36:], "acsp")
	p = binary.BigEndian.AppendUint32(p, 1)
	p = append(p, "desc"...)
	p = binary.BigEndian.AppendUint32(p, 144)
	p = binary.BigEndian.AppendUint32(p, uint32(len(tag)))
	return append(p, tag...)
}

func oldDescription(name string) []byte {
	return append(binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1)), name+"\x00"...)
}

func newDescription(name string) []byte {
	tag := append([]byte("mluc\x00\x00\x00\x00"), 0, 0, 0, 1, 0, 0, 0, 12)
	tag = append(tag, "enUS"...)
	tag = binary.BigEndian.AppendUint32(tag, uint32(2*len(name)))
	tag = binary.BigEndian.AppendUint32(tag, 28)
	for _, r := range name {
		tag = binary.BigEndian.AppendUint16(tag, uint16(r))
	}
	return tag
}

// profileParts are the APP2 segments of a JPEG with profile in n parts, in
// reverse order.
func profileParts(data, profile []byte, n int) []byte {
	size := (len(profile) + n - 1) / n
	for i := range n {
		part := profile[min(i*size, len(profile)):min(i*size+size, len(profile))]
		data = withSegment(data, 0xe2, append([]byte("ICC_PROFILE\x00"+string([]byte{byte(i + 1), byte(n)})), part...))
	}
	return data
}

func packed(profile []byte) []byte {
	var out bytes.Buffer
	out.WriteString("name\x00\x00")
	z := zlib.NewWriter(&out)
	_, _ = z.Write(profile)
	_ = z.Close()
	return out.Bytes()
}

func TestProfileIsNamed(t *testing.T) {
	jpg, pngFile := encodeJPEG(t, blocks(16, 16)), encodePNG(t, blocks(16, 16))
	old, young := profileOf(oldDescription("Display P3")), profileOf(newDescription("Display P3"))
	for name, data := range map[string][]byte{
		"v2": profileParts(jpg, old, 1), "v4": profileParts(jpg, young, 1), "in three parts": profileParts(jpg, young, 3), "PNG": withChunk(pngFile, "iCCP", packed(old)),
	} {
		info, err := decode.Probe(data)
		if err != nil || info.Profile != "Display P3" {
			t.Errorf("%s: %q, %v", name, info.Profile, err)
		}
	}
}

func TestBrokenProfileNeverLosesThePicture(t *testing.T) {
	jpg, pngFile := encodeJPEG(t, blocks(16, 16)), encodePNG(t, blocks(16, 16))
	whole := profileOf(newDescription("Display P3"))
	many := bytes.Clone(whole)
	binary.BigEndian.PutUint32(many[128:], 0xffffffff)
	copy(many[132:], "xxxx")
	files := map[string][]byte{
		"many tags":    profileParts(jpg, many, 1),
		"missing part": withSegment(jpg, 0xe2, []byte("ICC_PROFILE\x00\x01\x02abc")),
		"part twice":   profileParts(profileParts(jpg, whole, 1), whole, 1),
		"part zero":    withSegment(jpg, 0xe2, []byte("ICC_PROFILE\x00\x00\x00abc")),
		"bomb":         withChunk(pngFile, "iCCP", packed(make([]byte, 64<<20))),
		"not deflated": withChunk(pngFile, "iCCP", []byte("name\x00\x00garbage")),
		"no name":      withChunk(pngFile, "iCCP", []byte("name")),
		"long name":    profileParts(jpg, profileOf(oldDescription(strings.Repeat("n", 5000)+"\x01\n")), 1),
	}
	for n := range whole {
		files["cut"] = profileParts(jpg, whole[:n], 1)
		for name, data := range files {
			before := allocated()
			info, err := decode.Probe(data)
			if err != nil || len(info.Profile) > 64 {
				t.Fatalf("%s, %d bytes: %q, %v", name, n, info.Profile, err)
			}
			if used := allocated() - before; used > 32<<20 {
				t.Errorf("%s: allocates %d MB", name, used>>20)
			}
		}
		clear(files)
	}
}
