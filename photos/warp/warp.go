//go:build cgo

package warp

// #cgo CFLAGS: -O3
// #include "warp.h"
import "C"

import (
	"runtime"
	"unsafe"
)

// Available reports whether Rows does anything in this build.
const Available = true

// Rows fills the pixels of rows in dst, whose first row it starts with, from
// src. Both hold four bytes a pixel, premultiplied. Every tap of every pixel
// asked for must lie in src: see [Kernel.Reach].
func Rows(dst []uint8, dstStride int, src []uint8, srcStride int, step [2]int64, across, down Kernel, rows []Row) {
	if len(rows) == 0 {
		return
	}
	var pin runtime.Pinner
	defer pin.Unpin()
	for _, p := range []*float32{&across.weights[0], &down.weights[0]} {
		pin.Pin(p)
	}
	pin.Pin(&src[0])
	pin.Pin(&dst[0])
	job := C.warp_job{
		src: (*C.uint8_t)(unsafe.Pointer(&src[0])), src_stride: C.size_t(srcStride),
		dst: (*C.uint8_t)(unsafe.Pointer(&dst[0])), dst_stride: C.size_t(dstStride),
		du: C.int64_t(step[0]), dv: C.int64_t(step[1]),
		across: across.c(), down: down.c(),
	}
	C.warp_rows(&job, (*C.warp_row)(unsafe.Pointer(&rows[0])), C.int(len(rows)))
}

func (k Kernel) c() C.warp_kernel {
	return C.warp_kernel{weights: (*C.float)(unsafe.Pointer(&k.weights[0])), taps: C.int(k.taps), stride: C.int(k.stride())}
}
