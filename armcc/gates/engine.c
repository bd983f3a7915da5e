// The inner loop of micro-execution: runs, hooks, lazy memory, calls, and the comparison of
// two runs.  Compiled to engine.ll (`make engine`), which armcc/gates/engine.py compiles
// in-process with LLVM; Unicorn calls the hooks directly.  A hook written in Python costs
// about 1 us, one of these 10 to 40 ns, which is why every test can be an exact one.
//
// Freestanding C with 64-bit little-endian hosts in mind.  All structures consist of 64-bit
// words only; engine.py mirrors them field by field.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;
typedef int s32;

#define NULL ((void *)0)

void *memcpy(void *, const void *, u64);
void *memmove(void *, const void *, u64);
void *memset(void *, int, u64);
int memcmp(const void *, const void *, u64);

// --- Unicorn, by pointer (its ABI: uc_err is int, uc_engine is opaque) ----------------------

struct api {
    int (*emu_start)(void *, u64, u64, u64, u64);
    int (*emu_stop)(void *);
    int (*reg_read)(void *, int, void *);
    int (*reg_read_batch)(void *, int *, void **, int);
    int (*reg_write_batch)(void *, int *, void *const *, int);
    u64 nzcv, sp, pc, fpcr;  // register numbers
    int *x, *q, *d;          // 31, 32 and 32 register numbers
};

static struct api api;

// --- structures ------------------------------------------------------------------------------

// Why a run ended.  engine.py has the same list.
enum {
    RETURNED = 0, LIMIT, READ_FAULT, WRITE_FAULT, FETCH_FAULT, FAULT, BELOW_SP, SPANS_FRAMES,
    SP_MISALIGNED, UNWIND_CFA, UNWIND_REGISTER, WRITES_OUTSIDE, READS_OUTSIDE, LEFT_CODE,
    NO_RETURN, CALL_TARGET, CALL_ARGUMENT, CALL_MEMORY, CALL_MORE, FRAME_ESCAPES, MISALIGNED,
    CALL_FEWER, OVERLAPS, CALL_LOCAL,
};

enum { READ = 1, WRITE = 2 };                       // shadow bits of a byte
enum { CONSTANT = 1, LAZY = 2, READ_ONLY = 4, ARGUMENTS = 8 };  // of a region
// Of a run.  FRAME: the unwind table is held against the truth at each instruction;
// FRAME_AT_CALLS: where a callee would unwind from.
enum { CANDIDATE = 1, TRACE = 2, FRAME = 4, GENERATE = 8, PRECISE = 16, STRICT = 32, FRAME_AT_CALLS = 64 };

struct region {
    u64 start, end;  // guest addresses
    u8 *live;        // what the guest sees, from `start`
    u8 *shadow;      // a byte a guest byte, what the baseline did; aligned as `start` mod 16
    u8 *initial;     // content at entry
    u8 *epoch;       // a byte for each aligned 8 bytes of the window; 0: untouched
    u8 *pages;       // LAZY: a byte a page, whether it was touched
    u8 *used;        // CONSTANT, READ_ONLY: a byte a byte, whether any test read it
    u64 flags;
};

// What sets the flags: kind 1 subtracts, 2 ands, 3 adds, 4 compares floats, 5 is not known.
// Register `left` with register `right` or, at 32, `value`; `extend`: 0 none, 1 to 3 zero-
// and 4 to 6 sign-extend a byte, halfword, word; `move`: 0 lsl, 1 lsr, 2 asr by `amount`.
// `when`: a condition without which the flags are given; 16 always.
struct setter { u64 kind, left, right, value, width, extend, move, amount, when; };

// What an instruction decides on, as numbers: looked at while a test is searched for that
// makes it decide otherwise.  nth: which execution counts; 0: the one nearest to equality;
// LAST: the last.
// eager: the run ends there unless it does what is not in `seen`, its coverage so far.
#define LAST (~0ULL)
struct watch {
    u64 on, index, nth, count, eager, seen, stopped;
    u64 kind, left, right, width, distance, which;  // kind 0: not executed, or not known
    u64 flags_kind, flags_left, flags_right, flags_width;
    u64 flags_step, step;  // when the flags were set; when what is looked at was compared
    u64 flags_index, from; // the instructions that compare
};

// Looking into a run: at step `at` register `number` gets `value` (given) or is left, and
// what register `result` holds after that instruction ends the run.
struct probe { u64 on, at, number, given, value, before, result, after, done; };

// How an instruction decides: kind 1: `condition` on the flags; 2: register `number` is zero
// (`bits` wide); 3: bit `bits` of register `number`.
struct instruction {
    u64 sp_base;  // 1 where sp is the base of an access
    u64 pre;      // bytes (signed) by which a pre-indexed access moves sp first
    u64 kind, condition, number, bits;
    // A comparison: register `left`, `width` bits, with register `right` or, at 32, `value`.
    u64 compares, left, right, value, width;
    struct setter sets;
    u64 soft;     // it sets no flags, but its result is 0 where the sides of `sets` are equal
    u64 base;     // the register that an access starts from: 0..30; 31 for none or sp
    // Of the general registers, a bit each: what it writes from what; bits; bytes it loads.
    u64 writes, reads, wide, load;
};

struct row {
    u64 cfa_register;  // 0..30, 31 = sp
    u64 cfa_offset;
    s64 saved[20];     // x19..x30, d8..d15: offset from the CFA; IN_REGISTER where unsaved
};
#define IN_REGISTER 0x7fffffffffffffffLL

// bank 0: x, 1: v, 2: stack (number in bytes).  lane: bytes of a float of which two NaNs are
// one value, 0 where every bit counts.
// promise, of a callee's: 1: it keeps no copy of the pointer, 2: it writes nothing through it.
struct argument { u64 bank, number, bits, lane, promise; };

// A local variable of the baseline whose address may get out: where it lies, counted from sp
// at entry (a negative number).
struct local { u64 offset, size, align; };
enum { LOCALS = 64, ROOTS = 64 };
// Where a candidate has its stack, and returns to, in turn.
enum { PLACES = 12 };

// Where a callee finds an address in local variable number `local`, `offset` bytes into it:
// `where` is the number of an argument, the address of a word of memory, or an offset into
// the local variable `holder`.
struct root { u64 kind, where, holder, local, offset; };
enum { BY_ARGUMENT, BY_MEMORY, BY_LOCAL };

// What is the same at each call of one kind: an integer, or `size` bytes that it leads to.
struct check { u64 bank, number, bits, value; u8 *content; u64 size; };

// One of several prototypes of a callee: which of all the arguments are its own.
struct variant {
    u64 mask, gives;  // gives: 1 where it has a result
    u64 n_checks;
    struct check checks[8];
};

struct stub {
    u64 effect;  // 0: call, 1: memmove, 2: memset, 3: memcpy
    u64 returns, memory;  // memory: 0 any, 1 read, 2 none
    u64 n_arguments;
    struct argument arguments[64];
    u64 stack;         // bytes of arguments on the stack, which belong to the callee
    u64 n_variants;    // 0 where all calls have one prototype
    struct variant *variants;
    u64 n_results;
    struct argument results[8];
    u64 kinds[8];      // of the results: as in struct slot
    u64 low[8], high[8];  // of integer results, where high > low: half-open range
    u64 returned_bank, returned_number;  // bank + 1 of the argument that comes back; 0: none
};

// What is not looked at holds what it most often holds, too: zeros, ones, copies.
enum { NOISE, ZEROS, ONES, COPIES };

struct call {
    u64 stub;
    u64 x[31], v[64], sp, stack[8]; // on entry; stack: from sp on
    u64 hash[2];                    // of all memory that the callee may see
    u64 mask;                       // of the stub's arguments those that count
    u64 x_after[18], v_after[64], nzcv_after;
    // Local variables that the callee can reach, as sets of numbers: all; those that it, or a
    // later one, may reach ever after; those that it may change.
    u64 reached, kept, open;
    u64 n_roots;
    struct root roots[ROOTS];
    u64 frames_at;                  // the baseline's: their contents, then which bytes count
    u64 bound[LOCALS];              // where they lie
};

struct patch { u64 call, address, size; u8 data[8]; };

struct access { u64 address, size_and_write, index, value; };

struct slot {
    u64 bank, number, bits;
    u64 kind;   // 0 int, 1 pointer, 2 float, 3 vector
    u64 flags;  // 1 noalias, 2 never null, 4 signext, 8 zeroext
    u64 align;
    u64 low, high;  // int: half-open range where high > low, signed
    u64 lane;       // noalias: memory of its own, of LANE bytes
};
enum { LANE = 16384 };

enum { MOST_STEPS = 4096, MIRROR = 2048 };
enum { STYLES = 8, ALPHABET = 16, WORDS = 384, SNAPSHOTS = 192, FORCED = 32 };

// A test that can be made again: random numbers are drawn from `begun`, and from `ran` on
// while it runs.  forced: what is given in place of a drawn value, for the results of the
// first calls and for what they change in memory.
struct snapshot {
    u64 x[31], v[64], sp, nzcv, violates, n_words;
    u64 address[WORDS], value[WORDS];
    u64 stack[16];
    u64 begun[2], ran[2], mirror[2];
    u64 result_forced[FORCED], result[FORCED], patch_forced[FORCED], patch[FORCED];
};

struct define { u64 address, value, index, size; };

struct generator {
    u64 state[2];
    u64 n_slots;
    struct slot slots[24];
    u64 n_suspects;  // constants that stand in the candidate alone, and their neighbours
    u64 *suspects;
    u64 n_near;      // constants of the code and their neighbours
    u64 *near;
    u64 n_bounds;
    u64 *bounds;
    u64 n_special32, n_special64;
    u64 *special32, *special64;
    u64 n_wanted;    // what the baseline compared something with that it was not equal to
    u64 wanted[32];
    u64 heap_low, heap_pages;
    u64 n_entries;   // places that function pointers may lead to
    u64 *entries;
    u8 *site;        // a byte an instruction: 0 unknown, 1 pointer, 2 data, 3 code
    u8 *site_pointer, *site_data;  // evidence
    u64 called[24];  // of each argument: 1 where the code jumps to it
    u8 *gives_code;  // a byte a stub: 1 where the code jumps to its result
    u64 honour;      // 1: keep what noalias, nonnull and range promise
    u64 violates;    // of the present test: 1 noalias, 2 nonnull, 4 range
    u64 floats;      // 1: data may be floating point
    u64 null_tries, null_faults;
    u64 tries[24][STYLES], good[24][STYLES];
    // of the present test
    u64 style[24];
    u64 last_float;
    u64 unseen;                  // what dead registers hold
    u64 themed, theme;           // a value that turns up everywhere
    u64 specials;                // percent of floats that are special
    u64 odd, odd_size;           // the address of the one element that is unlike the others
    u64 alphabet, letters[ALPHABET], tame, nulls, drawn_nulls, pointers;
    u64 n_args, args[24];
    u64 n_recent, recent[16];    // pointers drawn
    u64 lane_width, extreme, last_vector[2];
    u64 n_defines;
    struct define defines[WORDS];
    u64 n_touched;
    u64 touched[4096];
    u64 stack_args[16];
    u64 n_snapshots, next_snapshot;
    struct snapshot *snapshots;
    u64 *globals; u64 n_globals;  // addresses of writable objects
    u64 begun[2], ran[2];         // of the present test, as in struct snapshot
    u64 by_chance;                // whether it was made from no other
    u64 mirror[2];                // two buffers with the same contents, words; 0: none
    u64 longer;                   // whether tests are wanted in which loops go on
    struct snapshot *forced;      // where the present test has forced values
    u8 *reached;                  // for each snapshot, `reach` bytes: which instructions it
    u64 reach;                    // executed, a bit each; the candidate's behind the baseline's
};

struct twin {
    u64 there, here, size;  // of equal contents: the baseline's, the candidate's
};

struct machine {
    void *uc;
    u64 flags;
    u64 entry, code_low, code_high, return_to, return_places[PLACES];
    // Of a candidate: lowest addresses of its stack, all of the same memory; how far the
    // present one is from the baseline's.
    u64 stack_places[PLACES], moved;
    struct instruction *instructions;
    // A byte an instruction: 1 executed, 2 decided so, 4 decided otherwise; 8, 16, 32: what
    // it compares was equal, one more, one less.
    u8 *covered;
    u64 names_sp;
    struct row *rows;
    u64 stub_low, stub_high;
    struct stub *stubs;
    u64 stack_low, stack_high;
    u8 *stack_live;
    u8 *noise;       // stack_high - stack_low bytes, and 4096 more
    u64 noise_at;
    u64 n_regions;
    struct region *regions;
    u64 last;
    u64 x[31], v[64], sp, nzcv;                      // at entry
    u64 x_end[31], v_end[64], sp_end, fpcr_end, pc_end;
    u64 limit, steps, accesses;
    u64 status, fault, fault_size, at, expected, error;
    u64 lowest;      // lowest stack address touched by this or an earlier run
    u64 sp_now, index, path;  // path: a hash of the executed instructions, in order
    struct access *log;
    u64 log_count, log_capacity;
    u64 *trace;      // executed blocks: address, size
    u64 trace_count, trace_capacity;
    u64 n_calls, max_calls, given_calls;  // given: effects that a test brings along
    struct call *calls;
    u64 n_patches, max_patches;
    struct patch *patches;
    struct machine *peer;  // of a candidate: the baseline
    struct generator *generator;
    u64 n_twins;           // of a candidate: its copies of the baseline's literals
    struct twin *twins;
    struct watch watch;
    // Of the baseline: its local variables; whether addresses just behind one get out.
    u64 n_locals, ends;
    struct local *locals;
    u8 *met;         // a byte a byte of the stack: of which call the content is
    u8 *frames;      // contents of local variables at the calls
    u64 frames_used, frames_size;
    // Of either: a byte a byte of the stack: 1 where it has content, 2 where the baseline's
    // code has written it while others knew of it.
    u8 *told;
    // Where local variables lie; which are known to lie there; see struct call.
    u64 bound[LOCALS];
    u64 known, kept, open;
    u64 injected;    // whether a callee of this run has given an address in the frame
    struct probe probe;
    u16 *order;            // indices of the executed instructions, MOST_STEPS at most
};

