/* Kernels of fixed length of images and sound: pixels, filters, interleaving. */
#include "corpus.h"

void grey16(u8 *restrict out, const u8 *restrict rgb)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)((77 * rgb[3 * i] + 150 * rgb[3 * i + 1] + 29 * rgb[3 * i + 2]) >> 8);
}

void pack565_8(u16 *restrict out, const u8 *restrict rgb)
{
    for (int i = 0; i < 8; i++)
        out[i] = (u16)((rgb[3 * i] >> 3) << 11 | (rgb[3 * i + 1] >> 2) << 5 | rgb[3 * i + 2] >> 3);
}

void swap_red_blue16(u32 *pixels)
{
    for (int i = 0; i < 16; i++) {
        u32 p = pixels[i];
        pixels[i] = (p & 0xff00ff00) | (p >> 16 & 0xff) | (p & 0xff) << 16;
    }
}

void blend16(u8 *restrict out, const u8 *restrict over, u8 alpha)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)((over[i] * alpha + out[i] * (256 - alpha)) >> 8);
}

void threshold32(u8 *restrict out, const u8 *restrict in, u8 level)
{
    for (int i = 0; i < 32; i++)
        out[i] = in[i] >= level ? 255 : 0;
}

void invert64(u8 *a)
{
    for (int i = 0; i < 64; i++)
        a[i] = (u8)~a[i];
}

void clamp16_i16(u8 *restrict out, const i16 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = in[i] < 0 ? 0 : in[i] > 255 ? 255 : (u8)in[i];
}

void quantise16(i16 *restrict out, const i16 *restrict in, const u16 *restrict scale)
{
    for (int i = 0; i < 16; i++)
        out[i] = (i16)(in[i] * scale[i] >> 16);
}

void interleave16(u8 *restrict out, const u8 *restrict a, const u8 *restrict b)
{
    for (int i = 0; i < 16; i++) {
        out[2 * i] = a[i];
        out[2 * i + 1] = b[i];
    }
}

void part16(u8 *restrict a, u8 *restrict b, const u8 *restrict in)
{
    for (int i = 0; i < 16; i++) {
        a[i] = in[2 * i];
        b[i] = in[2 * i + 1];
    }
}

void stereo_to_mono8(i16 *restrict out, const i16 *restrict in)
{
    for (int i = 0; i < 8; i++)
        out[i] = (i16)((in[2 * i] + in[2 * i + 1]) >> 1);
}

void amplify16(i16 *a, i16 gain)
{
    for (int i = 0; i < 16; i++) {
        i32 x = a[i] * gain >> 8;
        a[i] = (i16)(x > 32767 ? 32767 : x < -32768 ? -32768 : x);
    }
}

void filter3_16(u8 *restrict out, const u8 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)((in[i] + 2 * in[i + 1] + in[i + 2] + 2) >> 2);
}

void filter6_8(u8 *restrict out, const u8 *restrict in)
{
    for (int i = 0; i < 8; i++) {
        i32 s = in[i] - 5 * in[i + 1] + 20 * in[i + 2] + 20 * in[i + 3] - 5 * in[i + 4] + in[i + 5];
        s = (s + 16) >> 5;
        out[i] = s < 0 ? 0 : s > 255 ? 255 : (u8)s;
    }
}

void halve_row16(u8 *restrict out, const u8 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)((in[2 * i] + in[2 * i + 1] + 1) >> 1);
}

void difference16(i16 *restrict out, const u8 *restrict a, const u8 *restrict b)
{
    for (int i = 0; i < 16; i++)
        out[i] = (i16)(a[i] - b[i]);
}

void add_residual4x4(u8 *restrict pixels, const i16 *restrict residual, size stride)
{
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 4; x++) {
            i32 v = pixels[(size)y * stride + (size)x] + residual[4 * y + x];
            pixels[(size)y * stride + (size)x] = v < 0 ? 0 : v > 255 ? 255 : (u8)v;
        }
}

u32 hadamard4(const i16 *d)
{
    i32 t[16], s = 0;
    for (int i = 0; i < 4; i++) {
        i32 a = d[4 * i] + d[4 * i + 1], b = d[4 * i] - d[4 * i + 1];
        i32 c = d[4 * i + 2] + d[4 * i + 3], e = d[4 * i + 2] - d[4 * i + 3];
        t[4 * i] = a + c;
        t[4 * i + 1] = b + e;
        t[4 * i + 2] = a - c;
        t[4 * i + 3] = b - e;
    }
    for (int i = 0; i < 4; i++) {
        i32 a = t[i] + t[4 + i], b = t[i] - t[4 + i];
        i32 c = t[8 + i] + t[12 + i], e = t[8 + i] - t[12 + i];
        i32 w = a + c, x = b + e, y = a - c, z = b - e;
        s += (w < 0 ? -w : w) + (x < 0 ? -x : x) + (y < 0 ? -y : y) + (z < 0 ? -z : z);
    }
    return (u32)s;
}

void transpose8x8_u8(u8 *restrict out, const u8 *restrict in)
{
    for (int y = 0; y < 8; y++)
        for (int x = 0; x < 8; x++)
            out[8 * x + y] = in[8 * y + x];
}

void predict_mean4x4(u8 *restrict out, const u8 *restrict top, const u8 *restrict left)
{
    u32 s = 4;
    for (int i = 0; i < 4; i++)
        s += top[i] + left[i];
    for (int i = 0; i < 16; i++)
        out[i] = (u8)(s >> 3);
}

void delta_decode16(u8 *a)
{
    for (int i = 1; i < 16; i++)
        a[i] = (u8)(a[i] + a[i - 1]);
}

void widen16(u16 *restrict out, const u8 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = in[i];
}

void narrow16(u8 *restrict out, const u16 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)(in[i] >> 8);
}
