/* Characters, code points and small state machines. */
#include "corpus.h"

int hex_digit_value(u8 c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

u8 hex_digit(u32 x)
{
    x &= 15;
    return (u8)(x < 10 ? '0' + x : 'a' + x - 10);
}

void hex_byte(u8 *out, u8 x)
{
    static const u8 digits[] = "0123456789abcdef";
    out[0] = digits[x >> 4];
    out[1] = digits[x & 15];
}

int is_alpha(int c)
{
    return (u32)(c | 32) - 'a' < 26;
}

int is_alnum(u8 c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

int is_space(u8 c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

int is_punctuation(u8 c)
{
    static const u32 set[8] = {0, 0xfc00fffe, 0xf8000001, 0x78000001, 0, 0, 0, 0};
    return set[c >> 5] >> (c & 31) & 1;
}

u8 to_lower(u8 c)
{
    return c >= 'A' && c <= 'Z' ? (u8)(c | 32) : c;
}

u32 to_upper_four(u32 word)
{
    u32 low = word & 0x7f7f7f7f, above_a = low + 0x1f1f1f1f, above_z = low + 0x05050505;
    u32 letters = (above_a & ~above_z & ~word & 0x80808080) >> 2;
    return word - letters;
}

int base64_value(u8 c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void base64_group(u8 *restrict out, const u8 *restrict in)
{
    static const u8 digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out[0] = digits[in[0] >> 2];
    out[1] = digits[(in[0] & 3) << 4 | in[1] >> 4];
    out[2] = digits[(in[1] & 15) << 2 | in[2] >> 6];
    out[3] = digits[in[2] & 63];
}

int utf8_encode(u8 *out, u32 c)
{
    if (c < 0x80) {
        out[0] = (u8)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (u8)(0xc0 | c >> 6);
        out[1] = (u8)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        if (c - 0xd800 < 0x800)
            return 0;
        out[0] = (u8)(0xe0 | c >> 12);
        out[1] = (u8)(0x80 | (c >> 6 & 63));
        out[2] = (u8)(0x80 | (c & 63));
        return 3;
    }
    if (c > 0x10ffff)
        return 0;
    out[0] = (u8)(0xf0 | c >> 18);
    out[1] = (u8)(0x80 | (c >> 12 & 63));
    out[2] = (u8)(0x80 | (c >> 6 & 63));
    out[3] = (u8)(0x80 | (c & 63));
    return 4;
}

int utf8_decode_one(const u8 *s, u32 *out)
{
    u32 c = s[0];
    if (c < 0x80) {
        *out = c;
        return 1;
    }
    if (c >= 0xc2 && c < 0xe0 && (s[1] & 0xc0) == 0x80) {
        *out = (c & 31) << 6 | (s[1] & 63);
        return 2;
    }
    if (c >= 0xe0 && c < 0xf0 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
        c = (c & 15) << 12 | (u32)(s[1] & 63) << 6 | (s[2] & 63);
        if (c < 0x800 || (c >= 0xd800 && c < 0xe000))
            return 0;
        *out = c;
        return 3;
    }
    return 0;
}

u32 utf8_length_of(u8 first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2)
        return 0;
    if (first < 0xe0)
        return 2;
    if (first < 0xf0)
        return 3;
    return first < 0xf5 ? 4 : 0;
}

u32 from_surrogates(u16 high, u16 low)
{
    if ((high & 0xfc00) != 0xd800 || (low & 0xfc00) != 0xdc00)
        return 0xfffd;
    return 0x10000 + ((u32)(high & 0x3ff) << 10 | (low & 0x3ff));
}

void two_digits(u8 *out, u8 x)
{
    u8 tens = (u8)(x / 10 % 10);
    out[0] = (u8)('0' + tens);
    out[1] = (u8)('0' + x % 10);
}

u32 four_digits_value(const u8 *s)
{
    return (s[0] - '0') * 1000u + (s[1] - '0') * 100u + (s[2] - '0') * 10u + (s[3] - '0');
}

int all_digits_four(u32 word)
{
    return ((word & 0xf0f0f0f0) | ((word + 0x06060606) & 0xf0f0f0f0) >> 4) == 0x33333333;
}

u32 to_bcd(u8 x)
{
    x %= 100;
    return (u32)(x / 10) << 4 | x % 10;
}

u8 from_bcd(u8 x)
{
    return (u8)((x >> 4) * 10 + (x & 15));
}

enum { START, NUMBER, WORD, STRING, ESCAPE, COMMENT, DONE, FAILED };

int lexer_step(int state, u8 c)
{
    switch (state) {
    case START:
        if (c >= '0' && c <= '9')
            return NUMBER;
        if ((c >= 'a' && c <= 'z') || c == '_')
            return WORD;
        return c == '"' ? STRING : c == '#' ? COMMENT : c == ' ' ? START : FAILED;
    case NUMBER:
        return c >= '0' && c <= '9' ? NUMBER : c == ' ' ? DONE : FAILED;
    case WORD:
        return (c >= 'a' && c <= 'z') || c == '_' ? WORD : DONE;
    case STRING:
        return c == '\\' ? ESCAPE : c == '"' ? DONE : STRING;
    case ESCAPE:
        return STRING;
    case COMMENT:
        return c == '\n' ? START : COMMENT;
    default:
        return FAILED;
    }
}

u32 evaluate(u32 operation, u32 a, u32 b)
{
    switch (operation) {
    case 0:
        return a + b;
    case 1:
        return a - b;
    case 2:
        return a * b;
    case 3:
        return b ? a / b : 0;
    case 4:
        return a & b;
    case 5:
        return a | b;
    case 6:
        return a ^ b;
    case 7:
        return a << (b & 31);
    case 8:
        return a >> (b & 31);
    default:
        return 0;
    }
}

u32 width_of_kind(u32 kind)
{
    switch (kind) {
    case 1:
    case 2:
        return 1;
    case 3:
    case 4:
        return 2;
    case 5:
    case 6:
    case 9:
        return 4;
    case 7:
    case 8:
    case 10:
        return 8;
    default:
        return 0;
    }
}

u8 escape_letter(u8 c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case '0':
        return 0;
    case 'b':
        return '\b';
    case '\\':
        return '\\';
    case '"':
        return '"';
    default:
        return c;
    }
}

typedef struct {
    u32 state, count;
    u64 total;
} meter;

int meter_event(meter *m, u32 event, u32 amount)
{
    switch (m->state) {
    case 0:
        if (event == 1) {
            m->state = 1;
            m->count = 0;
        }
        return 0;
    case 1:
        if (event == 2) {
            m->count++;
            m->total += amount;
            return 1;
        }
        m->state = event == 3 ? 2 : 1;
        return 0;
    case 2:
        if (event == 1)
            m->state = 1;
        else if (event == 4)
            m->state = 0;
        return -1;
    default:
        m->state = 0;
        return -1;
    }
}

u32 gamma_looked_up(u8 level)
{
    static const u16 curve[32] = {
        0,    4,    19,   47,   89,   146,  219,  308,  415,  540,  683,
        845,  1026, 1227, 1448, 1690, 1953, 2237, 2543, 2871, 3221, 3594,
        3990, 4410, 4853, 5320, 5811, 6327, 6867, 7433, 8024, 8641,
    };
    u32 low = level >> 3, part = level & 7, high = low < 31 ? low + 1 : low;
    return (curve[low] * (8 - part) + curve[high] * part) >> 3;
}
