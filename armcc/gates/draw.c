// Values for tests: numbers on which codes turn, pointers, floats, and what memory holds.
// Part of engine.c.

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
    if (r < 86) return RELATED;
    return r < 94 ? RANDOM : NEGATIVE;
}

// Where the next count carries into the upper part, or borrows from it.
static u64 at_carry(struct generator *g) {
    u64 low = ones(8ULL << below(g, 3)), word = random_word(g);
    return chance(g, 60) ? word | low : word & ~low;
}

static u64 draw_integer(struct generator *g, u64 style) {
    switch (style) {
    case SMALL: return chance(g, 12) ? 0 : below(g, 18);
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
    default: return chance(g, 50) ? at_carry(g) : random_word(g);
    }
}

// A number that a callee gives: often whether it failed.
static u64 draw_result(struct generator *g) {
    if (chance(g, 30)) return chance(g, 70) ? 0 : chance(g, 50) ? 1 : ~0ULL;
    return draw_integer(g, draw_style(g));
}

static u64 fresh_pointer(struct generator *g, u64 align, u64 self);

static int in_heap(struct generator *g, u64 value) { return value - g->heap_low < g->heap_pages * 4096; }

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

// A number of many mantissa bits and a middling exponent: it rounds.
static u64 ordinary(struct generator *g, u64 bits) {
    if (bits == 32) return (random_word(g) & 0x807fffff) | (127 - 8 + below(g, 16)) << 23;
    return (random_word(g) & 0x800fffffffffffffULL) | (1023 - 8 + below(g, 16)) << 52;
}

static u64 draw_magnitude(struct generator *g, u64 bits) {
    if (chance(g, 70)) return ordinary(g, bits);
    return bits == 32 ? g->special32[below(g, g->n_special32)] : g->special64[below(g, g->n_special64)];
}

// Zeros of either sign, which are equal and are not, beside negative numbers (kind 1) or
// positive ones (kind 2); one number with either sign (kind 3).  Who keeps the first of two
// equal floats where the last was wanted shows it on nothing else.
static u64 draw_sign(struct generator *g, u64 bits) {
    u64 sign = 1ULL << (bits - 1), either = chance(g, 50) ? sign : 0;
    if (g->signs == 3) return g->magnitude[bits == 64] ^ either;
    if (chance(g, 65)) return either;
    u64 value = ordinary(g, bits) & ~sign;
    return g->signs == 1 ? value | sign : value;
}

static u64 draw_float(struct generator *g, u64 bits) {
    if (g->signs && (bits == 32 || bits == 64)) return draw_sign(g, bits);
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
        if (g->uniform && chance(g, 90)) return random_word(g);
        if (g->signs && chance(g, 95)) {
            if (g->sign_bits == 64) return draw_sign(g, 64);
            u64 low = draw_sign(g, 32);
            return low | draw_sign(g, 32) << 32;
        }
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
        if (g->uniform && chance(g, 95)) v = random_word(g);
        else if (g->signs && size == 4 && chance(g, 90)) v = draw_sign(g, 32);
        else if (g->floats && size == 4 && chance(g, 60)) v = draw_float(g, 32);
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
    if (in_heap(g, old)) return draw_pointer(g, 8, address);
    u64 fresh = draw_word(g, size, index, address);
    if (fresh != old) return fresh;
    return old ^ (1ULL << below(g, 8));
}
