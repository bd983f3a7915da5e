// A branch predictor for the speed gate, of the kind that the cores it judges for have: TAGE
// (Seznec and Michaud, "A case for (partially) tagged geometric history length branch
// prediction", JILP 8, 2006), smaller and without the chance that theirs takes in choosing tables.

enum { BASE_BITS = 12, TAGGED = 6, ENTRY_BITS = 10, TAG_BITS = 11, HISTORY = 512 };
static const u32 LENGTHS[TAGGED] = {5, 11, 24, 52, 112, 240};

#define NULL_SITE (~0ULL)
// What `foresee` is told of an instruction.
enum { CONDITIONAL_BRANCH = 1, INDIRECT_JUMP = 2 };
// A target within the code, in instructions, has at most so many bits (syntax.py limits the code).
enum { TARGET_BITS = 16 };

struct entry {
    u16 tag;
    signed char counter;  // -4 to 3: taken from 0 on
    u8 useful;            // 0 to 3
};

// `hash`, of each table: a polynomial of the last so many outcomes.  A core folds them instead,
// which costs it less but has loops of some lengths fall together.
#define FACTOR 0x9e3779b97f4a7c15ULL

struct predictor {
    u64 ready;
    signed char base[1 << BASE_BITS];  // -2 to 1: taken from 0 on
    struct entry tables[TAGGED][1 << ENTRY_BITS];
    u64 hash[TAGGED], oldest[TAGGED];  // oldest: FACTOR to the power of the length
    u8 history[HISTORY];
    u64 at;
};

u64 predictor_size(void) { return sizeof(struct predictor); }

static void remember(struct predictor *p, u64 taken) {
    for (int n = 0; n < TAGGED; n++) {
        u64 out = p->history[(p->at - LENGTHS[n]) % HISTORY];
        p->hash[n] = p->hash[n] * FACTOR + taken - out * p->oldest[n];
    }
    p->history[p->at++ % HISTORY] = (u8)taken;
}

static void step_counter(signed char *counter, u32 up, int least, int most) {
    if (up && *counter < most) ++*counter;
    if (!up && *counter > least) --*counter;
}

// Whether it was not foreseen; learns from it, but does not remember it as history.
static u32 learn_branch(struct predictor *p, u64 address, u32 taken) {
    u32 place[TAGGED], tag[TAGGED];
    int provider = -1, other = -1;
    u64 pc = address >> 2;
    for (int n = 0; n < TAGGED; n++) {
        u64 mixed = (p->hash[n] + pc) * FACTOR;
        mixed = (mixed ^ (mixed >> 29)) * FACTOR;
        place[n] = (u32)(mixed >> (64 - ENTRY_BITS));
        // Tag 0 is that of an entry never used.
        tag[n] = ((u32)(mixed >> 32) & ((1u << TAG_BITS) - 1)) | 1u << TAG_BITS;
        if (p->tables[n][place[n]].tag == tag[n]) {
            other = provider;
            provider = n;
        }
    }
    signed char *base = &p->base[pc & ((1u << BASE_BITS) - 1)];
    u32 second = other >= 0 ? p->tables[other][place[other]].counter >= 0 : *base >= 0;
    u32 guess = second, fresh = 0, own = 0;
    struct entry *e = NULL;
    if (provider >= 0) {
        e = &p->tables[provider][place[provider]];
        own = e->counter >= 0;
        fresh = e->useful == 0 && (e->counter == 0 || e->counter == -1);
        guess = fresh ? second : own;
    }
    if (e) {
        if (own != second) {
            if (own == taken && e->useful < 3) e->useful++;
            if (own != taken && e->useful) e->useful--;
        }
        step_counter(&e->counter, taken, -4, 3);
        if (fresh && other < 0) step_counter(base, taken, -2, 1);
    } else {
        step_counter(base, taken, -2, 1);
    }
    if (guess != taken && provider < TAGGED - 1) {
        int found = 0;
        for (int n = provider + 1; n < TAGGED && !found; n++) {
            struct entry *f = &p->tables[n][place[n]];
            if (f->useful) continue;
            f->tag = (u16)tag[n];
            f->counter = taken ? 0 : -1;
            found = 1;
        }
        for (int n = provider + 1; n < TAGGED && !found; n++) p->tables[n][place[n]].useful--;
    }
    return guess != taken;
}

static u32 one_branch(struct predictor *p, u64 address, u32 taken) {
    u32 wrong = learn_branch(p, address, taken);
    remember(p, taken);
    return wrong;
}

// A jump to a computed place: its target's bits are foreseen one by one from the same history,
// each by those before it, so that it takes one that is wrong, or all are right (as ITTAGE, of
// the same paper, has the target in the place of the counter).  Two of them are remembered.
static u32 one_jump(struct predictor *p, u64 address, u64 target) {
    u32 wrong = 0;
    u64 known = 1;
    for (int n = TARGET_BITS - 1; n >= 0; n--) {
        u32 bit = (u32)(target >> n) & 1;
        wrong |= learn_branch(p, address + known * FACTOR, bit);
        known = known * 2 + bit;
    }
    target *= FACTOR;
    remember(p, target >> 63);
    remember(p, target >> 62 & 1);
    return wrong;
}

static void awake(struct predictor *p) {
    if (p->ready) return;
    p->ready = 1;
    memset(p->base, -1, sizeof p->base);
    for (int n = 0; n < TAGGED; n++) {
        p->oldest[n] = 1;
        for (u32 k = 0; k < LENGTHS[n]; k++) p->oldest[n] *= FACTOR;
    }
}

// Runs over `count` executed branches, each its address times two, plus one where it was taken.
// wrong[n] becomes 1 where it was not foreseen.  `p` is zeroed memory at first and remembers.
void predict(struct predictor *p, const u64 *branches, u64 count, u8 *wrong) {
    awake(p);
    for (u64 n = 0; n < count; n++)
        wrong[n] = (u8)one_branch(p, branches[n] >> 1, branches[n] & 1);
}

// The same over the branches of a machine's last run, which was traced.
// kinds: a byte an instruction of the code.  wrong[n] grows by one for each execution of
// instruction n that was not foreseen.  A branch to the next instruction is not taken.
void foresee(struct predictor *p, const struct machine *m, const u8 *kinds, u64 *wrong) {
    u64 last = NULL_SITE;
    u8 kind = 0;
    awake(p);
    for (u64 n = 0; n + 1 < m->trace_count; n += 2) {
        u64 address = m->trace[n], size = m->trace[n + 1];
        if (address < m->code_low || address >= m->code_high) continue;
        if (last != NULL_SITE) {
            u64 site = last - m->code_low;
            wrong[site >> 2] += kind == INDIRECT_JUMP
                                    ? one_jump(p, site, (address - m->code_low) >> 2)
                                    : one_branch(p, site, address != last + 4);
        }
        last = address + size - 4;
        kind = kinds[(last - m->code_low) >> 2];
        if (!kind) last = NULL_SITE;
    }
    // It leads out of the code: nothing conditional does but by falling off its end.
    if (last != NULL_SITE && kind == CONDITIONAL_BRANCH) wrong[(last - m->code_low) >> 2] += one_branch(p, last - m->code_low, 1);
}
