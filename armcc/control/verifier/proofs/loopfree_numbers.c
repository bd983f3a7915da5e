/* Integer arithmetic: saturation, order, division by constants, fixed point, dates. */
#include "corpus.h"

#define I32_MAX 0x7fffffff
#define I32_MIN (-I32_MAX - 1)

u32 add_saturated_u32(u32 a, u32 b)
{
    u32 sum = a + b;
    return sum < a ? 0xffffffff : sum;
}

u8 sub_saturated_u8(u8 a, u8 b)
{
    return a > b ? (u8)(a - b) : 0;
}

i32 add_saturated_i32(i32 a, i32 b)
{
    i32 sum;
    if (__builtin_add_overflow(a, b, &sum))
        return a < 0 ? I32_MIN : I32_MAX;
    return sum;
}

i16 add_saturated_i16(i16 a, i16 b)
{
    i32 sum = a + b;
    if (sum > 32767)
        return 32767;
    return sum < -32768 ? -32768 : (i16)sum;
}

i64 sub_saturated_i64(i64 a, i64 b)
{
    i64 out;
    if (__builtin_sub_overflow(a, b, &out))
        return a < 0 ? (i64)1 << 63 : ~((i64)1 << 63);
    return out;
}

int checked_multiply(u64 a, u64 b, u64 *out)
{
    return !__builtin_mul_overflow(a, b, out);
}

u8 clamp_to_byte(i32 x)
{
    return x < 0 ? 0 : x > 255 ? 255 : (u8)x;
}

u8 clamp_to_byte_by_mask(i32 x)
{
    if (x & ~255)
        x = ~x >> 31;
    return (u8)x;
}

i32 clamp_between(i32 x, i32 low, i32 high)
{
    if (x < low)
        return low;
    return x > high ? high : x;
}

i32 least_of_three(i32 a, i32 b, i32 c)
{
    i32 m = a < b ? a : b;
    return m < c ? m : c;
}

u32 greatest_of_four(u32 a, u32 b, u32 c, u32 d)
{
    u32 x = a > b ? a : b, y = c > d ? c : d;
    return x > y ? x : y;
}

i32 median_of_three(i32 a, i32 b, i32 c)
{
    if (a < b) {
        if (b < c)
            return b;
        return a < c ? c : a;
    }
    if (a < c)
        return a;
    return b < c ? c : b;
}

u32 absolute(i32 x)
{
    return x < 0 ? -(u32)x : (u32)x;
}

u64 absolute_difference(u64 a, u64 b)
{
    return a > b ? a - b : b - a;
}

i32 sign_of(i64 x)
{
    return (x > 0) - (x < 0);
}

int compare_u32(const u32 *a, const u32 *b)
{
    return *a < *b ? -1 : *a > *b;
}

u32 average_down(u32 a, u32 b)
{
    return (a & b) + ((a ^ b) >> 1);
}

u8 average_up(u8 a, u8 b)
{
    return (u8)((a + b + 1) >> 1);
}

u32 divide_by_ten(u32 x)
{
    return x / 10;
}

u32 remainder_by_seven(u32 x)
{
    return x % 7;
}

i32 divide_signed_by_three(i32 x)
{
    return x / 3;
}

i32 remainder_signed_by_hundred(i32 x)
{
    return x % 100;
}

u64 divide_by_thousand(u64 x)
{
    return x / 1000;
}

i32 divide_by_sixteen_to_zero(i32 x)
{
    return x / 16;
}

i32 floor_divide_by_eight(i32 x)
{
    i32 q = x / 8;
    return x % 8 < 0 ? q - 1 : q;
}

int is_multiple_of_five(u32 x)
{
    return x % 5 == 0;
}

u32 divide_or_zero(u32 a, u32 b)
{
    return b ? a / b : 0;
}

u32 round_up_to_multiple(u32 x, u32 m)
{
    return m ? (x + m - 1) / m * m : x;
}

u8 divide_by_255_rounded(u16 x)
{
    u32 t = x + 128u;
    return (u8)((t + (t >> 8)) >> 8);
}

i32 multiply_q15(i16 a, i16 b)
{
    i32 p = (a * b + 0x4000) >> 15;
    return p > 32767 ? 32767 : p;
}

i32 multiply_q16(i32 a, i32 b)
{
    return (i32)(((i64)a * b + 0x8000) >> 16);
}

i32 lerp_q8(i32 a, i32 b, u8 t)
{
    return a + (i32)(((i64)b - a) * t >> 8);
}

static u32 root_step(u32 *x, u32 root, u32 bit)
{
    u32 trial = root + bit;
    if (*x >= trial) {
        *x -= trial;
        return (root >> 1) + bit;
    }
    return root >> 1;
}

u8 square_root16(u16 value)
{
    u32 x = value, r = 0;
    r = root_step(&x, r, 1u << 14);
    r = root_step(&x, r, 1u << 12);
    r = root_step(&x, r, 1u << 10);
    r = root_step(&x, r, 1u << 8);
    r = root_step(&x, r, 1u << 6);
    r = root_step(&x, r, 1u << 4);
    r = root_step(&x, r, 1u << 2);
    return (u8)root_step(&x, r, 1u);
}

u32 digits_of(u32 x)
{
    return 1 + (x >= 10) + (x >= 100) + (x >= 1000) + (x >= 10000) + (x >= 100000) +
           (x >= 1000000) + (x >= 10000000) + (x >= 100000000) + (x >= 1000000000);
}

