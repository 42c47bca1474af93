//go:build cgo && !purejpeg

#include "turbo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef float v4 __attribute__((vector_size(16)));
typedef float v8 __attribute__((vector_size(32)));

// AT is the eight floats at p, which need not be aligned.
typedef float v8_at __attribute__((vector_size(32), aligned(4), may_alias));
#define AT(p) (*(v8_at *)(p))

#define FOR(name) name##_plain
#define TARGET
#include "rows.h"
#undef FOR
#undef TARGET

#if defined(__x86_64__)
#define FOR(name) name##_avx2
#define TARGET __attribute__((target("avx2,fma")))
#include "rows.h"
#undef FOR
#undef TARGET
static int wide(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
#define ROWS(r, name) ((r)->wide ? name##_avx2 : name##_plain)
#else
static int wide(void) { return 0; }
#define ROWS(r, name) name##_plain
#endif

// An axis: output i is the sum of the taps inputs from first[i] on. All have
// the same number of taps; some of the weights are zero.
typedef struct {
	int *first, taps;
	float *weights;
} axis;

struct turbo_resize {
	int sw, sh, dw, dh, wide;
	axis across, down;
	float *pairs;    // the weights across, each four times
	float *source;   // the incoming row
	float *block;    // resized rows still needed, by source row modulo depth
	float *sum;
	float **rows;    // of block, for one output
	size_t stride;   // of block, in floats
	int depth;
	int in, out;     // rows taken, rows written
	uint8_t *dst;
	turbo_resize *feeds, *sibling; // what takes the rows this one writes
};

static double lanczos3(double x) {
	x = fabs(x);
	if (x < 1e-9) return 1;
	if (x >= 3) return 0;
	double a = M_PI * x;
	return 3 * sin(a) * sin(a / 3) / (a * a);
}

// plan fills an axis: Lanczos with three lobes, widened to the source's scale
// when reducing so that nothing aliases, normalised per output.
static int plan(axis *a, int src, int dst) {
	double scale = (double)src / dst, widen = scale > 1 ? scale : 1;
	a->taps = (int)(6 * widen) + 2;
	if (a->taps > src) a->taps = src;
	a->first = malloc(sizeof(int) * dst);
	a->weights = malloc(sizeof(float) * dst * a->taps);
	if (!a->first || !a->weights) return 0;
	for (int i = 0; i < dst; i++) {
		double centre = (i + .5) * scale - .5, total = 0;
		int first = (int)ceil(centre - 3 * widen);
		if (first > src - a->taps) first = src - a->taps;
		if (first < 0) first = 0;
		float *w = a->weights + (size_t)i * a->taps;
		a->first[i] = first;
		for (int k = 0; k < a->taps; k++) total += w[k] = (float)lanczos3((first + k - centre) / widen);
		for (int k = 0; k < a->taps; k++) w[k] /= (float)total;
	}
	return 1;
}

// spread repeats the weights across for the four bytes of a pixel, in pairs of
// pixels.
static int spread(turbo_resize *r) {
	const axis *a = &r->across;
	size_t even = (a->taps + 1) / 2 * 2;
	r->pairs = calloc((size_t)r->dw * even * 4, sizeof(float));
	if (!r->pairs) return 0;
	for (int x = 0; x < r->dw; x++)
		for (int k = 0; k < a->taps; k++)
			for (int c = 0; c < 4; c++)
				r->pairs[((size_t)x * even + k) * 4 + c] = a->weights[(size_t)x * a->taps + k];
	return 1;
}

turbo_resize *turbo_resize_new(int sw, int sh, int dw, int dh, uint8_t *dst) {
	turbo_resize *r = calloc(1, sizeof *r);
	if (!r) return NULL;
	r->sw = sw, r->sh = sh, r->dw = dw, r->dh = dh, r->dst = dst, r->wide = wide();
	if (sw == dw && sh == dh) return r;
	int ok = plan(&r->across, sw, dw) && plan(&r->down, sh, dh) && spread(r);
	if (ok) {
		r->depth = r->down.taps;
		r->stride = ((size_t)dw * 4 + 31) / 32 * 32;
		r->source = calloc((size_t)sw * 4 + 8, sizeof(float));
		r->block = calloc(r->stride * r->depth, sizeof(float));
		r->sum = malloc(r->stride * sizeof(float));
		r->rows = malloc(r->depth * sizeof(float *));
		ok = r->source && r->block && r->sum && r->rows;
	}
	if (ok) return r;
	turbo_resize_free(r);
	return NULL;
}

void turbo_resize_free(turbo_resize *r) {
	if (!r) return;
	free(r->across.first);
	free(r->across.weights);
	free(r->down.first);
	free(r->down.weights);
	free(r->pairs);
	free(r->source);
	free(r->block);
	free(r->sum);
	free(r->rows);
	free(r);
}

void turbo_resize_feed(turbo_resize *from, turbo_resize *to) {
	to->sibling = from->feeds;
	from->feeds = to;
}

// emit passes a finished row on.
static void emit(turbo_resize *r, const uint8_t *row) {
	r->out++;
	for (turbo_resize *to = r->feeds; to; to = to->sibling) turbo_resize_row(to, row);
}

// down_row writes output row y.
static void down_row(turbo_resize *r, int y) {
	uint8_t *out = r->dst + (size_t)y * r->dw * 4;
	for (int k = 0; k < r->depth; k++) r->rows[k] = r->block + r->stride * ((r->down.first[y] + k) % r->depth);
	ROWS(r, down)(r->sum, r->rows, r->down.weights + (size_t)y * r->depth, r->depth, r->stride);
	ROWS(r, narrow)(out, r->sum, (size_t)r->dw * 4);
	emit(r, out);
}

void turbo_resize_row(turbo_resize *r, const uint8_t *row) {
	if (!r->source) {
		uint8_t *out = r->dst + (size_t)r->out * r->dw * 4;
		memcpy(out, row, (size_t)r->dw * 4);
		emit(r, out);
		return;
	}
	ROWS(r, widen)(r->source, row, (size_t)r->sw * 4);
	ROWS(r, across)(r->block + r->stride * (r->in % r->depth), r->source, r->across.first, r->pairs, r->dw, (r->across.taps + 1) / 2);
	r->in++;
	while (r->out < r->dh && r->down.first[r->out] + r->depth <= r->in) down_row(r, r->out);
}
