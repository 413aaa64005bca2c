"""Tokens of drafts: random, handed out once, stored only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody can guess: 192 random bits in 32 characters of a web address."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """What is stored of a token: enough to find its row, not enough to use it (64 hex digits)."""
    return hashlib.sha256(token.encode()).hexdigest()
