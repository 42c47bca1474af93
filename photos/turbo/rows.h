// The loops of resize.c over rows, included once for every instruction set:
// FOR names the functions and TARGET is their attribute. Eight floats are two
// pixels; the compiler makes them whatever registers the target has.

// widen takes n bytes to floats. Compilers see this better than vectors.
static TARGET void FOR(widen)(float *restrict out, const uint8_t *restrict row, size_t n) {
	for (size_t i = 0; i < n; i++) out[i] = row[i];
}

// narrow rounds n floats to bytes.
static TARGET void FOR(narrow)(uint8_t *restrict out, const float *restrict row, size_t n) {
	for (size_t i = 0; i < n; i++) {
		float v = row[i] + .5f;
		v = v > 0 ? v : 0;
		v = v < 255 ? v : 255;
		out[i] = (uint8_t)(int32_t)v;
	}
}

// across makes n pixels, each of pairs of taps.
static TARGET void FOR(across)(float *out, const float *source, const int *first, const float *weights, int n, int pairs) {
	for (int x = 0; x < n; x++, weights += 8 * pairs) {
		const float *s = source + 4 * (size_t)first[x];
		v8 a = AT(s) * AT(weights), b = {0};
		int k = 1;
		for (; k + 1 < pairs; k += 2) {
			a += AT(s + 8 * k) * AT(weights + 8 * k);
			b += AT(s + 8 * k + 8) * AT(weights + 8 * k + 8);
		}
		if (k < pairs) b += AT(s + 8 * k) * AT(weights + 8 * k);
		a += b;
		v4 low, high;
		memcpy(&low, &a, 16);
		memcpy(&high, (const char *)&a + 16, 16);
		low += high;
		memcpy(out + 4 * (size_t)x, &low, 16);
	}
}

// down sums n floats, a multiple of 32, of so many rows.
static TARGET void FOR(down)(float *out, float *const *rows, const float *weights, int taps, size_t n) {
	for (size_t x = 0; x < n; x += 32) {
		v8 a = {0}, b = {0}, c = {0}, d = {0};
		for (int k = 0; k < taps; k++) {
			const float *row = rows[k] + x, w = weights[k];
			a += AT(row) * w;
			b += AT(row + 8) * w;
			c += AT(row + 16) * w;
			d += AT(row + 24) * w;
		}
		AT(out + x) = a;
		AT(out + x + 8) = b;
		AT(out + x + 16) = c;
		AT(out + x + 24) = d;
	}
}
