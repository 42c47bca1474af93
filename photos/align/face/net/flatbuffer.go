package net

import (
	"encoding/binary"
	"errors"
)

// errFormat is any offset, length or type of a file that does not fit it.
var errFormat = errors.New("not a well-formed model")

// table is a FlatBuffers table: a position in data and where its fields lie.
// The zero table has no fields. Reading outside the file panics with errFormat,
// which Parse turns into an error: one place to check instead of hundreds.
type table struct {
	data   []byte
	at     int
	fields []byte // the vtable's offsets, two bytes for a field
}

func u16(data []byte, at int) int { return int(binary.LittleEndian.Uint16(within(data, at, 2))) }
func i32(data []byte, at int) int {
	return int(int32(binary.LittleEndian.Uint32(within(data, at, 4))))
}

// within is data[at:at+n].
func within(data []byte, at, n int) []byte {
	if at < 0 || n < 0 || at > len(data) || n > len(data)-at {
		panic(errFormat)
	}
	return data[at : at+n]
}

func tableAt(data []byte, at int) table {
	vtable := at - i32(data, at)
	size := u16(data, vtable)
	if size < 4 {
		panic(errFormat)
	}
	return table{data, at, within(data, vtable, size)[4:]}
}

// field is where field i lies, or 0 when it is left at its default.
func (t table) field(i int) int {
	if 2*i+2 > len(t.fields) {
		return 0
	}
	if offset := u16(t.fields, 2*i); offset != 0 {
		return t.at + offset
	}
	return 0
}

func (t table) int(i, missing int) int {
	if at := t.field(i); at != 0 {
		return i32(t.data, at)
	}
	return missing
}

func (t table) byte(i int) int {
	if at := t.field(i); at != 0 {
		return int(within(t.data, at, 1)[0])
	}
	return 0
}

func (t table) table(i int) table {
	at := t.field(i)
	if at == 0 {
		return table{}
	}
	return tableAt(t.data, at+i32(t.data, at))
}

// vector is where field i's elements start and how many there are.
func (t table) vector(i, size int) (at, n int) {
	if at = t.field(i); at == 0 {
		return 0, 0
	}
	at += i32(t.data, at)
	n = i32(t.data, at)
	if n < 0 || n > len(t.data)/size {
		panic(errFormat)
	}
	within(t.data, at+4, n*size)
	return at + 4, n
}

func (t table) bytes(i int) []byte {
	at, n := t.vector(i, 1)
	return t.data[at : at+n]
}

func (t table) ints(i int) []int {
	at, n := t.vector(i, 4)
	out := make([]int, n)
	for k := range out {
		out[k] = i32(t.data, at+4*k)
	}
	return out
}

func (t table) tables(i int) []table {
	at, n := t.vector(i, 4)
	if n > maxTables {
		panic(errFormat)
	}
	out := make([]table, n)
	for k := range out {
		out[k] = tableAt(t.data, at+4*k+i32(t.data, at+4*k))
	}
	return out
}
