package turbo

import (
	"bytes"
	"encoding/binary"
)

// WithProfile puts an ICC profile of at most 65519 bytes into what Encode
// returned.
func WithProfile(data, profile []byte) []byte {
	body := append([]byte("ICC_PROFILE\x00\x01\x01"), profile...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:2], segment, body, data[2:]}, nil)
}
