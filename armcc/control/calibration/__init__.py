"""The speed gate's model applied to the host, whose time can be measured.

What the gate predicts for AArch64 cores cannot be checked on a machine that has none.  Its
method can: the same trace windows, the same llvm-mca, the same corrections, with the host's
x86-64 instructions and the host's core, against the time that the host takes.
"""
