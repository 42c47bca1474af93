//go:build cgo && !purejpeg

#include "turbo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Four channels at once; the compiler makes this SSE or NEON.
typedef float v4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));
typedef uint8_t b4 __attribute__((vector_size(4)));

// The taps of one output position: weights[0..n) for inputs first...
typedef struct {
	int first, n;
	float *weights;
} taps;

struct turbo_resize {
	int sw, sh, dw, dh;
	taps *across, *down;
	float *weights;   // all of them, in one block
	v4 *source;       // the incoming row as floats
	v4 *block;        // resized rows still needed, by source row modulo depth
	v4 *sum;
	int depth;
	int in, out;      // rows taken, rows written
	uint8_t *dst;
};

static double lanczos3(double x) {
	x = fabs(x);
	if (x < 1e-9) return 1;
	if (x >= 3) return 0;
	double a = M_PI * x;
	return 3 * sin(a) * sin(a / 3) / (a * a);
}

// plan fills the taps of one axis: Lanczos with three lobes, widened to the
// source's scale when reducing so that nothing aliases, normalised per output.
static float *plan(taps *t, float *w, int src, int dst) {
	double scale = (double)src / dst, widen = scale > 1 ? scale : 1, support = 3 * widen;
	for (int i = 0; i < dst; i++) {
		double centre = (i + .5) * scale - .5;
		int first = (int)ceil(centre - support), last = (int)floor(centre + support);
		if (first < 0) first = 0;
		if (last > src - 1) last = src - 1;
		t[i].first = first;
		t[i].n = last - first + 1;
		t[i].weights = w;
		double total = 0;
		for (int k = first; k <= last; k++) total += lanczos3((k - centre) / widen);
		for (int k = first; k <= last; k++) *w++ = (float)(lanczos3((k - centre) / widen) / total);
	}
	return w;
}

static size_t most(int src, int dst) {
	double scale = (double)src / dst;
	return (size_t)(6 * (scale > 1 ? scale : 1)) + 3;
}

turbo_resize *turbo_resize_new(int sw, int sh, int dw, int dh, uint8_t *dst) {
	turbo_resize *r = calloc(1, sizeof *r);
	if (!r) return NULL;
	r->sw = sw, r->sh = sh, r->dw = dw, r->dh = dh, r->dst = dst;
	if (sw == dw && sh == dh) return r;
	r->depth = (int)most(sh, dh) + 1;
	r->across = malloc(sizeof(taps) * dw);
	r->down = malloc(sizeof(taps) * dh);
	r->weights = malloc(sizeof(float) * (most(sw, dw) * dw + most(sh, dh) * dh));
	r->source = malloc(sizeof(v4) * sw);
	r->block = malloc(sizeof(v4) * dw * r->depth);
	r->sum = malloc(sizeof(v4) * dw);
	if (!r->across || !r->down || !r->weights || !r->source || !r->block || !r->sum) {
		turbo_resize_free(r);
		return NULL;
	}
	plan(r->down, plan(r->across, r->weights, sw, dw), sh, dh);
	return r;
}

void turbo_resize_free(turbo_resize *r) {
	if (!r) return;
	free(r->across);
	free(r->down);
	free(r->weights);
	free(r->source);
	free(r->block);
	free(r->sum);
	free(r);
}

static void widen_row(v4 *out, const uint8_t *row, int n) {
	for (int i = 0; i < n; i++) {
		b4 b;
		memcpy(&b, row + 4 * i, 4);
		out[i] = __builtin_convertvector(b, v4);
	}
}

static void across_row(const turbo_resize *r, v4 *out) {
	for (int x = 0; x < r->dw; x++) {
		const taps t = r->across[x];
		const v4 *s = r->source + t.first;
		v4 a = {0, 0, 0, 0}, b = {0, 0, 0, 0};
		int k = 0;
		for (; k + 1 < t.n; k += 2) {
			a += s[k] * t.weights[k];
			b += s[k + 1] * t.weights[k + 1];
		}
		if (k < t.n) a += s[k] * t.weights[k];
		out[x] = a + b;
	}
}

static void narrow_row(uint8_t *out, const v4 *row, int n) {
	const v4 half = {.5f, .5f, .5f, .5f};
	const i4 zero = {0, 0, 0, 0}, top = {255, 255, 255, 255};
	for (int i = 0; i < n; i++) {
		i4 v = __builtin_convertvector(row[i] + half, i4);
		i4 low = v < zero, high = v > top;
		v = (v & ~low & ~high) | (top & high);
		b4 b = __builtin_convertvector(v, b4);
		memcpy(out + 4 * i, &b, 4);
	}
}

static void down_row(turbo_resize *r, int y) {
	const taps t = r->down[y];
	const size_t w = r->dw;
	memset(r->sum, 0, sizeof(v4) * w);
	int k = 0;
	for (; k + 1 < t.n; k += 2) {
		const v4 *p = r->block + w * ((t.first + k) % r->depth), *q = r->block + w * ((t.first + k + 1) % r->depth);
		const float a = t.weights[k], b = t.weights[k + 1];
		for (size_t x = 0; x < w; x++) r->sum[x] += p[x] * a + q[x] * b;
	}
	if (k < t.n) {
		const v4 *p = r->block + w * ((t.first + k) % r->depth);
		for (size_t x = 0; x < w; x++) r->sum[x] += p[x] * t.weights[k];
	}
	narrow_row(r->dst + (size_t)y * w * 4, r->sum, r->dw);
}

void turbo_resize_row(turbo_resize *r, const uint8_t *row) {
	if (!r->across) {
		memcpy(r->dst + (size_t)r->in++ * r->dw * 4, row, (size_t)r->dw * 4);
		return;
	}
	widen_row(r->source, row, r->sw);
	across_row(r, r->block + (size_t)r->dw * (r->in % r->depth));
	r->in++;
	while (r->out < r->dh && r->down[r->out].first + r->down[r->out].n <= r->in) down_row(r, r->out++);
}
