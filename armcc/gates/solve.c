// Tests by solving: the input that makes one instruction decide otherwise.
//
// Part of engine.c.  Drawing values at random never meets a rare one; but what an instruction
// compares is most often a simple function of some input word, and that function can be
// found out by running: flip each bit of the word, look how the compared numbers change, and
// solve for the value at which they meet.  Two kinds of functions are solved exactly: affine
// over the integers modulo 2^n (copies, sums, differences, products by a constant, left
// shifts) and affine over GF(2) (exclusive or, rotations, byte reversal, masks, shifts).
// Whatever else comes nearer to equality is taken as the place to go on from.  The answers are
// only tried, so a wrong guess costs a test and nothing else.  (RedQueen, NDSS 2019, and
// Eclipser, ICSE 2019, do such things for fuzzing.)

// An input of a test: an argument's register or stack word, a word of memory, the first
// result of a call, what a call leaves in a word of memory.
enum { IN_REGISTER_X, IN_VECTOR, ON_STACK, IN_MEMORY, OF_CALL, LEFT_BY_CALL };
enum { VARIABLES = 160, BASES = 4, ROUNDS = 12, REPAIRS = 32, DRAWS = 40, PROBE = 120, LONG_RUN = 60000 };

struct variable { u64 kind, at, bits, slot; };

struct solver {
    struct pair *p;
    struct machine *of;      // whose instruction is looked at
    u8 *seen;                // its coverage
    u64 target, given, goal; // given: `goal` counts in place of what is compared with
    u64 limit;               // of p->work
    u64 eager, again;
    struct snapshot now;     // the test that is changed
    u64 n_variables;
    struct variable variables[VARIABLES];
    struct watch base, last;
    u64 best, best_variable, best_value;
};

static struct solver solver;

static u64 get(struct snapshot *s, struct variable *v) {
    switch (v->kind) {
    case IN_REGISTER_X: return s->x[v->at];
    case IN_VECTOR: return s->v[v->at];
    case ON_STACK: return s->stack[v->at];
    case IN_MEMORY: return s->value[v->at];
    case OF_CALL: return s->result[v->at];
    default: return s->patch[v->at];
    }
}

static void put(struct snapshot *s, struct variable *v, u64 value) {
    switch (v->kind) {
    case IN_REGISTER_X: s->x[v->at] = value; break;
    case IN_VECTOR: s->v[v->at] = value; break;
    case ON_STACK: s->stack[v->at] = value; break;
    case IN_MEMORY: s->value[v->at] = value; break;
    case OF_CALL: s->result[v->at] = value, s->result_forced[v->at] = 1; break;
    default: s->patch[v->at] = value, s->patch_forced[v->at] = 1; break;
    }
}

// The value as a caller may pass it, in `out`; 0 where an attribute forbids it.
static int allowed(struct generator *g, struct variable *v, u64 before, u64 value, u64 *out) {
    *out = value;
    if (v->kind > ON_STACK || v->slot >= g->n_slots) return 1;
    struct slot *s = &g->slots[v->slot];
    u64 bits = s->bits;
    if (s->kind == 1) {
        if (s->align > 1 && value % s->align) return 0;
        if (!g->honour) return 1;
        if (s->flags & 1) return value - s->lane < LANE;
        return value || !(s->flags & 2);
    }
    if (s->kind != 0 || bits >= 64) return 1;
    u64 low = value & ones(bits);
    if (g->honour && (s64)s->high > (s64)s->low) {
        s64 plain = low >> (bits - 1) ? (s64)(low | ~ones(bits)) : (s64)low;
        if (plain < (s64)s->low || plain >= (s64)s->high) return 0;
    }
    if (bits == 1) {
        *out = (before & ~0xffULL) | low;
        return 1;
    }
    if (bits < 32 && (s->flags & 4)) {
        if (low >> (bits - 1)) low = (low | ~ones(bits)) & 0xffffffff;
        bits = 32;
    } else if (bits < 32 && (s->flags & 8)) {
        bits = 32;
    }
    *out = (before & ~ones(bits)) | low;
    return 1;
}

