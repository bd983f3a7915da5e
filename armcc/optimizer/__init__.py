"""The road of one function: passes propose, gates judge, the best wins.

The one place that knows passes, gates and cache together.
"""
