package decode

import "encoding/binary"

// reader takes big-endian values off data; past the end they are zero and it
// is short.
type reader struct {
	data  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.data) {
		r.data, r.short = nil, true
		return make([]byte, min(n, 8))
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *reader) skip(n int) {
	if n > len(r.data) {
		r.short = true
	}
	r.data = r.data[min(n, len(r.data)):]
}

func (r *reader) u8() uint8   { return r.take(1)[0] }
func (r *reader) u16() uint16 { return binary.BigEndian.Uint16(r.take(2)) }
func (r *reader) u32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }

// wide skips bytes and takes a value of 32 bits, or of 16.
func (r *reader) wide(wide bool, skipped int) uint32 {
	r.skip(skipped)
	if wide {
		return r.u32()
	}
	return uint32(r.u16())
}

// sized takes a value of 0, 4 or 8 bytes.
func (r *reader) sized(n int) uint64 {
	switch n {
	case 4:
		return uint64(r.u32())
	case 8:
		return binary.BigEndian.Uint64(r.take(8))
	}
	r.skip(n)
	return 0
}