// Make the test `now` the next one.
static void restore(struct pair *p, struct snapshot *s) {
    struct machine *m = p->baseline;
    struct generator *g = p->generator;
    memcpy(g->state, s->begun, sizeof g->state);
    memcpy(g->begun, s->begun, sizeof g->begun);
    begin(m, g);
    g->violates = s->violates;
    m->sp = s->sp;
    move_frame(m);
    memcpy(m->x, s->x, sizeof m->x);
    memcpy(m->v, s->v, sizeof m->v);
    memcpy(g->stack_args, s->stack, sizeof g->stack_args);
    for (u64 n = 0; n < g->n_slots; n++) {
        struct slot *o = &g->slots[n];
        g->style[n] = STYLES;
        if (o->bank == 0) g->args[g->n_args++] = m->x[o->number] & ones(o->bits);
    }
    fill_frame(m, g);
    prepare(m);
    for (u64 n = 0; n < s->n_words; n++) predefine(m, s->address[n], s->value[n]);
    for (u64 n = 0; n < m->n_regions; n++)
        if (m->regions[n].flags & ARGUMENTS)
            memcpy(m->regions[n].live, m->regions[n].initial, m->regions[n].end - m->regions[n].start);
    g->forced = s;
    g->by_chance = 0;
    memcpy(g->state, s->ran, sizeof g->state);
    memcpy(g->ran, s->ran, sizeof g->ran);
}

// Run the test `now`; the numbers that its target compared are in `last`.
static u64 probe(struct solver *s) {
    struct pair *p = s->p;
    struct watch *w = &s->of->watch;
    restore(p, &s->now);
    w->on = 1;
    w->index = s->target;
    w->kind = w->count = w->flags_kind = 0;
    w->eager = s->eager;
    w->stopped = 0;
    w->seen = s->seen[s->target];
    s->of->covered[s->target] = 0;
    u64 outcome = try_test(p);
    w->on = 0;
    p->work += PROBE;
    s->last = *w;
    if (s->last.kind && s->given) {
        s->last.right = s->goal & ones(s->last.width);
        s->last.distance = distance(1, s->last.left, s->last.right, s->last.width);
    }
    return outcome;
}

// The target did what is asked for, but the run went wrong elsewhere, in places that were not
// looked at before: give it other values there.
static u64 repair(struct solver *s) {
    struct pair *p = s->p;
    struct machine *b = p->baseline;
    struct generator *g = p->generator;
    static struct snapshot before;
    u64 limit = b->limit;
    before = s->now;
    for (u64 n = 0; n < REPAIRS; n++) {
        u64 fault = b->fault, status = b->status, mended = 0;
        if (status == LIMIT && b->limit < LONG_RUN) b->limit = LONG_RUN, mended = 1;
        if (status == READ_FAULT || status == WRITE_FAULT || status == FETCH_FAULT)
            for (u64 k = s->now.n_words; k-- > 0 && !mended;) {
                u64 away = fault - s->now.value[k] + 256;
                if (status == FETCH_FAULT ? away != 256 : away > 8192) continue;
                g->n_args = g->n_recent = 0;
                g->nulls = chance(g, 30);
                s->now.value[k] = status == FETCH_FAULT && g->n_entries
                                      ? g->entries[below(g, g->n_entries)]
                                      : draw_pointer(g, 8, s->now.address[k]);
                mended = 1;
            }
        // What is drawn from here on comes out otherwise.
        if (!mended || (status != LIMIT && chance(g, 50))) {
            s->now.ran[0] = random_word(g), s->now.ran[1] = random_word(g) | 1;
            if (chance(g, 60)) s->now.begun[0] = random_word(g), s->now.begun[1] = random_word(g) | 1;
        }
        u64 outcome = probe(s);
        if (outcome) {
            b->limit = limit;
            return outcome;
        }
        if (!(s->of->covered[s->target] & ~s->seen[s->target] & 62) && mended) break;
        if (b->status == RETURNED || b->status == NO_RETURN) break;
    }
    b->limit = limit;
    s->now = before;
    return DONE;
}

