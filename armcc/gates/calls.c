// Calls: what both codes must agree on where one is made, and what it changes.
// Part of engine.c.

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
        else value = draw_result(g);
        int ranged = (s64)s->high[n] > (s64)s->low[n];
        if (ranged) value = s->low[n] + value % (s->high[n] - s->low[n]);
        u64 call = m->n_calls - 1;
        if (n == 0 && !ranged && g->forced && call < FORCED && g->forced->result_forced[call] &&
            can_know(m, g->forced->result[call]))
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
