"""Bringing a newer version in, with every conflict decided by somebody."""
