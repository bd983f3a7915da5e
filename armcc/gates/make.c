// Tests by the thousand: entry states drawn from what earlier ones taught, and run on both.
// Part of engine.c.

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
        u64 random = g->uniform && s->bits <= 16 && chance(g, 90);
        if (random) style = RANDOM;
        else if (g->uniform && chance(g, 70)) style = SMALL;
        g->style[n] = style;
        u64 value = in_register(g, s, random ? random_word(g) : draw_integer(g, style));
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
    if (own_place(m, value)) value = 0;  // an edit of some other address has hit upon one
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

// An alphabet of a suspect, its neighbours and what lies far on either side: where elements are
// held against one another, what one does shows only where others rank below and above it.
static u64 ranked(struct generator *g) {
    u64 bits = chance(g, 50) ? 32 : chance(g, 50) ? 64 : chance(g, 50) ? 16 : 8;
    u64 least = chance(g, 70) ? 1ULL << (bits - 1) : 0;
    const u64 by_rank[6] = {g->theme, least, ~least, g->theme, g->theme - 1, g->theme + 1};
    memcpy(g->letters, by_rank, sizeof by_rank);
    return 3 + below(g, 4);
}

static void begin(struct machine *m, struct generator *g) {
    static const u64 sizes[8] = {0, 0, 1, 2, 3, 4, 8, 16};
    g->violates = g->n_recent = 0;
    g->lane_width = 1ULL << below(g, 4);
    g->extreme = chance(g, 25);
    g->n_args = g->n_defines = g->n_touched = g->pointers = g->drawn_nulls = 0;
    g->tame = chance(g, 45);
    g->themed = 0;
    u64 suspected = 0;
    if (chance(g, 35)) {
        suspected = g->n_suspects && chance(g, 60);
        g->theme = suspected ? g->suspects[below(g, g->n_suspects)] : g->near[below(g, g->n_near)];
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
    if (suspected && chance(g, 50)) letters = ranked(g);
    g->alphabet = letters;
    g->odd = g->mirror[0] = 0;
    g->specials = chance(g, 50) ? 0 : chance(g, 50) ? 3 : 30;
    // What shows on one input in hundreds shows on none that is made of edges.
    g->uniform = !g->floats && chance(g, g->evenly);
    g->signs = 0;
    if (g->floats && chance(g, 7)) {
        g->signs = 1 + below(g, 3);
        g->sign_bits = chance(g, 50) ? 32 : 64;
        for (u64 n = 0; n < 2; n++) g->magnitude[n] = draw_magnitude(g, 32 << n);
    }
    g->unseen = unseen_kind(g);
    u64 kind = g->unseen == COPIES ? NOISE : g->unseen;
    for (int n = 0; n < 31; n++) m->x[n] = unseen(g, kind);
    for (int n = 0; n < 64; n++) m->v[n] = unseen(g, kind);
    m->nzcv = random_word(g) & 15;
    m->sp = m->stack_high - 4096 - 16 * below(g, 256);
    // A few places only: what is kept of many tests can then share it.
    m->noise_at = 256 * below(g, 16);
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
    int clean = ended(m);
    for (u64 n = 0; n < g->n_slots; n++)
        if (g->style[n] < STYLES) {
            g->tries[n][g->style[n]]++;
            g->good[n][g->style[n]] += (u64)clean;
        }
    if (g->drawn_nulls) {
        g->null_tries++;
        g->null_faults += !clean && m->fault < 65536;
    }
    u64 logged = log_length(m);
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
        } else if (in_heap(g, v) && g->site_data[a->index] < 200) {
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
    if (!ended(b)) {
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
