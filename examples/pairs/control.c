#include "pairs.h"

/* Switches, state machines, early exits, many arguments. */

int control_precedence(int op)
{
    switch (op) {
    case '+':
    case '-':
        return 4;
    case '*':
    case '/':
    case '%':
        return 5;
    case '<':
    case '>':
        return 3;
    case '&':
        return 2;
    case '|':
        return 1;
    default:
        return 0;
    }
}

int64_t control_apply(unsigned op, int64_t a, int64_t b)
{
    switch (op) {
    case 0:
        return (int64_t)((uint64_t)a + (uint64_t)b);
    case 1:
        return (int64_t)((uint64_t)a - (uint64_t)b);
    case 2:
        return (int64_t)((uint64_t)a * (uint64_t)b);
    case 3:
        return b ? (int64_t)((uint64_t)a / (uint64_t)b) : 0;
    case 4:
        return a & b;
    case 5:
        return a | b;
    case 6:
        return a ^ b;
    case 7:
        return a < b;
    case 8:
        return (int64_t)((uint64_t)a << (b & 63));
    default:
        return -1;
    }
}

/* 0 outside, 1 in a word, 2 in a comment; the state after the text. */
int control_scan(const char *s, size_t n, int state)
{
    for (size_t i = 0; i < n; i++) {
        switch (state) {
        case 0:
            state = s[i] == '#' ? 2 : s[i] > ' ' ? 1 : 0;
            break;
        case 1:
            state = s[i] == '#' ? 2 : s[i] <= ' ' ? 0 : 1;
            break;
        case 2:
            state = s[i] == '\n' ? 0 : 2;
            break;
        default:
            return -1;
        }
    }
    return state;
}

int64_t control_weigh(int a, int b, int c, int d, int64_t e, int64_t f, uint8_t g, int16_t h)
{
    uint64_t sum = (uint64_t)((int64_t)a + b - c + d);
    sum ^= (uint64_t)(e & f);
    return (int64_t)(g > h ? sum - g : sum + (uint64_t)h);
}

int64_t control_stacked(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g,
                        int64_t h, int64_t i, int32_t j)
{
    uint64_t sum = (uint64_t)a + 2u * (uint64_t)b + 3u * (uint64_t)c + 4u * (uint64_t)d;
    sum += (uint64_t)e ^ (uint64_t)f ^ (uint64_t)g ^ (uint64_t)h;
    return (int64_t)(sum + (uint64_t)(i > j ? i : j));
}

bool control_valid_utf8(const uint8_t *s, size_t n)
{
    size_t i = 0;
    while (i < n) {
        unsigned more;
        if (s[i] < 0x80)
            more = 0;
        else if ((s[i] & 0xe0) == 0xc0)
            more = 1;
        else if ((s[i] & 0xf0) == 0xe0)
            more = 2;
        else if ((s[i] & 0xf8) == 0xf0)
            more = 3;
        else
            return false;
        i++;
        for (; more; more--, i++)
            if (i >= n || (s[i] & 0xc0) != 0x80)
                return false;
    }
    return true;
}

const uint8_t *control_varint(const uint8_t *p, const uint8_t *end, uint64_t *out)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (p == end)
            return NULL;
        value |= (uint64_t)(*p & 0x7f) << shift;
        if (!(*p++ & 0x80)) {
            *out = value;
            return p;
        }
    }
    return NULL;
}

size_t control_run_length(uint8_t *to, const uint8_t *from, size_t n)
{
    size_t used = 0, i = 0;
    while (i < n) {
        size_t run = 1;
        while (i + run < n && run < 255 && from[i + run] == from[i])
            run++;
        to[used++] = (uint8_t)run;
        to[used++] = from[i];
        i += run;
    }
    return used;
}

unsigned control_collatz(uint32_t x)
{
    unsigned steps = 0;
    while (x > 1 && steps < 200) {
        x = x & 1 ? 3 * x + 1 : x / 2;
        steps++;
    }
    return steps;
}
