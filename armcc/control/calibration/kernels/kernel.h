// What the kernels of the calibration share.
//
// A kernel is a leaf function of two pieces of memory and two numbers.  FORM says which of
// its source forms is compiled, KERNEL the name that it gets.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int i32;
typedef long long i64;

// Keeps a branch a branch, where the compiler would compute both arms.
#define BRANCH __asm__ volatile("")
// Keeps what is in memory there, where the compiler would keep it in registers.
#define MEMORY __asm__ volatile("" ::: "memory")
#define UNLIKELY_KNOWN(x) __builtin_unpredictable(x)
#define ROLLED _Pragma("clang loop unroll(disable)")

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m);