static u64 with(struct solver *s, u64 variable, u64 value) {
    struct variable *v = &s->variables[variable];
    u64 before = get(&s->now, v), spelled;
    s->last.kind = 0;
    if (!allowed(s->p->generator, v, before, value, &spelled)) return DONE;
    put(&s->now, v, spelled);
    s->eager = !s->given;
    u64 outcome = probe(s);
    s->eager = 0;
    if (outcome) return outcome;
    struct watch seen = s->last;
    u64 fresh = s->of->covered[s->target] & ~s->seen[s->target] & 62;
    if (fresh && (outcome = repair(s))) return outcome;
    s->last = seen;
    if (seen.kind && seen.distance < s->best) {
        s->best = seen.distance;
        s->best_variable = variable;
        s->best_value = spelled;
    }
    put(&s->now, v, before);
    return DONE;
}

static void add_variable(struct solver *s, u64 kind, u64 at, u64 bits, u64 slot) {
    if (s->n_variables >= VARIABLES) return;
    struct variable *v = &s->variables[s->n_variables++];
    v->kind = kind;
    v->at = at;
    v->bits = bits;
    v->slot = slot;
}

// All that the test's run has looked at.
static void find_variables(struct solver *s) {
    struct machine *b = s->p->baseline;
    struct generator *g = s->p->generator;
    struct snapshot *now = &s->now;
    s->n_variables = 0;
    for (u64 n = 0; n < g->n_slots; n++) {
        struct slot *o = &g->slots[n];
        if (o->bank == 0) add_variable(s, IN_REGISTER_X, o->number, o->bits, n);
        else if (o->bank == 2) add_variable(s, ON_STACK, o->number >> 3 & 15, o->bits, n);
        else {
            add_variable(s, IN_VECTOR, 2 * o->number, o->bits < 64 ? o->bits : 64, n);
            if (o->bits > 64) add_variable(s, IN_VECTOR, 2 * o->number + 1, 64, n);
        }
    }
    for (u64 n = 0; n < b->n_calls && n < FORCED; n++) {
        struct stub *stub = &b->stubs[b->calls[n].stub];
        if (!stub->n_results || stub->returned_bank) continue;
        struct argument *r = &stub->results[0];
        now->result[n] = r->bank ? b->calls[n].v_after[2 * r->number] : b->calls[n].x_after[r->number];
        if (r->bits < 64) now->result[n] &= ones(r->bits);
        if (stub->kinds[0] == 0 && (s64)stub->high[0] > (s64)stub->low[0]) continue;
        add_variable(s, OF_CALL, n, r->bits < 64 ? r->bits : 64, ~0ULL);
    }
    for (u64 n = 0; n < b->n_patches && n < FORCED; n++) {
        memcpy(&now->patch[n], b->patches[n].data, 8);
        add_variable(s, LEFT_BY_CALL, n, 64, ~0ULL);
    }
    now->n_words = g->n_defines;
    for (u64 n = 0; n < g->n_defines; n++) {
        now->address[n] = g->defines[n].address;
        now->value[n] = g->defines[n].value;
    }
    // What is defined twice counts as it was last.
    for (u64 n = 0; n < now->n_words; n++) {
        u64 again = 0;
        for (u64 k = n + 1; k < now->n_words && !again; k++) again = now->address[k] == now->address[n];
        if (!again) add_variable(s, IN_MEMORY, n, 64, ~0ULL);
    }
}

static u64 odd_inverse(u64 odd) {
    u64 x = odd;  // right in 3 bits; each step doubles them
    for (int n = 0; n < 5; n++) x *= 2 - odd * x;
    return x;
}

// Which columns add up (by exclusive or) to `goal`: a bit each in `chosen`; 0: none do.
static int eliminate(const u64 *columns, u64 count, u64 goal, u64 *chosen) {
    u64 basis[64], parts[64];
    for (int n = 0; n < 64; n++) basis[n] = 0;
    for (u64 n = 0; n <= count; n++) {
        u64 value = n < count ? columns[n] : goal, part = n < count ? 1ULL << n : 0;
        for (int bit = 63; bit >= 0 && value; bit--) {
            if (!(value >> bit & 1)) continue;
            if (!basis[bit]) break;
            value ^= basis[bit];
            part ^= parts[bit];
        }
        if (n == count) {
            *chosen = part;
            return value == 0;
        }
        if (!value) continue;
        int top = 63;
        while (!(value >> top & 1)) top--;
        basis[top] = value;
        parts[top] = part;
    }
    return 0;
}