u32 power_of_ten(u32 n)
{
    static const u32 powers[10] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
    };
    return n < 10 ? powers[n] : 0;
}

int is_leap_year(u32 year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

u32 days_in_month(u32 year, u32 month)
{
    static const u8 days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        return 29;
    return days[month - 1];
}

/* Days since 1970 of a date of the Gregorian calendar; month 1 to 12. */
i32 days_from_date(i32 year, u32 month, u32 day)
{
    u32 era, of_era, of_year, y = (u32)year - (month <= 2);
    era = (y & 0xffff) / 400;
    of_era = (y & 0xffff) - era * 400;
    of_year = (153 * (month + (month > 2 ? -3u : 9u)) + 2) / 5 + day - 1;
    return (i32)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468);
}

u32 week_day(u32 year, u32 month, u32 day)
{
    static const u8 shift[12] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    if (month - 1 > 11)
        return 7;
    if (month < 3)
        year--;
    return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
}

u32 seconds_of_day(u8 hour, u8 minute, u8 second)
{
    return hour * 3600u + minute * 60u + second;
}

void split_seconds(u32 seconds, u8 *restrict hms)
{
    hms[0] = (u8)(seconds / 3600 % 24);
    hms[1] = (u8)(seconds / 60 % 60);
    hms[2] = (u8)(seconds % 60);
}

u16 pack_rgb565(u8 r, u8 g, u8 b)
{
    return (u16)((r & 0xf8) << 8 | (g & 0xfc) << 3 | b >> 3);
}

u32 unpack_rgb565(u16 c)
{
    u32 r = c >> 11, g = c >> 5 & 63, b = c & 31;
    r = r << 3 | r >> 2;
    g = g << 2 | g >> 4;
    b = b << 3 | b >> 2;
    return r << 16 | g << 8 | b;
}

u32 blend_half(u32 a, u32 b)
{
    return (a & b) + (((a ^ b) & 0xfefefefe) >> 1);
}

u32 blend_alpha(u32 over, u32 under, u8 alpha)
{
    u32 odd = (over & 0xff00ff) * alpha + (under & 0xff00ff) * (255u - alpha);
    u32 even = (over >> 8 & 0xff) * alpha + (under >> 8 & 0xff) * (255u - alpha);
    odd = (odd + 0x800080 + (odd >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
    even = (even + 128 + (even >> 8)) >> 8;
    return odd | (even & 0xff) << 8;
}

u8 luma_of(u32 rgb)
{
    return (u8)((77 * (rgb >> 16 & 255) + 150 * (rgb >> 8 & 255) + 29 * (rgb & 255)) >> 8);
}

u32 yuv_to_rgb(u8 y, u8 u, u8 v)
{
    i32 c = 298 * (y - 16), d = u - 128, e = v - 128;
    i32 r = (c + 409 * e + 128) >> 8, g = (c - 100 * d - 208 * e + 128) >> 8;
    i32 b = (c + 516 * d + 128) >> 8;
    r = r < 0 ? 0 : r > 255 ? 255 : r;
    g = g < 0 ? 0 : g > 255 ? 255 : g;
    b = b < 0 ? 0 : b > 255 ? 255 : b;
    return (u32)r << 16 | (u32)g << 8 | (u32)b;
}

i64 mixed_widths(i8 a, u16 b, i32 c, u8 d)
{
    return (i64)a * b + (i64)c * d - (i8)(a + d);
}

u32 narrow_and_widen(i64 x)
{
    return (u32)(i16)x + (u32)(u8)(x >> 8) + (u32)(i8)(x >> 40);
}

_Bool in_range(i32 x, i32 low, i32 high)
{
    return low <= x && x < high;
}

_Bool ranges_overlap(u64 a, u64 a_size, u64 b, u64 b_size)
{
    return a < b ? b - a < a_size : a - b < b_size;
}

_Bool same_signs(i32 a, i32 b, i32 c)
{
    return (a ^ b) >= 0 && (b ^ c) >= 0;
}

u32 ring_next(u32 at, u32 size)
{
    return at + 1 < size ? at + 1 : 0;
}

u32 ring_used(u32 head, u32 tail, u32 capacity)
{
    return head >= tail ? head - tail : head + capacity - tail;
}

u32 heap_sift_choice(u32 left, u32 right, u32 self)
{
    u32 least = self;
    if (left < least)
        least = left;
    if (right < least)
        least = right;
    return least == self ? 0 : least == left ? 1 : 2;
}

i32 bresenham_error(i32 *restrict at, i32 error, i32 dx, i32 dy)
{
    i32 twice = 2 * error;
    if (twice >= dy) {
        error += dy;
        at[0]++;
    }
    if (twice <= dx) {
        error += dx;
        at[1]++;
    }
    return error;
}

u32 outcode(i32 x, i32 y, i32 width, i32 height)
{
    u32 code = 0;
    if (x < 0)
        code |= 1;
    else if (x >= width)
        code |= 2;
    if (y < 0)
        code |= 4;
    else if (y >= height)
        code |= 8;
    return code;
}

i32 paeth(i32 left, i32 up, i32 corner)
{
    i32 p = (left & 255) + (up & 255) - (corner & 255);
    i32 a = p - (left & 255), b = p - (up & 255), c = p - (corner & 255);
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    c = c < 0 ? -c : c;
    if (a <= b && a <= c)
        return left & 255;
    return b <= c ? up & 255 : corner & 255;
}
