"""`armccctl explain OBJECT`: which functions were rewritten, and on what evidence."""

from __future__ import annotations

import json

from armcc.cache.record import Rewrite
from armcc.cache.store import Store, default_root
from armcc.control.listing import side_by_side
from armcc.control.proving import shown_proof
from armcc.control.toolchain import read_bytes
from armcc.driver import note
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject

FORMAT = 1


def explain(path: str, function: str, as_json: bool) -> int:
    """Print what the object's note and the cache know; 0.  Raises Fatal."""
    data = read_bytes(path)
    try:
        obj = ElfObject(data)
        noted = []
        for section in obj.sections:
            if section.name == note.SECTION:
                noted += note.decode(obj.contents(section))
    except Error as e:
        raise Fatal(f"{path}: {e.message}") from e
    if function:
        noted = [n for n in noted if n.function == function]
    store = Store(default_root())
    entries = []
    for n in noted:
        record = store.get(n.key)
        evidence = {}
        if isinstance(record, Rewrite):
            evidence = json.loads(record.evidence)
        entries.append((n, record if isinstance(record, Rewrite) else None, evidence))
    if as_json:
        print(
            json.dumps(
                {
                    "format": FORMAT,
                    "object": path,
                    "rewrites": [
                        {
                            "function": n.function,
                            "key": n.key,
                            "way": n.way,
                            "confidence": n.confidence,
                            "assembly": record.text if record else None,
                            "assumptions": list(record.assumptions) if record else None,
                            "evidence": evidence or None,
                        }
                        for n, record, evidence in entries
                    ],
                },
                indent=2,
            )
        )
        return 0
    if not entries:
        print(f"{path}: no rewritten function")
    for n, record, evidence in entries:
        print(f"{n.function}: {n.confidence}, spliced {n.way}, key {n.key[:16]}")
        if record is None:
            print("  (its record is not in this cache)\n")
            continue
        tests = next((g for g in evidence["gates"] if g["name"] == "equivalence"), None)
        print(f"  {evidence['speedup']:.2f}x on {evidence['cpu']}; {record.origin}")
        if tests:
            seen = tests["evidence"]
            print(f"  {seen['tests']} tests, seed {seen['seed']}, {' and '.join(seen['engines'])}")
        for line in shown_proof(evidence["gates"]):
            print(f"  {line}")
        for assumption in record.assumptions:
            print(f"  assumes {assumption}")
        left = evidence.get("baseline_listing", [])
        right = evidence.get("rewrite_listing", [])
        print()
        print(side_by_side(left, right, ("baseline", "rewrite")))
        print()
    return 0
