/* Bit tricks, hash finalizers and multiple-word arithmetic, all without a loop. */
#include "corpus.h"

u32 count_ones32(u32 x)
{
    x -= x >> 1 & 0x55555555;
    x = (x & 0x33333333) + (x >> 2 & 0x33333333);
    x = (x + (x >> 4)) & 0x0f0f0f0f;
    return x * 0x01010101 >> 24;
}

u32 count_ones64(u64 x)
{
    x -= x >> 1 & 0x5555555555555555;
    x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
    x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
    return (u32)(x * 0x0101010101010101 >> 56);
}

u32 parity32(u32 x)
{
    x ^= x >> 16;
    x ^= x >> 8;
    x ^= x >> 4;
    return 0x6996 >> (x & 15) & 1;
}

u32 reverse_bits32(u32 x)
{
    x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
    x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
    x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
    x = (x >> 8 & 0x00ff00ff) | (x & 0x00ff00ff) << 8;
    return x >> 16 | x << 16;
}

u8 reverse_bits8(u8 x)
{
    x = (u8)((x & 0xf0) >> 4 | (x & 0x0f) << 4);
    x = (u8)((x & 0xcc) >> 2 | (x & 0x33) << 2);
    return (u8)((x & 0xaa) >> 1 | (x & 0x55) << 1);
}

u64 swap_bytes64(u64 x)
{
    x = (x >> 8 & 0x00ff00ff00ff00ff) | (x & 0x00ff00ff00ff00ff) << 8;
    x = (x >> 16 & 0x0000ffff0000ffff) | (x & 0x0000ffff0000ffff) << 16;
    return x >> 32 | x << 32;
}

u16 swap_bytes16(u16 x)
{
    return (u16)(x >> 8 | x << 8);
}

u32 swap_halves_each(u32 x)
{
    return (x & 0xff00ff00) >> 8 | (x & 0x00ff00ff) << 8;
}

u32 rotate_left32(u32 x, u32 n)
{
    return x << (n & 31) | x >> (-n & 31);
}

u64 rotate_right64(u64 x, u32 n)
{
    return x >> (n & 63) | x << (-n & 63);
}

u8 rotate_left8(u8 x, u8 n)
{
    n &= 7;
    return (u8)(x << n | x >> (8 - n));
}

u32 next_power_of_two(u32 x)
{
    x--;
    x |= x >> 1;
    x |= x >> 2;
    x |= x >> 4;
    x |= x >> 8;
    x |= x >> 16;
    return x + 1;
}

int is_power_of_two(u64 x)
{
    return x && !(x & (x - 1));
}

u64 align_up(u64 x, u32 shift)
{
    u64 mask = ((u64)1 << (shift & 63)) - 1;
    return (x + mask) & ~mask;
}

u32 to_gray(u32 x)
{
    return x ^ x >> 1;
}

u32 from_gray(u32 x)
{
    x ^= x >> 16;
    x ^= x >> 8;
    x ^= x >> 4;
    x ^= x >> 2;
    return x ^ x >> 1;
}

static u32 spread16(u32 x)
{
    x &= 0xffff;
    x = (x | x << 8) & 0x00ff00ff;
    x = (x | x << 4) & 0x0f0f0f0f;
    x = (x | x << 2) & 0x33333333;
    return (x | x << 1) & 0x55555555;
}

u32 morton2(u16 x, u16 y)
{
    return spread16(x) | spread16(y) << 1;
}

u32 morton2_x(u32 code)
{
    code &= 0x55555555;
    code = (code | code >> 1) & 0x33333333;
    code = (code | code >> 2) & 0x0f0f0f0f;
    code = (code | code >> 4) & 0x00ff00ff;
    return (code | code >> 8) & 0xffff;
}

static u32 spread10(u32 x)
{
    x &= 0x3ff;
    x = (x | x << 16) & 0x030000ff;
    x = (x | x << 8) & 0x0300f00f;
    x = (x | x << 4) & 0x030c30c3;
    return (x | x << 2) & 0x09249249;
}

u32 morton3(u32 x, u32 y, u32 z)
{
    return spread10(x) | spread10(y) << 1 | spread10(z) << 2;
}

u32 leading_zeros_by_halves(u32 x)
{
    u32 n = 0;
    if (!x)
        return 32;
    if (!(x >> 16)) {
        n += 16;
        x <<= 16;
    }
    if (!(x >> 24)) {
        n += 8;
        x <<= 8;
    }
    if (!(x >> 28)) {
        n += 4;
        x <<= 4;
    }
    if (!(x >> 30)) {
        n += 2;
        x <<= 2;
    }
    return n + !(x >> 31);
}

int floor_log2(u64 x)
{
    return x ? 63 - __builtin_clzll(x) : -1;
}

int lowest_bit(u32 x)
{
    return x ? __builtin_ctz(x) : -1;
}

u32 bits_to_hold(u32 x)
{
    return 32 - (u32)__builtin_clz(x | 1);
}

u64 clear_lowest_run(u64 x)
{
    return x & (x + (x & -x));
}

u64 next_with_same_ones(u64 x)
{
    u64 lowest = x & -x, ripple = x + lowest;
    if (!x)
        return 0;
    return ripple | ((x ^ ripple) >> 2) >> __builtin_ctzll(x);
}

u32 take_bits(u32 x, u32 from, u32 count)
{
    return x >> (from & 31) & ((1u << (count & 31)) - 1);
}

u64 put_bits(u64 x, u64 value, u32 from, u32 count)
{
    u64 mask = (((u64)1 << (count & 63)) - 1) << (from & 63);
    return (x & ~mask) | (value << (from & 63) & mask);
}

