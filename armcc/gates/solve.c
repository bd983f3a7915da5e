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
// What is looked for but a decision (engine.py has them, too): see `solve`.
enum { BOUNDARY = 1, LAST_ROUND, EACH_LANE, LIKE_LAST, EVENLY, LONGER, BY_BITS };
enum { VARIABLES = 160, BASES = 4, ROUNDS = 12, REPAIRS = 32, DRAWS = 40, GOALS = 16, LONGEST_OF = 12, DEPTH = 10, LANE_ROUNDS = 3, ASIDE = 6, VARIANTS = 48, MET = 16, FURTHER = 9, NEAREST_OF = 40, SHORTEST_OF = 8, PROBE = 120, SCATTER = 100, SCATTERED = 48, TWIN_BYTES = 1024, LONG_RUN = 60000 };

// What `meet` comes to where a longer run is enough; otherwise as `try_test`.
enum { GROWN = 16 };

struct variable { u64 kind, at, bits, slot; };

struct solver {
    struct pair *p;
    struct machine *of;      // whose instruction is looked at
    u8 *seen;                // its coverage
    u64 target, given, goal; // given: `goal` counts in place of what is compared with
    u64 limit;               // of p->work
    u64 eager, again, longest, back, edges;
    u64 luck[2];             // the state of its own random numbers
    u64 content;             // with a test in which the sides are equal
    u64 longer;              // if not 0: content with a run of more instructions of the baseline
    u64 copied, copied_at;   // the input that the last lane was a part of, and where that ended
    u64 usual;               // instructions of a run, about
    u16 *order;              // of the run that is gone back through
    u64 n_log;
    struct access *log;
    struct snapshot now;     // the test that is changed
    u64 n_variables, n_numbers;  // the numbers among the arguments come first
    struct variable variables[VARIABLES];
    u64 neutral[VARIABLES];  // bits that were seen to change nothing that the target compares
    struct watch base, last;
    u64 best, best_variable, best_value;
};

static struct solver solver;

// A probe sets the generator back to where its test began: what is drawn between probes comes
// from a state of the solver's own, or it would be the same each time.
static void own_state(struct solver *s) { memcpy(s->p->generator->state, s->luck, sizeof s->luck); }
static void keep_state(struct solver *s) { memcpy(s->luck, s->p->generator->state, sizeof s->luck); }

static u64 luck(struct solver *s) {
    own_state(s);
    u64 drawn = random_word(s->p->generator);
    keep_state(s);
    return drawn;
}

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
    // What calls give is looked at where they give it.
    if (v->kind <= IN_MEMORY && v->bits == 64 && own_place(solver.p->baseline, value)) return 0;
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
    memcpy(g->mirror, s->mirror, sizeof g->mirror);
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
    // The first may take long; a count without end must not take the work of all others.
    for (u64 n = 0; n < REPAIRS && (!n || p->work < s->limit); n++) {
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
        if (ended(b)) break;
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
    // Runs that get much longer only cost.
    u64 limit = s->p->baseline->limit;
    if (s->usual && s->usual < limit) s->p->baseline->limit = s->usual;
    u64 outcome = probe(s);
    s->p->baseline->limit = limit;
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
    s->neutral[s->n_variables - 1] = 0;
}

