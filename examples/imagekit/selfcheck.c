/* Known answers, and a checksum of what every kernel makes of generated data. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "imagekit.h"

#define SIZE 777

static int failures;

static uint32_t random_state;

static uint32_t next_random(void)
{
    random_state = random_state * 1664525u + 1013904223u;
    return random_state >> 8;
}

static void fill(void *to, size_t bytes)
{
    uint8_t *p = to;
    for (size_t i = 0; i < bytes; i++)
        p[i] = (uint8_t)(next_random() >> 4);
}

static void expect(const char *what, uint64_t got, uint64_t wanted)
{
    if (got != wanted) {
        printf("FAILED %s: %" PRIx64 ", not %" PRIx64 "\n", what, got, wanted);
        failures++;
    }
}

/* FNV-1a, so that the kernels are not checked by themselves. */
static uint32_t mix(uint32_t hash, const void *data, size_t bytes)
{
    const uint8_t *p = data;
    for (size_t i = 0; i < bytes; i++)
        hash = (hash ^ p[i]) * 16777619u;
    return hash;
}

static void show(const char *name, uint32_t hash)
{
    printf("%-16s %08" PRIx32 "\n", name, hash);
}

static void check_blend(void)
{
    static uint8_t a[SIZE], b[SIZE], c[SIZE], d[SIZE];
    uint32_t blend = 2166136261u, add = blend, sad = blend;
    const uint8_t full[3] = {255, 0, 128}, over[3] = {200, 10, 77};
    uint8_t under[3] = {10, 20, 77};

    for (size_t n = 0; n < SIZE; n = n * 2 + 1) {
        fill(a, n), fill(b, n), fill(c, n);
        memcpy(d, a, n);
        ik_alpha_blend(d, b, c, n);
        blend = mix(blend, d, n);
        ik_add_saturated(d, a, b, n);
        add = mix(add, d, n);
        uint32_t sum = ik_sum_abs_diff(a, b, n);
        sad = mix(sad, &sum, sizeof sum);
    }
    ik_alpha_blend(under, over, full, 3);
    expect("alpha_blend opaque", under[0], 200);
    expect("alpha_blend clear", under[1], 20);
    expect("alpha_blend equal", under[2], 77);
    ik_add_saturated(a, over, full, 3);
    expect("add_saturated", (uint64_t)a[0] << 16 | a[1] << 8 | a[2], 0xff0acd);
    expect("sum_abs_diff", ik_sum_abs_diff(over, full, 3), 55 + 10 + 51);
    show("alpha_blend", blend);
    show("add_saturated", add);
    show("sum_abs_diff", sad);
}

static void check_bits(void)
{
    static uint64_t words[SIZE / 8];
    uint32_t morton = 2166136261u, reverse = morton, count = morton;

    expect("morton", ik_morton(0xffff, 0), 0x55555555);
    expect("morton", ik_morton(3, 5), 0x27);
    expect("reverse_bits", ik_reverse_bits(0x00000001), 0x80000000);
    expect("reverse_bits", ik_reverse_bits(0x12345678), 0x1e6a2c48);
    for (int i = 0; i < 100; i++) {
        uint32_t x = next_random(), y = next_random();
        uint32_t m = ik_morton((uint16_t)x, (uint16_t)y), r = ik_reverse_bits(x * 2654435761u);
        morton = mix(morton, &m, sizeof m);
        reverse = mix(reverse, &r, sizeof r);
    }
    memset(words, 0xff, sizeof words);
    expect("popcount", ik_popcount(words, 5), 320);
    for (size_t n = 0; n < SIZE / 8; n = n * 2 + 1) {
        fill(words, n * sizeof *words);
        uint64_t c = ik_popcount(words, n);
        count = mix(count, &c, sizeof c);
    }
    show("morton", morton);
    show("reverse_bits", reverse);
    show("popcount", count);
}

static void check_blur(void)
{
    static uint8_t src[37 * 21], dst[37 * 21];
    uint32_t row = 2166136261u;
    const uint8_t flat[5] = {9, 9, 9, 9, 9}, step[4] = {0, 30, 60, 90};

    ik_blur_row(flat, dst, 5);
    expect("blur_row flat", (uint64_t)memcmp(dst, flat, 5), 0);
    ik_blur_row(step, dst, 4);
    expect("blur_row step", (uint64_t)dst[0] << 24 | dst[1] << 16 | dst[2] << 8 | dst[3],
           0x0a1e3c50);
    for (size_t n = 0; n < sizeof src; n = n * 2 + 1) {
        fill(src, n);
        ik_blur_row(src, dst, n);
        row = mix(row, dst, n);
    }
    show("blur_row", row);
    fill(src, sizeof src);
    ik_box_blur(src, dst, 37, 21);
    show("box_blur", mix(2166136261u, dst, sizeof dst));
    memset(dst, 0, sizeof dst);
    ik_gradient(src, dst, 37, 21);
    show("gradient", mix(2166136261u, dst, sizeof dst));
    src[0] = 0, src[1] = 3, src[2] = 4, src[3] = 0;
    ik_gradient(src, dst, 2, 2);
    expect("gradient", dst[0], 5);
}

