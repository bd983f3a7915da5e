// Tests like one another: a test that gets somewhere, with other values in it.
//
// Part of engine.c.  What a rare value does may show only where others stand in some relation to
// it, in the last round of a loop, or on one number in hundreds.

// A value on which what the candidate adds may turn.
static u64 suspicious(struct generator *g) {
    u64 r = below(g, 100);
    if (r < 50) return g->suspects[below(g, g->n_suspects)];
    if (r < 75) return g->bounds[below(g, g->n_bounds)];
    return draw_integer(g, r < 85 ? NEAR : r < 93 ? SMALL : RELATED);
}

// Where an access of the test `now` has its value, that value is `value`.
static void set_loaded(struct solver *s, struct access *a, u64 value) {
    u64 size = a->size_and_write, off = a->address & 7, *word = word_at(&s->now, a->address);
    if (word == NULL || off + size > 8) return;
    u64 mask = ones(8 * size) << (8 * off);
    *word = (*word & ~mask) | (value << (8 * off) & mask);
}

static u64 element(struct generator *g, u64 size) {
    if (g->floats && size >= 4 && chance(g, 80)) return draw_float(g, 8 * size);
    return draw_integer(g, chance(g, 50) ? SMALL : draw_style(g));
}

// All elements alike but for one, most often the last: what is one too few shows on that.
static void set_alike(struct solver *s, struct access *log, u64 n_log) {
    struct generator *g = s->p->generator;
    u64 odd = chance(g, 70) ? n_log - 1 : below(g, n_log);
    u64 size = log[odd].size_and_write, common = element(g, size), other = element(g, size);
    for (u64 n = 0; n < n_log; n++)
        if (log[n].size_and_write == size) set_loaded(s, &log[n], common);
    set_loaded(s, &log[odd], other);
}

// The distance from 0 of a number with sign in `size` bytes.
static u64 far(u64 value, u64 size) {
    u64 up = value & ones(8 * size), down = -value & ones(8 * size);
    return up < down ? up : down;
}

// The suspects that logged loads have read, each once, the farthest from 0 first: what is near
// to 0 is met by chance.  Returns how many.
static u64 met_suspects(struct generator *g, struct access *log, u64 n_log, u64 *met) {
    u64 count = 0;
    for (u64 n = 0; n < n_log; n++)
        for (u64 k = 0; k < g->n_suspects; k++) {
            u64 size = log[n].size_and_write;
            if ((log[n].value ^ g->suspects[k]) & ones(8 * size)) continue;
            u64 at = 0, value = g->suspects[k];
            while (at < count && met[at] != value) at++;
            if (at == count && count < MET) {
                met[count++] = value;
                if (far(value, size) > far(met[0], size)) met[at] = met[0], met[0] = value;
            }
            break;
        }
    return count;
}

static u64 met_or_other(struct generator *g, u64 *met, u64 n_met) {
    return !n_met ? suspicious(g) : met[chance(g, 70) ? 0 : below(g, n_met)];
}

// Bytes of the test `now`; 0 where some are not in memory that a test may give.
static int get_bytes(struct solver *s, u64 address, u64 size, u8 *out) {
    for (u64 n = 0; n < size; n++) {
        know_word(s, (address + n) & ~7ULL);
        u64 *word = word_at(&s->now, address + n);
        if (word == NULL) return 0;
        out[n] = (u8)(*word >> 8 * ((address + n) & 7));
    }
    return 1;
}

static int set_bytes(struct solver *s, u64 address, u64 size, const u8 *from) {
    for (u64 n = 0; n < size; n++) {
        know_word(s, (address + n) & ~7ULL);
        u64 *word = word_at(&s->now, address + n), shift = 8 * ((address + n) & 7);
        if (word == NULL) return 0;
        *word = (*word & ~(255ULL << shift)) | (u64)from[n] << shift;
    }
    return 1;
}