struct pair {
    struct machine *baseline, *candidate;  // candidate may be null
    struct generator *generator;
    u64 n_results;
    struct argument results[8];
    u64 wanted, tests, drafts, discarded, max_drafts;
    u64 work, max_work;
    u8 *seen_baseline, *seen_candidate;  // coverage of all clean tests
    u64 outcome;    // of the last call of `batch`
    u64 difference, which;
    u8 *paths;      // a bit for each of 65536 hashes of the baseline's path
    u64 distinct;   // of them
    u64 nan;        // bytes of a float in memory whose NaNs are one value: 4 | 8
    u8 *hits;       // two for each instruction of the candidate: tests by chance in which it
                    // decided so, and otherwise; 255 for more
    u64 turn;       // which of the candidate's places are the next test's
    u64 early;      // how often a candidate that ends where the baseline goes on is told of
};

// --- random numbers: xoroshiro128+ ------------------------------------------------------------

static u64 random_word(struct generator *g) {
    u64 a = g->state[0], b = g->state[1], sum = a + b;
    b ^= a;
    g->state[0] = ((a << 24) | (a >> 40)) ^ b ^ (b << 16);
    g->state[1] = (b << 37) | (b >> 27);
    return sum ^ (sum >> 31);
}

static u64 below(struct generator *g, u64 n) { return n ? (random_word(g) >> 11) % n : 0; }
static u64 chance(struct generator *g, u64 percent) { return below(g, 100) < percent; }

static u64 ones(u64 bits) { return bits >= 64 ? ~0ULL : (1ULL << bits) - 1; }

// --- values -----------------------------------------------------------------------------------

enum { SMALL, LENGTH, NEAR, BOUND, RELATED, RANDOM, NEGATIVE, LETTER };

static u64 draw_style(struct generator *g) {
    u64 r = below(g, 100);
    if (g->tame) return r < 45 ? SMALL : r < 80 ? LENGTH : r < 92 ? NEAR : RELATED;
    if (r < 26) return SMALL;
    if (r < 48) return LENGTH;
    if (r < 66) return NEAR;
    if (r < 78) return BOUND;
    if (r < 88) return RELATED;
    return r < 94 ? RANDOM : NEGATIVE;
}

static u64 draw_integer(struct generator *g, u64 style) {
    switch (style) {
    case SMALL: return below(g, 18);
    case LENGTH: return below(g, chance(g, 15) ? 300 : 72);
    case NEAR:
        if (g->themed && chance(g, 50)) return g->theme;
        if (g->n_wanted && chance(g, 30)) return g->wanted[below(g, g->n_wanted < 32 ? g->n_wanted : 32)];
        if (g->n_suspects && chance(g, 40)) return g->suspects[below(g, g->n_suspects)];
        if (!g->n_near) return below(g, 256);
        return g->near[below(g, g->n_near)] + (chance(g, 15) ? below(g, 31) - 15 : 0);
    case BOUND: return g->bounds[below(g, g->n_bounds)];
    case RELATED:
        if (g->n_args && chance(g, 45)) {  // a sum or a difference that is a constant of the code
            u64 other = g->args[below(g, g->n_args)];
            u64 k = g->n_suspects && chance(g, 60) ? g->suspects[below(g, g->n_suspects)]
                                                   : g->near[below(g, g->n_near)];
            return chance(g, 50) ? k - other : chance(g, 50) ? other - k : k + other;
        }
        return g->n_args ? g->args[below(g, g->n_args)] + below(g, 3) - 1 : below(g, 34);
    case NEGATIVE: return 0 - 1 - below(g, chance(g, 50) ? 4 : 300);
    default: return random_word(g);
    }
}

static u64 fresh_pointer(struct generator *g, u64 align, u64 self);

static u64 draw_pointer(struct generator *g, u64 align, u64 self) {
    u64 count = g->n_recent < 16 ? g->n_recent : 16, value;
    if (count && chance(g, 7)) {  // near an earlier one: two may mean the same object
        value = g->recent[below(g, count)] + (below(g, 9) - 4) * (chance(g, 50) ? 8 : align ? align : 1);
    } else {
        value = fresh_pointer(g, align, self);
        if (value) g->recent[g->n_recent++ & 15] = value;
    }
    return value;
}

static u64 fresh_pointer(struct generator *g, u64 align, u64 self) {
    u64 r = below(g, 100);
    u64 room = g->heap_pages * 4096;
    // Chains must end: the more pointers there are, the likelier is the next one null.
    if (g->nulls && r < (g->pointers < 12 ? 14 : g->pointers < 40 ? 35 : 70)) {
        g->drawn_nulls++;
        return 0;
    }
    g->pointers++;
    if (r >= 98 && self) return self & ~15ULL;
    if (r >= 92 && g->n_args) {
        u64 p = g->args[below(g, g->n_args)];
        if (p - g->heap_low < room) return p;
    }
    if (r >= 89 && g->n_globals) {
        u64 p = g->globals[below(g, g->n_globals)];
        if (!align || p % align == 0) return p;
    }
    // The upper quarter of the heap is left to what lies behind a pointer.
    u64 at = below(g, room - room / 4 - 4096) + 2048;
    u64 step = align < 16 && align ? (chance(g, 60) ? 16 : align) : 16;
    if (chance(g, 10)) {  // just before the end of a page
        at = (at | 4095) + 1 - (1 + below(g, 24));
        step = align && align < 16 ? align : 16;
    }
    return g->heap_low + at / step * step;
}

static u64 draw_float(struct generator *g, u64 bits) {
    // One infinity in a sum hides all the rest: most tests have few special values or none.
    u64 r = chance(g, g->specials) ? 0 : 30 + below(g, 70);
    if (r == 0 && chance(g, 20)) return chance(g, 50) ? 0 : 1ULL << (bits - 1);
    if (bits == 32) {
        if (r < 30) return g->special32[below(g, g->n_special32)];
        if (r < 85) {  // a full mantissa of a middling exponent: it rounds
            u64 exponent = 127 - 8 + below(g, chance(g, 80) ? 16 : 40);
            return (random_word(g) & 0x807fffff) | exponent << 23;
        }
        return random_word(g) & 0xffffffff;
    }
    if (bits == 64) {
        if (r < 30) return g->special64[below(g, g->n_special64)];
        if (r < 85) {
            u64 exponent = 1023 - 8 + below(g, chance(g, 80) ? 16 : 60);
            return (random_word(g) & 0x800fffffffffffffULL) | exponent << 52;
        }
        return random_word(g);
    }
    return random_word(g) & ones(bits);
}

// What an undefined word holds when an access of `size` bytes at instruction `index` is the
// first to look at it.  Neighbours of the same size are drawn with it.
static u64 draw_like(struct generator *g, u64 size, u64 index, u64 address);

// In a test with two buffers of equal contents: the word in the other one, where it is known.
static int mirrored(struct generator *g, u64 address, u64 *word) {
    for (int n = 0; n < 2; n++) {
        u64 other = address - g->mirror[n] + g->mirror[1 - n];
        if (address - g->mirror[n] >= MIRROR) continue;
        for (u64 k = 0; k < g->n_defines; k++)
            if (g->defines[k].address == other) {
                *word = g->defines[k].value;
                return 1;
            }
    }
    return 0;
}

static u64 draw_word(struct generator *g, u64 size, u64 index, u64 address) {
    u64 word;
    if (!g->mirror[0] || !mirrored(g, address, &word)) word = draw_like(g, size, index, address);
    if (g->odd - address < 8) {
        u64 shift = 8 * (g->odd - address), bits = 8 * g->odd_size;
        u64 unlike = chance(g, 60) ? word ^ (1ULL << (shift + below(g, bits))) : random_word(g);
        u64 mask = ones(bits) << shift;
        word = (word & ~mask) | (unlike & mask);
    }
    return word;
}

static u64 draw_like(struct generator *g, u64 size, u64 index, u64 address) {
    if (size >= 8) {
        u64 site = g->site[index];
        if (g->n_wanted && chance(g, 8)) return g->wanted[below(g, g->n_wanted < 32 ? g->n_wanted : 32)];
        if (site == 3 && g->n_entries) return g->entries[below(g, g->n_entries)];
        if (site == 1 ? chance(g, 96) : site == 2 ? chance(g, 4) : chance(g, 50))
            return draw_pointer(g, 8, address);
        if (g->floats && chance(g, 50)) return draw_float(g, 64);
        if (g->alphabet && chance(g, 80)) return g->letters[below(g, g->alphabet)];
        if (chance(g, 40)) {  // two fields of 4 bytes
            u64 low = draw_integer(g, draw_style(g)) & 0xffffffff;
            return low | draw_integer(g, draw_style(g)) << 32;
        }
        return draw_integer(g, draw_style(g));
    }
    u64 out = 0;
    u64 bits = size * 8;
    for (u64 at = 0; at < 64; at += bits) {
        u64 v;
        if (g->floats && size == 4 && chance(g, 60)) v = draw_float(g, 32);
        else if (g->alphabet && !chance(g, g->tame ? 2 : 8)) v = g->letters[below(g, g->alphabet)];
        else if (size == 1 && chance(g, 40)) v = random_word(g);
        else if (size == 1 && chance(g, 50)) v = draw_integer(g, NEAR);
        else v = draw_integer(g, draw_style(g));
        out |= (v & ones(bits)) << at;
    }
    return out;
}

// What a callee may have made of a word: of the same kind, most often.
static u64 havoc(struct generator *g, u64 old, u64 size, u64 index, u64 address) {
    if (old - g->heap_low < g->heap_pages * 4096) return draw_pointer(g, 8, address);
    u64 fresh = draw_word(g, size, index, address);
    if (fresh != old) return fresh;
    return old ^ (1ULL << below(g, 8));
}

// --- memory -----------------------------------------------------------------------------------

static struct region *region_of(struct machine *m, u64 address) {
    struct region *r = &m->regions[m->last];
    if (address >= r->start && address < r->end) return r;
    for (u64 n = 0; n < m->n_regions; n++) {
        r = &m->regions[n];
        if (address >= r->start && address < r->end) {
            m->last = n;
            return r;
        }
    }
    return NULL;
}

// An address in the caller's frame as the other code has it; any other as it is.  `m` is the
// candidate; it and the baseline have their stacks at different places.
static u64 in_own_stack(struct machine *m, u64 address) {
    struct machine *b = m->peer;
    return b && address - b->sp < b->stack_high - b->sp ? address + m->moved : address;
}

// The start of a region as the baseline has it.
static u64 start_there(struct machine *m, struct region *r) {
    return r->flags & ARGUMENTS ? r->start - m->moved : r->start;
}

static void stop(struct machine *m, u64 status, u64 fault, u64 size) {
    if (m->status == RETURNED) {
        m->status = status;
        m->fault = fault;
        m->fault_size = size;
        m->at = m->index;
    }
    api.emu_stop(m->uc);
}

// What the next change that a callee makes writes.
static u64 patched(struct machine *m, u64 drawn) {
    struct snapshot *f = m->generator->forced;
    u64 n = m->n_patches;
    return f && n < FORCED && f->patch_forced[n] ? f->patch[n] : drawn;
}

static void add_patch(struct machine *m, u64 call, u64 address, u64 value, u64 size) {
    if (m->n_patches >= m->max_patches) {
        stop(m, LIMIT, 0, 0);
        return;
    }
    struct patch *p = &m->patches[m->n_patches++];
    p->call = call;
    p->address = address;
    p->size = size;
    memcpy(p->data, &value, 8);
}

// --- local variables whose address gets out --------------------------------------------------

static int in_frame(struct machine *m, u64 value) { return value - m->stack_low < m->sp - m->stack_low; }

// An address in a local variable that callees may have kept.
static u64 frame_pointer(struct machine *m) {
    struct generator *g = m->generator;
    m->injected = 1;
    u64 count = 0, chosen = 0;
    for (u64 n = 0; n < m->n_locals; n++)
        if (m->kept >> n & 1 && below(g, ++count) == 0) chosen = n;
    struct local *l = &m->locals[chosen];
    u64 step = l->align < 8 ? l->align : 8;
    return m->bound[chosen] + (chance(g, 60) ? 0 : below(g, l->size) / step * step);
}

// For a word of the frame, which no word is drawn to point at unless callees know of it.
enum { NOWHERE = 8 };

// What a callee may have made of a word, where addresses in local variables are about.
static u64 changed(struct machine *m, u64 old, u64 size, u64 index, u64 address) {
    struct generator *g = m->generator;
    if (in_frame(m, address)) address = NOWHERE;
    if (in_frame(m, old)) {
        if (chance(g, 60)) return old;
        if (m->kept && chance(g, 50)) return frame_pointer(m);
    } else if (m->kept && size >= 8 && g->site[index] == 1 && chance(g, 20)) {
        // Nowhere else: a number made of such an address is another one in each frame.
        return frame_pointer(m);
    }
    return havoc(g, old, size, index, address);
}

// Let call number `call` have changed the piece of local variable `n` in the aligned word
// `word`, most often; an access of `size` bytes is the first to look at it.  What has had no
// content so far has some from now on where it is looked at (`needed`): a right program that
// does so has a callee that gives it some.
static void change_piece(struct machine *m, u64 n, u64 word, u64 size, u64 call, u64 percent, int needed) {
    u64 start = m->bound[n], end = start + m->locals[n].size;
    u64 low = word < start ? start : word, high = word + 8 < end ? word + 8 : end;
    u8 *met = m->met + (low - m->stack_low), *told = m->told + (low - m->stack_low);
    u8 now = (u8)(call + 2 > 255 ? 255 : call + 2);
    if (*met == now) return;
    u64 old = 0, fresh, part = high - low, keeps = !chance(m->generator, percent), empty = 0;
    for (u64 k = 0; k < part; k++) empty |= !(told[k] & 1);
    if (!needed && keeps) return;
    *met = now;
    if (keeps && !empty) return;
    u8 *live = m->stack_live + (low - m->stack_low);
    memcpy(&old, live, part);
    if (part == 8 && !empty) {
        fresh = changed(m, old, size, m->index, word);
        if (fresh == old) return;
    } else if (part == 8 && !keeps) {
        fresh = changed(m, 0, size, m->index, word);
    } else {
        u64 unit = part < 4 ? 1 : part < 8 ? 4 : 8;
        fresh = havoc(m->generator, empty ? 0 : old, size < unit ? size : unit, m->index, NOWHERE) >> (8 * (low - word));
        for (u64 k = 0; k < part && keeps; k++)
            if (told[k] & 1) ((u8 *)&fresh)[k] = ((u8 *)&old)[k];
    }
    fresh = patched(m, fresh);
    if (low < m->lowest) m->lowest = low;
    memcpy(live, &fresh, part);
    for (u64 k = 0; k < part; k++) told[k] |= 1;
    add_patch(m, call, low, fresh, part);
}

