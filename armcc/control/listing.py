"""Two pieces of code side by side in a terminal."""

from __future__ import annotations

from collections.abc import Sequence


def side_by_side(left: Sequence[str], right: Sequence[str], titles: tuple[str, str]) -> str:
    """Both columns, the left one as wide as its longest line (40 at least, 60 at most)."""
    width = max([40, *(min(len(s), 60) for s in left)])
    lines = [
        f"{titles[0]:{width}}  {titles[1]}",
        f"{'-' * len(titles[0]):{width}}  {'-' * len(titles[1])}",
    ]
    for i in range(max(len(left), len(right))):
        a = left[i] if i < len(left) else ""
        b = right[i] if i < len(right) else ""
        lines.append(f"{a[:width]:{width}}  {b}".rstrip())
    return "\n".join(lines)
