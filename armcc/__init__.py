"""armcc: a drop-in compiler driver for AArch64 that puts verified faster code in hot places."""

__version__ = "0.1.0"

# Part of every key: raised whenever a gate gets stricter, so that what an older gate
# accepted is judged again.
GATES_VERSION = 37