// Elements of the least, the greatest and one suspect value, in any order, and some behind the last
// for a loop that goes on: what happens at the suspect may show only where it stands on one side of
// some element and before another, and a test that just gets to it may have no other.
static void set_ordered(struct solver *s, struct access *log, u64 n_log, u64 middle) {
    struct generator *g = s->p->generator;
    u64 size = log[below(g, n_log)].size_and_write, sign = 1ULL << (8 * size - 1);
    u64 least = chance(g, 70) ? sign : 0, end = 0;
    for (u64 n = 0; n < n_log; n++)
        if (log[n].size_and_write == size && log[n].address > end) end = log[n].address;
    u64 ahead = chance(g, 50) ? below(g, FURTHER) : 0;
    for (u64 n = 0; n < n_log + ahead; n++) {
        u64 luck = below(g, 8);
        u64 value = luck < 2 ? least : luck < 4 ? ~least : luck < 5 ? middle - 1 : middle + (luck < 6);
        if (n >= n_log) set_bytes(s, end += size, size, (u8 *)&value);
        else if (log[n].size_and_write == size) set_loaded(s, &log[n], value);
    }
}

// The second of two pieces of memory becomes the same as the first, for as many elements as a number
// tells, but for one, most often the last: what is wrong with a length shows there alone where
// all that comes before it has to be equal.
static void set_twins(struct solver *s, struct access *log, u64 n_log) {
    struct generator *g = s->p->generator;
    u64 first = chance(g, 70) ? 0 : below(g, n_log < 6 ? n_log - 1 : 5);
    u64 other = first + (chance(g, 70) ? 1 : 1 + below(g, 3));
    if (other >= n_log) other = n_log - 1;
    u64 size = log[first].size_and_write, p = log[first].address, q = log[other].address;
    u64 length = suspicious(g);
    if (s->n_numbers && chance(g, 60)) length = get(&s->now, &s->variables[below(g, s->n_numbers)]);
    if (length - 1 >= TWIN_BYTES / size) length = 1 + below(g, TWIN_BYTES / size);
    // Byte by byte: where the two overlap, all elements become alike.
    for (u64 n = 0; n < length * size; n++) {
        u8 byte;
        if (!get_bytes(s, p + n, 1, &byte) || !set_bytes(s, q + n, 1, &byte)) return;
    }
    u64 odd = chance(g, 70) ? length - 1 : below(g, length);
    u64 at = q + odd * size + below(g, size), *to = word_at(&s->now, at);
    if (to != NULL) *to ^= 1ULL << (8 * (at & 7) + below(g, 8));
}

// One argument among the first `most` variables is `value`, where it may be and is no pointer.
static void set_variable(struct solver *s, u64 most, u64 value) {
    struct generator *g = s->p->generator;
    struct variable *v = &s->variables[below(g, most)];
    if (!most || v->kind > ON_STACK || g->slots[v->slot].kind == 1) return;
    if (allowed(g, v, get(&s->now, v), value, &value)) put(&s->now, v, value);
}

// Tests like the one that was kept last, with other values in one or two places: what a rare
// value does may show only where others stand in some relation to it.
static u64 vary(struct solver *s) {
    static struct snapshot base;
    static struct access log[512];
    struct machine *b = s->p->baseline;
    struct generator *g = s->p->generator;
    u64 outcome, n_log = 0;
    if ((outcome = probe(s))) return outcome;
    find_variables(s);
    base = s->now;
    u64 logged = log_length(b);
    for (u64 n = 0; n < logged && n_log < 512; n++)
        if (!(b->log[n].size_and_write >> 8) && b->log[n].size_and_write <= 8) log[n_log++] = b->log[n];
    u64 met[MET], n_met = met_suspects(g, log, n_log, met);
    for (u64 turn = 0; turn < VARIANTS && s->p->work < s->limit; turn++) {
        s->now = base;
        own_state(s);
        u64 edits = 1 + below(g, 2);
        u64 kind = n_log ? below(g, 100) : 100;
        if (kind < 20) set_alike(s, log, n_log), edits = 0;
        else if (kind >= 85 && n_log > 1) set_twins(s, log, n_log), edits = 0;
        else if (kind < 45) {
            u64 middle = met_or_other(g, met, n_met);
            set_ordered(s, log, n_log, middle);
            // A number that tells how many there are, or what they are compared with.
            u64 luck = below(g, 100);
            if (luck < 20) set_variable(s, s->n_numbers, 1 + below(g, FURTHER));
            else if (luck < 75) set_variable(s, s->n_numbers, middle + below(g, 3) - 1);
            edits = 0;
        }
        while (edits--) {
            // What shows a suspect is often another that is equal, or one more or less.
            u64 value = chance(g, 40) ? met_or_other(g, met, n_met) + below(g, 3) - 1 : suspicious(g);
            if (chance(g, 40)) {
                set_variable(s, chance(g, 60) ? s->n_numbers : s->n_variables, value);
                continue;
            }
            if (!n_log) continue;
            // A count that is one off shows in what is looked at last.
            u64 recent = n_log < 3 ? n_log : 3;
            struct access *a = &log[chance(g, 50) ? n_log - 1 - below(g, recent) : below(g, n_log)];
            u64 size = a->size_and_write;
            if (g->floats && size == 4 && chance(g, 70)) value = g->special32[below(g, g->n_special32)];
            if (g->floats && size == 8 && chance(g, 50)) value = g->special64[below(g, g->n_special64)];
            set_loaded(s, a, value);
        }
        keep_state(s);
        if ((outcome = probe(s))) return outcome;
    }
    return DONE;
}

