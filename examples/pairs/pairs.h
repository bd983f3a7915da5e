/* Types that the pairs share.  No header of a C library: what is compiled here must be the
 * same program for every compiler, whatever is installed beside it. */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int value, size_t n);
size_t strlen(const char *s);

struct node {
    struct node *next;
    int32_t key;
    uint16_t flags;
};

struct tree {
    struct tree *left, *right;
    uint32_t key;
    int32_t value;
};

struct vec3 {
    float x, y, z;
};

#endif