// Flip each bit of a variable, and try what follows from how the target's numbers change.
static u64 solve_variable(struct solver *s, u64 variable) {
    struct variable *v = &s->variables[variable];
    struct generator *g = s->p->generator;
    u64 value = get(&s->now, v), outcome;
    struct watch base = s->base;
    int pointer = value - g->heap_low < g->heap_pages * 4096 && v->bits == 64;
    u64 bits = pointer ? 14 : v->bits, matters = 0;
    if (!pointer) {
        // Most words have nothing to do with it.
        u64 path = s->of->path;
        if ((outcome = with(s, variable, value ^ random_word(g)))) return outcome;
        matters = s->last.kind == 0 || s->last.left != base.left || s->last.right != base.right ||
                  s->of->path != path;
        if (!matters) return DONE;
    }
    u64 exclusive[64], apart[64], linear = 64, highest = 0;
    for (u64 n = 0; n < bits; n++) {
        exclusive[n] = apart[n] = 0;
        if (s->p->work >= s->limit) return DONE;
        if ((outcome = with(s, variable, value ^ 1ULL << n))) return outcome;
        struct watch *w = &s->last;
        if (!w->kind || w->kind != base.kind) continue;
        exclusive[n] = base.kind == 2 ? (w->left & w->right) ^ (base.left & base.right)
                                      : w->left ^ w->right ^ base.left ^ base.right;
        apart[n] = ((w->left - w->right) - (base.left - base.right)) & ones(base.width);
        if (value >> n & 1) apart[n] = (0 - apart[n]) & ones(base.width);
        if (!exclusive[n] && !apart[n]) continue;
        if (linear == 64) linear = n;
        highest = n;
    }
    if (linear == 64) return DONE;
    static const u64 goals[3] = {0, 1, ~0ULL};
    u64 tried = value;
    for (u64 n = 0; n < 3; n++) {
        if (base.kind == 2 && n) break;
        u64 chosen, want = goals[n], fresh;
        // left ^ right has to be what right + want is, exclusive-or right.
        u64 goal = base.kind == 2 ? base.left & base.right
                                  : (((base.right + want) ^ base.right) ^ base.left ^ base.right);
        if (eliminate(exclusive, bits, goal & ones(base.width), &chosen)) {
            fresh = value ^ chosen;
            if (fresh != tried && (outcome = with(s, variable, fresh))) return outcome;
            tried = fresh;
        }
        u64 factor = apart[linear];
        if (base.kind == 2 || !factor) continue;
        u64 missing = (want - (base.left - base.right)) & ones(base.width), shift = 0;
        while (!(factor >> shift & 1)) shift++;
        if (missing & ones(shift)) continue;
        u64 steps = ((missing >> shift) * odd_inverse(factor >> shift)) & ones(base.width - shift);
        u64 mask = ones(highest + 1) & ~ones(linear);
        fresh = (value & ~mask) | ((value + (steps << linear)) & mask);
        if (pointer) fresh = value + (steps << linear);
        // As a signed number of the width that is compared.
        if (pointer && base.width == 32 && steps >> 31) fresh -= 1ULL << 32;
        if (fresh != tried && (outcome = with(s, variable, fresh))) return outcome;
        tried = fresh;
        // A wider word, of which the function is a part: carry beyond the highest bit seen.
        fresh = value + (steps << linear);
        if (fresh != tried && highest + 1 < v->bits && (outcome = with(s, variable, fresh)))
            return outcome;
    }
    return DONE;
}

