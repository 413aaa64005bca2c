"""Fetch, ask, act, draw: what officers see and do."""