// All that the test's run has looked at.
static void find_variables(struct solver *s) {
    struct machine *b = s->p->baseline;
    struct generator *g = s->p->generator;
    struct snapshot *now = &s->now;
    s->n_variables = s->n_numbers = 0;
    // Numbers first: flips of a pointer are dear and seldom matter.
    for (u64 k = 0; k < 2 * g->n_slots; k++) {
        u64 n = k % g->n_slots;
        struct slot *o = &g->slots[n];
        if (k == g->n_slots) s->n_numbers = s->n_variables;
        if ((o->kind == 1) != (k >= g->n_slots)) continue;
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

// How far apart the target's sides can be, modulo a multiple of 2^shift, next to each other:
// equal, just above, just below.  0 where that cannot be: n is 0 and they never meet.
static int apart_by(struct watch *base, u64 shift, u64 n, u64 *away) {
    u64 odd = (base->left - base->right) & ones(shift);
    *away = n == 0 ? 0 : n == 1 && odd ? odd : n == 1 ? 1ULL << shift : odd - (1ULL << shift);
    return n || !odd;
}

// The values at which the target's sides meet or just pass each other, if they change by
// `factor` for each 2^low that is added to the variable.
static u64 try_linear(struct solver *s, u64 variable, u64 value, u64 low, u64 factor) {
    struct watch base = s->base;
    u64 outcome, shift = 0, away;
    if (!factor) return DONE;
    while (!(factor >> shift & 1)) shift++;
    for (u64 n = 0; n < 3; n++) {
        if (!apart_by(&base, shift, n, &away)) continue;
        u64 missing = (away - (base.left - base.right)) & ones(base.width);
        u64 steps = ((missing >> shift) * odd_inverse(factor >> shift)) & ones(base.width - shift);
        u64 fresh = value + (steps << low);
        if (fresh != value && (outcome = with(s, variable, fresh))) return outcome;
    }
    return DONE;
}

// Most often a lane is a copy of a part of an input: put what it is compared with there.
static u64 copy_lane(struct solver *s, u64 variable) {
    u64 value = get(&s->now, &s->variables[variable]), outcome;
    u64 sides[2] = {s->base.left, s->base.right}, mask = ones(s->base.width);
    u64 bits = s->variables[variable].bits, first = variable == s->copied ? s->copied_at : 0;
    for (u64 n = 0; n < bits; n += 8)
        for (int side = 0; side < 2 && s->best; side++) {
            u64 at = (first + n) % bits & ~7ULL;  // what follows the last lane's comes first
            if (at + s->base.width > bits || (value >> at & mask) != sides[side] || s->p->work >= s->limit) continue;
            u64 fresh = (value & ~(mask << at)) | sides[1 - side] << at;
            if ((outcome = with(s, variable, fresh))) return outcome;
            if (s->best == 0) s->copied = variable, s->copied_at = at + s->base.width;
        }
    return DONE;
}

// Try what follows from flips.  If the target is not reached by it, the bits that change nothing
// that it compares may still lead there.
static u64 solved(struct solver *s, u64 variable, u64 value) {
    u64 outcome = with(s, variable, value);
    for (u64 n = 0; n < ASIDE && !outcome && !s->last.kind && !s->content; n++) {
        u64 fresh = value ^ (s->neutral[variable] & luck(s));
        if (fresh == value || s->p->work >= s->limit) break;
        outcome = with(s, variable, fresh);
    }
    return outcome;
}

// A word of several elements that are added up: bits of the same weight, none of which is enough.
// The sides meet where as many of them are set as the difference takes, the heaviest first; where
// that is more, or less, than all of them, they come as near as they can.
static u64 add_up(struct solver *s, u64 variable, u64 value, const u64 *apart, u64 bits) {
    struct watch base = s->base;
    u64 weight[64], order[64], set = 0, count = 0, twice = 0, outcome;
    s64 held = 0;
    for (u64 n = 0; n < bits; n++) {
        u64 negative = apart[n] >> (base.width - 1) & 1;
        weight[n] = negative ? (0 - apart[n]) & ones(base.width) : apart[n];
        if (!weight[n] || weight[n] >> 40) continue;
        // A bit that makes the difference smaller counts where it is clear.
        if ((value >> n & 1) != negative) set |= 1ULL << n, held += (s64)weight[n];
        u64 at = count++;
        for (; at > 0 && weight[order[at - 1]] <= weight[n]; at--) {
            twice |= weight[order[at - 1]] == weight[n];
            order[at] = order[at - 1];
        }
        order[at] = n;
    }
    if (!twice) return DONE;
    s64 apart_now = (s64)((base.left - base.right) << (64 - base.width)) >> (64 - base.width);
    for (s64 goal = 0; goal < 3; goal++) {
        s64 left = held - apart_now + (goal == 2 ? -1 : goal);
        u64 flips = 0;
        for (u64 k = 0; k < count; k++) {
            u64 n = order[k], on = left >= (s64)weight[n];
            if (on) left -= (s64)weight[n];
            flips |= (on ^ (set >> n & 1)) << n;
        }
        if (flips && (outcome = solved(s, variable, value ^ flips))) return outcome;
    }
    return DONE;
}

// Flip each bit of a variable, and try what follows from how the target's numbers change.
static u64 solve_variable(struct solver *s, u64 variable) {
    struct variable *v = &s->variables[variable];
    struct generator *g = s->p->generator;
    u64 value = get(&s->now, v), outcome;
    struct watch base = s->base;
    int pointer = in_heap(g, value) && v->bits == 64;
    // What lanes of a vector compare is hardly one, though it may look like it.
    if (s->content) pointer = v->slot < g->n_slots && g->slots[v->slot].kind == 1;
    u64 bits = pointer ? 14 : v->bits, matters = 0;
    if (s->content && !pointer) {
        if ((outcome = copy_lane(s, variable)) || s->best == 0) return outcome;
    }
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
        if (!exclusive[n] && !apart[n]) {
            if (!pointer) s->neutral[variable] |= 1ULL << n;
            continue;
        }
        if (linear == 64) linear = n;
        highest = n;
        // Most often it is a copy or a sum, and need not be flipped to the end.
        if (n == linear + 2 && base.kind != 2 && apart[n] == (apart[linear] << 2 & ones(base.width)) &&
            (outcome = try_linear(s, variable, value, linear, apart[linear])))
            return outcome;
        if (s->content && s->best == 0) return DONE;
    }
    if (linear == 64) return DONE;
    if (base.kind != 2 && !pointer && (outcome = add_up(s, variable, value, apart, bits))) return outcome;
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
            if (fresh != tried && (outcome = solved(s, variable, fresh))) return outcome;
            tried = fresh;
        }
        u64 factor = apart[linear];
        if (base.kind == 2 || !factor) continue;
        u64 shift = 0, away;
        while (!(factor >> shift & 1)) shift++;
        if (!apart_by(&base, shift, n, &away)) continue;
        u64 missing = (away - (base.left - base.right)) & ones(base.width);
        u64 steps = ((missing >> shift) * odd_inverse(factor >> shift)) & ones(base.width - shift);
        u64 mask = ones(highest + 1) & ~ones(linear);
        fresh = (value & ~mask) | ((value + (steps << linear)) & mask);
        if (pointer) fresh = value + (steps << linear);
        // As a signed number of the width that is compared.
        if (pointer && base.width == 32 && steps >> 31) fresh -= 1ULL << 32;
        if (fresh != tried && (outcome = solved(s, variable, fresh))) return outcome;
        tried = fresh;
        // A wider word, of which the function is a part: carry beyond the highest bit seen.
        fresh = value + (steps << linear);
        if (fresh != tried && highest + 1 < v->bits && (outcome = solved(s, variable, fresh)))
            return outcome;
        // The same downwards: no carry into what lies behind.
        u64 back = (0 - steps) & ones(base.width - shift);
        if (highest + 1 < v->bits && back < steps && (outcome = solved(s, variable, value - (back << linear))))
            return outcome;
    }
    return DONE;
}

