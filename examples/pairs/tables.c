#include "pairs.h"

/* Globals and read-only tables. */

static const uint8_t table_base64[65] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static const uint16_t table_days[13] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

static const int32_t table_steps[16] = {7,  8,  9,  10, 11, 12, 13, 14,
                                        16, 17, 19, 21, 23, 25, 28, 31};

static uint32_t seed = 1;
static int32_t history[16];
static unsigned used;
uint64_t total_bytes;

uint32_t table_random(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

int32_t table_remember(int32_t value)
{
    int32_t old = history[used & 15];
    history[used++ & 15] = value;
    return old;
}

uint64_t table_account(uint32_t bytes)
{
    total_bytes += bytes;
    return total_bytes;
}

size_t table_encode(uint8_t *to, const uint8_t *from, size_t n)
{
    size_t used_bytes = 0;
    for (size_t i = 0; i + 2 < n; i += 3) {
        uint32_t x = (uint32_t)from[i] << 16 | (uint32_t)from[i + 1] << 8 | from[i + 2];
        to[used_bytes++] = table_base64[x >> 18];
        to[used_bytes++] = table_base64[x >> 12 & 63];
        to[used_bytes++] = table_base64[x >> 6 & 63];
        to[used_bytes++] = table_base64[x & 63];
    }
    return used_bytes;
}

int table_day_of_year(unsigned month, unsigned day)
{
    if (month < 1 || month > 12)
        return -1;
    return (int)(table_days[month - 1] + day);
}

int32_t table_adpcm(uint8_t code, unsigned index, int32_t last)
{
    int32_t step = table_steps[index & 15];
    int32_t delta = step >> 3;
    if (code & 4)
        delta += step;
    if (code & 2)
        delta += step >> 1;
    if (code & 1)
        delta += step >> 2;
    return (int32_t)((uint32_t)last + (uint32_t)(code & 8 ? -delta : delta));
}

void table_map(uint8_t *data, size_t n, const uint8_t *map)
{
    for (size_t i = 0; i < n; i++)
        data[i] = map[data[i]];
}

void table_histogram(uint32_t *counts, const uint8_t *data, size_t n)
{
    for (size_t i = 0; i < n; i++)
        counts[data[i]]++;
}
