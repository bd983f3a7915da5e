// What all parts of the engine share: its structures, 64-bit words only, which engine.py
// mirrors field by field.

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
// `when`: a condition without which the flags are given; 16 always.  Kind 6 compares each of
// `amount` lanes of vector registers and sets no flags.
struct setter { u64 kind, left, right, value, width, extend, move, amount, when; };

// What an instruction decides on, as numbers: looked at while a test is searched for that
// makes it decide otherwise.  nth: which execution counts; 0: the one nearest to equality;
// LAST: the last.
// eager: the run ends there unless it does what is not in `seen`, its coverage so far.
// lane: of a vector.
#define LAST (~0ULL)
struct watch {
    u64 on, index, nth, count, eager, seen, stopped, lane;
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
    u64 second;   // of a load of two registers the second, else 31
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
    u64 evenly;                  // percent of tests that are drawn evenly
    u64 tries[24][STYLES], good[24][STYLES];
    // of the present test
    u64 style[24];
    u64 last_float;
    u64 unseen;                  // what dead registers hold
    u64 themed, theme;           // a value that turns up everywhere
    u64 specials;                // percent of floats that are special
    u64 uniform;                 // all data and short integers are random
    u64 signs, sign_bits;        // kind of floats that differ in little but sign, 0 for none; width
    u64 magnitude[2];            // of those, for each width
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
    // Of a traced run, where wanted: every access in order, its `index` the number of the
    // executed instruction, from 1 on.
    struct access *taps;
    u64 tap_count, tap_capacity;
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