// Change what changes nothing that the target compares: what turns it may, with these bits, lead
// past it.
static u64 wander(struct solver *s) {
    static struct snapshot before;
    u64 outcome;
    before = s->now;
    for (u64 n = 0; n < s->n_variables; n++) {
        struct variable *v = &s->variables[n];
        u64 value = get(&s->now, v), fresh = value ^ (s->neutral[n] & luck(s));
        if (fresh != value && allowed(s->p->generator, v, value, fresh, &fresh)) put(&s->now, v, fresh);
    }
    if ((outcome = probe(s))) return outcome;
    if (!s->last.kind) {
        s->now = before;
        return probe(s);
    }
    return DONE;
}

static u64 solve_from(struct solver *s, u64 other, u64 *compared) {
    u64 outcome, wandered = s->again != 0;
    *compared = 0;
    s->of->watch.nth = 0;
    if ((outcome = probe(s))) return outcome;
    if (!s->last.kind) return DONE;
    *compared = 1;
    s->usual = s->of == s->p->baseline ? 0 : 2 * s->p->baseline->steps + 300;
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
        if (s->best_variable == ~0ULL) {
            if (wandered++) return DONE;
            if ((outcome = wander(s))) return outcome;
        } else {
            put(&s->now, &s->variables[s->best_variable], s->best_value);
            if ((outcome = probe(s))) return outcome;
        }
        if (!s->last.kind) return DONE;
    }
    return DONE;
}

// --- going back through what computed a number ------------------------------------------------

