/* armcc.h: names for what armcc looks at.  Without armcc they change no result.
 *
 *     ARMCC_HOT int sum(const int *a, int n) { ... }
 *     ARMCC_OFF void wipe(void *key, unsigned long n) { ... }
 */
#ifndef ARMCC_H
#define ARMCC_H

#ifdef __has_attribute
#define ARMCC_HAS_(attribute) __has_attribute(attribute)
#else
#define ARMCC_HAS_(attribute) 0
#endif

/* The function is hot: armcc looks for faster code (clang at -Og and above marks the
 * section of its code with it).  The compiler's own standard attribute, no more. */
#if ARMCC_HAS_(hot)
#define ARMCC_HOT __attribute__((hot))
#else
#define ARMCC_HOT
#endif

/* armcc never touches the function, be it marked hot, hot by a profile, or named by
 * the variable ARMCC_HOT.  The wish stands in the object, as the function's section,
 * so every step down to the linker can see it.  It does nothing else to the code; the
 * functions of one file that carry it share a section, so --gc-sections keeps or drops
 * them together.  A function with a section of its own needs no ARMCC_OFF: armcc
 * rewrites in sections that the compiler named alone. */
#if defined(__ELF__) && ARMCC_HAS_(section)
#define ARMCC_OFF __attribute__((section(".text.armcc.off")))
#else
#define ARMCC_OFF
#endif

/* A rewrite of the function has no branch, no memory index and no division that depends on
 * data on which none of the code that clang made depends.  It promises nothing of clang's own
 * code, and does not mark the function hot.  Where the function is inlined, the mark is lost:
 * add __attribute__((noinline)) where it may be. */
#if ARMCC_HAS_(annotate)
#define ARMCC_CONSTANT_TIME __attribute__((annotate("armcc_constant_time")))
#else
#define ARMCC_CONSTANT_TIME
#endif

#endif