static void check_checksum(void)
{
    static uint8_t data[SIZE];
    uint32_t crc = 2166136261u, adler = crc;

    expect("crc32", ik_crc32(0, (const uint8_t *)"123456789", 9), 0xcbf43926);
    expect("adler32", ik_adler32(1, (const uint8_t *)"Wikipedia", 9), 0x11e60398);
    for (size_t n = 0; n < SIZE; n = n * 2 + 1) {
        fill(data, n);
        uint32_t c = ik_crc32(0, data, n), a = ik_adler32(1, data, n);
        crc = mix(crc, &c, sizeof c);
        adler = mix(adler, &a, sizeof a);
    }
    /* In two steps as in one. */
    expect("crc32 in steps", ik_crc32(ik_crc32(0, data, 100), data + 100, 200),
           ik_crc32(0, data, 300));
    show("crc32", crc);
    show("adler32", adler);
    fill(data, 30 * 20);
    show("image_digest", ik_image_digest(data, 30, 20));
}

static void check_colour(void)
{
    static uint8_t rgb[3 * SIZE];
    static uint8_t grey[SIZE], table[256];
    uint32_t counts[256], hash = 2166136261u, histogram = hash;
    const uint8_t colours[9] = {255, 255, 255, 0, 0, 0, 255, 0, 0};

    ik_rgb_to_grey(colours, grey, 3);
    expect("rgb_to_grey", (uint64_t)grey[0] << 16 | grey[1] << 8 | grey[2], 0xff004c);
    for (size_t n = 0; n < SIZE; n = n * 2 + 1) {
        fill(rgb, 3 * n);
        ik_rgb_to_grey(rgb, grey, n);
        hash = mix(hash, grey, n);
        memset(counts, 0, sizeof counts);
        ik_histogram(grey, n, counts);
        histogram = mix(histogram, counts, sizeof counts);
    }
    show("rgb_to_grey", hash);
    show("histogram", histogram);
    memset(counts, 0, sizeof counts);
    ik_histogram((const uint8_t *)"banana", 6, counts);
    expect("histogram", counts['a'] << 16 | counts['b'] << 8 | counts['n'], 0x30102);
    for (int i = 0; i < 256; i++)
        table[i] = (uint8_t)(255 - i);
    fill(grey, SIZE);
    ik_apply_table(grey, SIZE, table);
    show("apply_table", mix(2166136261u, grey, SIZE));
    ik_equalise(grey, SIZE);
    show("equalise", mix(2166136261u, grey, SIZE));
}

static void check_matrix(void)
{
    static uint32_t src[19 * 23], dst[19 * 23];
    static int32_t matrix[16 * 17], vector[17], out[16];
    uint32_t small[6] = {1, 2, 3, 4, 5, 6};

    ik_transpose(small, dst, 2, 3);
    expect("transpose", dst[0] << 20 | dst[1] << 16 | dst[2] << 12 | dst[3] << 8 | dst[4] << 4 | dst[5],
           0x142536);
    fill(src, sizeof src);
    ik_transpose(src, dst, 19, 23);
    show("transpose", mix(2166136261u, dst, sizeof dst));
    fill(matrix, sizeof matrix), fill(vector, sizeof vector);
    ik_multiply_vector(matrix, vector, out, 16, 17);
    show("multiply_vector", mix(2166136261u, out, sizeof out));
    for (int i = 0; i < 4; i++)
        matrix[i] = i + 1, vector[i] = i - 1;
    ik_multiply_vector(matrix, vector, out, 2, 2);
    expect("multiply_vector", (uint64_t)(out[0] == -1) << 1 | (out[1] == -3), 3);
}