// The baseline is about to access its frame: what the last call may have changed there has
// its new content by now.
static void touch_frame(struct machine *m, u64 address, u64 size) {
    for (u64 n = 0; n < m->n_locals; n++) {
        u64 start = m->bound[n], end = start + m->locals[n].size;
        if (!(m->open >> n & 1) || address >= end || address + size <= start) continue;
        u64 low = address > start ? address : start, high = address + size < end ? address + size : end;
        for (u64 word = low & ~7ULL; word < high; word += 8)
            change_piece(m, n, word, size, m->n_calls - 1, 60, 1);
    }
}

// A callee that may change local variables: now and then all of them, also what the code
// does not look at, since something else may lie there in a candidate.
static void change_locals(struct machine *m, u64 call) {
    struct generator *g = m->generator;
    u64 percent = chance(g, 35) ? 100 : chance(g, 40) ? 35 : 0;
    if (!percent) return;
    for (u64 n = 0; n < m->n_locals; n++) {
        if (!(m->open >> n & 1)) continue;
        u64 start = m->bound[n], end = start + m->locals[n].size, size = m->locals[n].size;
        u64 whole = size <= 1024, from = start & ~7ULL, to = end;
        if (!whole) {  // a part of it: its start, its end, or any other
            u64 at = chance(g, 25) ? 0 : chance(g, 25) ? size - 512 : below(g, size - 512);
            from = (start + at) & ~7ULL;
            to = from + 512;
        }
        u64 width = size <= 8 && !(size & (size - 1)) ? size : 1ULL << below(g, 4);
        for (u64 word = from; word < to; word += 8) change_piece(m, n, word, width, call, percent, 0);
    }
}

// The baseline's code writes to its frame: also where others may look at any time?
static void shared_write(struct machine *m, u64 address, u64 size) {
    for (u64 n = 0; n < m->n_locals; n++)
        for (u64 k = 0; k < size && m->kept >> n & 1; k++)
            if (address + k - m->bound[n] < m->locals[n].size) m->told[address + k - m->stack_low] |= 2;
}

// Whether `size` bytes at an address in the frame are not those of one local variable.
static int leaves_local(struct machine *m, u64 address, u64 size) {
    for (u64 n = 0; n < m->n_locals; n++) {
        u64 offset = address - m->bound[n], room = m->locals[n].size;
        if (offset < room) return size > room - offset;
    }
    return 1;
}

// Where a callee has given an address in a local variable, the code may take it for one in
// something larger, which no right program lets happen: whether an access is such a one.
static int strays(struct machine *m, u64 address, u64 size) {
    u64 number = m->instructions[m->index].base, base;
    if (number > 30 || number == 29) return 0;
    api.reg_read(m->uc, api.x[number], &base);
    int inside = in_frame(m, address);
    for (u64 n = 0; n < m->n_locals; n++) {
        u64 start = m->bound[n], room = m->locals[n].size;
        if (base - start < room) return address - start >= room || address - start + size > room;
        if (address - start < room && address - start + size <= room) inside = 0;
    }
    return inside;
}

// An access to the own frame, as far as local variables of which others know are concerned.
static void frame_access(struct machine *m, u64 address, u64 size, int write) {
    if (m->peer) {
        struct machine *b = m->peer;
        if (!write || !m->told) return;
        for (u64 k = 0; k < size; k++) m->told[address + k - m->stack_low] = 1;
        for (u64 n = 0; n < b->n_locals; n++) {
            if (!(m->kept >> n & 1)) continue;
            for (u64 k = 0; k < size; k++) {
                u64 offset = address + k - m->bound[n];
                if (offset >= b->locals[n].size) continue;
                // Whoever knows of it may look at it at any time.
                if (!(b->told[b->bound[n] + offset - b->stack_low] & 2))
                    stop(m, WRITES_OUTSIDE, address, size);
            }
        }
        return;
    }
    if (!m->n_locals) return;
    if ((m->flags & GENERATE) && m->open && m->n_calls) {
        touch_frame(m, address, size);
        if (!write && m->log_count < m->log_capacity) {
            struct access *a = &m->log[m->log_count++];
            a->address = address;
            a->size_and_write = size;
            a->index = m->index;
            a->value = 0;
            memcpy(&a->value, m->stack_live + (address - m->stack_low), size < 8 ? size : 8);
        }
    }
    for (u64 k = 0; write && k < size; k++) m->told[address + k - m->stack_low] |= 1;
    if (write && m->kept) shared_write(m, address, size);
}

// The baseline is about to access a word: give it content where it has none, and let the last
// call have changed it where it is met for the first time since.
static void touch_word(struct machine *m, struct region *r, u64 word, u64 size) {
    struct generator *g = m->generator;
    u8 *epoch = r->epoch + ((word >> 3) - (r->start >> 3));
    u64 now = m->n_calls + 1;
    if (now > 255) now = 255;
    if (*epoch == now) return;
    // A region may begin or end within a word; such words keep what they have.
    if (word < r->start || word + 8 > r->end) {
        *epoch = (u8)now;
        return;
    }
    u8 *live = r->live + (word - r->start);
    u64 old;
    memcpy(&old, live, 8);
    if (*epoch == 0) {
        if (g->n_touched < 4096) g->touched[g->n_touched++] = word;
        if (r->flags & LAZY) {
            u64 page = (word >> 12) - (r->start >> 12);
            r->pages[page] = 1;
            old = draw_word(g, size, m->index, word);
            memcpy(r->initial + (word - r->start), &old, 8);
            memcpy(live, &old, 8);
            if (g->n_defines < WORDS) {
                struct define *d = &g->defines[g->n_defines++];
                d->address = word;
                d->value = old;
                d->index = m->index;
                d->size = size;
            }
        }
    }
    *epoch = (u8)now;
    if (m->n_calls && !(r->flags & (READ_ONLY | CONSTANT | ARGUMENTS)) && chance(g, 60)) {
        struct stub *s = &m->stubs[m->calls[m->n_calls - 1].stub];
        if (s->memory || s->effect) return;
        u64 fresh = patched(m, changed(m, old, size, m->index, word));
        if (fresh == old) return;
        memcpy(live, &fresh, 8);
        add_patch(m, m->n_calls - 1, word, fresh, 8);
    }
}

// An access outside the own frame: 0 where the run has to end.
static int outside_frame(struct machine *m, u64 address, u64 size, int write) {
    struct region *r = region_of(m, address);
    if (r == NULL || address + size > r->end) {
        // A span over two adjoining regions does not occur: regions are padded to pages.
        stop(m, write ? WRITE_FAULT : READ_FAULT, address, size);
        return 0;
    }
    if (write && (r->flags & (READ_ONLY | CONSTANT))) {
        stop(m, WRITE_FAULT, address, size);
        return 0;
    }
    if ((m->flags & STRICT) && (address & (size - 1))) {
        stop(m, MISALIGNED, address, size);
        return 0;
    }
    u64 at = address - r->start;
    if (r->used) memset(r->used + at, 1, size);
    if (m->flags & CANDIDATE) {
        if (write) {
            for (u64 n = 0; n < size; n++)
                if (!(r->shadow[at + n] & WRITE)) {
                    stop(m, WRITES_OUTSIDE, address, size);
                    return 0;
                }
        } else if (!(r->flags & CONSTANT)) {
            for (u64 n = 0; n < size; n++) {
                // The aligned 16 bytes around: a page or a protection unit never splits them.
                u64 low = (address + n) & ~15ULL, seen = 0;
                u64 high = low + 16 < r->end ? low + 16 : r->end;
                if (low < r->start) low = r->start;
                for (u64 a = low; a < high; a++) seen |= r->shadow[a - r->start];
                if (!seen) {
                    stop(m, READS_OUTSIDE, address, size);
                    return 0;
                }
            }
        }
    } else {
        if (m->flags & GENERATE)
            for (u64 w = address & ~7ULL; w < address + size; w += 8) touch_word(m, r, w, size);
        for (u64 n = 0; n < size; n++) r->shadow[at + n] |= write ? WRITE : READ;
    }
    if (m->log_count < m->log_capacity) {
        struct access *a = &m->log[m->log_count];
        a->address = address;
        a->size_and_write = size | (write ? 256 : 0);
        a->index = m->index;
        a->value = 0;
        if (!write) memcpy(&a->value, r->live + at, size < 8 ? size : 8);
    }
    m->log_count++;
    return 1;
}

void on_memory(void *uc, u32 type, u64 address, u32 size, s64 value, struct machine *m) {
    (void)uc;
    (void)value;
    int write = type == 17;  // UC_MEM_WRITE
    if (m->status != RETURNED) return;
    if (++m->accesses > 64 * m->limit) {  // one ld4 of bytes makes 64
        stop(m, LIMIT, 0, 0);
        return;
    }
    if (m->injected && strays(m, address, size)) {
        stop(m, write ? WRITE_FAULT : READ_FAULT, address, size);
        return;
    }
    if (address >= m->stack_low && address < m->sp) {
        if (address + size > m->sp) stop(m, SPANS_FRAMES, address, size);
        u64 floor = m->sp_now;
        if (m->flags & PRECISE) {
            u64 moved = m->sp_now + m->instructions[m->index].pre;
            if (moved < floor) floor = moved;
            if (address < floor) stop(m, BELOW_SP, address - m->sp_now, size);
        }
        if (address < m->lowest) m->lowest = address;
        if (m->status == RETURNED) frame_access(m, address, size, write);
        return;
    }
    outside_frame(m, address, size, write);
}

// Unmapped or protected memory; `false` ends the run.
u8 on_bad(void *uc, u32 type, u64 address, u32 size, s64 value, struct machine *m) {
    (void)uc;
    (void)value;
    u64 status = READ_FAULT;
    if (type == 20 || type == 22) status = WRITE_FAULT;
    if (type == 21 || type == 24) status = FETCH_FAULT;
    if (m->status == RETURNED) {
        m->status = status;
        m->fault = address;
        m->fault_size = size;
        m->at = m->index;
    }
    return 0;
}

// --- execution --------------------------------------------------------------------------------

static u64 flag_holds(u64 condition, u64 nzcv) {
    u64 n = nzcv >> 31 & 1, z = nzcv >> 30 & 1, c = nzcv >> 29 & 1, v = nzcv >> 28 & 1;
    u64 holds;
    switch (condition >> 1) {  // DDI 0487, "Condition code"
    case 0: holds = z; break;
    case 1: holds = c; break;
    case 2: holds = n; break;
    case 3: holds = v; break;
    case 4: holds = c & !z; break;
    case 5: holds = n == v; break;
    case 6: holds = n == v && !z; break;
    default: return 1;
    }
    return holds ^ (condition & 1);
}

static void check_frame(struct machine *m) {
    struct row *row = &m->rows[m->index];
    u64 x[31], d[8];
    void *pointers[31];
    for (int n = 0; n < 31; n++) pointers[n] = &x[n];
    api.reg_read_batch(m->uc, api.x, pointers, 31);
    u64 base = row->cfa_register == 31 ? m->sp_now : x[row->cfa_register];
    if (base + row->cfa_offset != m->sp) {
        m->expected = base + row->cfa_offset - m->sp;
        stop(m, UNWIND_CFA, 0, 0);
        return;
    }
    for (int n = 0; n < 8; n++) pointers[n] = &d[n];
    api.reg_read_batch(m->uc, api.d + 8, pointers, 8);
    for (int n = 0; n < 20; n++) {
        u64 want = n < 11 ? m->x[19 + n] : n == 11 ? m->return_to : m->v[2 * (n - 12 + 8)];
        u64 got = n < 12 ? x[19 + n] : d[n - 12];
        if (row->saved[n] != IN_REGISTER) {
            u64 at = m->sp + (u64)row->saved[n];
            if (at < m->stack_low || at + 8 > m->stack_high) {
                m->expected = n;
                stop(m, UNWIND_REGISTER, 0, 0);
                return;
            }
            memcpy(&got, m->stack_live + (at - m->stack_low), 8);
        }
        if (got != want) {
            m->expected = n;
            stop(m, UNWIND_REGISTER, 0, 0);
            return;
        }
    }
}

// What lies below sp belongs to signal handlers and callees: nothing that was there lasts.
static void destroy(struct machine *m, u64 low, u64 high) {
    if (low < m->stack_low) low = m->stack_low;
    if (low < m->lowest) low = m->lowest;
    if (high > m->sp) high = m->sp;
    for (u64 at = low; at < high; at++) m->stack_live[at - m->stack_low] = (u8)(0xa5 + 37 * at + m->steps);
    if (m->told)
        for (u64 at = low; at < high; at++) m->told[at - m->stack_low] &= 2;
}

static u64 register_value(struct machine *m, u64 number) {
    u64 value = 0;
    if (number < 31) api.reg_read(m->uc, api.x[number], &value);
    return value;
}

static u64 distance(u64 kind, u64 a, u64 b, u64 width) {
    if (kind == 2) return a & b & ones(width);
    u64 apart = (a - b) & ones(width), other = (b - a) & ones(width);
    return apart < other ? apart : other;
}

// Bits of a float as a number that is ordered as floats are.
static u64 ordered(u64 bits, u64 width) {
    u64 sign = 1ULL << (width - 1);
    bits &= ones(width);
    return bits & sign ? ~bits & ones(width) : bits | sign;
}

static void watched(struct watch *w, u64 kind, u64 a, u64 b, u64 width, u64 step, u64 from) {
    u64 near = kind == 4 ? distance(kind, ordered(a, width), ordered(b, width), width)
                         : distance(kind, a, b, width);
    // nth: the last one overwrites the others.
    if (w->nth != LAST && (w->nth ? w->count != w->nth : w->kind && near >= w->distance)) return;
    w->kind = kind;
    w->left = a & ones(width);
    w->right = b & ones(width);
    w->width = width;
    w->distance = near;
    w->which = w->count;
    w->step = step;
    w->from = from;
}

