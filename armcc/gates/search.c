// What the engine is asked for: a test on which an instruction does what it has not done.
//
// Part of engine.c.  Starting points are tests that were kept or fresh ones; from each of them
// solve.c or vary.c goes on.

// A fresh test that executes the target, in `now`: any, or the longest of several.
static u64 find_base(struct solver *s, u64 *found) {
    struct pair *p = s->p;
    u64 most = 0;
    *found = 0;
    for (u64 n = 0; n < DRAWS && p->work < s->limit; n++) {
        make_test(p);
        s->of->covered[s->target] = 0;
        u64 outcome = try_test(p);
        p->work += PROBE;
        if (outcome) return outcome;
        if (!(s->of->covered[s->target] & 1)) continue;
        if (p->baseline->steps > most) take_snapshot(p, &s->now), most = p->baseline->steps;
        if (++*found > (s->longest ? LONGEST_OF : 0)) return DONE;
    }
    return DONE;
}

// From kept tests that come to the target, by turns that in which its sides are nearest, of some,
// and any: the farther they are apart the more inputs would have to change, but the nearest may be
// as near as it gets.
static u64 solve_nearest(struct solver *s, u64 bit) {
    struct generator *g = s->p->generator;
    u64 place[NEAREST_OF], away[NEAREST_OF];
    u64 outcome, compared, count = 0, first = below(g, g->n_snapshots + 1);
    for (u64 n = 0; n < g->n_snapshots && count < NEAREST_OF && s->p->work < s->limit; n++) {
        u64 at = (first + n) % g->n_snapshots;
        if (!(g->reached[at * g->reach + (bit >> 3)] >> (bit & 7) & 1)) continue;
        if (g->snapshots[at].violates && g->honour) continue;
        s->now = g->snapshots[at];
        s->of->watch.nth = 0;
        if ((outcome = probe(s))) return outcome;
        s->p->work += s->p->baseline->steps;
        if (s->last.kind) place[count] = at, away[count++] = s->last.distance;
    }
    for (u64 turn = 0; count && s->p->work < s->limit; turn++) {
        u64 chosen = turn & 1 ? luck(s) % count : 0;
        for (u64 n = 1; n < count && !(turn & 1); n++)
            if (away[n] < away[chosen]) chosen = n;
        s->now = g->snapshots[place[chosen]];
        place[chosen] = place[--count], away[chosen] = away[count];
        if ((outcome = solve_from(s, 0, &compared))) return outcome;
    }
    return DONE;
}

// Of the kept tests that come to the target, from the one numbered `from` on, one that looks at
// little: each step back through a run costs as many instructions as the run has.
static u64 shortest(struct generator *g, u64 bit, u64 from) {
    u64 best = ~0ULL, count = 0;
    for (u64 n = 0; n < g->n_snapshots && count < SHORTEST_OF; n++) {
        u64 at = (from + n) % g->n_snapshots;
        if (!(g->reached[at * g->reach + (bit >> 3)] >> (bit & 7) & 1)) continue;
        if (g->snapshots[at].violates && g->honour) continue;
        count++;
        if (best == ~0ULL || g->snapshots[at].n_words < g->snapshots[best].n_words) best = at;
    }
    return best;
}

