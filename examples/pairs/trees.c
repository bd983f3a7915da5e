#include "pairs.h"

/* Search trees and heaps. */

const struct tree *tree_find(const struct tree *t, uint32_t key)
{
    while (t) {
        if (key == t->key)
            return t;
        t = key < t->key ? t->left : t->right;
    }
    return NULL;
}

int32_t tree_least(const struct tree *t, int32_t none)
{
    if (!t)
        return none;
    while (t->left)
        t = t->left;
    return t->value;
}

const struct tree *tree_floor(const struct tree *t, uint32_t key)
{
    const struct tree *best = NULL;
    while (t) {
        if (t->key <= key) {
            best = t;
            t = t->right;
        } else {
            t = t->left;
        }
    }
    return best;
}

struct tree *tree_rotate(struct tree *t)
{
    struct tree *r = t->right;
    if (!r)
        return t;
    t->right = r->left;
    r->left = t;
    return r;
}

unsigned tree_depth(const struct tree *t)
{
    unsigned left, right;
    if (!t)
        return 0;
    left = tree_depth(t->left);
    right = tree_depth(t->right);
    return 1 + (left > right ? left : right);
}

int64_t tree_total(const struct tree *t)
{
    int64_t total = 0;
    while (t) {
        total += t->value + tree_total(t->left);
        t = t->right;
    }
    return total;
}

void heap_sink(uint32_t *heap, uint32_t n)
{
    uint32_t at = 0, value;
    if (!n)
        return;
    value = heap[0];
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= n)
            break;
        if (child + 1 < n && heap[child + 1] > heap[child])
            child++;
        if (heap[child] <= value)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = value;
}
