"""The gates: checks that accept or reject a candidate and say why.

Gates know functions and candidates; they know no pass, no cache and no model.
In the order they run, cheapest first: syntax, equivalence (micro-execution, then
QEMU), speed.  A doubt, a missing tool or a crash is never an acceptance.
"""
