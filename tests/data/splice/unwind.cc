/* All that unwinds through replaced functions: exceptions over several frames, forced
 * unwinding, longjmp, and backtraces from callees and from a signal in mid function.
 * No headers: a C++ library's are not there for every target that has its library. */
#ifndef MIX
#define MIX(v) ((v) * 7 ^ ((v) >> 3))
#endif
#define HOT __attribute__((hot, noinline))
#define COLD __attribute__((noinline))

extern "C" {
int printf(const char *, ...);
int fflush(void *);
void exit(int) __attribute__((noreturn));
int backtrace(void **, int);
struct names { const char *file; void *base; const char *name; void *at; };
int dladdr(const void *, names *);
int pthread_create(unsigned long *, const void *, void *(*)(void *), void *);
int pthread_join(unsigned long, void **);
int pthread_cancel(unsigned long);
void pthread_testcancel(void);
void pthread_exit(void *) __attribute__((noreturn));
int __sigsetjmp(long *, int) __attribute__((returns_twice));
void siglongjmp(long *, int) __attribute__((noreturn));
void (*signal(int, void (*)(int)))(int);
}
namespace std {
typedef void (*handler)();
handler set_terminate(handler) noexcept;
}

enum Way { VALUE, THROW, RETHROW, BACKTRACE, EXIT, CANCEL, JUMP, FAULT };
static Way way;
static long jump[64];
static int left;

struct Guard {
  const char *name;
  explicit Guard(const char *n) : name(n) {}
  COLD ~Guard() { printf("[%s]", name); }
};

COLD static void show_frames() {
  void *places[64];
  int count = backtrace(places, 64);
  for (int i = 1; i < count; i++) {
    names found;
    printf(" %s", dladdr(places[i], &found) && found.name ? found.name : "?");
  }
  printf("\n");
}

COLD int bottom(int n) {
  switch (way) {
  case THROW: throw n;
  case RETHROW: throw (long)n;
  case BACKTRACE: show_frames(); return n;
  case EXIT: pthread_exit((void *)(long)(n + 40));
  case CANCEL:
    for (left++;;) pthread_testcancel();
  case JUMP: siglongjmp(jump, n + 1);
  default: return n * 5;
  }
}

/* Each keeps values over calls, in registers that the unwinder has to restore. */
HOT int low(int n) {
  int a = bottom(n), b = MIX(a + n), c = bottom(b & 7);
  return a * 3 + b * 5 + c;
}
HOT int wide(int n) {
  volatile char room[700];
  double x = n * 0.5, y = x;
  for (int i = 0; i < 3; i++) { room[i * 200] = i; y += low(n + i) * x; }
  return (int)y + MIX(room[200] + n);
}
COLD int cleaning(int n) {
  Guard one("cleaning");
  int r = wide(n) + 1;
  return r + wide(r & 3);
}
HOT int high(int n) { return cleaning(n) * 3 + MIX(cleaning(n + 1)); }
COLD int again(int n) {
  Guard one("again");
  try {
    return high(n);
  } catch (long v) {
    printf("(rethrows %ld)", v);
    throw;
  }
}
HOT int top(int n) {
  int a = again(n), b = a ^ MIX(n);
  return a + b * again(n + 2);
}
COLD int strict(int n) noexcept { return top(n) + 1; }

/* A leaf that faults in its middle: no frame, or one that is half made. */
HOT int reads(int *p, int n) {
  int s = n;
  for (int i = 0; i < n; i++) s = MIX(s + p[i]) + bottom(s);
  return s;
}
HOT int leaf(int *p) { return MIX(p[0]) + p[1]; }

static int *bad;
static void caught_fault(int) { show_frames(); siglongjmp(jump, 1); }
COLD void faults(int (*f)(int)) {
  signal(11, caught_fault);
  if (!__sigsetjmp(jump, 1)) printf("%d\n", f(3));
}

extern "C" COLD void *threaded(void *n) {
  Guard one("thread");
  return (void *)(long)top((int)(long)n);
}
static void terminated() { printf("terminated\n"); fflush(0); exit(3); }

COLD void catches(int i) {
  Guard outer("outer");
  try { printf("%d\n", top(i)); }
  catch (int v) { printf(" int %d\n", v); }
  catch (long v) { printf(" long %ld\n", v); }
}

int main(int argc, char **) {
  for (int i = 0; i < 4; i++)
    for (int w = VALUE; w <= BACKTRACE; w++) { way = (Way)w; catches(i); }
  for (int i = 0; i < 2; i++) {
    unsigned long id;
    void *result;
    way = EXIT;
    pthread_create(&id, 0, threaded, (void *)(long)i);
    pthread_join(id, &result);
    printf(" %ld\n", (long)result);
    way = CANCEL;
    left = 0;
    pthread_create(&id, 0, threaded, (void *)(long)i);
    pthread_cancel(id);
    pthread_join(id, &result);
    printf(" %ld\n", (long)result);
  }
  way = JUMP;
  int got = __sigsetjmp(jump, 1);
  if (!got) printf("%d\n", top(6));
  printf("jumped %d\n", got);
  way = VALUE;
  faults([](int n) { return reads(bad, n); });
  faults([](int n) { return leaf(bad) + n; });
  way = THROW;
  std::set_terminate(terminated);
  if (argc > 0) printf("%d\n", strict(5));
}
