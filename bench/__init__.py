"""Benchmarks: ratios of our work to a floor or a peer, taken in one run. Never an absolute time."""
