#ifndef SKINLINE_WARP_H
#define SKINLINE_WARP_H

#include <stddef.h>
#include <stdint.h>

enum { WARP_PHASES = 1024, WARP_PAIRS = 9 };

// One row of the result: pixels from..to, and the source position of pixel 0
// in 1/2^32 pixels. Every pixel in between finds all its taps in the source.
typedef struct {
	int64_t u, v;
	int32_t from, to;
} warp_row;

// Weights of one axis: taps of them, an even number of at most twice
// WARP_PAIRS, for every phase, each phase padded to a multiple of 8.
typedef struct {
	const float *weights;
	int taps, stride;
} warp_kernel;

typedef struct {
	const uint8_t *src;
	size_t src_stride;
	uint8_t *dst;       // the first row's
	size_t dst_stride;
	int64_t du, dv;     // of one pixel along the row
	warp_kernel across, down;
} warp_job;

void warp_rows(const warp_job *job, const warp_row *rows, int n);

#endif
