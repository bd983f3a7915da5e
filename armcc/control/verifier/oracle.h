/* What a driver is written with.
 *
 * A driver makes the legal inputs of one function, gives its arguments in their order and
 * calls it.  It runs twice a test, once for each version, from the same state of the
 * generator, so it must draw nothing from elsewhere.  Everything made here is hashed after
 * the call: a driver says nothing about comparison, but for results.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "corpus.h"

#define DRIVER(name) void drive_##name(void)

u64 random_bits(void);
u64 below(u64 n);             /* uniform in 0..n-1 */
u64 value(unsigned bits);     /* uniform, an edge, a small number, or what the campaign wants */
size length(size most);       /* 0..most, small numbers and edges of vectors more often */
float a_float(void);          /* with infinities, NaN, subnormals and numbers that round */
double a_double(void);
float a_number(void);         /* finite, of like size: sums of them round */

void *space(size n);          /* n bytes at a guard page; contents are of no use */
u8 *bytes(size n);            /* the same, with contents of several kinds */
u8 *letters(size n);          /* from a small alphabet, none of them 0 */
void *words(size n, unsigned width); /* n elements drawn by value() */
float *floats(size n);
double *doubles(size n);
float *numbers(size n);
void *node(size n);           /* n bytes at an address with no order, 16-byte aligned, zeroed */
void *object(size n);         /* n bytes: numbers, zeros, pointers to objects of this test */
void float_memory(void *p, size n, unsigned width); /* n numbers whose NaNs are all equal */

u64 give_free(unsigned bits); /* the next argument: any value at all */
void give(u64 value, unsigned bits);    /* the next argument: a value that has to be legal */
void give_length(u64 n, unsigned bits); /* what length() returned last */
void give_pointer(const void *p);
void give_float(float x);
void give_double(double x);

void call_void(void);
u64 call_int(unsigned bits);
float call_float(void);
double call_double(void);

/* A callee that the functions under test call: `name` is what they link to, `name_body` is
 * written below the macro.  After the body every register that a call may change is garbage,
 * unused bits of the result too.  KIND: void, 32, 64 or fp. */
#define CALLEE(name, kind)                                                                     \
    __asm__(".text\n.globl " #name "\n.type " #name ", %function\n" #name ":\n"                \
            "stp x29, x30, [sp, #-16]!\nbl " #name "_body\nb oracle_leave_" #kind "\n");
void observe(u64 value, unsigned bits); /* what a callee was given */
void observe_memory(const void *p, size n);
void observe_pointer(u64 p);
void observe_all(void); /* all memory that the driver has made */
u64 callee_random(void); /* for what a callee does: the same in both runs */

#endif