// Tests that get to the target, in which all that the function has loaded last, and each short
// integer, is drawn evenly: for what shows on one number in hundreds.
static u64 scatter(struct solver *s) {
    static struct snapshot base;
    static struct access log[SCATTERED];
    struct machine *b = s->p->baseline;
    struct generator *g = s->p->generator;
    u64 outcome, n_log = 0;
    if ((outcome = probe(s)) || !s->last.kind) return outcome;
    find_variables(s);
    base = s->now;
    u64 logged = log_length(b);
    for (u64 n = logged; n-- > 0 && n_log < SCATTERED;) {
        struct access *a = &b->log[n];
        int pointer = a->size_and_write == 8 && in_heap(g, a->value);
        if (!(a->size_and_write >> 8) && a->size_and_write <= 8 && !pointer) log[n_log++] = *a;
    }
    // Of a long test most is another part of the code.
    u64 turns = b->steps < 250 ? SCATTER : SCATTER / 20;
    for (u64 turn = 0; turn < turns && s->p->work < s->limit; turn++) {
        s->now = base;
        own_state(s);
        for (u64 n = 0; n < n_log; n++) {
            u64 size = log[n].size_and_write;
            set_loaded(s, &log[n], g->floats && size >= 4 ? element(g, size) : random_word(g));
        }
        for (u64 n = 0; n < s->n_numbers; n++) {
            struct variable *v = &s->variables[n];
            u64 value = random_word(g);
            if (v->kind > ON_STACK || v->bits > 16) continue;
            if (allowed(g, v, get(&s->now, v), value, &value)) put(&s->now, v, value);
        }
        keep_state(s);
        if ((outcome = probe(s))) return outcome;
    }
    return DONE;
}

// --- loops that go on -----------------------------------------------------------------------

// A load instruction: where it has read last, the time before, and the one before that; whether what
// it loads leads to what is loaded soon after (numbers may look like pointers).
struct reader { u64 index, size, times, at, before, older, leads; };
// What is tried to make a loop go on: each load reads again what it read the time before, or one
// more, or one less; or all loads read zeros, or another value, or each one more or less than the
// one before it.
enum { AGAIN, UP, DOWN, ALL_ZERO, ALL_ALIKE, RISING, FALLING, MODES };
enum { READERS = 16, LENGTHENED = 96, AHEAD = 64, PARTED = 24, TURNED = 3, LOOKED = 512, SOON = 16 };
// How often a loop's end is changed: the last elements, each in so many ways, then by chance.
enum { BREAKS = 40, FINAL = 3, WAYS = 7 };

// A pointer to what nothing else is known to lead to.
static u64 elsewhere(struct generator *g, u64 align) {
    u64 step = align < 16 ? 16 : align;
    return g->heap_low + 2048 + below(g, g->heap_pages * 3072 - 8192) / step * step;
}

