#include "imagekit.h"

IK_HOT void ik_transpose(const uint32_t *restrict src, uint32_t *restrict dst, size_t rows,
                         size_t cols)
{
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < cols; c++)
            dst[c * rows + r] = src[r * cols + c];
}

IK_HOT void ik_multiply_vector(const int32_t *matrix, const int32_t *vector, int32_t *out,
                               size_t rows, size_t cols)
{
    for (size_t r = 0; r < rows; r++) {
        uint32_t sum = 0;
        for (size_t c = 0; c < cols; c++)
            sum += (uint32_t)matrix[r * cols + c] * (uint32_t)vector[c];
        out[r] = (int32_t)sum;
    }
}
