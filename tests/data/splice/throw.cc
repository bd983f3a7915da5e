/* Exceptions and backtraces through replaced functions; see program.c. */
#ifndef MIX
#define MIX(v) ((v) * 7 ^ ((v) >> 3))
#endif
#define HOT __attribute__((hot, noinline))
extern "C" int printf(const char *, ...);
extern "C" int backtrace(void **, int);
int thrower(int);
int depth();

struct Base { virtual void key(); virtual int get(int); int v = 2; };

#ifndef ONLY
#define ONLY 0
#endif

#if ONLY == 0 || ONLY == 1
HOT int through(int n) { return thrower(n) + MIX(thrower(n + 1)); }
#endif
#if ONLY == 0 || ONLY == 2
HOT int deep(int n) { int d = depth(); return d * 100 + MIX(n + depth()) % 100; }
#endif
#if ONLY == 0
template <class T> HOT inline T generic(T a) { return a + 1; }
inline HOT int shared(int a) { return MIX(a * 5); }
#elif ONLY == 3
HOT int shared(int a) __asm__("_Z6sharedi");
HOT int shared(int a) { return MIX(a * 5); }
#endif
#if ONLY == 0 || ONLY == 4
HOT int Base::get(int x) { return MIX(x) + v; }
#endif
#if ONLY == 0
HOT int guarded(int n) { try { return thrower(n); } catch (int v) { return v + 1; } }
void Base::key() {}
__attribute__((noinline)) int thrower(int n) { if (n % 3 == 0) throw n; return n * 2; }
__attribute__((noinline)) int depth() { void *places[64]; return backtrace(places, 64); }

int main() {
  Base b;
  for (int i = 0; i < 9; i++) {
    try { printf("%d ", through(i)); } catch (int v) { printf("caught %d ", v); }
    Base *volatile some = &b;
    printf("%d %d %d %d %ld\n", deep(i), shared(i), some->get(i), guarded(i), generic<long>(i));
  }
}
#endif
