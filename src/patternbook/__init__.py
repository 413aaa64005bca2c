"""Patternbook: the executable library of council services."""

__version__ = "0.2.0"