// What instruction `step` of the target's run makes of a register: the register `result` after
// it, where register `number` holds `value` before it (given), or what it holds.
static int look(struct solver *s, u64 step, u64 number, u64 given, u64 value, u64 result,
                u64 *before, u64 *after) {
    struct pair *p = s->p;
    struct machine *b = p->baseline, *m = s->of;
    struct probe *q = &m->probe;
    restore(p, &s->now);
    p->work += PROBE;
    if (m != b) {
        run(b);
        p->work += b->steps;
        if (!ended(b)) return 0;
        mirror(p);
        m->limit = 64 * b->steps + 2000;
    }
    q->on = 1;
    q->at = step;
    q->number = number;
    q->given = given;
    q->value = value;
    q->result = result;
    q->done = 0;
    run(m);
    q->on = 0;
    p->work += m->steps;
    *before = q->before;
    *after = q->after;
    return q->done != 0;
}

// How a result changes when bits of a source are flipped, the same for all that is wanted.
struct effects {
    u64 step, number, result, width, before, base, linear, factor;
    u64 exclusive[64];
};
enum { EFFECTS = 24 };
static struct effects known[EFFECTS];
static u64 n_known;

static struct effects *effects_of(struct solver *s, u64 step, u64 number, u64 result, u64 width) {
    for (u64 n = 0; n < n_known; n++) {
        struct effects *e = &known[n];
        if (e->step == step && e->number == number && e->result == result && e->width == width)
            return e;
    }
    if (n_known == EFFECTS) return NULL;
    struct effects *e = &known[n_known];
    u64 after, got, unused, mask = ones(width);
    if (!look(s, step, number, 0, 0, result, &e->before, &after)) return NULL;
    e->step = step;
    e->number = number;
    e->result = result;
    e->width = width;
    e->base = after & mask;
    e->linear = 64;
    for (u64 n = 0; n < width; n++) {
        e->exclusive[n] = 0;
        if (s->p->work >= s->limit) return NULL;
        if (!look(s, step, number, 1, e->before ^ 1ULL << n, result, &unused, &got)) continue;
        e->exclusive[n] = (got ^ e->base) & mask;
        if (!e->exclusive[n] || e->linear < 64) continue;
        e->linear = n;
        e->factor = (e->before >> n & 1 ? e->base - got : got - e->base) & mask;
    }
    n_known++;
    return e;
}

// The value of register `number` before `step` for which `result` holds `want` after it.
static int invert_one(struct solver *s, u64 step, u64 number, u64 result, u64 width, u64 want,
                      u64 *found) {
    struct effects *e = effects_of(s, step, number, result, width);
    u64 mask = ones(width), got, unused;
    want &= mask;
    if (e == NULL || e->linear == 64) return 0;
    if (e->base == want) {
        *found = e->before;
        return 1;
    }
    u64 chosen, tries[2], count = 0, missing = (want - e->base) & mask, shift = 0;
    while (!(e->factor >> shift & 1)) shift++;
    if (!(missing & ones(shift)))
        tries[count++] = e->before + ((((missing >> shift) * odd_inverse(e->factor >> shift)) &
                                       ones(width - shift)) << e->linear);
    if (eliminate(e->exclusive, width, want ^ e->base, &chosen)) tries[count++] = e->before ^ chosen;
    for (u64 n = 0; n < count; n++)
        if (look(s, step, number, 1, tries[n], result, &unused, &got) && (got & mask) == want) {
            *found = tries[n];
            return 1;
        }
    return 0;
}

// The word of the test that an address is in, as it was defined last; NULL where it has none.
static u64 *word_at(struct snapshot *now, u64 address) {
    for (u64 k = now->n_words; k-- > 0;)
        if (address - now->address[k] < 8) return &now->value[k];
    return NULL;
}

// Make a word an input of the test `now`, where the baseline has not looked at it itself: a
// candidate may read what lies beside the baseline's bytes, and must not make use of it.
static void know_word(struct solver *s, u64 word) {
    struct snapshot *now = &s->now;
    struct region *r = region_of(s->p->baseline, word);
    if (word_at(now, word) != NULL) return;
    if (now->n_words == WORDS || r == NULL || !(r->flags & LAZY) || word + 8 > r->end) return;
    now->address[now->n_words] = word;
    memcpy(&now->value[now->n_words++], r->initial + (word - r->start), 8);
}

