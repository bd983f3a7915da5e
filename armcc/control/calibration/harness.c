// Times functions on this machine, one after the other in turn, on many inputs.
//
// harness LIBRARY INPUTS RECORD COUNT B WORK CALLS ROUNDS NAME...
//
// INPUTS: a file of COUNT records of RECORD bytes, each what is in memory before a call:
// n, m, the first piece of memory at 64, the second at B.  Before each call a record, by
// chance, is copied to WORK and touched line by line: what a call finds is in the first cache
// as far as that is large enough, and none of it is in the store buffer.  A call is timed from
// fence to fence, so that it does not overlap with the next.  What two fences with nothing between
// them take is told, too, to be subtracted; what an empty function takes would be too much: most of
// it, the return's wait for its address, goes on beside whatever else a function does.
//
// Another thread on the same core, be it of another virtual machine, takes every other cycle in
// which a branch could be fetched: a loop of nothing then takes two cycles a turn, not one.  That
// loop is timed around every few calls, and only what happened between two quiet ones counts.
//
// Prints the sum of what each function returned for the same inputs.  Then for each round: how
// many of its blocks were never quiet; ticks of 4096 dependent additions; ticks of nothing; ticks
// a call of each function.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef unsigned char u8;
typedef unsigned long long u64;
typedef u64 (*kernel)(u8 *a, u8 *b, u64 n, u64 m);

enum { MOST = 64 };

static void die(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static inline u64 start(void) {
    u64 low, high;
    __asm__ volatile("mfence\n\tlfence\n\trdtsc\n\tlfence" : "=a"(low), "=d"(high)::"memory");
    return high << 32 | low;
}

static inline u64 stop(void) {
    u64 low, high;
    __asm__ volatile("lfence\n\trdtscp\n\tlfence" : "=a"(low), "=d"(high)::"rcx", "memory");
    return high << 32 | low;
}

// Each addition waits for the one before: one cycle each.
static u64 chain(void) {
    u64 before = start(), v = 1;
    for (int i = 0; i < 128; i++)
        __asm__ volatile(".rept 32\n\tadd %0, %0\n\t.endr" : "+r"(v));
    return stop() - before;
}

static u64 state = 88172645463325252;

static u64 chance(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

struct plan {
    const u8 *records;
    u8 *work;
    u64 record, count, b, calls;
};

enum { TURNS = 500 };
// A batch of calls is so long; after so long without a quiet one another core is tried; a block
// is waited for so long.  In ticks.
static const u64 BATCH = 20000, RESTLESS = 30000000, PATIENCE = 300000000;
static u64 quiet;
static cpu_set_t allowed;

// Onto the next core of those that are allowed.
static void move(void) {
    static int at = -1;
    do at = (at + 1) % CPU_SETSIZE; while (!CPU_ISSET(at, &allowed));
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(at, &one);
    if (sched_setaffinity(0, sizeof one, &one)) die("cannot stay on one core");
}

// Ticks of a loop of nothing.
static u64 probe(void) {
    u64 before = start(), n = TURNS;
    __asm__ volatile(".p2align 6\n1:\tdec %0\n\tjnz 1b" : "+r"(n)::"cc");
    return stop() - before;
}

static int loud(void) { return probe() * 8 > quiet * 9; }

static void find_quiet(void) {
    quiet = ~0ull;
    for (int n = CPU_COUNT(&allowed); n; n--, move())
        for (u64 until = start() + PATIENCE / 2; start() < until;) {
            u64 ticks = probe();
            if (ticks < quiet) quiet = ticks;
        }
}

// Ticks of one call, or of nothing without a function.
static u64 one_call(const struct plan *p, kernel f, u64 *sum) {
    const u8 *from = p->records + chance() % p->count * p->record;
    void *to = p->work;
    u64 size = p->record;
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size)::"memory");
    for (u64 at = 0; at < p->record; at += 64) *(volatile u8 *)(p->work + at);
    u64 n = ((u64 *)p->work)[0], m = ((u64 *)p->work)[1];
    u64 before, ticks;
    if (!f) {
        before = start();
        return stop() - before;
    }
    before = start();
    u64 result = f(p->work + 64, p->work + p->b, n, m);
    ticks = stop() - before;
    *sum += result;
    return ticks;
}

