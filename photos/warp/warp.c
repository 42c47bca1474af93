//go:build cgo

#include "warp.h"

#include <string.h>

typedef float v4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));

// place finds the first tap and the weights of a position.
static inline const float *place(const warp_kernel *k, int64_t at, int64_t *first) {
	int64_t t = (at + (1 << 21)) >> 22;  // in phases
	*first = (t >> 10) - k->taps / 2 + 1;
	return k->weights + (t & (WARP_PHASES - 1)) * k->stride;
}

// limited keeps a translucent pixel premultiplied.
static void limited(uint8_t *p) {
	for (int c = 0; c < 3; c++)
		if (p[c] > p[3]) p[c] = p[3];
}

static void row_plain(const warp_job *j, const warp_row *r, uint8_t *out) {
	for (int64_t x = r->from; x < r->to; x++) {
		int64_t x0, y0;
		const float *wx = place(&j->across, r->u + x * j->du, &x0), *wy = place(&j->down, r->v + x * j->dv, &y0);
		const uint8_t *p = j->src + y0 * j->src_stride + 4 * x0;
		v4 sum = {0, 0, 0, 0};
		for (int k = 0; k < j->down.taps; k++, p += j->src_stride) {
			v4 line = {0, 0, 0, 0};
			for (int i = 0; i < j->across.taps; i++) {
				v4 pixel = {p[4 * i], p[4 * i + 1], p[4 * i + 2], p[4 * i + 3]};
				line += pixel * wx[i];
			}
			sum += line * wy[k];
		}
		uint8_t *o = out + 4 * x;
		for (int c = 0; c < 4; c++) {
			float v = sum[c] + .5f;
			o[c] = v < 0 ? 0 : v > 255 ? 255 : (uint8_t)v;
		}
		if (o[3] != 255) limited(o);
	}
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,fma")))

// Two pixels a register: first down the columns, then across.
static inline AVX2 __attribute__((always_inline)) void row_avx2(const warp_job *j, const warp_row *r, uint8_t *out, const int pairs, const int lines) {
	const __m256i spread[4] = {
		_mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1), _mm256_setr_epi32(2, 2, 2, 2, 3, 3, 3, 3),
		_mm256_setr_epi32(4, 4, 4, 4, 5, 5, 5, 5), _mm256_setr_epi32(6, 6, 6, 6, 7, 7, 7, 7),
	};
	for (int64_t x = r->from; x < r->to; x++) {
		int64_t x0, y0;
		const float *wx = place(&j->across, r->u + x * j->du, &x0), *wy = place(&j->down, r->v + x * j->dv, &y0);
		const uint8_t *p = j->src + y0 * j->src_stride + 4 * x0;
		__m256 column[WARP_PAIRS];
		for (int i = 0; i < pairs; i++) column[i] = _mm256_setzero_ps();
		for (int k = 0; k < lines; k++, p += j->src_stride) {
			const __m256 w = _mm256_set1_ps(wy[k]);
			for (int i = 0; i < pairs; i++)
				column[i] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(p + 8 * i)))), w, column[i]);
		}
		__m256 sum = _mm256_setzero_ps();
		for (int i = 0; i < pairs; i++)
			sum = _mm256_fmadd_ps(column[i], _mm256_permutevar8x32_ps(_mm256_loadu_ps(wx + i / 4 * 8), spread[i % 4]), sum);
		__m128i whole = _mm_cvtps_epi32(_mm_add_ps(_mm256_castps256_ps128(sum), _mm256_extractf128_ps(sum, 1)));
		whole = _mm_packs_epi32(whole, whole);
		uint32_t pixel = (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(whole, whole));
		memcpy(out + 4 * x, &pixel, 4);
		if (pixel < 0xff000000) limited(out + 4 * x);
	}
}

static AVX2 int rows_avx2(const warp_job *j, const warp_row *rows, int n) {
	for (int y = 0; y < n; y++) {
		uint8_t *out = j->dst + y * j->dst_stride;
		const int lines = j->down.taps;
		switch (j->across.taps / 2) {
		case 2:
			if (lines == 4) row_avx2(j, rows + y, out, 2, 4);
			else row_avx2(j, rows + y, out, 2, lines);
			break;
		case 3:
			if (lines == 6) row_avx2(j, rows + y, out, 3, 6);
			else row_avx2(j, rows + y, out, 3, lines);
			break;
		case 4: row_avx2(j, rows + y, out, 4, lines); break;
		case 5: row_avx2(j, rows + y, out, 5, lines); break;
		case 6: row_avx2(j, rows + y, out, 6, lines); break;
		case 7: row_avx2(j, rows + y, out, 7, lines); break;
		case 8: row_avx2(j, rows + y, out, 8, lines); break;
		case 9: row_avx2(j, rows + y, out, 9, lines); break;
		default: return 0;
		}
	}
	return 1;
}

void warp_rows(const warp_job *job, const warp_row *rows, int n) {
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && rows_avx2(job, rows, n)) return;
#else
void warp_rows(const warp_job *job, const warp_row *rows, int n) {
#endif
	for (int y = 0; y < n; y++) row_plain(job, rows + y, job->dst + y * job->dst_stride);
}