// Make register `number` hold `want` (in `width` bits) before step `step` by changing one input of
// the test `now`; 0 where no way back to one is found.
static int trace_back(struct solver *s, u64 step, u64 number, u64 width, u64 want, u64 depth) {
    struct machine *m = s->of;
    struct generator *g = s->p->generator;
    if (depth == 0 || number > 30 || s->p->work >= s->limit) return 0;
    u64 at = step < MOST_STEPS ? step : 0;
    while (at > 1 && !(m->instructions[s->order[at - 1]].writes >> number & 1)) at--;
    if (at <= 1) {  // an argument
        for (u64 n = 0; n < s->n_variables; n++) {
            struct variable *v = &s->variables[n];
            if (v->kind != IN_REGISTER_X || v->at != number) continue;
            u64 before = get(&s->now, v), value = (before & ~ones(width)) | (want & ones(width));
            if (!allowed(g, v, before, value, &value)) return 0;
            put(&s->now, v, value);
            return 1;
        }
        return 0;
    }
    u64 writer = at - 1;
    struct instruction *i = &m->instructions[s->order[writer]];
    if (i->wide < width) width = i->wide;
    if (i->load) {
        // The access of this execution: as many of this instruction came before; two of a pair's.
        u64 nth = 0, seen = 0;
        for (u64 n = 1; n < writer; n++) nth += s->order[n] == s->order[writer];
        if (i->second < 31) nth = 2 * nth + (i->second == number);
        for (u64 n = 0; n < s->n_log; n++) {
            struct access *a = &s->log[n];
            if (a->index != s->order[writer] || seen++ != nth) continue;
            know_word(s, a->address & ~7ULL);
            u64 *word = word_at(&s->now, a->address), off = a->address & 7;
            u64 bits = 8 * i->load < width ? 8 * i->load : width;
            if (word == NULL || off + i->load > 8) return 0;
            if (i->load == 8 && own_place(solver.p->baseline, want)) return 0;
            // What does not fit is no way back: another operand may be one.
            u64 above = (want & ones(width)) >> (bits < 64 ? bits : 63);
            if (bits < width && above && above != ones(width - bits)) return 0;
            u64 mask = ones(bits) << (8 * off);
            *word = (*word & ~mask) | (want << (8 * off) & mask);
            return 1;
        }
        return 0;
    }
    for (u64 q = 0; q < 31; q++) {
        u64 found;
        if (!(i->reads >> q & 1)) continue;
        if (!invert_one(s, writer, q, number, width, want, &found)) continue;
        // Carries go up only: of sums and products the same bits of the source may be all that count.
        u64 counts = i->wide, above = ones(i->wide) & ~ones(width), unused, got;
        if (above && look(s, writer, q, 1, found ^ above, number, &unused, &got) &&
            !((got ^ want) & ones(width)))
            counts = width;
        if (trace_back(s, writer, q, counts, found, depth - 1)) return 1;
    }
    return 0;
}