static void set_flags(struct machine *m, struct setter *s) {
    struct watch *w = &m->watch;
    w->flags_kind = 0;
    if (s->kind == 5) return;
    if (s->when < 16) {
        u64 nzcv = 0;
        api.reg_read(m->uc, (int)api.nzcv, &nzcv);
        if (!flag_holds(s->when, nzcv & 0xffffffff)) return;
    }
    u64 a = 0, b = s->value;
    if (s->kind == 4) {
        api.reg_read(m->uc, api.d[s->left & 31], &a);
        if (s->right < 32) api.reg_read(m->uc, api.d[s->right], &b);
    } else {
        a = register_value(m, s->left);
        if (s->right < 32) b = register_value(m, s->right);
        if (s->extend) {
            u64 bits = 8ULL << ((s->extend - 1) % 3);
            b &= ones(bits);
            if (s->extend > 3 && b >> (bits - 1)) b |= ~ones(bits);
        }
        if (s->move == 0) b <<= s->amount;
        else if (s->move == 1) b = (b & ones(s->width)) >> s->amount;
        else b = (u64)((s64)(b << (64 - s->width)) >> (64 - s->width + s->amount));
        if (s->kind == 3) b = 0 - b;
    }
    w->flags_kind = s->kind == 3 ? 1 : s->kind;
    w->flags_left = a;
    w->flags_right = b;
    w->flags_width = s->width;
    w->flags_step = m->steps;
    w->flags_index = m->index;
}

static int decides(struct machine *m, struct instruction *i) {
    u64 value = 0;
    if (i->kind == 1) {
        api.reg_read(m->uc, (int)api.nzcv, &value);
        return (int)flag_holds(i->condition, value & 0xffffffff);
    }
    value = register_value(m, i->number);
    return i->kind == 2 ? (value & ones(i->bits)) == 0 : value >> i->bits & 1;
}

// What a comparison shows: 8, 16, 32 where its sides are equal, one more, one less.
static u64 apart(struct machine *m, struct instruction *i) {
    u64 a = register_value(m, i->left), b = i->value;
    if (i->right < 32) b = register_value(m, i->right);
    u64 away = (a - b) & ones(i->width);
    if (away && (m->flags & GENERATE)) {
        struct generator *g = m->generator;
        g->wanted[g->n_wanted++ & 31] = b & ones(i->width);
        if (i->right < 31) g->wanted[g->n_wanted++ & 31] = a & ones(i->width);
    }
    return away == 0 ? 8 : away == 1 ? 16 : away == ones(i->width) ? 32 : 0;
}

static void look_into(struct machine *m) {
    struct probe *p = &m->probe;
    if (m->steps == p->at) {
        p->before = register_value(m, p->number);
        if (p->given) {
            int number = api.x[p->number];
            void *value = &p->value;
            api.reg_write_batch(m->uc, &number, &value, 1);
        }
    } else if (m->steps == p->at + 1) {
        p->after = register_value(m, p->result);
        p->done = 1;
        stop(m, LIMIT, 0, 0);
    }
}

static void observe(struct machine *m, struct instruction *i, u64 index) {
    struct watch *w = &m->watch;
    if (index == w->index) w->count++;
    if (index == w->index && i->kind) {
        if (i->kind == 1) {
            if (w->flags_kind)
                watched(w, w->flags_kind, w->flags_left, w->flags_right, w->flags_width,
                        w->flags_step, w->flags_index);
        } else {
            u64 value = register_value(m, i->number);
            if (i->kind == 2) watched(w, 1, value, 0, i->bits, m->steps, index);
            else watched(w, 1, value >> i->bits & 1, 1, 1, m->steps, index);
        }
    }
    if (i->soft) {
        if (index == w->index) {
            struct watch flags = *w;
            set_flags(m, &i->sets);
            watched(w, w->flags_kind, w->flags_left, w->flags_right, w->flags_width, m->steps, index);
            w->flags_kind = flags.flags_kind;
            w->flags_left = flags.flags_left;
            w->flags_right = flags.flags_right;
            w->flags_width = flags.flags_width;
            w->flags_step = flags.flags_step;
            w->flags_index = flags.flags_index;
        }
        return;
    }
    if (i->sets.kind) set_flags(m, &i->sets);
    if (index != w->index) return;
    if (!i->kind && w->flags_kind)
        watched(w, w->flags_kind, w->flags_left, w->flags_right, w->flags_width, m->steps, index);
    if (w->eager && w->kind && w->count == w->nth) {
        u64 fresh = 0;
        if (i->kind) fresh = decides(m, i) ? 2 : 4;
        if (i->compares) fresh |= apart(m, i);
        if (!(fresh & ~w->seen)) {
            w->stopped = 1;
            stop(m, LIMIT, 0, 0);
        }
    }
}

void on_code(void *uc, u64 address, u32 size, struct machine *m) {
    (void)size;
    u64 index = (address - m->code_low) >> 2;
    if (m->status != RETURNED) return;
    m->index = index;
    if (++m->steps > m->limit) {
        stop(m, LIMIT, 0, 0);
        return;
    }
    struct instruction *i = &m->instructions[index];
    m->path = (m->path ^ index) * 0x9e3779b97f4a7c15ULL + (m->path >> 59);
    m->covered[index] |= 1;
    if (m->names_sp) {
        u64 before = m->sp_now;
        api.reg_read(uc, (int)api.sp, &m->sp_now);
        if (m->sp_now > before) destroy(m, before, m->sp_now);
        if (i->sp_base && (m->sp_now & 15)) stop(m, SP_MISALIGNED, m->sp_now, 0);
    }
    if (m->probe.on) look_into(m);
    if (m->watch.on) {
        if (m->steps < MOST_STEPS) m->order[m->steps] = (u16)index;
        observe(m, i, index);
    }
    if (i->kind && (m->covered[index] & 6) != 6) m->covered[index] |= decides(m, i) ? 2 : 4;
    if (i->compares && (m->covered[index] & 56) != 56) m->covered[index] |= (u8)apart(m, i);
    if (m->flags & FRAME) check_frame(m);
}

void on_block(void *uc, u64 address, u32 size, struct machine *m) {
    (void)uc;
    int inside = address >= m->code_low && address < m->code_high;
    if (!inside && !(address >= m->stub_low && address < m->stub_high) && address != m->return_to) {
        stop(m, LEFT_CODE, address, size);
        return;
    }
    if (inside && !(m->flags & PRECISE)) {
        m->steps += size >> 2;
        for (u64 a = address; a < address + size && a < m->code_high; a += 4)
            m->covered[(a - m->code_low) >> 2] |= 1;
        if (m->steps > m->limit) stop(m, LIMIT, 0, 0);
    }
    if ((m->flags & TRACE) && m->trace_count + 2 <= m->trace_capacity) {
        m->trace[m->trace_count++] = address;
        m->trace[m->trace_count++] = size;
    }
}

// --- calls ------------------------------------------------------------------------------------

static void mix(u64 *hash, const u8 *data, u64 size) {
    u64 a = hash[0], b = hash[1];
    while (size >= 16) {
        u64 p, q;
        memcpy(&p, data, 8);
        memcpy(&q, data + 8, 8);
        a = (a ^ p) * 0x9e3779b97f4a7c15ULL;
        b = (b ^ q) * 0xc2b2ae3d27d4eb4fULL;
        a ^= a >> 29;
        b ^= b >> 31;
        data += 16;
        size -= 16;
    }
    while (size--) a = (a ^ *data++) * 0x100000001b3ULL;
    hash[0] = a ^ (b << 17 | b >> 47);
    hash[1] = b + a;
}

// Whether some memory that others can see holds a place in the own frame.
static int leads_into_frame(struct machine *m) {
    u64 low = m->stack_low, high = m->sp;
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        if (r->flags & (CONSTANT | READ_ONLY)) continue;
        u64 size = r->end - r->start;
        for (u64 k = (0 - r->start) & 7; k + 8 <= size; k += 8) {
            u64 word;
            if ((r->flags & LAZY) && !r->pages[k >> 12]) {
                k |= 4095 - 7;
                continue;
            }
            memcpy(&word, r->live + k, 8);
            if (word - low < high - low) return 1;
        }
    }
    return 0;
}

// A place in a copy of a literal as the place in the baseline's.
static u64 translated(struct machine *m, u64 value) {
    for (u64 n = 0; n < m->n_twins; n++)
        if (value - m->twins[n].here < m->twins[n].size)
            return value - m->twins[n].here + m->twins[n].there;
    return value;
}

// The callee can find the address `value`: which local variable that is in.  0 ends the run.
static int add_root(struct machine *m, struct call *c, u64 kind, u64 where, u64 holder, u64 value,
                    u64 promise) {
    int found = 0;
    for (u64 n = 0; n < m->n_locals; n++) {
        u64 offset = value - m->bound[n], bit = 1ULL << n;
        // Just behind one may be the start of another: then it counts as both.
        if (offset >= m->locals[n].size && !(m->ends && offset == m->locals[n].size)) continue;
        if (c->n_roots == ROOTS || m->bound[n] < c->sp) {
            found = 0;
            break;
        }
        struct root *r = &c->roots[c->n_roots++];
        r->kind = kind;
        r->where = where;
        r->holder = holder;
        r->local = n;
        r->offset = offset;
        c->reached |= bit;
        if (!(promise & 1)) c->kept |= bit;
        if (!(promise & 2)) c->open |= bit;
        found = 1;
    }
    if (!found) stop(m, FRAME_ESCAPES, value, 0);
    return found && m->status == RETURNED;
}

// Addresses in the own frame in memory that others can see: in what has changed since entry.
static int memory_roots(struct machine *m, struct call *c) {
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        if (r->flags & (CONSTANT | READ_ONLY)) continue;
        u64 size = r->end - r->start;
        for (u64 at = 0; at < size; at += 64) {
            u64 part = size - at < 64 ? size - at : 64;
            if ((r->flags & LAZY) && !r->pages[at >> 12]) {
                at |= 4095 - 63;
                continue;
            }
            if (memcmp(r->live + at, r->initial + at, part) == 0) continue;
            for (u64 k = at < 7 ? 0 : at - 7; k < at + part && k + 8 <= size; k++) {
                u64 word;
                memcpy(&word, r->live + k, 8);
                if (!in_frame(m, word) || memcmp(r->live + k, r->initial + k, 8) == 0) continue;
                if (!((r->start + k) & 7)) {
                    if (k >= at && !add_root(m, c, BY_MEMORY, r->start + k, 0, word, 0)) return 0;
                } else {  // packed: it is not looked for there
                    stop(m, FRAME_ESCAPES, r->start + k, 0);
                    return 0;
                }
            }
        }
    }
    return 1;
}

static int all_told(struct machine *m, u64 address) {
    for (u64 n = 0; n < 8; n++)
        if (!(m->told[address + n - m->stack_low] & 1)) return 0;
    return 1;
}

// Addresses in the own frame in the local variable `n`.
static int local_roots(struct machine *m, struct call *c, u64 n) {
    u64 start = m->bound[n];
    for (u64 k = 0; k + 8 <= m->locals[n].size; k++) {
        u64 word;
        memcpy(&word, m->stack_live + (start + k - m->stack_low), 8);
        if (!in_frame(m, word) || !all_told(m, start + k)) continue;
        if (((start + k) & 7) != 0) {
            stop(m, FRAME_ESCAPES, start + k, 0);
            return 0;
        }
        if (!add_root(m, c, BY_LOCAL, k, n, word, 0)) return 0;
    }
    return 1;
}

// What the callee of the baseline's call `c` can reach of the own frame, and what it finds
// there.  0 where the run has to end.
static int reach_locals(struct machine *m, struct stub *s, struct call *c) {
    c->n_roots = 0;
    c->reached = c->kept = c->open = m->kept;
    c->frames_at = m->frames_used;
    for (u64 n = 0; n < s->n_arguments; n++) {
        struct argument *a = &s->arguments[n];
        u64 value = a->bank == 0 ? c->x[a->number] : a->bank == 2 ? c->stack[a->number >> 3 & 7] : 0;
        if ((c->mask >> n & 1) && a->bits == 64 && in_frame(m, value) &&
            !add_root(m, c, BY_ARGUMENT, n, 0, value, a->promise))
            return 0;
    }
    if (!memory_roots(m, c)) return 0;
    for (u64 done = 0; done != c->reached;)
        for (u64 n = 0; n < m->n_locals; n++)
            if ((c->reached & ~done) >> n & 1) {
                done |= 1ULL << n;
                if (!local_roots(m, c, n)) return 0;
            }
    for (u64 n = 0; n < m->n_locals; n++) {
        if (!(c->reached >> n & 1)) continue;
        u64 size = m->locals[n].size, at = m->bound[n] - m->stack_low;
        if (m->frames_used + 2 * size > m->frames_size) {
            stop(m, LIMIT, 0, 0);
            return 0;
        }
        u8 *out = m->frames + m->frames_used;
        memcpy(out, m->stack_live + at, size);
        for (u64 k = 0; k < size; k++) out[size + k] = m->told[at + k] & 1;
        m->frames_used += 2 * size;
    }
    memcpy(c->bound, m->bound, sizeof c->bound);
    m->kept = c->kept;
    return 1;
}

// The local variable `n` of the baseline lies at `start` in the candidate's frame, as far as
// this call tells.
static int bind(struct machine *m, struct call *c, u64 n, u64 start) {
    struct local *l = &m->peer->locals[n];
    u64 end = start + l->size;
    if (start < c->sp || end < start || end > m->sp || (start & (l->align - 1))) return 0;
    for (u64 k = 0; k < m->peer->n_locals; k++)
        if (m->known >> k & 1 && k != n && start < m->bound[k] + m->peer->locals[k].size && m->bound[k] < end)
            return 0;
    m->bound[n] = start;
    m->known |= 1ULL << n;
    return 1;
}

