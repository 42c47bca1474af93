//go:build cgo && !purejpeg

#include "turbo.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

// libjpeg reports a fatal error by a call that must not return.
typedef struct {
	struct jpeg_error_mgr base;
	jmp_buf jump;
	char *message;
	int damage;
} error_mgr;

typedef struct {
	struct jpeg_progress_mgr base;
	int max_scans;
} progress_mgr;

static void fail(j_common_ptr c) {
	error_mgr *e = (error_mgr *)c->err;
	char text[JMSG_LENGTH_MAX];
	e->base.format_message(c, text);
	snprintf(e->message, TURBO_MESSAGE, "%s", text);
	longjmp(e->jump, 1);
}

// Of libjpeg's warnings only those count that mean lost pixels. What is lost in
// the last blocks is what a missing end marker costs, and is let pass.
static void emit(j_common_ptr c, int level) {
	if (level >= 0 || !c->is_decompressor) return;
	j_decompress_ptr d = (j_decompress_ptr)c;
	switch (c->err->msg_code) {
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_MUST_RESYNC:
		if (d->output_scanline + 2 * d->max_v_samp_factor * d->scale_num < d->output_height)
			((error_mgr *)c->err)->damage++;
	}
}

static void quiet(j_common_ptr c) { (void)c; }

// A progressive file may hold thousands of scans of the whole picture.
static void watch(j_common_ptr c) {
	if (!c->is_decompressor) return;
	progress_mgr *p = (progress_mgr *)c->progress;
	if (((j_decompress_ptr)c)->input_scan_number <= p->max_scans) return;
	error_mgr *e = (error_mgr *)c->err;
	snprintf(e->message, TURBO_MESSAGE, "more than %d scans", p->max_scans);
	longjmp(e->jump, 1);
}

static void errors(error_mgr *e, char *message) {
	jpeg_std_error(&e->base);
	e->base.error_exit = fail;
	e->base.emit_message = emit;
	e->base.output_message = quiet;
	e->message = message;
	e->damage = 0;
	message[0] = 0;
}

static void header(struct jpeg_decompress_struct *c, const uint8_t *data, size_t n, int eighths, turbo_result *r) {
	jpeg_mem_src(c, (unsigned char *)data, n);
	jpeg_read_header(c, TRUE);
	c->scale_num = eighths;
	c->scale_denom = 8;
	c->dct_method = JDCT_ISLOW;
	r->components = c->num_components;
	r->cmyk = c->jpeg_color_space == JCS_CMYK || c->jpeg_color_space == JCS_YCCK;
	c->out_color_space = r->cmyk ? JCS_CMYK : JCS_EXT_RGBX;
	jpeg_calc_output_dimensions(c);
	r->width = c->output_width;
	r->height = c->output_height;
}

int turbo_size(const uint8_t *data, size_t n, int eighths, turbo_result *r) {
	struct jpeg_decompress_struct c;
	error_mgr e;
	memset(&c, 0, sizeof c);
	errors(&e, r->message);
	c.err = &e.base;
	if (setjmp(e.jump)) {
		jpeg_destroy_decompress(&c);
		return -1;
	}
	jpeg_create_decompress(&c);
	header(&c, data, n, eighths, r);
	jpeg_destroy_decompress(&c);
	return 0;
}

static int largest(const turbo_target *targets, int n) {
	int at = 0;
	for (int i = 1; i < n; i++)
		if (targets[i].w > targets[at].w) at = i;
	return at;
}

// resizers makes one for every target and returns how many are missing. One of
// at most half the largest one's size takes the rows of that, which costs a
// fraction and cannot be seen; fed gets a bit for every other.
static int resizers(turbo_resize *volatile *made, const turbo_target *targets, int n, int w, int h, int *fed) {
	const int from = largest(targets, n);
	const turbo_target *source = &targets[from];
	int missing = 0;
	for (int i = 0; i < n; i++) {
		const turbo_target *t = &targets[i];
		int own = 2 * t->w > source->w || 2 * t->h > source->h;
		made[i] = turbo_resize_new(own ? w : source->w, own ? h : source->h, t->w, t->h, t->pix);
		missing += made[i] == NULL;
		*fed |= own << i;
	}
	for (int i = 0; i < n && !missing; i++)
		if (!(*fed >> i & 1)) turbo_resize_feed(made[from], made[i]);
	return missing;
}

int turbo_decode(const uint8_t *data, size_t n, int eighths, int max_scans,
                 turbo_target *targets, int ntargets, turbo_result *r) {
	struct jpeg_decompress_struct c;
	error_mgr e;
	progress_mgr p;
	// Read after a longjmp, so they must not live in registers.
	turbo_resize *volatile resizes[4] = {0};
	uint8_t *volatile rows = NULL;
	int status = -1;

	memset(&c, 0, sizeof c);
	memset(&p, 0, sizeof p);
	errors(&e, r->message);
	c.err = &e.base;
	p.base.progress_monitor = watch;
	p.max_scans = max_scans;
	if (setjmp(e.jump)) goto done;
	jpeg_create_decompress(&c);
	c.progress = &p.base;
	header(&c, data, n, eighths, r);
	jpeg_start_decompress(&c);

	enum { BATCH = 16 };
	size_t stride = (size_t)c.output_width * 4;
	rows = malloc(stride * BATCH);
	int fed = 0;
	if (!rows || ntargets > 4 || resizers(resizes, targets, ntargets, c.output_width, c.output_height, &fed)) {
		snprintf(r->message, TURBO_MESSAGE, "out of memory");
		goto done;
	}
	JSAMPROW lines[BATCH];
	for (int i = 0; i < BATCH; i++) lines[i] = rows + stride * i;
	while (c.output_scanline < c.output_height) {
		int got = jpeg_read_scanlines(&c, lines, BATCH);
		for (int y = 0; y < got; y++)
			for (int i = 0; i < ntargets; i++)
				if (fed >> i & 1) turbo_resize_row(resizes[i], lines[y]);
	}
	// What follows the last row cannot change the picture: not finishing
	// keeps trailing bytes and a missing end marker harmless.
	r->damage = e.damage;
	status = 0;
done:
	for (int i = 0; i < 4; i++) turbo_resize_free(resizes[i]);
	free(rows);
	jpeg_destroy_decompress(&c);
	return status;
}

int turbo_encode(const uint8_t *rgbx, int w, int h, size_t stride, int quality, int chroma_half,
                 uint8_t **out, size_t *nout, char *message) {
	struct jpeg_compress_struct c;
	error_mgr e;
	unsigned char *buffer = NULL;
	unsigned long size = 0;

	memset(&c, 0, sizeof c);
	errors(&e, message);
	c.err = &e.base;
	if (setjmp(e.jump)) {
		jpeg_destroy_compress(&c);
		free(buffer);
		return -1;
	}
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &buffer, &size);
	c.image_width = w;
	c.image_height = h;
	c.input_components = 4;
	c.in_color_space = JCS_EXT_RGBX;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, quality, TRUE);
	if (!chroma_half) c.comp_info[0].h_samp_factor = c.comp_info[0].v_samp_factor = 1;
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height) {
		JSAMPROW row = (JSAMPROW)(rgbx + stride * c.next_scanline);
		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	*out = buffer;
	*nout = size;
	return 0;
}
