"""Mintmark and its peers, side by side on the same credentials: ``python -m benchmarks.run``."""