// Whether the candidate's callee finds of the frame what the baseline's did: addresses of the
// same local variables at the same places, and in these the same bytes, where the baseline's
// have content.  0 where the run has ended.
static int same_locals(struct machine *m, struct stub *s, struct call *want, struct call *c, u64 k) {
    struct machine *b = m->peer;
    m->known = m->kept;
    for (u64 n = 0; n < b->n_locals; n++)
        if (m->known >> n & 1 && m->bound[n] < c->sp) {
            stop(m, CALL_LOCAL, k, 0);
            return 0;
        }
    for (u64 n = 0; n < want->n_roots; n++) {
        struct root *r = &want->roots[n];
        u64 value = 0;
        if (r->kind == BY_ARGUMENT) {
            struct argument *a = &s->arguments[r->where];
            value = a->bank == 0 ? c->x[a->number] : c->stack[a->number >> 3 & 7];
        } else if (r->kind == BY_MEMORY) {
            u64 where = in_own_stack(m, r->where);
            struct region *o = region_of(m, where);
            if (o) memcpy(&value, o->live + (where - o->start), 8);
        } else {
            memcpy(&value, m->stack_live + (m->bound[r->holder] + r->where - m->stack_low), 8);
        }
        int same = m->known >> r->local & 1 ? value == m->bound[r->local] + r->offset
                                            : bind(m, c, r->local, value - r->offset);
        if (same) continue;
        m->expected = r->where;
        stop(m, r->kind == BY_ARGUMENT ? CALL_ARGUMENT : r->kind == BY_MEMORY ? CALL_MEMORY : CALL_LOCAL, k, 0);
        return 0;
    }
    const u8 *from = b->frames + want->frames_at;
    for (u64 n = 0; n < b->n_locals; n++) {
        if (!(want->reached >> n & 1)) continue;
        u64 size = b->locals[n].size;
        const u8 *live = m->stack_live + (m->bound[n] - m->stack_low);
        const u8 *told = m->told + (m->bound[n] - m->stack_low);
        for (u64 at = 0; at < size; at++) {
            if (!from[size + at]) continue;
            u64 word;
            if (!((want->bound[n] + at) & 7) && at + 8 <= size) {
                u64 told = 1;
                for (u64 i = 0; i < 8; i++) told &= from[size + at + i];
                memcpy(&word, from + at, 8);
                if (told && in_frame(b, word)) {  // a root, hence compared
                    at += 7;
                    continue;
                }
            }
            // Garbage that happens to be the same is garbage still.
            if (live[at] == from[at] && told[at] & 1) continue;
            // A place in a literal of the candidate's own counts as the baseline's.
            u64 first = at - ((want->bound[n] + at) & 7), whole = 0;
            if (first <= at && first + 8 <= size) {
                memcpy(&whole, live + first, 8);
                whole = translated(m, whole);
                memcpy(&word, from + first, 8);
                if (whole == word && told[at] & 1) {
                    at = first + 7;
                    continue;
                }
            }
            stop(m, CALL_LOCAL, k, 0);
            return 0;
        }
        from += 2 * size;
    }
    memcpy(c->bound, m->bound, sizeof c->bound);
    m->kept = want->kept;
    return 1;
}

static int is_root(struct call *c, u64 address) {
    for (u64 n = 0; n < c->n_roots; n++)
        if (c->roots[n].kind == BY_MEMORY && c->roots[n].where == address) return 1;
    return 0;
}

// An address of the baseline's frame in the own one, as call `of` tells; any other value, and
// one that leads to no local variable in `which`, as it is.
static u64 relocated(struct machine *m, struct call *of, u64 value, u64 which) {
    struct machine *b = m->peer ? m->peer : m;
    if (!in_frame(b, value)) return value;
    for (u64 n = 0; n < b->n_locals; n++) {
        u64 offset = value - of->bound[n];
        if (which >> n & 1 && offset < b->locals[n].size) return m->bound[n] + offset;
    }
    return value;
}

// A digest of all memory that others can see: the sum of what differs from the content at
// entry, so that a page which one side touches later than the other adds nothing before.
// `roots`: the call whose addresses in local variables are compared apart; or null.
static void hash_memory(struct machine *m, u64 *hash, struct call *roots) {
    hash[0] = hash[1] = 0;
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        if (r->flags & (CONSTANT | READ_ONLY)) continue;
        u64 size = r->end - r->start, there = start_there(m, r);
        for (u64 at = 0; at < size; at += 64) {
            u64 part = size - at < 64 ? size - at : 64;
            if ((r->flags & LAZY) && !r->pages[at >> 12]) {
                at |= 4095 - 63;
                continue;
            }
            if (memcmp(r->live + at, r->initial + at, part) == 0) continue;
            u8 content[64];
            memcpy(content, r->live + at, part);
            if (m->n_twins)
                for (u64 k = (0 - r->start - at) & 7; k + 8 <= part; k += 8) {
                    u64 word;
                    memcpy(&word, content + k, 8);
                    word = translated(m, word);
                    memcpy(content + k, &word, 8);
                }
            for (u64 k = 0; k < part; k++) {
                if (roots && !((there + at + k) & 7) && is_root(roots, there + at + k)) {
                    k += 7;
                    continue;
                }
                u8 now = content[k];
                if (now == r->initial[at + k]) continue;
                u64 what[2] = {there + at + k, now};
                u64 one[2] = {0x2545f4914f6cdd1dULL, 0x9e3779b97f4a7c15ULL};
                mix(one, (const u8 *)what, 16);
                hash[0] += one[0];
                hash[1] ^= one[1];
            }
        }
    }
}

static u64 unseen(struct generator *g, u64 kind) {
    if (kind == ZEROS) return 0;
    if (kind == ONES) return ~0ULL;
    if (kind == COPIES && g->n_args) return g->args[below(g, g->n_args)];
    return random_word(g);
}

static u64 unseen_kind(struct generator *g) {
    u64 r = below(g, 100);
    return r < 12 ? ZEROS : r < 18 ? ONES : r < 30 ? COPIES : NOISE;
}

static void garbage(struct machine *m, u64 *x, u64 *v, u64 *nzcv) {
    struct generator *g = m->generator;
    u64 kind = unseen_kind(g);
    for (int n = 0; n < 18; n++) x[n] = unseen(g, kind);
    for (int n = 0; n < 64; n++) v[n] = unseen(g, kind);
    *nzcv = random_word(g) & 0xf0000000;
}

// Registers as they are after a call: x0..x17 and v0..v31 (the callee keeps d8..d15).
static void leave_call(struct machine *m, u64 *x, u64 *v, u64 nzcv) {
    void *pointers[64];
    int numbers[64];
    u64 kept[16];
    int count = 0;
    for (int n = 0; n < 18; n++) {
        numbers[count] = api.x[n];
        pointers[count++] = &x[n];
    }
    for (int n = 0; n < 32; n++) {
        if (n >= 8 && n < 16) {
            kept[2 * (n - 8) + 1] = v[2 * n + 1];
            api.reg_read(m->uc, api.d[n], &kept[2 * (n - 8)]);
            pointers[count] = &kept[2 * (n - 8)];
        } else {
            pointers[count] = &v[2 * n];
        }
        numbers[count++] = api.q[n];
    }
    numbers[count] = (int)api.nzcv;
    pointers[count++] = &nzcv;
    api.reg_write_batch(m->uc, numbers, pointers, count);
}

static void results_of_call(struct machine *m, struct stub *s, struct call *c, u64 *x, u64 *v) {
    struct generator *g = m->generator;
    if (s->returned_bank) {
        u64 k = s->returned_number;
        if (s->returned_bank == 1) x[0] = c->x[k];
        else v[0] = c->v[2 * k], v[1] = c->v[2 * k + 1];
        return;
    }
    for (u64 n = 0; n < s->n_results; n++) {
        struct argument *r = &s->results[n];
        u64 value;
        if (s->kinds[n] == 1 && n == 0 && g->n_entries && g->gives_code[c->stub] && chance(g, 92))
            value = g->entries[below(g, g->n_entries)];
        else if (s->kinds[n] == 1 && m->kept && r->bits == 64 && chance(g, 20)) value = frame_pointer(m);
        else if (s->kinds[n] == 1) value = draw_pointer(g, 16, 0);
        else if (s->kinds[n] == 2) value = draw_float(g, r->bits);
        else if (s->kinds[n] == 3) value = random_word(g);
        else value = draw_integer(g, draw_style(g));
        if ((s64)s->high[n] > (s64)s->low[n]) value = s->low[n] + value % (s->high[n] - s->low[n]);
        u64 call = m->n_calls - 1;
        if (n == 0 && g->forced && call < FORCED && g->forced->result_forced[call])
            value = g->forced->result[call];
        if (r->bank == 0) {
            u64 mask = ones(r->bits);
            x[r->number] = (value & mask) | (x[r->number] & ~mask);
        } else if (r->bits <= 64) {
            u64 mask = ones(r->bits);
            v[2 * r->number] = (value & mask) | (v[2 * r->number] & ~mask);
        } else {
            v[2 * r->number] = value;
        }
    }
}

// Whether noise is a result that the callee may give: then it stands for none as well.
static int any_bits(struct stub *s) {
    for (u64 n = 0; n < s->n_results; n++)
        if (s->results[n].bits < 32 || s->high[n] != s->low[n]) return 0;
    return !s->returned_bank;
}

static int same_nan(u64 p, u64 q, u64 lane) {
    // A signalling NaN comes from no arithmetic: it is data, and every bit of it counts.
    if (lane == 4) {
        p &= 0xffffffff, q &= 0xffffffff;
        return (p & 0x7fc00000) == 0x7fc00000 && (q & 0x7fc00000) == 0x7fc00000;
    }
    return (p & 0x7ff8000000000000ULL) == 0x7ff8000000000000ULL &&
           (q & 0x7ff8000000000000ULL) == 0x7ff8000000000000ULL;
}

static int same_bits(u64 p, u64 q, u64 lane) {
    if (p == q) return 1;
    if (lane == 8) return same_nan(p, q, 8);
    if (lane != 4) return 0;
    for (int n = 0; n < 64; n += 32)
        if ((u32)(p >> n) != (u32)(q >> n) && !same_nan(p >> n, q >> n, 4)) return 0;
    return 1;
}

static int same_value(struct argument *r, const u64 *p, const u64 *q) {
    u64 mask = ones(r->bits);
    if (!same_bits(p[0] & mask, q[0] & mask, r->lane)) return 0;
    return r->bits <= 64 || same_bits(p[1], q[1], r->lane);
}

// An argument in an x register, or 16 bytes of the stack (0 beyond what is kept of it).
static void word_of(struct call *c, u64 bank, u64 number, u64 *value) {
    value[0] = value[1] = 0;
    if (bank == 0) {
        value[0] = c->x[number];
        return;
    }
    u64 kept = sizeof c->stack;
    if (number < kept) memcpy(value, (u8 *)c->stack + number, kept - number < 16 ? kept - number : 16);
}

// Whether a call may be of this kind.  Where that cannot be told it may.
static int may_be(struct machine *m, struct variant *v, struct call *c) {
    for (u64 n = 0; n < v->n_checks; n++) {
        struct check *k = &v->checks[n];
        u64 value[2];
        word_of(c, k->bank, k->number, value);
        if (k->content == NULL) {
            if ((value[0] & ones(k->bits)) != k->value) return 0;
            continue;
        }
        struct region *r = region_of(m, value[0]);
        if (r == NULL || value[0] + k->size > r->end) continue;
        if (memcmp(r->live + (value[0] - r->start), k->content, k->size)) return 0;
    }
    return 1;
}

// Which of a stub's arguments count at a call of the baseline: those of each prototype that
// the call may have.  given: whether those have a result: 0 none has, 1 some, 2 all.
static u64 mask_of(struct machine *m, struct stub *s, struct call *c, u64 *given) {
    u64 mask = 0, fit = 0, gives = 0;
    for (u64 n = 0; n < s->n_variants; n++)
        if (may_be(m, &s->variants[n], c)) {
            mask |= s->variants[n].mask;
            gives += s->variants[n].gives;
            fit++;
        }
    *given = fit == gives ? 2 : gives ? 1 : 0;
    return fit ? mask : ~0ULL;
}

static int same_argument(struct machine *m, struct call *a, struct call *b, struct argument *r) {
    if (r->bank != 1) {
        u64 theirs[2], own[2];
        word_of(a, r->bank, r->number, theirs);
        word_of(b, r->bank, r->number, own);
        if (r->bits == 64) own[0] = translated(m, own[0]);
        return same_value(r, theirs, own);
    }
    return same_value(r, &a->v[2 * r->number], &b->v[2 * r->number]);
}

static void block_copy(struct machine *m, struct stub *s, u64 *x) {
    u64 to = x[0], from = x[1], size = x[2];
    if (size > (1 << 20)) {
        stop(m, WRITE_FAULT, to + size, 1);
        return;
    }
    m->accesses += size / 8;
    // A length that a test made up may be too much for a local variable.
    if (m->n_locals && size && ((in_frame(m, to) && leaves_local(m, to, size)) ||
                                (s->effect != 2 && in_frame(m, from) && leaves_local(m, from, size)))) {
        stop(m, WRITE_FAULT, to, size);
        return;
    }
    // Accesses of 8 bytes or 1, as a library would have done them, each seen like any other.
    for (u64 n = 0; n < size && s->effect != 2;) {
        u64 part = size - n >= 8 ? 8 : 1;
        if (from + n >= m->stack_low && from + n < m->sp) {
            if (from + n < m->sp_now) stop(m, BELOW_SP, from + n - m->sp_now, part);
            frame_access(m, from + n, part, 0);
        } else if (!outside_frame(m, from + n, part, 0)) return;
        n += part;
    }
    if (s->effect == 3 && size && to != from && to - from + size - 1 < 2 * size - 1) {
        stop(m, OVERLAPS, to, size);
        return;
    }
    u8 *target = NULL, *source = NULL;
    for (u64 n = 0; n < size;) {
        u64 part = size - n >= 8 ? 8 : 1;
        if (to + n >= m->stack_low && to + n < m->sp) {
            if (to + n < m->sp_now) stop(m, BELOW_SP, to + n - m->sp_now, part);
            if (to + n < m->lowest) m->lowest = to + n;
            if (m->peer) frame_access(m, to + n, part, 1);
            else frame_access(m, to + n, part, 0);
        } else if (!outside_frame(m, to + n, part, 1)) return;
        n += part;
    }
    if (!size || m->status != RETURNED) return;
    if (m->told && in_frame(m, to)) {
        // What has no content has none where it is copied to.
        u8 *told = m->told + (to - m->stack_low);
        if (s->effect != 2 && in_frame(m, from)) memmove(told, m->told + (from - m->stack_low), size);
        else memset(told, 1, size);
        if (m->kept) shared_write(m, to, size);
    }
    if (to >= m->stack_low && to < m->sp) target = m->stack_live + (to - m->stack_low);
    else target = region_of(m, to)->live + (to - region_of(m, to)->start);
    if (s->effect != 2) {
        if (from >= m->stack_low && from < m->sp) source = m->stack_live + (from - m->stack_low);
        else source = region_of(m, from)->live + (from - region_of(m, from)->start);
        memmove(target, source, size);
    } else {
        memset(target, (int)(from & 255), size);
    }
}

