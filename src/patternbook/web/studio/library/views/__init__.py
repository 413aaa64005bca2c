"""Fetch, ask, show: what anybody sees of the library."""
