/* Compiler dependent words of imagekit. */
#ifndef IMAGEKIT_CONFIG_H
#define IMAGEKIT_CONFIG_H

#if defined(__GNUC__)
/* A function that a program spends its time in. */
#define IK_HOT __attribute__((hot))
#define IK_NOINLINE __attribute__((noinline))
#else
#define IK_HOT
#define IK_NOINLINE
#endif

#endif