static void replay_patches(struct machine *m, struct machine *of, u64 call) {
    for (u64 n = 0; n < of->n_patches; n++) {
        struct patch *p = &of->patches[n];
        if (p->call != call) continue;
        struct call *made = &of->calls[call];
        u64 word = 0;
        memcpy(&word, p->data, p->size);
        if (p->size == 8 && m->peer) word = relocated(m, made, word, made->reached);
        if (in_frame(of, p->address)) {
            // Into a local variable that this callee may change, and nowhere else.
            u64 held = 0;
            for (u64 k = 0; k < of->n_locals && !held; k++)
                held = m->open >> k & 1 && p->address - made->bound[k] < of->locals[k].size &&
                       p->address + p->size - made->bound[k] <= of->locals[k].size;
            if (!held) continue;
            u64 at = relocated(m, made, p->address, m->open) - m->stack_low;
            memcpy(m->stack_live + at, &word, p->size);
            if (m->stack_low + at < m->lowest) m->lowest = m->stack_low + at;
            for (u64 k = 0; k < p->size; k++) m->told[at + k] |= 1;
            continue;
        }
        for (u64 k = 0; k < p->size; k++) {
            u64 at = in_own_stack(m, p->address + k);
            struct region *r = region_of(m, at);
            if (r) r->live[at - r->start] = ((u8 *)&word)[k];
        }
    }
}

void on_stub(void *uc, u64 address, u32 size, struct machine *m) {
    (void)size;
    u64 number = (address - m->stub_low) >> 4;
    struct stub *s = &m->stubs[number];
    if (m->status != RETURNED || (address & 15)) return;
    if (++m->steps > m->limit) {
        stop(m, LIMIT, 0, 0);
        return;
    }
    struct machine *of = m->peer ? m->peer : m;
    int replay = m->peer != NULL || !(m->flags & GENERATE);
    u64 k = m->n_calls;
    if (k >= (replay && !m->peer ? m->given_calls : m->max_calls) && !s->effect) {
        stop(m, LIMIT, 0, 0);
        return;
    }
    int locals = of->n_locals != 0;  // whether any address in the frame may get out
    struct call scratch, *c = s->effect || (m->peer && !locals) ? &scratch : &m->calls[k];
    void *pointers[33];
    for (int n = 0; n < 31; n++) pointers[n] = &c->x[n];
    api.reg_read_batch(uc, api.x, pointers, 31);
    for (int n = 0; n < 32; n++) pointers[n] = &c->v[2 * n];
    api.reg_read_batch(uc, api.q, pointers, 32);
    api.reg_read(uc, (int)api.sp, &c->sp);
    m->sp_now = c->sp;
    if (c->sp & 15) {
        stop(m, SP_MISALIGNED, c->sp, 0);
        return;
    }
    c->stub = number;
    for (u64 n = 0; n < 8; n++) {
        c->stack[n] = 0;
        if (c->sp >= m->stack_low && c->sp + 8 * n + 8 <= m->stack_high)
            memcpy(&c->stack[n], m->stack_live + (c->sp + 8 * n - m->stack_low), 8);
    }
    if (m->flags & FRAME_AT_CALLS) check_frame(m);
    if (s->effect) {
        u64 x[18], v[64], word = m->steps * 0x9e3779b97f4a7c15ULL;
        block_copy(m, s, c->x);
        for (int n = 0; n < 18; n++) x[n] = word = (word ^ word >> 29) * 0xbf58476d1ce4e5b9ULL;
        for (int n = 0; n < 64; n++) v[n] = word = (word ^ word >> 29) * 0xbf58476d1ce4e5b9ULL;
        x[0] = c->x[0];
        destroy(m, m->lowest, c->sp);
        leave_call(m, x, v, word & 0xf0000000);
        return;
    }
    u64 given = 2;
    c->mask = m->peer ? (k < of->n_calls ? of->calls[k].mask : 0) : mask_of(m, s, c, &given);
    for (u64 n = 0; n < s->n_arguments && !locals; n++) {
        struct argument *a = &s->arguments[n];
        u64 value = a->bank == 0 ? c->x[a->number] : a->bank == 2 ? c->stack[a->number >> 3 & 7] : 0;
        if ((c->mask >> n & 1) && a->bits == 64 && in_frame(m, value)) {
            m->expected = n;
            stop(m, FRAME_ESCAPES, value, 0);
            return;
        }
    }
    if (!locals && leads_into_frame(m)) {
        stop(m, FRAME_ESCAPES, 0, 0);
        return;
    }
    if (locals && !m->peer && !reach_locals(m, s, c)) return;
    if (!m->peer) hash_memory(m, c->hash, locals ? c : NULL);
    if (m->peer) {
        struct call *want = &of->calls[k];
        if (k >= of->n_calls) {
            m->expected = number;
            stop(m, CALL_MORE, k, 0);
            return;
        }
        if (want->stub != number) {
            m->expected = want->stub;
            stop(m, CALL_TARGET, number, 0);
            return;
        }
        for (u64 n = 0; n < s->n_arguments; n++) {
            struct argument *a = &s->arguments[n];
            u64 apart = 0;
            for (u64 i = 0; locals && i < want->n_roots; i++)
                apart |= want->roots[i].kind == BY_ARGUMENT && want->roots[i].where == n;
            if ((c->mask >> n & 1) && !apart && !same_argument(m, want, c, a)) {
                m->expected = n;
                stop(m, CALL_ARGUMENT, k, 0);
                return;
            }
        }
        if (locals && !same_locals(m, s, want, c, k)) return;
        hash_memory(m, c->hash, locals ? want : NULL);
        if (want->hash[0] != c->hash[0] || want->hash[1] != c->hash[1]) {
            stop(m, CALL_MEMORY, k, 0);
            return;
        }
    }
    m->n_calls = k + 1;
    if (!s->returns) {
        stop(m, NO_RETURN, k, 0);
        return;
    }
    struct call *effect = &of->calls[k];
    m->open = locals && s->memory == 0 ? effect->open : 0;
    if (!replay) {
        struct generator *g = m->generator;
        garbage(m, effect->x_after, effect->v_after, &effect->nzcv_after);
        if (given == 2 || (given == 1 && !(any_bits(s) && chance(g, 25))))
            results_of_call(m, s, c, effect->x_after, effect->v_after);
        if (s->memory == 0)
            for (u64 n = 0; n < g->n_touched; n++) {
                struct region *r = region_of(m, g->touched[n]);
                if (r == NULL || r->flags & (READ_ONLY | CONSTANT | ARGUMENTS)) continue;
                if (g->touched[n] + 8 > r->end || !chance(g, 40)) continue;
                u64 old, word = g->touched[n];
                memcpy(&old, r->live + (word - r->start), 8);
                u64 now = m->n_calls + 1;
                r->epoch[(word >> 3) - (r->start >> 3)] = (u8)(now > 255 ? 255 : now);
                u64 fresh = patched(m, changed(m, old, 8, m->index, word));
                if (fresh == old) continue;
                memcpy(r->live + (word - r->start), &fresh, 8);
                add_patch(m, k, word, fresh, 8);
            }
        if (m->open) change_locals(m, k);
    } else {
        replay_patches(m, of, k);
    }
    destroy(m, m->lowest, c->sp + s->stack);
    if (m->peer && locals) {
        u64 x[18];
        for (int n = 0; n < 18; n++) x[n] = relocated(m, effect, effect->x_after[n], effect->reached);
        if (s->returned_bank == 1 && in_frame(of, effect->x_after[0])) x[0] = c->x[s->returned_number];
        leave_call(m, x, effect->v_after, effect->nzcv_after);
        return;
    }
    leave_call(m, effect->x_after, effect->v_after, effect->nzcv_after);
}

// --- one run ----------------------------------------------------------------------------------

// Content at entry: the stack that was used; all memory; nothing touched yet.
static void prepare(struct machine *m) {
    if (m->lowest < m->stack_low) m->lowest = m->stack_low;
    if (m->lowest > m->sp) m->lowest = m->sp;
    u64 used = m->lowest - m->stack_low;
    memcpy(m->stack_live + used, m->noise + m->noise_at + used, m->stack_high - m->lowest);
    if (m->told) memset(m->told + used, 0, m->stack_high - m->lowest);
    if (m->met) memset(m->met + used, 0, m->stack_high - m->lowest);
    m->lowest = m->sp;
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        u64 size = r->end - r->start;
        if (!(r->flags & (LAZY | CONSTANT | READ_ONLY))) memcpy(r->live, r->initial, size);
        if (m->flags & CANDIDATE) continue;
        if (r->flags & LAZY) {
            for (u64 page = 0; page << 12 < size; page++)
                if (r->pages[page]) {
                    r->pages[page] = 0;
                    memset(r->shadow + (page << 12), 0, 4096);
                    memset(r->epoch + (page << 9), 0, 512);
                    memcpy(r->live + (page << 12), r->initial + (page << 12), 4096);
                }
        } else {
            memset(r->shadow, 0, size);
            memset(r->epoch, 0, (size >> 3) + 2);
        }
    }
    if (m->flags & GENERATE) m->n_patches = 0;
}

void run(struct machine *m) {
    void *pointers[33];
    int numbers[3];
    u64 zero = 0, nzcv = m->nzcv << 28;
    m->status = RETURNED;
    m->steps = m->accesses = m->log_count = m->trace_count = m->n_calls = 0;
    m->index = m->at = m->fault = m->error = m->path = 0;
    m->sp_now = m->sp;
    m->known = m->kept = m->open = m->frames_used = m->injected = 0;
    for (u64 n = 0; n < m->n_locals; n++) m->bound[n] = m->sp + m->locals[n].offset;
    m->x[30] = m->return_to;
    for (int n = 0; n < 31; n++) pointers[n] = &m->x[n];
    api.reg_write_batch(m->uc, api.x, pointers, 31);
    for (int n = 0; n < 32; n++) pointers[n] = &m->v[2 * n];
    api.reg_write_batch(m->uc, api.q, pointers, 32);
    numbers[0] = (int)api.sp;
    numbers[1] = (int)api.nzcv;
    numbers[2] = (int)api.fpcr;
    pointers[0] = &m->sp;
    pointers[1] = &nzcv;
    pointers[2] = &zero;
    api.reg_write_batch(m->uc, numbers, pointers, 3);
    m->error = (u64)api.emu_start(m->uc, m->entry, m->return_to, 0, 0);
    for (int n = 0; n < 31; n++) pointers[n] = &m->x_end[n];
    api.reg_read_batch(m->uc, api.x, pointers, 31);
    for (int n = 0; n < 32; n++) pointers[n] = &m->v_end[2 * n];
    api.reg_read_batch(m->uc, api.q, pointers, 32);
    numbers[1] = (int)api.fpcr;
    numbers[2] = (int)api.pc;
    m->fpcr_end = 0;
    pointers[0] = &m->sp_end;
    pointers[1] = &m->fpcr_end;
    pointers[2] = &m->pc_end;
    api.reg_read_batch(m->uc, numbers, pointers, 3);
    if (m->status == RETURNED && (m->error || m->pc_end != m->return_to)) {
        m->status = FAULT;
        m->fault = m->pc_end;
        m->at = m->index;
    }
    // A baseline that has overrun a local variable proves nothing.
    for (int n = 19; n < 30 && m->n_locals && m->status == RETURNED; n++)
        if (m->x_end[n] != m->x[n]) m->status = FAULT;
    if (m->status == RETURNED && m->peer && m->n_calls < m->peer->n_calls) {
        m->status = CALL_FEWER;
        m->fault = m->n_calls;
    }
}

void prepare_and_run(struct machine *m) {
    prepare(m);
    run(m);
}

// --- comparison at the end --------------------------------------------------------------------

// Whether two pieces of memory differ by more than the bits of NaNs.
static int differ(const u8 *a, const u8 *b, u64 size, u64 address, u64 nan,
                  struct machine *c) {
    if (memcmp(a, b, size) == 0) return 0;
    if (nan == 0 && c->n_twins == 0) return 1;
    for (u64 n = 0; n < size; n++) {
        if (a[n] == b[n]) continue;
        u64 word = n - ((address + n) & 7);
        if (word <= n && word + 8 <= size) {
            u64 p, q;
            memcpy(&p, a + word, 8);
            memcpy(&q, b + word, 8);
            if (translated(c, q) == p) {
                n = word + 7;
                continue;
            }
        }
        if (nan == 0) return 1;
        u64 width = nan & 4 ? 4 : 8, same = 0;
        for (; width <= (nan & 8 ? 8 : 4) && !same; width *= 2) {
            u64 start = n - ((address + n) & (width - 1)), p = 0, q = 0;
            if (start > n || start + width > size) continue;
            memcpy(&p, a + start, width);
            memcpy(&q, b + start, width);
            same = (u64)same_nan(p, q, width);
        }
        if (!same) return 1;
    }
    return 0;
}

// Whether memory is the same but for addresses of the same places in both frames.  They lead
// nowhere any more, but which is which must not be mixed up.
static int same_places(struct pair *p, struct region *r, struct region *o) {
    struct machine *m = p->baseline, *c = p->candidate;
    u64 size = r->end - r->start;
    for (u64 at = 0; at < size; at += 8) {
        u64 part = size - at < 8 ? size - at : 8, want = 0, got = 0, n = 0;
        if ((r->flags & LAZY) && !r->pages[at >> 12]) {
            at |= 4095 - 7;
            continue;
        }
        memcpy(&want, r->live + at, part);
        memcpy(&got, o->live + at, part);
        if (part == 8) got = translated(c, got);
        if (want == got && !in_frame(m, want)) continue;
        if (want == got && memcmp(r->live + at, r->initial + at, part) == 0) continue;
        while (n < m->n_locals && want - m->bound[n] >= m->locals[n].size) n++;
        if (n == m->n_locals && m->ends)  // just behind one
            for (n = 0; n < m->n_locals && want - m->bound[n] != m->locals[n].size;) n++;
        if (part < 8 || !in_frame(c, got) || n == m->n_locals) {
            if (want == got) continue;
            return 0;
        }
        u64 start = got - (want - m->bound[n]);
        if (!(c->kept >> n & 1)) c->bound[n] = start, c->kept |= 1ULL << n;
        if (c->bound[n] != start) return 0;
    }
    return 1;
}

enum { SAME = 0, ENDED_OTHERWISE, CHANGES_SAVED, CHANGES_SP, CHANGES_MODE, OTHER_RESULT, OTHER_MEMORY };