// The loads of the run that the baseline has just made.
static u64 find_readers(struct machine *b, struct reader *readers) {
    struct generator *g = b->generator;
    u64 count = 0;
    u64 logged = log_length(b);
    for (u64 n = 0; n < logged; n++) {
        struct access *a = &b->log[n];
        u64 k = 0;
        if (a->size_and_write >> 8) continue;
        while (k < count && (readers[k].index != a->index || readers[k].size != a->size_and_write)) k++;
        if (k == READERS) continue;
        struct reader *r = &readers[k];
        if (k == count) {
            count++;
            r->index = a->index;
            r->size = a->size_and_write;
            r->times = r->at = r->before = r->leads = 0;
        }
        if (r->size == 8 && in_heap(g, a->value))
            for (u64 next = n + 1; next < logged && next < n + SOON && !r->leads; next++)
                r->leads = b->log[next].address - a->value < 256;
        r->older = r->before;
        r->before = r->at;
        r->at = a->address;
        r->times++;
    }
    return count;
}

static int is_pointer(struct generator *g, struct reader *readers, u64 n_readers, struct access *a) {
    for (u64 n = 0; n < n_readers; n++)
        if (readers[n].index == a->index && readers[n].size == a->size_and_write)
            return readers[n].leads && in_heap(g, a->value);
    return 0;
}

// Give a load, from where it has read last on, what makes its loop go on for `rounds` more, where
// its addresses are evenly apart, else for one.
static void read_on(struct solver *s, struct reader *readers, u64 number, u64 mode, u64 rounds,
                    u64 alike) {
    struct reader *r = &readers[number];
    struct generator *g = s->p->generator;
    u8 bytes[16] = {0};
    u64 value = 0, stride = r->at - r->before, size = r->size;
    if (size > 16 || (mode < ALL_ZERO && r->times < 2)) return;
    if (!get_bytes(s, r->times < 2 ? r->at : r->before, size, bytes)) return;
    memcpy(&value, bytes, 8);
    // What has led nowhere in this run may be a chain's end.
    if (r->leads || (mode == AGAIN && size == 8 && g->site[r->index] == 1)) {
        // A chain has to go on, to somewhere.
        if (!get_bytes(s, r->at, 8, (u8 *)&value) || in_heap(g, value)) return;
        value = elsewhere(g, 8);
        set_bytes(s, r->at, 8, (u8 *)&value);
        return;
    }
    if (r->times < 3 ? r->times < 2 : r->before - r->older != stride) rounds = 1;
    u64 step = mode == UP || mode == RISING ? 1 : mode == DOWN || mode == FALLING ? ~0ULL : 0;
    if (mode >= ALL_ZERO) value = mode == ALL_ZERO ? 0 : alike + step * number;
    for (u64 n = 0; n < rounds; n++) {
        value += step;
        if (mode >= ALL_ZERO && size > 8) memcpy(bytes + 8, &value, 8);
        memcpy(bytes, &value, 8);
        if (!set_bytes(s, r->at + n * stride, size, bytes)) return;
    }
}

// Whether what a callee gives first may be any number.
static int gives_number(struct stub *s) {
    return s->n_results && !s->returned_bank && s->kinds[0] != 1 && (s64)s->high[0] <= (s64)s->low[0];
}

// Make the callee that was called last give again what it gave before, or what all loads read.
static void return_on(struct solver *s, u64 n_calls, u64 mode, u64 alike) {
    struct machine *b = s->p->baseline;
    struct snapshot *now = &s->now;
    if (!n_calls || n_calls > FORCED) return;
    u64 last = n_calls - 1, before = last;
    struct stub *stub = &b->stubs[b->calls[last].stub];
    while (before && b->calls[before - 1].stub != b->calls[last].stub) before--;
    if (!gives_number(stub) || (mode < ALL_ZERO && !before)) return;
    u64 value = mode == ALL_ZERO ? 0 : mode > ALL_ZERO ? alike : now->result[before - 1];
    for (u64 n = last; n < FORCED; n++) now->result[n] = value, now->result_forced[n] = 1;
}

