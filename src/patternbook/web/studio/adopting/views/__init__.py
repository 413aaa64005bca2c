"""Fetch, ask, act, draw: how a council takes a service as its own."""