u64 compare(struct pair *p) {
    struct machine *b = p->baseline, *c = p->candidate;
    if (c->status != b->status) return ENDED_OTHERWISE;
    if (c->status == RETURNED) {
        for (int n = 18; n < 30; n++)
            if (c->x_end[n] != c->x[n]) return p->which = (u64)n, CHANGES_SAVED;
        for (int n = 8; n < 16; n++)
            if (c->v_end[2 * n] != c->v[2 * n]) return p->which = (u64)(64 + n), CHANGES_SAVED;
        if (c->sp_end != c->sp) return CHANGES_SP;
        if (c->fpcr_end & 0x07c80000) return CHANGES_MODE;
        for (u64 n = 0; n < p->n_results; n++) {
            struct argument *r = &p->results[n];
            u64 *x = r->bank ? &b->v_end[2 * r->number] : &b->x_end[r->number];
            u64 *y = r->bank ? &c->v_end[2 * r->number] : &c->x_end[r->number];
            u64 own[2] = {y[0], r->bank ? y[1] : 0};
            if (!r->bank && r->bits == 64) own[0] = translated(c, own[0]);
            if (!same_value(r, x, own)) return p->which = n, OTHER_RESULT;
        }
        u64 at = b->sp - b->stack_low;
        if (memcmp(b->stack_live + at, c->stack_live + at, b->stack_high - b->sp))
            return OTHER_MEMORY;
    }
    for (u64 n = 0; n < b->n_regions; n++) {
        struct region *r = &b->regions[n], *o = &c->regions[n];
        if (r->flags & (CONSTANT | READ_ONLY)) continue;
        u64 size = r->end - r->start;
        if (b->n_locals) {
            if (!same_places(p, r, o)) return p->which = n, OTHER_MEMORY;
            continue;
        }
        if (!(r->flags & LAZY)) {
            if (differ(r->live, o->live, size, r->start, p->nan, c)) return p->which = n, OTHER_MEMORY;
            continue;
        }
        for (u64 page = 0; page << 12 < size; page++)
            if (r->pages[page] &&
                differ(r->live + (page << 12), o->live + (page << 12), 4096, 0, p->nan, c))
                return p->which = n, OTHER_MEMORY;
    }
    return SAME;
}

static void move_frame(struct machine *m);
static void count_path(struct pair *p);

// Have the candidate's stack, and what it returns to, at its place number `n`.
static void place_candidate(struct machine *c, u64 n) {
    u64 by = c->stack_places[n] - c->stack_low;
    c->return_to = c->return_places[n];
    c->stack_low += by;
    c->stack_high += by;
    c->sp += by;
    c->lowest += by;
    c->moved = c->stack_low - c->peer->stack_low;
    for (u64 k = 0; k < c->n_regions; k++)
        if (c->regions[k].flags & ARGUMENTS) {
            c->regions[k].start += by;
            c->regions[k].end += by;
        }
}

// The next test's candidate is elsewhere; where it has just differed it stays.
static u64 compare_here(struct pair *p) {
    u64 found = compare(p);
    if (!found) p->turn++;
    return found;
}

// Give the candidate the baseline's entry state.  Its regions are the baseline's, in order,
// with the baseline's shadow and initial content and pages of its own.
static void mirror(struct pair *p) {
    struct machine *b = p->baseline, *c = p->candidate;
    memcpy(c->x, b->x, sizeof c->x);
    memcpy(c->v, b->v, sizeof c->v);
    c->nzcv = b->nzcv;
    c->noise_at = b->noise_at;
    place_candidate(c, p->turn % PLACES);
    c->sp = b->sp + c->moved;
    move_frame(c);
    prepare(c);
    for (u64 n = 0; n < b->n_regions; n++) {
        struct region *r = &b->regions[n], *o = &c->regions[n];
        if (!(r->flags & LAZY)) continue;
        for (u64 page = 0; page << 12 < r->end - r->start; page++) {
            if (r->pages[page] || o->pages[page])
                memcpy(o->live + (page << 12), r->initial + (page << 12), 4096);
            o->pages[page] = r->pages[page];
        }
    }
}

// One test, whose entry state the baseline has, on both: how they differ.
u64 check(struct pair *p) {
    struct machine *b = p->baseline, *c = p->candidate;
    move_frame(b);
    prepare(b);
    memset(b->covered, 0, (b->code_high - b->code_low) >> 2);
    run(b);
    if (b->status != RETURNED && b->status != NO_RETURN) return p->difference = ENDED_OTHERWISE;
    count_path(p);
    mirror(p);
    c->limit = 64 * b->steps + 2000;
    memset(c->covered, 0, (c->code_high - c->code_low) >> 2);
    run(c);
    return p->difference = compare_here(p);
}

// --- making tests -----------------------------------------------------------------------------

static u64 in_register(struct generator *g, struct slot *s, u64 value) {
    u64 bits = s->bits, low_bits = value & ones(bits);
    u64 r = below(g, 100), noise = random_word(g);
    if (r < 12) noise = 0;
    else if (r < 22 && bits < 64 && low_bits >> (bits - 1)) noise = ~0ULL;  // sign extension
    else if (r < 26) noise = ~0ULL;
    if ((s64)s->high > (s64)s->low) {
        if (!g->honour && chance(g, 15)) g->violates |= 4;
        else value = s->low + value % (s->high - s->low);
    }
    if (bits == 1) return (value & 1) | (noise & ~0xffULL);
    u64 low = value & ones(bits);
    if (bits >= 64) return low;
    if (bits < 32 && (s->flags & 4)) {
        if (low >> (bits - 1)) low = (low | ~ones(bits)) & 0xffffffff;
        bits = 32;
    } else if (bits < 32 && (s->flags & 8)) {
        bits = 32;
    }
    return low | (noise & ~ones(bits));
}

static void place(struct machine *m, struct generator *g, struct slot *s, u64 value) {
    if (s->bank == 0) m->x[s->number] = value;
    else if (s->bank == 1) m->v[2 * s->number] = value;
    else g->stack_args[(s->number >> 3) & 15] = value;
}

// Eight bytes of the least, the greatest and other edges of the test's lanes.
static u64 extremes(struct generator *g) {
    u64 bits = 8 * g->lane_width, out = 0;
    for (u64 at = 0; at < 64; at += bits) {
        u64 least = 1ULL << (bits - 1);
        u64 edges[7] = {least, least, least + 1, least - 1, ~0ULL, 0, 1};
        out |= (edges[below(g, 7)] & ones(bits)) << at;
    }
    return out;
}

static void draw_argument(struct machine *m, struct generator *g, u64 n) {
    struct slot *s = &g->slots[n];
    g->style[n] = STYLES;
    if (s->kind == 1) {
        u64 value = 0;
        int never = (s->flags & 2) != 0, own = s->flags & 1;
        u64 hopeless = g->null_tries >= 12 && g->null_faults * 10 > g->null_tries * 9;
        if (never && !g->honour && chance(g, 2)) {
            g->violates |= 2;
        } else if (!never && chance(g, hopeless ? 1 : 6)) {
            g->drawn_nulls++;
        } else if (g->called[n] && g->n_entries && chance(g, 92)) {
            value = g->entries[below(g, g->n_entries)];
        } else if (own && (g->honour || chance(g, 50))) {
            u64 step = s->align ? s->align : 1;
            u64 at = chance(g, 30) ? 0 : below(g, chance(g, 50) ? 64 : LANE / 2);
            value = s->lane + at / step * step;
        } else {
            if (own) g->violates |= 1;
            u64 nulls = g->nulls;
            g->nulls = 0;
            value = draw_pointer(g, s->align, 0);
            g->nulls = nulls;
            for (u64 k = 0; k < n && g->n_args && chance(g, own ? 60 : 20); k++) {
                struct slot *o = &g->slots[k];
                if (o->kind != 1 || o->bank != 0 || (g->honour && (o->flags & 1))) continue;
                if (o->flags & 1) g->violates |= 1;
                u64 step = s->align > o->align ? s->align : o->align;
                u64 reach = chance(g, 50) ? 24 : chance(g, 60) ? 128 : 1200;
                u64 near = chance(g, 25) ? 0 : (below(g, 2 * reach + 1) - reach) * (step ? step : 1);
                value = m->x[o->number] + near;
                break;
            }
        }
        place(m, g, s, value);
        g->args[g->n_args++] = value;
        return;
    }
    if (s->kind == 0) {
        u64 style = g->themed && chance(g, 30) ? NEAR : draw_style(g);
        if (g->tries[n][style] >= 16 && g->good[n][style] * 8 < g->tries[n][style] && chance(g, 90))
            style = chance(g, 50) ? SMALL : LENGTH;
        g->style[n] = style;
        u64 value = in_register(g, s, draw_integer(g, style));
        place(m, g, s, value);
        g->args[g->n_args++] = value & ones(s->bits);
        return;
    }
    u64 specials = g->specials;
    if (chance(g, 40)) g->specials = 60;
    u64 value;
    if (s->kind == 2) {
        // Equal to an earlier one, or so but for the sign: two zeros are equal and are not.
        value = draw_float(g, s->bits);
        u64 again = chance(g, 30);
        if (again) value = g->last_float & ones(s->bits);
        if (chance(g, again ? 50 : 10)) value ^= 1ULL << (s->bits - 1);
        g->last_float = value;
    }
    else if (chance(g, 12)) value = g->last_vector[0];
    else if (g->extreme) value = extremes(g);
    else if (chance(g, 75)) value = draw_word(g, g->lane_width, 0, 0);
    else if (chance(g, 50)) value = draw_float(g, 64);
    else value = draw_float(g, 32) | draw_float(g, 32) << 32;
    g->specials = specials;
    if (s->bits < 64) value |= unseen(g, g->unseen) & ~ones(s->bits);
    place(m, g, s, value);
    if (s->kind == 3) {
        u64 high = chance(g, 12) ? g->last_vector[1] : g->extreme ? extremes(g) : draw_word(g, g->lane_width, 0, 0);
        g->last_vector[0] = value;
        g->last_vector[1] = high;
        if (s->bank == 1 && s->bits > 64) m->v[2 * s->number + 1] = high;
    }
}

static void predefine(struct machine *m, u64 address, u64 value) {
    struct region *r = region_of(m, address);
    struct generator *g = m->generator;
    if (r == NULL || !(r->flags & LAZY) || address + 8 > r->end) return;
    u64 at = address - r->start;
    r->pages[at >> 12] = 1;
    memcpy(r->initial + at, &value, 8);
    memcpy(r->live + at, &value, 8);
    r->epoch[at >> 3] = 1;
    if (g->n_touched < 4096) g->touched[g->n_touched++] = address;
    if (g->n_defines < WORDS) {
        struct define *d = &g->defines[g->n_defines++];
        d->address = address;
        d->value = value;
        d->index = ~0ULL;
        d->size = 8;
    }
}

static void begin(struct machine *m, struct generator *g) {
    static const u64 sizes[8] = {0, 0, 1, 2, 3, 4, 8, 16};
    g->violates = g->n_recent = 0;
    g->lane_width = 1ULL << below(g, 4);
    g->extreme = chance(g, 25);
    g->n_args = g->n_defines = g->n_touched = g->pointers = g->drawn_nulls = 0;
    g->tame = chance(g, 45);
    g->themed = 0;
    if (chance(g, 35)) {
        g->theme = g->n_suspects && chance(g, 60) ? g->suspects[below(g, g->n_suspects)]
                                                  : g->near[below(g, g->n_near)];
        g->themed = 1;
    }
    g->nulls = chance(g, 85);
    g->alphabet = sizes[below(g, 8)];
    u64 letters = g->alphabet;
    g->alphabet = 0;
    for (u64 n = 0; n < letters; n++) {
        u64 style = chance(g, 45) ? NEAR : chance(g, 40) ? SMALL : draw_style(g);
        g->letters[n] = chance(g, 20) ? 32 + below(g, 95) : draw_integer(g, style);
    }
    if (letters && chance(g, 20)) g->letters[0] = 0;
    if (g->themed)
        for (u64 n = 0; n < letters; n++)
            if (chance(g, 40)) {
                static const u64 apart[6] = {0, 0, 0, 1, ~0ULL, 2};
                u64 d = apart[below(g, 6)];
                g->letters[n] = d == 2 ? g->theme ^ 1 : g->theme + d;
            }
    g->alphabet = letters;
    g->odd = g->mirror[0] = 0;
    g->specials = chance(g, 50) ? 0 : chance(g, 50) ? 3 : 30;
    g->unseen = unseen_kind(g);
    u64 kind = g->unseen == COPIES ? NOISE : g->unseen;
    for (int n = 0; n < 31; n++) m->x[n] = unseen(g, kind);
    for (int n = 0; n < 64; n++) m->v[n] = unseen(g, kind);
    m->nzcv = random_word(g) & 15;
    m->sp = m->stack_high - 4096 - 16 * below(g, 256);
    m->noise_at = below(g, 4096) & ~15ULL;
    for (int n = 0; n < 16; n++) g->stack_args[n] = random_word(g);
}

// The caller's frame begins at sp, wherever that is in this test.
static void move_frame(struct machine *m) {
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        if (!(r->flags & ARGUMENTS)) continue;
        s64 moved = (s64)(m->sp - r->start);
        r->start = m->sp;
        r->live += moved;
        r->shadow += moved;
        r->initial += moved;
        r->epoch += moved / 8;
    }
}

// The caller's frame: noise, and in it the arguments that are passed there.
static void fill_frame(struct machine *m, struct generator *g) {
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        if (!(r->flags & ARGUMENTS)) continue;
        memcpy(r->initial, m->noise + m->noise_at + (r->start - m->stack_low), r->end - r->start);
        for (u64 k = 0; k < g->n_slots; k++)
            if (g->slots[k].bank == 2)
                memcpy(r->initial + g->slots[k].number, &g->stack_args[g->slots[k].number >> 3 & 15], 8);
    }
}

// One element unlike all others where it is the last that counts, or about there: a bound
// that is one short shows on nothing else.
static void choose_odd(struct machine *m, struct generator *g) {
    u64 count = 0, base = 0, bases = 0, counts = 0;
    for (u64 n = 0; n < g->n_slots; n++) {
        struct slot *s = &g->slots[n];
        if (s->bank != 0) continue;
        u64 value = m->x[s->number] & ones(s->bits);
        if (s->kind == 1 && value && below(g, ++bases) == 0) base = value;
        if (s->kind == 0 && value && value < 8192 && below(g, ++counts) == 0) count = value;
    }
    if (!base || !count) return;
    static const u64 sizes[4] = {1, 2, 4, 8};
    g->odd_size = sizes[below(g, 4)];
    g->odd = base + (count - 1 - (chance(g, 25) ? below(g, count) : 0)) * g->odd_size;
    if ((g->odd & 7) + g->odd_size > 8) g->odd = 0;
    else if (chance(g, 70)) g->alphabet = 1, g->letters[0] = draw_integer(g, draw_style(g));
}

