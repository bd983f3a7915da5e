/* Runs a baseline and its mutants over the same inputs and says where they differ.
 *
 * A freestanding AArch64 program: generator, call, comparison and hash are guest code.  It
 * shares nothing with the gates.  Every test is made twice from one seed, at the same
 * addresses; of the baseline only a 64-bit hash is kept.  Compared are results in their live
 * bits, all memory that the driver made and 64 bytes beside each buffer, what callees were
 * given, the registers and the stack that a call must preserve, and how the run ended.
 *
 *   oracle describe            the arguments as the driver gives them
 *   oracle run SEED TESTS      each mutant: the first test on which it differs, if any
 *   oracle try SEED TESTS      the same for a driver that does not know what is legal: tests on
 *                              which the baseline takes long do not count
 */
#include "oracle.h"

enum { SLOTS = 12, PAGE = 4096, SLOT = 16 * PAGE, SLACK = 64, RANGES = 64, HOTS = 4 };
enum { STDOUT = 1, MAP_FLAGS = 0x22, PROT = 3, SIGILL = 4, SIGTRAP = 5, SIGBUS = 7, SIGFPE = 8,
       SIGSEGV = 11, SIGVTALRM = 26, HANG = 99 };
/* Where a wanted value goes: 0..7 an argument, or one of these. */
enum { ANY_LENGTH = 100, ANY_VALUE = 101 };

struct hot {
    u64 where, value, width;
};

struct mutant {
    void (*code)(void);
    u64 number, wanted; /* hots in use */
    struct hot hots[HOTS];
};

struct call {
    u64 x[8];
    u64 q[8][2];
    void (*target)(void);
    u64 garbage;
    u64 result[2];
    u64 vector[2];
    u64 faults, end, platform;
} __attribute__((aligned(16)));

struct range {
    u8 *start;
    size bytes;
};

extern const struct mutant oracle_mutants[];
extern const u64 oracle_mutant_count;
extern void oracle_baseline(void), oracle_driver(void), oracle_nothing(void);
extern void oracle_call(struct call *c);
extern void oracle_recover(u64 why);
extern long oracle_system(long number, long a, long b, long c, long d, long e, long f);
extern u64 oracle_garbage;
/* About the writable data of the functions under test. */
extern u8 oracle_data_first[], oracle_data_last[], oracle_bss_first[], oracle_bss_last[];

static u8 *data_at_start;
static u8 *arena;                   /* the slots; an unmapped page on either side of each */
static u64 state, callee_state, hash, ended;
static unsigned slots, next_int, next_float, range_count, float_count;
static struct range ranges[RANGES], number_ranges[RANGES];
static u8 number_widths[RANGES];
static u8 *objects[RANGES];
static unsigned object_count;
static u8 *heap;                    /* of nodes, in the last slot */
static size heap_used;
static u64 last_most;
static struct call call;
static const struct hot *hots;
static u64 wanted, forced, describing, exhaustive, trying, counter, salt;
static u64 platform_free; /* the baseline uses x18, as code for Linux may */
static u64 again;         /* the baseline runs a second time */
static volatile u64 progress, seen, running;
static u64 child; /* this process may be harmed by the version that it runs */

/* ---- system ---- */

static void print(const char *s)
{
    size n = 0;
    while (s[n])
        n++;
    oracle_system(64, STDOUT, (long)s, (long)n, 0, 0, 0);
}