static void check_search(void)
{
    static int32_t values[200];
    static uint32_t sums[SIZE];
    uint32_t found = 2166136261u, prefix = found, sorted = found;

    for (size_t n = 0; n < 200; n = n * 2 + 1) {
        fill(values, n * sizeof *values);
        ik_insertion_sort(values, n);
        sorted = mix(sorted, values, n * sizeof *values);
        for (size_t i = 1; i < n; i++)
            expect("insertion_sort", values[i - 1] <= values[i], 1);
        for (int i = 0; i < 50; i++) {
            uint32_t place = (uint32_t)ik_lower_bound(values, n, (int32_t)(next_random() << 8));
            found = mix(found, &place, sizeof place);
        }
    }
    for (int i = 0; i < 10; i++)
        values[i] = 10 * i;
    expect("lower_bound", ik_lower_bound(values, 10, 30), 3);
    expect("lower_bound", ik_lower_bound(values, 10, 31), 4);
    expect("lower_bound", ik_lower_bound(values, 10, 99), 10);
    for (size_t n = 0; n < SIZE; n = n * 2 + 1) {
        fill(sums, n * sizeof *sums);
        ik_prefix_sum(sums, n);
        prefix = mix(prefix, sums, n * sizeof *sums);
    }
    for (uint32_t i = 0; i < 100; i++)
        sums[i] = i + 1;
    ik_prefix_sum(sums, 100);
    expect("prefix_sum", sums[99], 5050);
    show("insertion_sort", sorted);
    show("lower_bound", found);
    show("prefix_sum", prefix);
}

static void check_signal(void)
{
    static int16_t a[SIZE], b[SIZE], taps[16];
    static float x[SIZE], y[SIZE];
    uint32_t dot = 2166136261u, dot_float = dot;

    for (size_t n = 0; n < SIZE; n = n * 2 + 1) {
        fill(a, n * sizeof *a), fill(b, n * sizeof *b);
        int64_t s = ik_dot_i16(a, b, n);
        dot = mix(dot, &s, sizeof s);
        /* Small whole numbers, so that no sum is ever rounded. */
        for (size_t i = 0; i < n; i++)
            x[i] = (float)(a[i] % 50), y[i] = (float)(b[i] % 50);
        float f = ik_dot_f32(x, y, n);
        int32_t whole = (int32_t)f;
        dot_float = mix(dot_float, &whole, sizeof whole);
    }
    for (int i = 0; i < 10; i++)
        a[i] = (int16_t)(i - 5), x[i] = (float)i;
    expect("dot_i16", (uint64_t)ik_dot_i16(a, a, 10), 85);
    expect("dot_f32", (uint64_t)ik_dot_f32(x, x, 10), 285);
    show("dot_i16", dot);
    show("dot_f32", dot_float);
    /* A filter that amplifies less than twice, as the sum must fit in 32 bits. */
    fill(a, sizeof a), fill(taps, sizeof taps);
    for (int i = 0; i < 16; i++)
        taps[i] /= 8;
    memset(b, 0, sizeof b);
    ik_fir(a, b, SIZE - 15, taps, 16);
    show("fir", mix(2166136261u, b, sizeof b));
    memset(taps, 0, sizeof taps);
    taps[0] = INT16_MAX;
    a[0] = INT16_MIN;
    ik_fir(a, b, 1, taps, 1);
    expect("fir", (uint64_t)(b[0] == -32767), 1);
}

static void check_text(void)
{
    static uint8_t data[300];
    static char out[404];
    uint32_t base64 = 2166136261u, valid = base64;
    static const struct {
        const char *text;
        int valid;
    } samples[] = {
        {"", 1},         {"plain", 1},        {"gr\xc3\xbc\xc3\x9f", 1}, {"\xe2\x82\xac", 1},
        {"\xf0\x9f\x99\x82", 1}, {"\xc0\x80", 0}, {"\xed\xa0\x80", 0},   {"\xf4\x90\x80\x80", 0},
        {"\xe2\x82", 0}, {"\x80", 0},         {"\xe0\x9f\xbf", 0},       {"\xff", 0},
    };

    expect("base64_encode", ik_base64_encode((const uint8_t *)"light work.", 11, out), 16);
    expect("base64_encode", (uint64_t)strcmp(out, "bGlnaHQgd29yay4="), 0);
    for (size_t n = 0; n < sizeof data; n = n < 8 ? n + 1 : n * 2) {
        fill(data, n);
        size_t length = ik_base64_encode(data, n, out);
        base64 = mix(base64, out, length + 1);
        for (size_t i = 0; i < n; i++)
            data[i] &= 0x7f;
        uint8_t v = (uint8_t)ik_utf8_valid(data, n);
        data[n / 2] |= 0x80;
        v |= (uint8_t)(ik_utf8_valid(data, n) << 1);
        valid = mix(valid, &v, 1);
    }
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        expect(samples[i].text,
               (uint64_t)ik_utf8_valid((const uint8_t *)samples[i].text, strlen(samples[i].text)),
               (uint64_t)samples[i].valid);
    show("base64_encode", base64);
    show("utf8_valid", valid);
}

int ik_self_check(void)
{
    static void (*const checks[])(void) = {
        check_blend,  check_bits,   check_blur,   check_checksum, check_colour,
        check_matrix, check_search, check_signal, check_text,
    };

    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        random_state = (uint32_t)i;
        checks[i]();
    }
    puts(failures ? "FAILED" : "all well");
    return failures != 0;
}