// Two buffers with the same contents (but for the odd element), so that what compares them goes
// on to the end.
static void choose_mirror(struct machine *m, struct generator *g) {
    struct slot *one = NULL, *two = NULL;
    u64 count = 0;
    for (u64 n = 0; n < g->n_slots; n++) {
        struct slot *s = &g->slots[n];
        if (s->kind != 1 || s->bank != 0 || !m->x[s->number]) continue;
        count++;
        if (one && below(g, count - 1) == 0) two = s;
        if (!one) one = s;
    }
    if (!two) return;
    u64 a = m->x[one->number], b = m->x[two->number];
    u64 room = g->heap_pages * 4096;
    if (a - b + MIRROR < 2 * MIRROR && a - g->heap_low < room)  // else they are one
        b = a + 8192 - g->heap_low < room / 4 * 3 ? a + 8192 : a - 8192;
    if (two->align < 8) b = (b & ~7ULL) | (a & 7);
    if (((a ^ b) & 7) || (two->align && b % two->align) || a - b + MIRROR < 2 * MIRROR) return;
    m->x[two->number] = b;
    g->mirror[0] = a & ~7ULL;
    g->mirror[1] = b & ~7ULL;
}

// A fresh test, or one like an earlier that reached something new.
static void make_test(struct pair *p) {
    struct machine *m = p->baseline;
    struct generator *g = p->generator;
    struct snapshot *from = NULL;
    g->forced = NULL;
    memcpy(g->begun, g->state, sizeof g->begun);
    begin(m, g);
    if (g->n_snapshots && chance(g, 35)) from = &g->snapshots[below(g, g->n_snapshots)];
    move_frame(m);
    fill_frame(m, g);
    prepare(m);
    if (from && from->violates && g->honour) from = NULL;
    g->by_chance = from == NULL;
    if (from) {
        g->violates = from->violates;
        memcpy(m->x, from->x, sizeof m->x);
        memcpy(m->v, from->v, sizeof m->v);
        memcpy(g->stack_args, from->stack, sizeof g->stack_args);
        u64 percent = below(g, 4) * 12;
        u64 kept = 100 - (chance(g, 40) ? 3 : chance(g, 50) ? 12 : 40);
        for (u64 n = 0; n < g->n_slots; n++) {
            struct slot *s = &g->slots[n];
            g->style[n] = STYLES;
            if (chance(g, percent)) draw_argument(m, g, n);
            else if (s->bank == 0) g->args[g->n_args++] = m->x[s->number] & ones(s->bits);
        }
        // One value of the code in one place, of any width: what it hides turns on such.
        u64 few = from->n_words > 4 && chance(g, 60) ? 4 : from->n_words;
        u64 poked = chance(g, 40) ? below(g, few) : ~0ULL;
        u64 edits = chance(g, 40) ? 6 : 0;
        for (u64 n = 0; n < from->n_words; n++) {
            u64 value = from->value[n];
            if (!chance(g, kept)) continue;
            if (n == poked || chance(g, edits)) {
                u64 width = 1ULL << below(g, 4), at = 8 * below(g, 9 - width);
                u64 fresh = n == poked && g->n_suspects ? g->suspects[below(g, g->n_suspects)]
                                                        : draw_integer(g, NEAR);
                u64 mask = ones(8 * width) << at;
                value = (value & ~mask) | (fresh << at & mask);
            }
            predefine(m, from->address[n], value);
        }
    } else {
        for (u64 n = 0; n < g->n_slots; n++) draw_argument(m, g, n);
        if (chance(g, g->longer ? 50 : 10)) choose_mirror(m, g);
        if (chance(g, 25)) choose_odd(m, g);
    }
    if (g->unseen == COPIES)
        for (u64 n = 9; n < 18; n++) m->x[n] = unseen(g, COPIES);
    fill_frame(m, g);
    for (u64 n = 0; n < m->n_regions; n++)
        if (m->regions[n].flags & ARGUMENTS)
            memcpy(m->regions[n].live, m->regions[n].initial, m->regions[n].end - m->regions[n].start);
    memcpy(g->ran, g->state, sizeof g->ran);
}

static u64 slot_value(struct machine *m, struct generator *g, u64 n) {
    struct slot *s = &g->slots[n];
    return s->bank == 0 ? m->x[s->number] : s->bank == 2 ? g->stack_args[s->number >> 3 & 15] : 0;
}

// What a run of the baseline tells of the program: which loads fetch pointers, and which
// values are places in code.
static void learn(struct machine *m, struct generator *g) {
    int clean = m->status == RETURNED || m->status == NO_RETURN;
    for (u64 n = 0; n < g->n_slots; n++)
        if (g->style[n] < STYLES) {
            g->tries[n][g->style[n]]++;
            g->good[n][g->style[n]] += (u64)clean;
        }
    if (g->drawn_nulls) {
        g->null_tries++;
        g->null_faults += !clean && m->fault < 65536;
    }
    u64 logged = m->log_count < m->log_capacity ? m->log_count : m->log_capacity;
    if (logged > 512) logged = 512;
    u64 loaded = 0;
    if (m->status == FETCH_FAULT)  // the load nearest to the jump is the one that counts
        for (u64 n = logged; n-- > 0 && !loaded;)
            if (m->log[n].size_and_write == 8 && m->log[n].value == m->fault &&
                !(m->log[n].address >= m->sp && m->log[n].address < m->stack_high)) {
                g->site[m->log[n].index] = 3;
                loaded = 1;
            }
    if (m->status == FETCH_FAULT && !loaded && m->fault >= 65536) {
        u64 argument = 0;
        for (u64 n = 0; n < g->n_slots; n++)
            if (g->slots[n].kind == 1 && slot_value(m, g, n) == m->fault) g->called[n] = argument = 1;
        for (u64 k = m->n_calls; k-- > 0 && !argument;)
            if (m->stubs[m->calls[k].stub].kinds[0] == 1 && m->calls[k].x_after[0] == m->fault) {
                g->gives_code[m->calls[k].stub] = 1;
                break;
            }
    }
    if (m->status == READ_FAULT || m->status == WRITE_FAULT)  // so it was no code after all
        for (u64 n = 0; n < g->n_slots; n++)
            if (g->called[n] && m->fault - slot_value(m, g, n) < 4096) g->called[n] = 0;
    for (u64 n = 0; n < logged; n++) {
        struct access *a = &m->log[n];
        if (a->size_and_write != 8) continue;
        u64 v = a->value, used = 0;
        if (v < 65536) continue;
        if (g->site[a->index] == 3 && m->status == READ_FAULT && m->fault - v < 4096)
            g->site[a->index] = 1;  // read through, so it was no code after all
        if ((m->status == READ_FAULT || m->status == WRITE_FAULT) && m->fault + 4096 - v < 69632)
            used = 2;
        for (u64 k = n + 1; k < logged && !used; k++)
            used = m->log[k].address + 64 - v < 1088;
        if (used) {
            if (g->site_pointer[a->index] < 200) g->site_pointer[a->index] += (u8)used;
        } else if (v - g->heap_low < g->heap_pages * 4096 && g->site_data[a->index] < 200) {
            g->site_data[a->index]++;
        }
        if (g->site[a->index] == 3) continue;
        if (g->site_pointer[a->index] >= 2) g->site[a->index] = 1;
        else if (g->site_data[a->index] >= 6 && !g->site_pointer[a->index]) g->site[a->index] = 2;
    }
}

static void mark_reached(u8 *bits, struct machine *m, u64 from) {
    u64 count = (m->code_high - m->code_low) >> 2;
    for (u64 n = 0; n < count; n++)
        if (m->covered[n] & 1) bits[(from + n) >> 3] |= (u8)(1 << ((from + n) & 7));
}

// The present test, so that it can be made again.
static void take_snapshot(struct pair *p, struct snapshot *s) {
    struct machine *m = p->baseline;
    struct generator *g = p->generator;
    memcpy(s->x, m->x, sizeof s->x);
    memcpy(s->v, m->v, sizeof s->v);
    s->sp = m->sp;
    s->nzcv = m->nzcv;
    s->violates = g->violates;
    memcpy(s->stack, g->stack_args, sizeof s->stack);
    memcpy(s->begun, g->begun, sizeof s->begun);
    memcpy(s->ran, g->ran, sizeof s->ran);
    memcpy(s->mirror, g->mirror, sizeof s->mirror);
    if (g->forced) {
        memcpy(s->result_forced, g->forced->result_forced, 2 * sizeof s->result);
        memcpy(s->patch_forced, g->forced->patch_forced, 2 * sizeof s->patch);
    } else {
        memset(s->result_forced, 0, sizeof s->result_forced);
        memset(s->patch_forced, 0, sizeof s->patch_forced);
    }
    s->n_words = g->n_defines;
    for (u64 n = 0; n < g->n_defines; n++) {
        s->address[n] = g->defines[n].address;
        s->value[n] = g->defines[n].value;
    }
}

static void keep_snapshot(struct pair *p) {
    struct machine *m = p->baseline;
    struct generator *g = p->generator;
    u64 at = g->next_snapshot++ % SNAPSHOTS;
    u8 *reached = g->reached + at * g->reach;
    if (g->n_snapshots < SNAPSHOTS) g->n_snapshots++;
    memset(reached, 0, g->reach);
    mark_reached(reached, m, 0);
    if (p->candidate) mark_reached(reached, p->candidate, (m->code_high - m->code_low) >> 2);
    take_snapshot(p, &g->snapshots[at]);
}

static void count_path(struct pair *p) {
    u64 hash = p->baseline->path >> 48;
    u8 bit = (u8)(1 << (hash & 7));
    if (p->paths[hash >> 3] & bit) return;
    p->paths[hash >> 3] |= bit;
    p->distinct++;
}

static int merge(u8 *seen, const u8 *fresh, u64 count) {
    int more = 0;
    for (u64 n = 0; n < count; n++) {
        if (fresh[n] & ~seen[n]) more = 1;
        seen[n] |= fresh[n];
    }
    return more;
}

enum { DONE = 0, DIFFERENT, KEPT, EARLY };
enum { SOONER = 16 };

// Run the test whose entry state the baseline has: DONE where it shows nothing new.
static u64 try_test(struct pair *p) {
    struct machine *b = p->baseline, *c = p->candidate;
    u64 count = (b->code_high - b->code_low) >> 2;
    p->drafts++;
    memset(b->covered, 0, count);
    run(b);
    learn(b, p->generator);
    p->work += b->steps + b->accesses / 4;
    if (b->status != RETURNED && b->status != NO_RETURN) {
        p->discarded++;
        return DONE;
    }
    u64 size = c ? (c->code_high - c->code_low) >> 2 : 0;
    if (c) {
        mirror(p);
        c->limit = 64 * b->steps + 2000;
        memset(c->covered, 0, size);
        run(c);
        if (c->watch.stopped) {
            p->discarded++;
            return DONE;
        }
    }
    p->tests++;
    count_path(p);
    int fresh = merge(p->seen_baseline, b->covered, count);
    if (c) {
        p->difference = compare_here(p);
        if (p->difference) return DIFFERENT;
        fresh |= merge(p->seen_candidate, c->covered, size);
        for (u64 n = 0; n < size && p->generator->by_chance; n++) {
            u8 *hits = p->hits + 2 * n;
            if (c->covered[n] & 2 && hits[0] < 255) hits[0]++;
            if (c->covered[n] & 4 && hits[1] < 255) hits[1]++;
        }
    }
    if (fresh) {
        keep_snapshot(p);
        return KEPT;
    }
    return DONE;
}

// The baseline has come to its limit: whether the candidate ends after a part of the way.
static int ends_early(struct pair *p) {
    struct machine *b = p->baseline, *c = p->candidate;
    u64 size = (c->code_high - c->code_low) >> 2;
    mirror(p);
    c->limit = b->steps / SOONER + 40;
    memset(c->covered, 0, size);
    run(c);
    return c->status == RETURNED || c->status == CALL_FEWER;
}

// Make and run tests until enough are done, one differs, or one reaches something new; the
// test is then what the baseline's entry state and its regions' `initial` say.
u64 batch(struct pair *p) {
    p->outcome = DONE;
    while (p->outcome == DONE && p->tests < p->wanted && p->drafts < p->max_drafts &&
           p->work < p->max_work) {
        make_test(p);
        p->outcome = try_test(p);
        if (p->outcome == DONE && p->early && p->candidate && p->baseline->status == LIMIT && ends_early(p)) {
            p->early--;
            p->outcome = EARLY;
        }
    }
    return p->outcome;
}

#include "solve.c"

// Maximal ranges of bytes whose shadow has `bit`, as (address, size); how many there are.
u64 footprint(struct machine *m, u64 bit, u64 *out, u64 capacity) {
    u64 count = 0;
    for (u64 n = 0; n < m->n_regions; n++) {
        struct region *r = &m->regions[n];
        u64 size = r->end - r->start;
        for (u64 at = 0; at < size;) {
            if ((r->flags & LAZY) && !(at & 4095) && !r->pages[at >> 12]) {
                at += 4096;
                continue;
            }
            if (!(r->shadow[at] & bit)) {
                u64 eight = 0;
                if (at + 8 <= size) memcpy(&eight, r->shadow + at, 8);
                // Of a lazy region, no further than the page.
                at += at + 8 <= size && !(at & 7) && !eight ? 8 : 1;
                continue;
            }
            u64 from = at;
            while (at < size && (r->shadow[at] & bit)) at++;
            if (count < capacity) {
                out[2 * count] = r->start + from;
                out[2 * count + 1] = at - from;
            }
            count++;
        }
    }
    return count;
}

// The sizes of the structures, in the order of engine.py's list.
u64 layout(u64 n) {
    static const u64 sizes[] = {
        sizeof(struct region), sizeof(struct instruction), sizeof(struct row),
        sizeof(struct check), sizeof(struct variant), sizeof(struct stub), sizeof(struct call), sizeof(struct patch), sizeof(struct access),
        sizeof(struct slot), sizeof(struct snapshot), sizeof(struct generator),
        sizeof(struct machine), sizeof(struct pair), sizeof(struct api), sizeof(struct local),
        sizeof(struct root),
    };
    return n < sizeof sizes / sizeof *sizes ? sizes[n] : 0;
}

void initialize(struct api *given) { api = *given; }
