/* imagekit: small kernels for images, signals and the bytes they travel in. */
#ifndef IMAGEKIT_H
#define IMAGEKIT_H

#include <stddef.h>
#include <stdint.h>

#include "config.h"

/* blend.c */
void ik_alpha_blend(uint8_t *dst, const uint8_t *src, const uint8_t *alpha, size_t n);
void ik_add_saturated(uint8_t *restrict dst, const uint8_t *restrict a,
                      const uint8_t *restrict b, size_t n);
uint32_t ik_sum_abs_diff(const uint8_t *a, const uint8_t *b, size_t n);

/* bits.c */
uint32_t ik_morton(uint16_t x, uint16_t y);
uint32_t ik_reverse_bits(uint32_t x);
uint64_t ik_popcount(const uint64_t *words, size_t n);

/* blur.c */
void ik_blur_row(const uint8_t *src, uint8_t *dst, size_t n);
void ik_box_blur(const uint8_t *src, uint8_t *dst, size_t width, size_t height);
void ik_gradient(const uint8_t *restrict src, uint8_t *restrict dst, size_t width, size_t height);

/* checksum.c */
uint32_t ik_crc32(uint32_t crc, const uint8_t *data, size_t n);
uint32_t ik_adler32(uint32_t adler, const uint8_t *data, size_t n);
uint32_t ik_image_digest(const uint8_t *pixels, size_t width, size_t height);

/* colour.c */
void ik_rgb_to_grey(const uint8_t *rgb, uint8_t *grey, size_t n);
void ik_histogram(const uint8_t *pixels, size_t n, uint32_t counts[256]);
void ik_apply_table(uint8_t *pixels, size_t n, const uint8_t table[256]);
void ik_equalise(uint8_t *pixels, size_t n);

/* matrix.c */
void ik_transpose(const uint32_t *restrict src, uint32_t *restrict dst, size_t rows, size_t cols);
void ik_multiply_vector(const int32_t *matrix, const int32_t *vector, int32_t *out, size_t rows,
                        size_t cols);

/* search.c */
void ik_insertion_sort(int32_t *values, size_t n);
size_t ik_lower_bound(const int32_t *values, size_t n, int32_t wanted);
void ik_prefix_sum(uint32_t *values, size_t n);

/* signal.c */
int64_t ik_dot_i16(const int16_t *a, const int16_t *b, size_t n);
float ik_dot_f32(const float *a, const float *b, size_t n);
void ik_fir(const int16_t *restrict src, int16_t *restrict dst, size_t n,
            const int16_t *restrict taps, size_t taps_n);

/* text.c: ik_base64_encode writes 4 characters for every 3 bytes, and a NUL. */
size_t ik_base64_encode(const uint8_t *data, size_t n, char *out);
int ik_utf8_valid(const uint8_t *text, size_t n);

/* selfcheck.c: runs every kernel, prints a line for each; 0 if all is well. */
int ik_self_check(void);

#endif