// Turn one of the last decisions of the baseline in the test `now`, by solving for it, so that the run
// gets longer: GROWN, with the test in `now`.
static u64 turn_last(struct solver *s, u64 steps) {
    static struct snapshot start;
    struct machine *of = s->of, *b = s->p->baseline;
    u8 *seen = s->seen;
    u64 target = s->target, edges = s->edges, last[TURNED], n_last = 0, outcome;
    // The longer it is, the more it costs: some work is for what the run shows as it is.
    u64 limit = s->limit, work = (limit - s->p->work) / (3 * TURNED);
    start = s->now;
    s->of = b;
    s->seen = s->p->seen_baseline;
    s->edges = LAST_ROUND;
    s->target = 0;
    if (!(outcome = probe(s)))
        for (u64 n = b->steps < MOST_STEPS ? b->steps + 1 : 0; n-- > 1 && n_last < TURNED;) {
            u64 k = 0, index = b->order[n];
            while (k < n_last && last[k] != index) k++;
            if (b->instructions[index].kind && k == n_last) last[n_last++] = index;
        }
    s->longer = steps;
    for (u64 k = 0; k < n_last && !outcome && s->p->work < s->limit; k++) {
        s->target = last[k];
        s->now = start;
        s->limit = s->p->work + work;
        outcome = meet(s);
        s->limit = limit;
    }
    s->longer = 0;
    s->of = of;
    s->seen = seen;
    s->target = target;
    s->edges = edges;
    return outcome;
}

// Change one of the elements that the run has read: the last ones, in turn, in each way that may
// count most; then, by chance, any.
static void break_off(struct solver *s, struct access *log, u64 n_log, u64 turn) {
    struct generator *g = s->p->generator;
    u64 last = chance(g, 60) ? 4 : chance(g, 50) ? 16 : n_log, way = turn / FINAL, drawn = way >= WAYS;
    if (last > n_log) last = n_log;
    u64 back = drawn ? below(g, last) : turn % FINAL;
    if (back >= n_log) back = 0;
    struct access *a = &log[n_log - 1 - back];
    u64 size = a->size_and_write < 8 ? a->size_and_write : 8, value, number = way - 4;
    u64 at = a->address + (a->size_and_write > 8 ? 8 * below(g, a->size_and_write / 8) : 0);
    if (!get_bytes(s, at, size, (u8 *)&value)) return;
    if (drawn) way = below(g, 5), number = below(g, s->n_numbers + !s->n_numbers);
    if (way == 0) value ^= 1ULL << (drawn ? below(g, 8 * size) : 8 * size - 1);
    else if (way < 3) value += way == 1 ? 1 : ~0ULL;
    else if (way > 3 && number < s->n_numbers) value = get(&s->now, &s->variables[number]);
    else value = drawn && chance(g, 50) ? suspicious(g) : element(g, size);
    set_bytes(s, at, size, (u8 *)&value);
}

// Where the run has come to one place in memory by two ways, let one of them lead elsewhere: what
// is the same for both tells nothing of either.
static int part(struct solver *s, struct reader *readers, u64 n_readers, struct access *log, u64 n_log) {
    struct generator *g = s->p->generator;
    int parted = 0;
    for (u64 k = 0; k < g->n_slots; k++)
        for (u64 n = 0; n < k; n++) {
            struct slot *a = &g->slots[n], *b = &g->slots[k];
            if (a->kind != 1 || b->kind != 1 || a->bank || b->bank || !s->now.x[a->number]) continue;
            if (s->now.x[a->number] != s->now.x[b->number]) continue;
            u64 value, lane = b->flags & 1 ? b->lane : elsewhere(g, b->align);
            for (u64 v = 0; v < s->n_variables; v++)
                if (s->variables[v].kind == IN_REGISTER_X && s->variables[v].at == b->number &&
                    allowed(g, &s->variables[v], 0, lane, &value)) {
                    s->now.x[b->number] = value;
                    parted = 1;
                    break;
                }
        }
    for (u64 n = 1; n < n_log; n++) {
        if (!is_pointer(g, readers, n_readers, &log[n])) continue;
        u64 again = 0;
        for (u64 k = 0; k < g->n_args && !again; k++) again = g->args[k] == log[n].value;
        for (u64 k = 0; k < n && !again; k++)
            again = log[k].size_and_write == 8 && log[k].value == log[n].value && log[k].address != log[n].address;
        if (!again) continue;
        u64 value = elsewhere(g, 8);
        parted |= set_bytes(s, log[n].address, 8, (u8 *)&value);
    }
    return parted;
}

