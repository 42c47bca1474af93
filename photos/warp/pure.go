//go:build !cgo

package warp

// Available reports whether Rows does anything in this build.
const Available = false

// Rows does nothing in this build.
func Rows([]uint8, int, []uint8, int, [2]int64, Kernel, Kernel, []Row) {}
