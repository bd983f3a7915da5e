#include "pairs.h"

/* Linked lists: loops whose length only memory knows. */

size_t list_length(const struct node *n)
{
    size_t count = 0;
    for (; n; n = n->next)
        count++;
    return count;
}

const struct node *list_find(const struct node *n, int32_t key)
{
    while (n && n->key != key)
        n = n->next;
    return n;
}

int64_t list_sum(const struct node *n)
{
    int64_t sum = 0;
    for (; n; n = n->next)
        sum += n->key;
    return sum;
}

struct node *list_reverse(struct node *n)
{
    struct node *done = NULL;
    while (n) {
        struct node *next = n->next;
        n->next = done;
        done = n;
        n = next;
    }
    return done;
}

/* How many nodes carry all bits of `mask`; the others lose theirs. */
unsigned list_mark(struct node *n, uint16_t mask)
{
    unsigned count = 0;
    for (; n; n = n->next) {
        if ((n->flags & mask) == mask)
            count++;
        else
            n->flags &= (uint16_t)~mask;
    }
    return count;
}

struct node *list_insert(struct node *head, struct node *fresh)
{
    struct node *n = head;
    if (!head || fresh->key < head->key) {
        fresh->next = head;
        return fresh;
    }
    while (n->next && n->next->key <= fresh->key)
        n = n->next;
    fresh->next = n->next;
    n->next = fresh;
    return head;
}

struct node *list_remove(struct node **head, int32_t key)
{
    for (struct node **at = head; *at; at = &(*at)->next) {
        struct node *n = *at;
        if (n->key == key) {
            *at = n->next;
            n->next = NULL;
            return n;
        }
    }
    return NULL;
}

int32_t list_last_key(const struct node *n)
{
    if (!n)
        return -1;
    while (n->next)
        n = n->next;
    return n->key;
}
