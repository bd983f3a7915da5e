// The inner loop of micro-execution: runs, hooks, lazy memory, calls, and the comparison of
// two runs.  Compiled to engine.ll (`make engine`), which armcc/gates/engine.py compiles
// in-process with LLVM; Unicorn calls the hooks directly.  A hook written in Python costs
// about 1 us, one of these 10 to 40 ns, which is why every test can be an exact one.
//
// Freestanding C with 64-bit little-endian hosts in mind.  All structures consist of 64-bit
// words only; engine.py mirrors them field by field.

#include "engine.h"
#include "draw.c"

// Whether the last run came to an end of its own.
static int ended(struct machine *m) { return m->status == RETURNED || m->status == NO_RETURN; }

// How many accesses of the last run are in the log.
static u64 log_length(struct machine *m) {
    return m->log_count < m->log_capacity ? m->log_count : m->log_capacity;
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

// Whether the value is an address on the stack or in the code, which no input is: the other code
// has them elsewhere.
static int own_place(struct machine *m, u64 value) {
    return value - m->stack_low < m->stack_high - m->stack_low ||
           value - m->code_low < m->code_high - m->code_low;
}

// Whether a callee can know the value: of such places only those in local variables that callees
// have kept.
static int can_know(struct machine *m, u64 value) {
    if (!own_place(m, value)) return 1;
    for (u64 n = 0; n < m->n_locals; n++)
        if (m->kept >> n & 1 && value - m->bound[n] < m->locals[n].size) return m->injected = 1, 1;
    return 0;
}

// What the next change that a callee makes writes.
static u64 patched(struct machine *m, u64 drawn) {
    struct snapshot *f = m->generator->forced;
    u64 n = m->n_patches;
    return f && n < FORCED && f->patch_forced[n] && can_know(m, f->patch[n]) ? f->patch[n] : drawn;
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
            // The aligned 16 bytes around: a page or a protection unit never splits them.
            for (u64 around = address & ~15ULL; around < address + size; around += 16) {
                u64 low = around < r->start ? r->start : around, seen[2] = {0, 0};
                u64 high = around + 16 < r->end ? around + 16 : r->end;
                memcpy(seen, r->shadow + (low - r->start), high - low);
                if (!(seen[0] | seen[1])) {
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
    if ((m->flags & TRACE) && m->tap_count < m->tap_capacity) {
        struct access *a = &m->taps[m->tap_count++];
        a->address = address;
        a->size_and_write = size | (write ? 256 : 0);
        a->index = m->steps;
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

// What an instruction that sets no flags compares: the sides of `w->lane` of vectors, or of
// general registers.
static void watch_soft(struct machine *m, struct instruction *i, u64 index) {
    struct watch *w = &m->watch;
    struct setter *s = &i->sets;
    if (s->kind != 6) {
        struct watch flags = *w;
        set_flags(m, s);
        watched(w, w->flags_kind, w->flags_left, w->flags_right, w->flags_width, m->steps, index);
        w->flags_kind = flags.flags_kind;
        w->flags_left = flags.flags_left;
        w->flags_right = flags.flags_right;
        w->flags_width = flags.flags_width;
        w->flags_step = flags.flags_step;
        w->flags_index = flags.flags_index;
        return;
    }
    u64 a[2] = {0, 0}, b[2] = {0, 0}, at = w->lane * s->width;
    api.reg_read(m->uc, api.q[s->left & 31], a);
    if (s->right < 32) api.reg_read(m->uc, api.q[s->right], b);
    u64 other = s->right < 32 ? b[at >> 6 & 1] >> (at & 63) : s->value;
    u64 width = s->extend ? s->extend : s->width;
    watched(w, 1, a[at >> 6 & 1] >> (at & 63), other, width, m->steps, index);
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
            watch_soft(m, i, index);
            if (w->eager && w->kind && w->count == w->nth && w->distance > 1) {
                w->stopped = 1;
                stop(m, LIMIT, 0, 0);
            }
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

#include "calls.c"

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
    m->tap_count = 0;
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
    if (!ended(b)) return p->difference = ENDED_OTHERWISE;
    count_path(p);
    mirror(p);
    c->limit = 64 * b->steps + 2000;
    memset(c->covered, 0, (c->code_high - c->code_low) >> 2);
    run(c);
    return p->difference = compare_here(p);
}

#include "make.c"
#include "solve.c"
#include "vary.c"
#include "search.c"
#include "predict.c"


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
                u64 eight = 0, line[8];
                if (!(at & 63) && at + 64 <= size) {  // most of a buffer is not touched
                    memcpy(line, r->shadow + at, 64);
                    for (u64 k = 0; k < 8; k++) eight |= line[k];
                    if (!eight) {
                        at += 64;
                        continue;
                    }
                    eight = 0;
                }
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