// The elements that the baseline has read in the run just made, the last of them; returns how many.
static u64 elements(struct machine *b, struct access *log, u64 most) {
    u64 count = 0, logged = log_length(b);
    for (u64 n = logged < most ? 0 : logged - most; n < logged; n++)
        if (!(b->log[n].size_and_write >> 8)) log[count++] = b->log[n];
    return count;
}

// Tests like the one that was kept last, and still with what the target did in it, in which loops
// do not end early: what is done one time too few, or too often, shows in the last round alone.
static u64 go_on(struct solver *s) {
    static struct snapshot base;
    static struct access log[LOOKED];
    struct reader readers[READERS];
    struct machine *b = s->p->baseline;
    struct generator *g = s->p->generator;
    u64 outcome, rounds = 1, mode = 0, failed = 0;
    if ((outcome = probe(s))) return outcome;
    // Some structures are the ones they should be only with both ways.
    u64 parted = luck(s) % 4 ? 0 : PARTED;
    u64 did = s->of->covered[s->target], steps = b->steps;
    find_variables(s);
    base = s->now;
    u64 n_readers = find_readers(b, readers), n_log = elements(b, log, LOOKED), n_calls = b->n_calls;
    for (u64 n = 0; n < LENGTHENED && failed <= MODES && s->p->work < s->limit; n++) {
        own_state(s);
        u64 alike = chance(g, 50) ? below(g, 256) : random_word(g);
        int solving = failed == MODES;
        // A test that comes to one place by two ways may become shorter without.
        int shorter = !solving && parted < PARTED && part(s, readers, n_readers, log, n_log);
        parted += (u64)shorter;
        for (u64 k = 0; k < n_readers && !shorter && !solving; k++)
            read_on(s, readers, k, mode, rounds, alike);
        if (!shorter && !solving) return_on(s, n_calls, mode, alike);
        keep_state(s);
        outcome = solving ? turn_last(s, steps) : probe(s);
        if (outcome && outcome != GROWN) return outcome;
        u64 lost = did & ~s->of->covered[s->target];
        int better = shorter ? !(lost & 1) : solving ? outcome == GROWN && !lost : b->steps > steps && !lost;
        if (ended(b) && better) {
            did &= ~lost;
            steps = b->steps;
            failed = 0;
            if (rounds < AHEAD && !shorter) rounds *= 2;
            find_variables(s);
            base = s->now;
            n_readers = find_readers(b, readers);
            n_log = elements(b, log, LOOKED);
            n_calls = b->n_calls;
            continue;
        }
        s->now = base;
        if (shorter) continue;
        if (rounds > 1 && !solving) rounds = 1;
        else mode = (mode + 1) % MODES, failed++;
    }
    u64 goes_on = n_calls > 1;
    for (u64 k = 0; k < n_readers; k++) goes_on |= readers[k].times > 1;
    if (!goes_on) return DONE;
    if (n_calls > FORCED) n_calls = FORCED;
    // What leads elsewhere is no element.
    u64 n_elements = 0;
    for (u64 n = 0; n < n_log; n++)
        if (!is_pointer(g, readers, n_readers, &log[n])) log[n_elements++] = log[n];
    for (u64 turn = 0; turn < BREAKS && s->p->work < s->limit; turn++) {
        s->now = base;
        own_state(s);
        if (n_calls && (!n_elements || chance(g, 40))) {
            // The last results, too.
            u64 call = n_calls - 1 - below(g, n_calls < 3 ? n_calls : 3);
            s->now.result_forced[call] = gives_number(&b->stubs[b->calls[call].stub]);
            s->now.result[call] = chance(g, 30) ? 0 : draw_result(g);
        } else if (n_elements) {
            break_off(s, log, n_elements, turn);
        }
        keep_state(s);
        if ((outcome = probe(s))) return outcome;
    }
    return DONE;
}
