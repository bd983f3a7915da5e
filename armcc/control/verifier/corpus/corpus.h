/* Types of the corpus, from the compiler alone: no header of a C library is needed. */
#ifndef CORPUS_H
#define CORPUS_H

typedef __UINT8_TYPE__ u8;
typedef __UINT16_TYPE__ u16;
typedef __UINT32_TYPE__ u32;
typedef __UINT64_TYPE__ u64;
typedef __INT8_TYPE__ i8;
typedef __INT16_TYPE__ i16;
typedef __INT32_TYPE__ i32;
typedef __INT64_TYPE__ i64;
typedef __SIZE_TYPE__ size;

#define NULL ((void *)0)
#define HOT __attribute__((hot))

#endif