// Ticks a call, over p->calls calls in batches between which the core was ours; as good as it
// was, and *never counted up, where that was too seldom.
static double block(const struct plan *p, kernel f, u64 *never) {
    u64 ignored = 0, now = start(), patience = now + PATIENCE, restless = now + RESTLESS;
    u64 ticks = 0, done = 0, any = 0, tried = 0;
    while (done < p->calls && (start() < patience || !tried)) {
        // The first call after the probe finds the predictor's history spoilt.
        one_call(p, f, &ignored);
        int usable = !loud();
        one_call(p, f, &ignored);
        u64 batch = 0, calls = 0, until = start() + BATCH;
        do {
            batch += one_call(p, f, &ignored);
            calls++;
        } while (start() < until && calls < p->calls);
        any += batch;
        tried += calls;
        if (usable && !loud()) {
            ticks += batch;
            done += calls;
            restless = start() + RESTLESS;
        } else if (start() > restless) {
            move();
            for (u64 n = 0; n < p->calls / 4; n++) one_call(p, f, &ignored);
            restless = start() + RESTLESS;
        }
    }
    if (done < p->calls) ++*never;
    return done ? (double)ticks / (double)done : (double)any / (double)tried;
}

int main(int argc, char **argv) {
    if (argc < 10 || argc - 9 > MOST) die("usage: see the source");
    u64 number[9];
    for (int i = 3; i < 9; i++) number[i] = strtoull(argv[i], NULL, 0);
    struct plan p = {.record = number[3], .count = number[4], .b = number[5], .calls = number[7]};
    u64 place = number[6], rounds = number[8];
    if (sched_getaffinity(0, sizeof allowed, &allowed)) die("which cores are ours?");
    move();

    void *library = dlopen(argv[1], RTLD_NOW);
    if (!library) die(dlerror());
    int names = argc - 9;
    kernel f[MOST];
    for (int i = 0; i < names; i++)
        if (!(f[i] = (kernel)dlsym(library, argv[9 + i]))) die(dlerror());

    int file = open(argv[2], O_RDONLY);
    if (file < 0) die("cannot open the inputs");
    // Copied: pages of a file are not all there from the start.
    u64 size = p.record * p.count;
    u8 *records = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (records == MAP_FAILED) die("no memory");
    for (u64 at = 0; at < size;) {
        ssize_t got = read(file, records + at, size - at);
        if (got <= 0) die("the inputs are too short");
        at += (u64)got;
    }
    p.records = records;
    p.work = mmap((void *)place, (p.record + 4095) / 4096 * 4096, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_POPULATE, -1, 0);
    if (p.work != (u8 *)place) die("the place of the data is taken");

    u64 sums[MOST] = {0};
    for (int i = 0; i < names; i++) {
        state = 88172645463325252;
        for (u64 k = 0; k < 200; k++) one_call(&p, f[i], &sums[i]);
        printf("%llu ", sums[i]);
    }
    printf("\n");
    find_quiet();
    for (u64 round = 0; round < rounds; round++) {
        double ticks[MOST];
        u64 never = 0;
        u64 additions = chain();
        double empty = block(&p, NULL, &never);
        // Each round starts with another one, so that nobody always comes behind the same.
        for (int k = 0; k < names; k++) {
            int i = (int)((round + (u64)k) % (u64)names);
            u64 ignored = 0;
            // The predictor has to unlearn what came before.
            for (u64 again = 0; again < p.calls / 4; again++) one_call(&p, f[i], &ignored);
            ticks[i] = block(&p, f[i], &never);
        }
        printf("%llu %llu %.3f", never, additions, empty);
        for (int i = 0; i < names; i++) printf(" %.3f", ticks[i]);
        printf("\n");
        fflush(stdout);
    }
    return 0;
}
