#include "imagekit.h"

IK_HOT void ik_insertion_sort(int32_t *values, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int32_t value = values[i];
        size_t j = i;
        while (j > 0 && values[j - 1] > value) {
            values[j] = values[j - 1];
            j--;
        }
        values[j] = value;
    }
}

/* The first place in sorted values that is not less than wanted; n if there is none. */
IK_HOT size_t ik_lower_bound(const int32_t *values, size_t n, int32_t wanted)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (values[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

IK_HOT void ik_prefix_sum(uint32_t *values, size_t n)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i];
        values[i] = sum;
    }
}
