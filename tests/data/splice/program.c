/* One function at a time with -DONLY=<n>, all of them and main without.
 * MIX is what old and new code differ in: the program that is made of old objects and
 * new functions must print what the program compiled with the new MIX prints. */
#ifndef MIX
#define MIX(v) ((v) * 7 ^ ((v) >> 3))
#endif

#define HOT __attribute__((hot, noinline))
typedef int fn(int);
extern int printf(const char *, ...);
extern int outside(int);
/* Alone, a function reaches `total` as it does beside the definition. */
#if !defined(ONLY) || (defined(__PIC__) && !defined(__PIE__))
extern int total;
#else
extern int total __attribute__((visibility("hidden")));
#endif

#ifdef ONLY
#define STATIC
#pragma GCC visibility push(hidden)
extern const int table[8];
extern int counter;
fn leaf, middle;
#pragma GCC visibility pop
fn choose, walk;
#else
#define ONLY 0
#define STATIC static
static const int table[8] = {3, 1, 4, 1, 5, 9, 2, 6};
static int counter;
int total;
#endif

#if ONLY == 0 || ONLY == 1
HOT STATIC int leaf(int x) { counter += x; return table[x & 7] * 3 + MIX(x + counter); }
#endif
#if ONLY == 0 || ONLY == 2
HOT STATIC int middle(int x) { return leaf(x) + MIX(leaf(x + 1)); }
#endif
#if ONLY == 0 || ONLY == 3
HOT int choose(int n) {
  switch (n & 7) {
  case 0: return outside(n) + 1;
  case 1: return outside(n * 3) ^ 5;
  case 2: return MIX(n + total);
  case 3: return outside(7) - n;
  case 4: total += n; return n;
  case 5: return outside(n + 2) / 3;
  case 6: return 5 - outside(total);
  }
  return MIX(outside(n));
}
#endif
#if ONLY == 0 || ONLY == 4
HOT int walk(int n) { return n <= 0 ? 1 : walk(n - 1) + MIX(walk(n - 2)); }
#endif
#if ONLY == 0 || ONLY == 5
HOT double area(double a) { return MIX((int)a) * 3.14159265 + a * 1.61803398; }
#endif
#if ONLY == 0 || ONLY == 6
HOT int last(int x) { return MIX(x); }
#endif

#if ONLY == 0
fn renamed __attribute__((alias("last")));
fn *const functions[] = {leaf, middle, choose, walk, renamed, last};
fn *volatile chosen = leaf;
__attribute__((noinline)) int outside(int v) { return v * v - 4 * v; }
static __attribute__((constructor)) void early(void) { total = 11; }

int main(void) {
  for (int i = 0; i < 12; i++) {
    for (int f = 0; f < 6; f++)
      printf("%d ", functions[f](i));
    printf("%d %d %.9f %d %d\n", chosen(i), leaf(i), area(i + 0.5), renamed(i), last(i));
  }
  printf("%d %d %d\n", chosen == leaf, functions[0] == chosen, functions[4] == functions[5]);
  return 0;
}
#endif
