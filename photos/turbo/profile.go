package turbo

import (
	"bytes"
	"encoding/binary"
)

// WithProfile puts an ICC profile of at most 65519 bytes into what Encode
// returned.
func WithProfile(data, profile []byte) []byte {
	at := 2
	if data[2] == 0xff && data[3] == 0xe0 { // JFIF wants its own segment first
		at += 2 + int(binary.BigEndian.Uint16(data[4:]))
	}
	body := append([]byte("ICC_PROFILE\x00\x01\x01"), profile...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:at], segment, body, data[at:]}, nil)
}