u32 zero_byte_mask(u32 x)
{
    return (x - 0x01010101) & ~x & 0x80808080;
}

u32 select_by_mask(u32 a, u32 b, int which)
{
    u32 mask = -(u32)(which != 0);
    return (a & mask) | (b & ~mask);
}

i32 sign_extend(u32 x, u32 bits)
{
    u32 sign = 1u << ((bits - 1) & 31);
    x &= sign | (sign - 1);
    return (i32)((x ^ sign) - sign);
}

u32 zigzag32(i32 x)
{
    return (u32)x << 1 ^ (u32)(x >> 31);
}

i64 unzigzag64(u64 x)
{
    return (i64)(x >> 1 ^ -(x & 1));
}

/* Finalizers as MurmurHash3, xxHash and SplitMix have them. */
u32 murmur_mix32(u32 h)
{
    h ^= h >> 16;
    h *= 0x85ebca6b;
    h ^= h >> 13;
    h *= 0xc2b2ae35;
    return h ^ h >> 16;
}

u64 murmur_mix64(u64 h)
{
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccd;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53;
    return h ^ h >> 33;
}

u32 xx_round(u32 state, u32 lane)
{
    state += lane * 2246822519u;
    state = state << 13 | state >> 19;
    return state * 2654435761u;
}

u64 xx_avalanche(u64 h)
{
    h ^= h >> 37;
    h *= 0x165667919e3779f9;
    return h ^ h >> 32;
}

u64 split_mix(u64 *state)
{
    u64 z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

u32 xor_shift(u32 *state)
{
    u32 x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

u32 permuted_congruential(u64 *state)
{
    u64 old = *state;
    u32 mixed = (u32)((old >> 18 ^ old) >> 27), turn = (u32)(old >> 59);
    *state = old * 6364136223846793005u + 1442695040888963407u;
    return mixed >> turn | mixed << (-turn & 31);
}

u64 hash_pair(u32 a, u32 b)
{
    u64 h = (u64)a << 32 | b;
    h = (h ^ h >> 32) * 0xd6e8feb86659fd93;
    return h ^ h >> 32;
}

void quarter_round(u32 *restrict a, u32 *restrict b, u32 *restrict c, u32 *restrict d)
{
    *a += *b;
    *d ^= *a;
    *d = *d << 16 | *d >> 16;
    *c += *d;
    *b ^= *c;
    *b = *b << 12 | *b >> 20;
    *a += *b;
    *d ^= *a;
    *d = *d << 8 | *d >> 24;
    *c += *d;
    *b ^= *c;
    *b = *b << 7 | *b >> 25;
}

u32 sha_choose(u32 x, u32 y, u32 z)
{
    return (x & y) ^ (~x & z);
}

u32 sha_majority(u32 x, u32 y, u32 z)
{
    return (x & y) ^ (x & z) ^ (y & z);
}

u32 sha_sigma(u32 x)
{
    return (x >> 7 | x << 25) ^ (x >> 18 | x << 14) ^ x >> 3;
}

typedef struct {
    u64 low, high;
} wide;

void add128(wide *out, const wide *a, const wide *b)
{
    u64 low = a->low + b->low;
    u64 high = a->high + b->high + (low < a->low);
    out->low = low;
    out->high = high;
}

int sub128(wide *out, const wide *a, const wide *b)
{
    u64 low = a->low - b->low, borrow = a->low < b->low;
    u64 high = a->high - b->high;
    int under = a->high < b->high || high < borrow;
    out->low = low;
    out->high = high - borrow;
    return under;
}

int less128(const wide *a, const wide *b)
{
    return a->high < b->high || (a->high == b->high && a->low < b->low);
}

void shift_left128(wide *x, u32 n)
{
    unsigned __int128 v = (unsigned __int128)x->high << 64 | x->low;
    v <<= n & 127;
    x->low = (u64)v;
    x->high = (u64)(v >> 64);
}

u64 multiply_high(u64 a, u64 b)
{
    return (u64)((unsigned __int128)a * b >> 64);
}

u64 multiply_high_by_halves(u64 a, u64 b)
{
    u64 a0 = (u32)a, a1 = a >> 32, b0 = (u32)b, b1 = b >> 32;
    u64 low = a0 * b0, mid = a1 * b0 + (low >> 32), other = a0 * b1 + (u32)mid;
    return a1 * b1 + (mid >> 32) + (other >> 32);
}

i32 multiply_high_signed(i32 a, i32 b)
{
    return (i32)((i64)a * b >> 32);
}

u64 add_carry(u64 a, u64 b, u64 *carry)
{
    u64 sum = a + b, first = sum < a, out = sum + *carry;
    *carry = first | (out < sum);
    return out;
}

u32 crc32_bit(u32 crc)
{
    return crc >> 1 ^ (0xedb88320 & -(crc & 1));
}

u32 crc32_nibble_step(u32 crc, u8 byte)
{
    static const u32 table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
        0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    crc ^= byte;
    crc = crc >> 4 ^ table[crc & 15];
    return crc >> 4 ^ table[crc & 15];
}

u16 fold_checksum(u64 sum)
{
    sum = (sum & 0xffffffff) + (sum >> 32);
    sum = (sum & 0xffffffff) + (sum >> 32);
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    return (u16)~sum;
}

u16 update_checksum(u16 sum, u16 old, u16 new)
{
    u32 x = (u32)(u16)~sum + (u16)~old + new;
    x = (x & 0xffff) + (x >> 16);
    x += x >> 16;
    return (u16)~x;
}

u8 times_two_in_gf256(u8 x)
{
    return (u8)(x << 1 ^ (x & 0x80 ? 0x1b : 0));
}