static u64 solve_all(struct solver *s, u64 bit) {
    struct pair *p = s->p;
    struct generator *g = p->generator;
    u64 outcome, found, compared, tried = 0, drawn = 0;
    u64 first = below(g, g->n_snapshots);
    static struct snapshot start;
    if (s->edges == LAST_ROUND || s->edges == LIKE_LAST || s->edges == LONGER) {
        if (!g->n_snapshots || (s->edges == LIKE_LAST && !g->n_suspects)) return DONE;
        s->now = g->snapshots[(g->next_snapshot - 1) % SNAPSHOTS];
        return s->edges == LAST_ROUND ? meet(s) : s->edges == LONGER ? go_on(s) : vary(s);
    }
    if (s->edges == BY_BITS) return solve_nearest(s, bit);
    u64 bases = s->edges == EVENLY ? 4 * BASES : s->edges ? BASES / 2 : BASES;
    for (u64 n = 0; tried < bases && p->work < s->limit; n++) {
        if (n < g->n_snapshots && !s->again) {
            u64 at = (first + n) % g->n_snapshots;
            if (!(g->reached[at * g->reach + (bit >> 3)] >> (bit & 7) & 1)) continue;
            if (g->snapshots[at].violates && g->honour) continue;
            if (s->edges == BOUNDARY && !tried) at = shortest(g, bit, at);
            s->now = g->snapshots[at];
        } else {
            if (drawn++ == 2 * BASES) return DONE;
            // What is looked for again is not news while a starting point is looked for.
            s->seen[s->target] |= (u8)s->again;
            g->longer = s->longest;
            own_state(s);
            outcome = find_base(s, &found);
            keep_state(s);
            g->longer = 0;
            s->seen[s->target] &= (u8)~s->again;
            if (outcome) return outcome;
            if (!found) return DONE;
        }
        if (s->edges) {
            outcome = s->edges == EACH_LANE ? meet_lanes(s) : s->edges == EVENLY ? scatter(s) : meet(s);
            if (outcome) return outcome;
            compared = s->last.kind != 0;
        } else {
            if (s->back) {
                // Bits are too many to flip them all.
                start = s->now;
                if ((outcome = meet(s))) return outcome;
                s->now = start;
            }
            if ((outcome = solve_from(s, tried & 1, &compared))) return outcome;
        }
        tried += compared;  // a conditional compare may not have compared anything
    }
    return DONE;
}

// Look for a test on which instruction `target` of the candidate (`candidate` != 0) or the
// baseline does what it has not done yet: decides otherwise, or compares what is equal or one
// apart.  Ends as `batch` does: KEPT with the test that shows something new, anything; or
// DIFFERENT; or DONE where there is none, or `work` is spent.  given: look for a test on which
// the target compares its left side with `goal` and finds both equal.  again: outcomes (2, 4)
// that are looked for as if they had not been seen, from fresh tests; with 256, from long ones,
// in which loops go on to their ends; with 512, by going back through what computed the sides
// first.  edges: BOUNDARY: look for tests in which what is compared is about equal, however often that
// was so; LAST_ROUND: the target's last comparison in the test that was kept last; EACH_LANE: in each
// lane; LIKE_LAST: tests like the one that was kept last, with suspects in it; EVENLY: tests that
// execute the target on numbers drawn evenly; LONGER: tests like the one that was kept last, in which
// loops do not end early; BY_BITS: as BOUNDARY, by flipping each bit of each input.
u64 solve(struct pair *p, u64 candidate, u64 target, u64 work, u64 given, u64 goal, u64 again,
          u64 edges) {
    struct solver *s = &solver;
    struct generator *g = p->generator;
    s->p = p;
    s->of = candidate ? p->candidate : p->baseline;
    s->seen = candidate ? p->seen_candidate : p->seen_baseline;
    s->target = target;
    s->limit = p->work + work;
    s->given = given;
    s->goal = goal;
    s->again = again & 6;
    s->longest = again >> 8 & 1;
    s->back = again >> 9 & 1;
    again &= 6;
    s->edges = edges;
    s->content = edges == EACH_LANE;
    s->luck[0] = random_word(g), s->luck[1] = random_word(g) | 1;
    s->of->watch.lane = 0;
    u64 bit = target;
    if (candidate) bit += (p->baseline->code_high - p->baseline->code_low) >> 2;
    s->seen[target] &= (u8)~again;
    p->outcome = solve_all(s, bit);
    s->seen[target] |= (u8)again;
    s->of->watch.on = s->of->watch.stopped = 0;
    g->forced = NULL;
    own_state(s);
    return p->outcome;
}
