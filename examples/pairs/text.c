#include "pairs.h"

/* Strings: bytes up to a zero or a length. */

size_t text_length(const char *s)
{
    size_t n = 0;
    while (s[n])
        n++;
    return n;
}

int text_compare(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return (unsigned char)*a - (unsigned char)*b;
}

char *text_find(const char *s, char wanted)
{
    for (;; s++) {
        if (*s == wanted)
            return (char *)s;
        if (!*s)
            return NULL;
    }
}

void text_upper(char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] >= 'a' && s[i] <= 'z')
            s[i] = (char)(s[i] - 'a' + 'A');
}

/* Digits to a number; false where there are none or it does not fit. */
bool text_number(const char *s, uint32_t *out)
{
    uint64_t value = 0;
    if (*s < '0' || *s > '9')
        return false;
    for (; *s >= '0' && *s <= '9'; s++) {
        value = value * 10 + (uint64_t)(*s - '0');
        if (value > UINT32_MAX)
            return false;
    }
    *out = (uint32_t)value;
    return *s == 0;
}

size_t text_words(const char *s, size_t n)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < n; i++) {
        bool space = s[i] == ' ' || s[i] == '\t' || s[i] == '\n';
        if (!space && !inside)
            words++;
        inside = !space;
    }
    return words;
}

uint32_t text_hash(const unsigned char *s)
{
    uint32_t hash = 2166136261u;
    while (*s)
        hash = (hash ^ *s++) * 16777619u;
    return hash;
}

int text_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

size_t text_code_points(const unsigned char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += (s[i] & 0xc0) != 0x80;
    return count;
}

size_t text_escape(char *to, const char *from, size_t n)
{
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        if (from[i] == '"' || from[i] == '\\')
            to[used++] = '\\';
        to[used++] = from[i];
    }
    return used;
}

size_t text_decimal(char *to, uint64_t value)
{
    size_t n = 0;
    do {
        to[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    for (size_t i = 0; i < n / 2; i++) {
        char c = to[i];
        to[i] = to[n - 1 - i];
        to[n - 1 - i] = c;
    }
    return n;
}