static void print_number(u64 n)
{
    char text[24];
    unsigned at = 23;
    text[at] = 0;
    do {
        text[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    print(text + at);
}

static u8 *map(size n)
{
    long p = oracle_system(222, 0, (long)n, PROT, MAP_FLAGS, -1, 0);
    if (p < 0 && p > -4096) {
        print("error memory\n");
        oracle_system(94, 3, 0, 0, 0, 0, 0);
    }
    return (u8 *)p;
}

static void on_fault(int sig)
{
    if (!running && child) /* a version has harmed the oracle: its parent sees the status */
        oracle_system(94, 8, 0, 0, 0, 0, 0);
    if (!running) {
        print("error fault outside of the function\n");
        oracle_system(94, 3, 0, 0, 0, 0, 0);
    }
    running = 0;
    oracle_recover((u64)sig);
}

/* Half a second of CPU time in one call is endless; of a baseline that may be driven wrongly
 * a twenty-fifth of that. */
static void on_tick(int sig)
{
    static u64 stuck;
    (void)sig;
    if (seen != progress) {
        seen = progress;
        stuck = 0;
    } else if (++stuck >= (trying && call.target == oracle_baseline ? 1 : 25) && running) {
        stuck = 0;
        running = 0;
        oracle_recover(HANG);
    }
}

static void catch(int sig, void (*handler)(int))
{
    struct {
        void (*handler)(int);
        u64 flags, restorer, mask;
    } action = {handler, 0x08000000 | 0x40000000 | 0x10000000, 0, 0}; /* ONSTACK NODEFER RESTART */
    oracle_system(134, sig, (long)&action, 0, 8, 0, 0);
}

static void set_up_signals(void)
{
    struct {
        void *sp;
        u64 flags;
        size bytes;
    } other = {map(65536), 0, 65536};
    u64 interval[4] = {0, 20000, 0, 20000};
    oracle_system(132, (long)&other, 0, 0, 0, 0, 0);
    catch(SIGILL, on_fault);
    catch(SIGTRAP, on_fault);
    catch(SIGBUS, on_fault);
    catch(SIGFPE, on_fault);
    catch(SIGSEGV, on_fault);
    catch(SIGVTALRM, on_tick);
    oracle_system(103, 1, (long)interval, 0, 0, 0, 0); /* ITIMER_VIRTUAL */
}

/* Who waits for an answer may be killed before there is one (PR_SET_PDEATHSIG, SIGKILL). */
static void die_with_parent(void)
{
    oracle_system(167, 1, 9, 0, 0, 0, 0);
}

/* What compilers call without being asked. */
void *memcpy(void *to, const void *from, size n)
{
    u8 *t = to;
    const u8 *f = from;
    for (; n >= 8; n -= 8, t += 8, f += 8)
        __builtin_memcpy(t, f, 8);
    while (n--)
        *t++ = *f++;
    return to;
}

void *memmove(void *to, const void *from, size n)
{
    u8 *t = to;
    const u8 *f = from;
    if (t <= f)
        return memcpy(to, from, n);
    while (n--)
        t[n] = f[n];
    return to;
}

void *memset(void *to, int c, size n)
{
    u64 word = (u8)c * 0x0101010101010101u;
    u8 *t = to;
    for (; n >= 8; n -= 8, t += 8)
        __builtin_memcpy(t, &word, 8);
    while (n--)
        *t++ = (u8)c;
    return to;
}

int memcmp(const void *a, const void *b, size n)
{
    const u8 *x = a, *y = b;
    for (; n; n--, x++, y++)
        if (*x != *y)
            return *x - *y;
    return 0;
}

size strlen(const char *s)
{
    size n = 0;
    while (s[n])
        n++;
    return n;
}

/* ---- generator ---- */

static u64 mix(u64 x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

u64 random_bits(void)
{
    state += 0x9e3779b97f4a7c15u;
    return mix(state);
}

u64 callee_random(void)
{
    callee_state += 0x9e3779b97f4a7c15u;
    return mix(callee_state);
}

u64 below(u64 n)
{
    return n ? random_bits() % n : 0;
}

static u64 cut(u64 x, unsigned bits)
{
    return bits < 64 ? x & (((u64)1 << bits) - 1) : x;
}

u64 value(unsigned bits)
{
    u64 r = random_bits(), x;
    if (wanted && r % 4 == 1)
        for (u64 i = 0; i < wanted; i++)
            if (hots[i].where == ANY_VALUE && below(2))
                return cut(hots[i].value, bits);
    switch (r >> 32 & 15) {
    case 0:
        return 0;
    case 1:
        return cut((u64)0 - 1 - (r >> 8 & 3), bits);
    case 2: /* a power of two and its neighbours */
        return cut(((u64)1 << (r >> 8) % bits) + (r >> 16 & 3) - 1, bits);
    case 3:
        return cut(((u64)0 - 1) << (r >> 8) % bits, bits);
    case 4:
    case 5:
        return cut(r >> 40 & 15, bits);
    case 6:
        return cut(r >> 40 & 255, bits);
    case 7: /* a negative number of a few bits */
        return cut((u64)0 - (r >> 40 & 255), bits);
    case 8: /* few bits set */
        return cut(random_bits() & random_bits() & random_bits() & random_bits(), bits);
    case 9: /* one byte over and over */
        return cut((r >> 40 & 255) * 0x0101010101010101u, bits);
    case 10: /* a narrower number, extended with its sign */
        x = random_bits();
        return cut((u64)((i64)(x << (r >> 8 & 63)) >> (r >> 8 & 63)), bits);
    default:
        return cut(random_bits(), bits);
    }
}

size length(size most)
{
    u64 r = random_bits();
    u64 n;
    last_most = most;
    for (u64 i = 0; i < wanted; i++)
        if (hots[i].where == ANY_LENGTH && r >> 60 < 8 && hots[i].value <= most)
            return hots[i].value;
    switch (r & 7) {
    case 0:
    case 1:
        n = r >> 8 & 3;
        break;
    case 2:
    case 3:
        n = (r >> 8) % 20;
        break;
    case 4:
        n = (r >> 8) % 70;
        break;
    case 5:
        n = ((r >> 8) % 9 + 1) * 16 + (r >> 40) % 3 - 1;
        break;
    default:
        n = (r >> 8) % (most + 1);
    }
    return n <= most ? n : n % (most + 1);
}

static float float_of(u32 bits)
{
    float x;
    memcpy(&x, &bits, 4);
    return x;
}

static double double_of(u64 bits)
{
    double x;
    memcpy(&x, &bits, 8);
    return x;
}

float a_number(void)
{
    i64 n = (i64)(random_bits() >> 40) - (1 << 23);
    return (float)n * (1.0f / 65536) * (below(4) ? 1.0f : 1024.0f);
}

float a_float(void)
{
    static const u32 special[] = {0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 1, 0x80000001,
                                  0x007fffff, 0x00800000, 0x7f7fffff, 0x3f800000, 0xbf800000,
                                  0x4b000000, 0x4b7fffff, 0x4f000000, 0xcf000000};
    u64 r = random_bits();
    if (r % 8 == 0)
        return float_of(special[r >> 8 & 15]);
    if (r % 8 == 1)
        return (float)(i64)((r >> 8 & 1023) - 512);
    if (r % 8 == 2 && (r >> 23 & 255) != 255)
        return float_of((u32)(r >> 8));
    return a_number();
}

double a_double(void)
{
    u64 r = random_bits();
    if (r % 8 < 3)
        return (double)a_float();
    if (r % 8 == 3 && (r >> 52 & 2047) != 2047)
        return double_of(r);
    return (double)(i64)(random_bits() >> 20) * (1.0 / (1 << 20));
}

/* ---- memory ---- */

static void keep(u8 *start, size n)
{
    ranges[range_count].start = start;
    ranges[range_count++].bytes = n;
}

static u64 load(const u8 *p)
{
    u64 x;
    __builtin_memcpy(&x, p, 8);
    return x;
}

static void garbage(u8 *p, size n)
{
    for (; n >= 8; n -= 8, p += 8) {
        u64 x = random_bits();
        __builtin_memcpy(p, &x, 8);
    }
    if (n)
        for (u64 x = random_bits(); n--; x >>= 8)
            *p++ = (u8)x;
}

void *space(size n)
{
    u8 *slot = arena + PAGE + (size)slots++ * (SLOT + PAGE);
    u8 *p;
    if (slots >= SLOTS || n > SLOT - SLACK || range_count >= RANGES) {
        print("error the driver asks for too much memory\n");
        oracle_system(94, 3, 0, 0, 0, 0, 0);
    }
    if (trying) /* the function may look further, and is to find the same in each run */
        memset(slot, 0xa5, SLOT);
    if (random_bits() & 3) { /* the end at a guard page */
        p = slot + SLOT - n;
        garbage(p - SLACK, n + SLACK);
        keep(p - SLACK, n + SLACK);
    } else {
        p = slot;
        garbage(p, n + SLACK);
        keep(p, n + SLACK);
    }
    return p;
}

static void plant(u8 *p, size n)
{
    for (u64 i = 0; i < wanted; i++) {
        size width = hots[i].width;
        if (hots[i].where != ANY_VALUE || n < width || !width)
            continue;
        for (u64 times = 1 + below(4); times; times--) {
            u8 *at = p + below(n / width) * width;
            for (size k = 0; k < width; k++)
                at[k] = (u8)(hots[i].value >> 8 * k);
        }
    }
}

u8 *bytes(size n)
{
    u8 *p = space(n); /* uniform already */
    u64 r = random_bits();
    u8 base = (u8)(r >> 8);
    switch (r & 7) {
    case 0:
        memset(p, 0, n);
        break;
    case 1:
        memset(p, base, n);
        break;
    case 2: /* few different bytes */
        for (size i = 0; i < n; i++)
            p[i] = (u8)(base + p[i] % 3);
        break;
    case 3: /* edges */
        for (size i = 0; i < n; i++)
            p[i] = (u8)((p[i] & 4 ? 0x7f : 0xff) + (p[i] & 1));
        break;
    case 4: /* repeats */
        for (size i = 1 + (r >> 16) % 9, k = i; k < n; k++)
            p[k] = p[k - i];
        break;
    }
    if (wanted && below(2))
        plant(p, n);
    return p;
}

u8 *letters(size n)
{
    u8 *p = space(n);
    u64 many = 1 + below(4) * below(10);
    for (size i = 0; i < n; i++)
        p[i] = (u8)('a' + p[i] % many);
    return p;
}

void *words(size n, unsigned width)
{
    u8 *p = space(n * width);
    u64 kind = below(4), start = value(width * 8);
    for (size i = 0; i < n; i++) {
        u64 x = kind == 0 ? start + i : kind == 1 ? start : value(width * 8);
        memcpy(p + i * width, &x, width);
    }
    if (wanted && below(2))
        plant(p, n * width);
    return p;
}

/* Objects that others may point to; the first of a test points to itself alone. */
void *object(size n)
{
    u8 *p = space(n);
    objects[object_count++] = p;
    for (size i = 0; i + 8 <= n; i += 8) {
        u64 r = load(p + i), x = 0;
        switch (r >> 56 & 7) {
        case 0:
        case 1:
            x = (u64)objects[(r >> 8 & 0xffff) % object_count];
            break;
        case 2:
            x = (r & 15) | (r >> 8 & 63) << 32;
            break;
        case 3:
            x = r >> 16 & 255;
            break;
        case 4:
            x = r;
            break;
        }
        __builtin_memcpy(p + i, &x, 8);
    }
    if (wanted && below(2))
        plant(p, n);
    return p;
}

void float_memory(void *p, size n, unsigned width)
{
    number_ranges[float_count].start = p;
    number_ranges[float_count].bytes = n * width;
    number_widths[float_count++] = (u8)width;
}

float *floats(size n)
{
    float *p = space(n * 4);
    for (size i = 0; i < n; i++)
        p[i] = a_float();
    float_memory(p, n, 4);
    return p;
}

float *numbers(size n)
{
    float *p = space(n * 4);
    for (size i = 0; i < n; i++)
        p[i] = a_number();
    float_memory(p, n, 4);
    return p;
}

double *doubles(size n)
{
    double *p = space(n * 8);
    for (size i = 0; i < n; i++)
        p[i] = a_double();
    float_memory(p, n, 8);
    return p;
}

void *node(size n)
{
    size old = heap_used, at = heap_used + (random_bits() & 3) * 16;
    u8 *p = heap + at;
    n = (n + 15) & ~(size)15;
    heap_used = at + n;
    if (heap_used > SLOT) {
        print("error the driver asks for too many nodes\n");
        oracle_system(94, 3, 0, 0, 0, 0, 0);
    }
    memset(heap + old, 0xa5, at - old);
    memset(p, 0, n);
    return p;
}

/* ---- call ---- */

static void tell(const char *kind, unsigned at, u64 bits, u64 most)
{
    if (!describing)
        return;
    print(kind);
    print(" ");
    print_number(at);
    print(" ");
    print_number(bits);
    print(" ");
    print_number(most);
    print("\n");
}

static void put(u64 x, unsigned bits)
{
    if (next_int >= 8) {
        print("error the driver gives more than eight arguments\n");
        oracle_system(94, 3, 0, 0, 0, 0, 0);
    }
    if (bits < 64) /* unused bits are unspecified, AAPCS64 6.8.2 */
        x = cut(x, bits) | mix(state ^ salt) << bits;
    call.x[next_int++] = x;
}

u64 give_free(unsigned bits)
{
    u64 x = value(bits);
    tell("free", next_int, bits, 0);
    if (exhaustive) {
        x = cut(counter, bits);
        counter >>= bits;
    }
    for (u64 i = 0; forced && i < wanted; i++)
        if (hots[i].where == next_int)
            x = cut(hots[i].value, bits);
    put(x, bits);
    return x;
}

void give(u64 x, unsigned bits)
{
    tell("legal", next_int, bits, 0);
    put(x, bits);
}

void give_length(u64 n, unsigned bits)
{
    tell("length", next_int, bits, last_most);
    put(n, bits);
}

void give_pointer(const void *p)
{
    tell("pointer", next_int, 64, 0);
    put((u64)p, 64);
}

void give_float(float x)
{
    u32 bits;
    memcpy(&bits, &x, 4);
    tell("float", next_float, 32, 0);
    call.q[next_float][0] = bits | mix(state ^ salt) << 32;
    call.q[next_float++][1] = mix(state + salt);
}

void give_double(double x)
{
    tell("double", next_float, 64, 0);
    memcpy(&call.q[next_float][0], &x, 8);
    call.q[next_float++][1] = mix(state + salt);
}

static void fold(u64 x)
{
    hash = (hash ^ x) * 0x9fb21c651e98df25u;
    hash ^= hash >> 32;
}

void observe(u64 x, unsigned bits)
{
    fold(cut(x, bits));
}

void observe_memory(const void *p, size n)
{
    const u8 *b = p;
    for (; n >= 8; n -= 8, b += 8)
        fold(load(b));
    for (; n; n--)
        fold(*b++);
}

/* An address of the driver's memory; of others, such as of a frame, that there is one. */
void observe_pointer(u64 p)
{
    u64 inside = p - (u64)arena < PAGE + SLOTS * (SLOT + PAGE);
    fold(inside ? p : p != 0);
}

void observe_all(void)
{
    for (unsigned i = 0; i < range_count; i++)
        observe_memory(ranges[i].start, ranges[i].bytes);
}

/* What a function finds in memory of its own frame that it has not written. */
static __attribute__((noinline)) void litter(u64 x)
{
    volatile u64 below[1024];
    for (unsigned i = 0; i < 1024; i++)
        below[i] = x + i;
}

static void make_call(void)
{
    callee_state = state ^ 0x5851f42d4c957f2du;
    call.garbage = mix(state ^ salt ^ 0x1234567) | 1;
    oracle_garbage = call.garbage * 3;
    if (trying)
        litter(call.garbage);
    progress++;
    running = 1;
    oracle_call(&call);
    running = 0;
    ended = call.end;
    if (!ended && call.platform && call.target == oracle_baseline)
        platform_free = 1;
    if (!ended && (call.faults || (call.platform && !platform_free)))
        fold(0xbad + salt);
}

void call_void(void)
{
    tell("result", 0, 0, 0);
    make_call();
}

u64 call_int(unsigned bits)
{
    tell("result", 0, bits, 0);
    make_call();
    fold(cut(call.result[0], bits));
    return cut(call.result[0], bits);
}

float call_float(void)
{
    float x;
    u32 bits;
    tell("result", 1, 32, 0);
    make_call();
    bits = (u32)call.vector[0];
    if ((bits & 0x7fffffff) > 0x7f800000)
        bits = 0x7fc00000;
    fold(bits);
    memcpy(&x, &bits, 4);
    return x;
}

double call_double(void)
{
    double x;
    u64 bits = 0;
    tell("result", 1, 64, 0);
    make_call();
    bits = call.vector[0];
    if (bits << 1 > (u64)0x7ff << 53)
        bits = (u64)0x7ff8 << 48;
    fold(bits);
    memcpy(&x, &bits, 8);
    return x;
}

/* ---- tests ---- */

static void same_nan(void)
{
    for (unsigned i = 0; i < float_count; i++) {
        u8 *p = number_ranges[i].start, *end = p + number_ranges[i].bytes;
        for (; p < end; p += number_widths[i]) {
            u64 x = 0;
            memcpy(&x, p, number_widths[i]);
            if (number_widths[i] == 4 && (x & 0x7fffffff) > 0x7f800000)
                x = 0x7fc00000;
            if (number_widths[i] == 8 && x << 1 > (u64)0x7ff << 53)
                x = (u64)0x7ff8 << 48;
            memcpy(p, &x, number_widths[i]);
        }
    }
}

/* The hash of one run; 0 where the function did not return. */
static u64 run(void (*code)(void), u64 seed, u64 number)
{
    memcpy(oracle_data_first, data_at_start, (size)(oracle_data_last - oracle_data_first));
    memset(oracle_bss_first, 0, (size)(oracle_bss_last - oracle_bss_first));
    state = mix(seed ^ mix(number));
    counter = number;
    forced = wanted ? random_bits() & 1 : 0;
    hash = 1;
    slots = next_int = next_float = range_count = float_count = object_count = 0;
    heap_used = 0;
    call.target = code;
    salt = code == oracle_baseline && !again ? 0 : 0x6a09e667f3bcc909u;
    ended = 0;
    oracle_driver();
    if (ended)
        return 0;
    same_nan();
    for (unsigned i = 0; i < range_count; i++) {
        const u8 *p = ranges[i].start;
        size n = ranges[i].bytes;
        for (; n >= 8; n -= 8, p += 8)
            fold(load(p));
        for (; n; n--)
            fold(*p++);
    }
    for (size i = 0; i < heap_used; i += 8)
        fold(load(heap + i));
    return hash | 1;
}

/* The hash of a baseline's run; 0, too, where it follows from what its inputs do not say. */
static u64 wanted_of(u64 seed, u64 number)
{
    u64 first = run(oracle_baseline, seed, number), second;
    if (!trying || !first)
        return first;
    again = 1;
    second = run(oracle_baseline, seed, number);
    again = 0;
    return first == second ? first : 0;
}

static void differs(u64 number, u64 test, const char *how)
{
    print("differs ");
    print_number(number);
    print(" ");
    print_number(test);
    print(how);
}

/* In a child, so that a version that writes where it likes harms no other: 1 if it differs. */
static u64 examine(const struct mutant *m, u64 seed, const u64 *expected, u64 first, u64 end)
{
    volatile u64 *shared = (volatile u64 *)oracle_system(222, 0, PAGE, PROT, 0x21, -1, 0);
    long process = oracle_system(220, 17, 0, 0, 0, 0, 0);
    int status = 0;
    u64 at, lost = 0;
    if (process == 0) {
        child = 1;
        die_with_parent();
        set_up_signals(); /* timers are not inherited */
        hots = m->hots;
        wanted = m->wanted;
        for (u64 i = first; i < end; i++) {
            u64 want = expected ? expected[i] : wanted_of(seed, i);
            u64 got;
            *shared = i;
            if (!want) {
                /* Few of these tests are of use, and each may take long. */
                if (trying && !expected && ++lost > 100 + (i - first) / 2)
                    break;
                continue;
            }
            got = run(m->code, seed, i);
            if (got != want) {
                differs(m->number, i, got ? " result\n" : ended == HANG ? " endless\n" : " fault\n");
                oracle_system(94, 9, 0, 0, 0, 0, 0);
            }
        }
        oracle_system(94, 0, 0, 0, 0, 0, 0);
    }
    oracle_system(260, process, (long)&status, 0, 0, 0, 0);
    at = *shared;
    oracle_system(215, (long)shared, PAGE, 0, 0, 0, 0);
    if (status == 0)
        return 0;
    if (status != 9 << 8)
        differs(m->number, at, " crash\n");
    return 1;
}

static u64 number_of(const char *s)
{
    u64 n = 0;
    for (; *s >= '0' && *s <= '9'; s++)
        n = n * 10 + (u64)(*s - '0');
    return n;
}

/* Few of the first tests end: a function that is tried out and left. */
static int hopeless(u64 seed)
{
    u64 clean = 0;
    for (u64 i = 0; i < 200; i++)
        clean += wanted_of(seed, i) != 0;
    return clean < 10;
}

/* Show each plant its witness; returns how many mutants are still the same. */
static u64 meet_witnesses(u64 seed, u8 *done)
{
    u64 left = 0;
    for (u64 i = 0; i < oracle_mutant_count; i++) {
        const struct mutant *m = &oracle_mutants[i];
        if (m->wanted)
            done[i] = (u8)examine(m, seed, NULL, 0, 3000);
        left += !done[i];
    }
    return left;
}

/* Run the tests from `from` on, short of `to`, on what is not done; returns how many it ends. */
static u64 run_round(u64 seed, u64 *expected, u64 from, u64 to, u8 *done, u64 *clean)
{
    u64 ended = 0;
    hots = NULL;
    wanted = 0;
    for (u64 i = from; i < to; i++) {
        expected[i] = wanted_of(seed, i);
        *clean += expected[i] != 0;
    }
    for (u64 i = 0; i < oracle_mutant_count; i++) {
        struct mutant plain = oracle_mutants[i];
        plain.wanted = 0;
        if (!done[i] && examine(&plain, seed, expected, from, to)) {
            done[i] = 1;
            ended++;
        }
    }
    return ended;
}

static void report(const u8 *done, u64 tests, u64 clean)
{
    for (u64 i = 0; i < oracle_mutant_count; i++)
        if (!done[i]) {
            print("same ");
            print_number(oracle_mutants[i].number);
            print("\n");
        }
    print("tests ");
    print_number(tests);
    print(" clean ");
    print_number(clean);
    print("\n");
}

static void judge_all(u64 seed, u64 tests)
{
    u64 *expected = (u64 *)map((tests + 1) * 8);
    u8 *done = map(oracle_mutant_count + 1);
    u64 from = 0, clean = 0;
    if (!tests || (trying && hopeless(seed))) {
        report(done, tests, 0);
        return;
    }
    u64 left = meet_witnesses(seed, done);
    while (from < tests && left) {
        u64 to = from < 500 ? 500 : from * 20;
        if (to > tests || exhaustive)
            to = tests;
        left -= run_round(seed, expected, from, to, done, &clean);
        from = to;
        if (trying && clean * 50 < from)
            break;
    }
    report(done, from, clean);
}

int oracle_main(u64 *stack)
{
    u64 words_given = stack[0];
    char **argument = (char **)(stack + 1);
    die_with_parent();
    data_at_start = map((size)(oracle_data_last - oracle_data_first) + 1);
    memcpy(data_at_start, oracle_data_first, (size)(oracle_data_last - oracle_data_first));
    arena = map(PAGE + SLOTS * (SLOT + PAGE));
    for (unsigned i = 0; i <= SLOTS; i++) /* the guards: PROT_NONE */
        oracle_system(226, (long)(arena + i * (SLOT + PAGE)), PAGE, 0, 0, 0, 0);
    heap = arena + PAGE + (SLOTS - 1) * (SLOT + PAGE);
    set_up_signals();
    if (words_given >= 2 && argument[1][0] == 'd') {
        describing = 1;
        run(oracle_nothing, 1, 1);
        return 0;
    }
    if (words_given < 4)
        return 2;
    exhaustive = argument[1][0] == 'e';
    trying = argument[1][0] == 't';
    judge_all(number_of(argument[2]), number_of(argument[3]));
    print("end\n");
    return 0;
}
