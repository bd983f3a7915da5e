"""`armccctl bench pairs`: a fixed list of right pairs, and which of them are refused.

The list has one pair a line: file, function, the baseline's flags, the candidate's
compiler, its flags, with `|` between.  An empty line or one that begins with `#` means
nothing.  The same list gives the same pairs wherever the same compilers are.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict

from armcc.control.fidelity.campaign import OWN, PAIRS, Choice, Offer, Row, Unit, run_campaign
from armcc.control.fidelity.recompile import COMPILERS
from armcc.control.fidelity.report import document, text
from armcc.control.toolchain import read_text
from armcc.errors import Fatal


def read_list(path: str, folder: str, functions: tuple[str, ...] = ()) -> list[Unit]:
    """The pairs of a list as units, in the order of the list; with `functions` those alone.

    folder: where the files that it names are.  Raises Fatal with the line that is wrong.
    """
    offers: dict[tuple[str, tuple[str, ...]], list[Offer]] = defaultdict(list)
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [p.strip() for p in line.split("|")]
        if len(parts) != 5 or not all(parts[:4]):
            raise Fatal(f"{path}:{number}: wanted FILE | FUNCTION | FLAGS | COMPILER | FLAGS")
        file, function, baseline, compiler, flags = parts
        if compiler not in COMPILERS:
            raise Fatal(f"{path}:{number}: no compiler {compiler}; one of {', '.join(COMPILERS)}")
        if functions and function not in functions:
            continue
        offer = Offer(function, compiler, tuple(flags.split()))
        offers[file, tuple(baseline.split())].append(offer)
    where = os.path.abspath(folder)
    return [
        Unit(file, os.path.join(where, file), where, flags, tuple(found))
        for (file, flags), found in offers.items()
    ]


def own_units(units: list[Unit]) -> list[Unit]:
    """Each function of `units` once a set of flags, its own code offered to it."""
    return [
        Unit(u.name, u.source, u.directory, u.flags, tuple(Offer(n, OWN, ()) for n in names))
        for u in units
        if (names := list(dict.fromkeys(o.function for o in u.offers)))
    ]


def pairs(folder: str, listed: str, own: bool, choice: Choice, as_json: bool) -> int:
    """Judge the list and print what was refused and why; 0.  Raises Fatal."""
    path = listed or os.path.join(folder, "pairs.list")
    units = read_list(path, folder, choice.functions)
    if not units:
        raise Fatal(f"{path} lists no such pair")
    rows = _run(units, choice)
    of_own = _run(own_units(units), choice) if own else []
    if as_json:
        print(json.dumps(document("pairs", rows, of_own), indent=2))
        return 0
    print("\n".join(text("right candidates", rows)))
    if own:
        print()
        print("\n".join(text("baselines as their own candidates", of_own)))
    return 0


def _run(units: list[Unit], choice: Choice) -> list[Row]:
    rows: list[Row] = []
    for found in run_campaign(units, choice):
        rows += found
        judged = sum(r.fate in PAIRS for r in rows)
        print(f"{found[0].unit}: {judged} judged", file=sys.stderr, flush=True)
    return rows
