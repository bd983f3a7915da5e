"""armcc: a drop-in compiler driver for AArch64 that replaces hot functions by verified faster code."""

__version__ = "0.1.0"