static u64 solve_from(struct solver *s, u64 other, u64 *compared) {
    u64 outcome;
    *compared = 0;
    s->of->watch.nth = 0;
    if ((outcome = probe(s))) return outcome;
    if (!s->last.kind) return DONE;
    *compared = 1;
    s->of->watch.nth = other ? 1 : s->last.which;
    if (s->last.which != s->of->watch.nth && (outcome = probe(s))) return outcome;
    for (u64 round = 0; round < ROUNDS; round++) {
        s->base = s->last;
        s->best = s->base.distance;
        s->best_variable = ~0ULL;
        find_variables(s);
        for (u64 n = 0; n < s->n_variables; n++) {
            if (s->p->work >= s->limit) return DONE;
            // Results and changes of calls are drawn until they are forced.
            struct snapshot *now = &s->now;
            struct variable *v = &s->variables[n];
            u64 free_result = v->kind == OF_CALL && !now->result_forced[v->at];
            u64 free_patch = v->kind == LEFT_BY_CALL && !now->patch_forced[v->at];
            if ((outcome = solve_variable(s, n))) return outcome;
            if (free_result) now->result_forced[v->at] = 0;
            if (free_patch) now->patch_forced[v->at] = 0;
        }
        if (s->best_variable == ~0ULL) return DONE;
        put(&s->now, &s->variables[s->best_variable], s->best_value);
        if ((outcome = probe(s))) return outcome;
        if (!s->last.kind) return DONE;
    }
    return DONE;
}

// A fresh test that executes the target, in `now`.
static u64 find_base(struct solver *s, u64 *found) {
    struct pair *p = s->p;
    *found = 0;
    for (u64 n = 0; n < DRAWS && p->work < s->limit; n++) {
        make_test(p);
        s->of->covered[s->target] = 0;
        u64 outcome = try_test(p);
        p->work += PROBE;
        if (outcome) return outcome;
        if (!(s->of->covered[s->target] & 1)) continue;
        take_snapshot(p, &s->now);
        *found = 1;
        return DONE;
    }
    return DONE;
}

static u64 solve_all(struct solver *s, u64 bit) {
    struct pair *p = s->p;
    struct generator *g = p->generator;
    u64 outcome, found, compared, tried = 0, drawn = 0;
    u64 first = below(g, g->n_snapshots);
    for (u64 n = 0; tried < BASES && p->work < s->limit; n++) {
        if (n < g->n_snapshots && !s->again) {
            u64 at = (first + n) % g->n_snapshots;
            if (!(g->reached[at * g->reach + (bit >> 3)] >> (bit & 7) & 1)) continue;
            if (g->snapshots[at].violates && g->honour) continue;
            s->now = g->snapshots[at];
        } else {
            if (drawn++ == 2 * BASES) return DONE;
            if ((outcome = find_base(s, &found))) return outcome;
            if (!found) return DONE;
        }
        if ((outcome = solve_from(s, tried & 1, &compared))) return outcome;
        tried += compared;  // a conditional compare may not have compared anything
    }
    return DONE;
}

// Look for a test on which instruction `target` of the candidate (`candidate` != 0) or the
// baseline does what it has not done yet: decides otherwise, or compares what is equal or one
// apart.  Ends as `batch` does: KEPT with the test that shows something new, anything; or
// DIFFERENT; or DONE where there is none, or `work` is spent.  given: look for a test on which
// the target compares its left side with `goal` and finds both equal.  again: outcomes (2, 4)
// that are looked for as if they had not been seen, from fresh tests.
u64 solve(struct pair *p, u64 candidate, u64 target, u64 work, u64 given, u64 goal, u64 again) {
    struct solver *s = &solver;
    struct generator *g = p->generator;
    s->p = p;
    s->of = candidate ? p->candidate : p->baseline;
    s->seen = candidate ? p->seen_candidate : p->seen_baseline;
    s->target = target;
    s->limit = p->work + work;
    s->given = given;
    s->goal = goal;
    s->again = again;
    u64 bit = target;
    if (candidate) bit += (p->baseline->code_high - p->baseline->code_low) >> 2;
    s->seen[target] &= (u8)~again;
    p->outcome = solve_all(s, bit);
    s->seen[target] |= (u8)again;
    s->of->watch.on = s->of->watch.stopped = 0;
    g->forced = NULL;
    return p->outcome;
}