// Tests in which the two sides of the target's comparison are about equal, by going back from
// either side to an input that it is computed from.
static u64 meet(struct solver *s) {
    static struct snapshot base;
    static u16 order[MOST_STEPS];
    static struct access log[512];
    struct machine *m = s->of;
    u64 outcome;
    m->watch.nth = s->edges == LAST_ROUND ? LAST : 0;
    if ((outcome = probe(s))) return outcome;
    if (s->longest && s->last.count > 1) {  // any of its executions
        m->watch.nth = 1 + luck(s) % s->last.count;
        if ((outcome = probe(s))) return outcome;
    }
    if (!s->last.kind || s->last.kind == 4 || s->last.step >= MOST_STEPS) return DONE;
    struct instruction *i = &m->instructions[s->last.from];
    struct watch seen = s->last;
    u64 sides[2] = {31, 31};
    if (i->sets.kind == 1) {
        // A shift of the right side, an immediate's too, leaves the left one to go back from.
        sides[0] = i->sets.left;
        if (i->sets.right < 31 && !i->sets.extend && !i->sets.amount) sides[1] = i->sets.right;
    } else if (i->sets.kind == 3 && i->sets.right == 32) {
        sides[0] = i->sets.left;
    } else if (!i->sets.kind && i->kind == 2) {
        sides[0] = i->number;
    }
    memcpy(order, m->order, sizeof order);
    s->order = order;
    s->n_log = log_length(m) < 512 ? log_length(m) : 512;
    memcpy(log, m->log, s->n_log * sizeof *log);
    s->log = log;
    find_variables(s);
    base = s->now;
    n_known = 0;
    for (u64 n = 0; n < (s->edges == LAST_ROUND ? 3 : GOALS); n++) {
        // Equal, one more, one less, and about so.
        u64 away = n < 3 ? (n == 2 ? ~0ULL : n) : luck(s) % (n < 10 ? 40 : 4000) - (n < 10 ? 20 : 2000);
        for (int side = 0; side < 2; side++) {
            if (sides[side] > 30 || s->p->work >= s->limit) continue;
            u64 want = side ? seen.left - away : seen.right + away;
            s->now = base;
            // One side may be far from any input.
            u64 limit = s->limit;
            s->limit = s->p->work + (limit - s->p->work) / 2;
            int found = trace_back(s, seen.step, sides[side], seen.width, want, DEPTH);
            s->limit = limit;
            if (!found) continue;
            if ((outcome = probe(s))) return outcome;
            struct machine *b = s->p->baseline;
            if (s->longer && b->steps > s->longer && ended(b)) return GROWN;
            if (s->of->covered[s->target] & ~s->seen[s->target] & 62 && (outcome = repair(s)))
                return outcome;
        }
    }
    return DONE;
}

// What only the candidate has looked at is an input, too.
static void find_more_variables(struct solver *s) {
    struct machine *m = s->of;
    u64 logged = log_length(m);
    for (u64 n = 0; n < logged && n < 64; n++) {
        struct access *a = &m->log[n];
        u64 before = s->now.n_words;
        if (a->size_and_write >> 8) continue;
        for (u64 word = a->address & ~7ULL; word < a->address + a->size_and_write; word += 8)
            know_word(s, word);
        for (u64 k = before; k < s->now.n_words; k++) add_variable(s, IN_MEMORY, k, 64, ~0ULL);
    }
}

// Tests in which the sides of what compares without flags are equal, lane after lane: the
// earlier lanes stay so where they can, since the result may turn on all of them at once.
static u64 meet_lanes(struct solver *s) {
    struct watch *w = &s->of->watch;
    struct setter *how = &s->of->instructions[s->target].sets;
    struct snapshot *now = &s->now;
    u64 outcome, lanes = how->kind == 6 ? how->amount : 1;
    w->nth = w->lane = 0;
    s->copied = s->copied_at = ~0ULL;
    if ((outcome = probe(s)) || !s->last.kind) return outcome;
    w->nth = s->last.which;
    s->usual = s->of == s->p->baseline ? 0 : 2 * s->p->baseline->steps + 300;
    for (u64 lane = 0; lane < lanes; lane++) {
        w->lane = lane;
        if ((outcome = probe(s)) || !s->last.kind) return outcome;
        for (u64 round = 0; round < LANE_ROUNDS && s->last.distance; round++) {
            s->base = s->last;
            s->best = s->base.distance;
            s->best_variable = ~0ULL;
            find_variables(s);
            find_more_variables(s);
            u64 first = s->copied < s->n_variables ? s->copied + (s->copied_at >= 64) : 0;
            for (u64 k = 0; k < s->n_variables && s->best; k++) {
                u64 n = (first + k) % s->n_variables;
                struct variable *v = &s->variables[n];
                if (s->p->work >= s->limit) return DONE;
                u64 free_result = v->kind == OF_CALL && !now->result_forced[v->at];
                u64 free_patch = v->kind == LEFT_BY_CALL && !now->patch_forced[v->at];
                if ((outcome = solve_variable(s, n))) return outcome;
                int chosen = s->best_variable == n;
                if (free_result && !chosen) now->result_forced[v->at] = 0;
                if (free_patch && !chosen) now->patch_forced[v->at] = 0;
            }
            if (s->best_variable == ~0ULL) break;
            put(now, &s->variables[s->best_variable], s->best_value);
            if ((outcome = probe(s)) || !s->last.kind) return outcome;
        }
    }
    return DONE;
}

