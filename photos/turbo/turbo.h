#ifndef SKINLINE_TURBO_H
#define SKINLINE_TURBO_H

#include <stddef.h>
#include <stdint.h>

enum { TURBO_MESSAGE = 200 };

// One wanted picture: w x h pixels of four bytes, rows without padding.
typedef struct {
	int w, h;
	uint8_t *pix;
} turbo_target;

typedef struct {
	int width, height;  // of the picture at the chosen scale
	int components;     // as stored: 1, 3 or 4
	int cmyk;           // rows are raw C M Y K instead of R G B 255
	int damage;         // places where pixels had to be guessed, but for the last rows
	char message[TURBO_MESSAGE];
} turbo_result;

// turbo_size fills result for a scale of eighths/8. 0 on success.
int turbo_size(const uint8_t *data, size_t n, int eighths, turbo_result *result);

// turbo_decode decodes once and resizes the rows into every target as they
// come. 0 on success; the targets are undefined otherwise.
int turbo_decode(const uint8_t *data, size_t n, int eighths, int max_scans,
                 turbo_target *targets, int ntargets, turbo_result *result);

// turbo_encode writes rgbx as a baseline JPEG; *out is malloc'd. 0 on success.
int turbo_encode(const uint8_t *rgbx, int w, int h, size_t stride, int quality, int chroma_half,
                 uint8_t **out, size_t *nout, char *message);

// A streaming separable resize of four-byte pixels; see resize.c.
typedef struct turbo_resize turbo_resize;
turbo_resize *turbo_resize_new(int sw, int sh, int dw, int dh, uint8_t *dst);
void turbo_resize_row(turbo_resize *r, const uint8_t *row);
// turbo_resize_feed makes one resize take the rows that another writes.
void turbo_resize_feed(turbo_resize *from, turbo_resize *to);
void turbo_resize_free(turbo_resize *r);

#endif
