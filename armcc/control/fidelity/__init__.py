"""How right candidates fare at the gates: fixed pairs, whole projects, and speed.

A gate that refuses everything is never fooled.  These benches measure the other side:
candidates that are right because a compiler made them from the same source, how many of
them the gates refuse, and by which reason.  Nothing here asks whether they are faster.
"""
