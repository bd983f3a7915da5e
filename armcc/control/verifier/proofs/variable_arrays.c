/* Loops of any length over arrays. */
#include "corpus.h"

u32 sum_u8(const u8 *a, size n)
{
    u32 s = 0;
    for (size i = 0; i < n; i++)
        s += a[i];
    return s;
}

u32 sum_u32(const u32 *a, size n)
{
    u32 s = 0;
    for (size i = 0; i < n; i++)
        s += a[i];
    return s;
}

i64 sum_i16_wide(const i16 *a, int n)
{
    i64 s = 0;
    for (int i = 0; i < n; i++)
        s += a[i];
    return s;
}

i32 dot_i16(const i16 *a, const i16 *b, size n)
{
    i32 s = 0;
    for (size i = 0; i < n; i++)
        s += a[i] * b[i];
    return s;
}

u64 dot_u32(const u32 *restrict a, const u32 *restrict b, u32 n)
{
    u64 s = 0;
    while (n--)
        s += (u64)*a++ * *b++;
    return s;
}

void xor_into(u8 *restrict a, const u8 *restrict b, size n)
{
    for (size i = 0; i < n; i++)
        a[i] ^= b[i];
}

void add_arrays(u32 *restrict out, const u32 *restrict a, const u32 *restrict b, size n)
{
    for (size i = 0; i < n; i++)
        out[i] = a[i] + b[i];
}

void add_arrays_maybe_same(i32 *out, const i32 *a, const i32 *b, int n)
{
    for (int i = 0; i < n; i++)
        out[i] = a[i] + b[i];
}

void add_saturated(u8 *restrict out, const u8 *restrict a, const u8 *restrict b, size n)
{
    for (size i = 0; i < n; i++) {
        u32 s = (u32)a[i] + b[i];
        out[i] = s > 255 ? 255 : (u8)s;
    }
}

void add_to_each(u32 *a, size n, u32 x)
{
    for (size i = 0; i < n; i++)
        a[i] += x;
}

void scale_q8(i16 *a, size n, i16 gain)
{
    for (size i = 0; i < n; i++)
        a[i] = (i16)(a[i] * gain >> 8);
}

void fill_bytes(u8 *to, u8 x, size n)
{
    for (size i = 0; i < n; i++)
        to[i] = x;
}

void fill_words(u32 *to, u32 x, size n)
{
    while (n--)
        *to++ = x;
}

void copy_bytes(u8 *restrict to, const u8 *restrict from, size n)
{
    for (size i = 0; i < n; i++)
        to[i] = from[i];
}

void copy_down(u8 *to, const u8 *from, size n)
{
    while (n--)
        *to++ = *from++;
}

void count_up(u32 *to, size n)
{
    for (size i = 0; i < n; i++)
        to[i] = (u32)i;
}

int compare_bytes(const u8 *a, const u8 *b, size n)
{
    for (size i = 0; i < n; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

int bytes_equal_constant_time(const u8 *a, const u8 *b, size n)
{
    u8 d = 0;
    for (size i = 0; i < n; i++)
        d |= (u8)(a[i] ^ b[i]);
    return d == 0;
}

size find_byte(const u8 *a, u8 x, size n)
{
    size i = 0;
    while (i < n && a[i] != x)
        i++;
    return i;
}

const u8 *find_byte_pointer(const u8 *a, u8 x, size n)
{
    for (const u8 *end = a + n; a != end; a++)
        if (*a == x)
            return a;
    return NULL;
}

size find_last(const u32 *a, u32 x, size n)
{
    while (n-- > 0)
        if (a[n] == x)
            return n;
    return (size)-1;
}

u32 count_byte(const u8 *a, u8 x, size n)
{
    u32 count = 0;
    for (size i = 0; i < n; i++)
        count += a[i] == x;
    return count;
}

size count_less(const i32 *a, i32 than, size n)
{
    size count = 0;
    for (size i = 0; i < n; i++)
        if (a[i] < than)
            count++;
    return count;
}

i32 greatest_i32(const i32 *a, size n)
{
    i32 best = -0x7fffffff - 1;
    for (size i = 0; i < n; i++)
        if (a[i] > best)
            best = a[i];
    return best;
}

u8 least_u8(const u8 *a, size n)
{
    u8 best = 255;
    for (size i = 0; i < n; i++)
        best = a[i] < best ? a[i] : best;
    return best;
}

size greatest_at(const u32 *a, size n)
{
    size at = 0;
    for (size i = 1; i < n; i++)
        if (a[i] > a[at])
            at = i;
    return at;
}

void reverse_bytes(u8 *a, size n)
{
    for (size i = 0; i < n / 2; i++) {
        u8 t = a[i];
        a[i] = a[n - 1 - i];
        a[n - 1 - i] = t;
    }
}

void prefix_sum(u32 *a, size n)
{
    u32 s = 0;
    for (size i = 0; i < n; i++)
        a[i] = s += a[i];
}

void histogram(u32 *restrict counts, const u8 *restrict a, size n)
{
    for (size i = 0; i < n; i++)
        counts[a[i]]++;
}

size lower_bound(const u32 *a, size n, u32 x)
{
    size low = 0;
    while (n) {
        size half = n / 2;
        if (a[low + half] < x) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return low;
}

void insert_sorted(u32 *a, size n, u32 x)
{
    while (n && a[n - 1] > x) {
        a[n] = a[n - 1];
        n--;
    }
    a[n] = x;
}

int is_sorted(const i32 *a, size n)
{
    for (size i = 1; i < n; i++)
        if (a[i] < a[i - 1])
            return 0;
    return 1;
}

void widen_u8(u16 *restrict out, const u8 *restrict in, size n)
{
    for (size i = 0; i < n; i++)
        out[i] = in[i];
}

/* Of two bytes of each word: clang loads one alone, and then a load of all four, as gcc has it,
   is wrong where `in` is no multiple of 4. */
void narrow_u32(u8 *restrict out, const u32 *restrict in, size n)
{
    for (size i = 0; i < n; i++)
        out[i] = (u8)((in[i] >> 24) + in[i]);
}

void swap_each_word(u32 *a, size n)
{
    for (size i = 0; i < n; i++)
        a[i] = a[i] >> 24 | (a[i] >> 8 & 0xff00) | (a[i] & 0xff00) << 8 | a[i] << 24;
}

void interleave(u16 *restrict out, const u16 *restrict a, const u16 *restrict b, size n)
{
    for (size i = 0; i < n; i++) {
        out[2 * i] = a[i];
        out[2 * i + 1] = b[i];
    }
}

size remove_value(u32 *a, size n, u32 x)
{
    size kept = 0;
    for (size i = 0; i < n; i++)
        if (a[i] != x)
            a[kept++] = a[i];
    return kept;
}

u32 add_big(u64 *restrict out, const u64 *restrict a, const u64 *restrict b, size n)
{
    u64 carry = 0;
    for (size i = 0; i < n; i++) {
        u64 s = a[i] + b[i], t = s + carry;
        carry = (s < a[i]) | (t < s);
        out[i] = t;
    }
    return (u32)carry;
}

void translate(u8 *restrict a, const u8 *restrict table, size n)
{
    for (size i = 0; i < n; i++)
        a[i] = table[a[i]];
}

u32 ones_in(const u64 *a, size n)
{
    u32 count = 0;
    for (size i = 0; i < n; i++)
        count += (u32)__builtin_popcountll(a[i]);
    return count;
}
