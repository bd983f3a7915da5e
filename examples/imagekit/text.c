#include "imagekit.h"

static const char alphabet[64 + 1] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

IK_HOT size_t ik_base64_encode(const uint8_t *data, size_t n, char *out)
{
    char *start = out;
    size_t i;

    for (i = 0; i + 2 < n; i += 3) {
        uint32_t w = (uint32_t)data[i] << 16 | (uint32_t)data[i + 1] << 8 | data[i + 2];
        *out++ = alphabet[w >> 18];
        *out++ = alphabet[w >> 12 & 63];
        *out++ = alphabet[w >> 6 & 63];
        *out++ = alphabet[w & 63];
    }
    if (i < n) {
        uint32_t w = (uint32_t)data[i] << 16;
        if (i + 1 < n)
            w |= (uint32_t)data[i + 1] << 8;
        *out++ = alphabet[w >> 18];
        *out++ = alphabet[w >> 12 & 63];
        *out++ = i + 1 < n ? alphabet[w >> 6 & 63] : '=';
        *out++ = '=';
    }
    *out = '\0';
    return (size_t)(out - start);
}

/* RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
IK_HOT int ik_utf8_valid(const uint8_t *text, size_t n)
{
    size_t i = 0;

    while (i < n) {
        uint8_t c = text[i++];
        uint8_t low = 0x80, high = 0xbf;
        int more;

        if (c < 0x80)
            continue;
        if (c >= 0xc2 && c <= 0xdf) {
            more = 1;
        } else if (c >= 0xe0 && c <= 0xef) {
            more = 2;
            if (c == 0xe0)
                low = 0xa0;
            else if (c == 0xed)
                high = 0x9f;
        } else if (c >= 0xf0 && c <= 0xf4) {
            more = 3;
            if (c == 0xf0)
                low = 0x90;
            else if (c == 0xf4)
                high = 0x8f;
        } else {
            return 0;
        }
        while (more--) {
            if (i == n || text[i] < low || text[i] > high)
                return 0;
            low = 0x80;
            high = 0xbf;
            i++;
        }
    }
    return 1;
}
