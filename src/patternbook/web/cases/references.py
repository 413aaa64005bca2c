"""References that people read out by telephone, and the tokens in progress links."""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from patternbook.web.drafts.tokens import token_hash

# No vowels, so that no words come about; nothing that is easily taken for another (0/O, 1/I/L, 2/Z, 5/S, 8/B).
LETTERS = "CDFGHJKMNPQRTVWX34679"
LENGTH = 8


def new_reference() -> str:
    """A random reference in two groups, such as `K3MP-97TX`: 21^8 possible ones, unique within an authority."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def clean_reference(text: str) -> str:
    """A reference as typed by somebody, in its written form; other text is given back in capitals.

    >>> clean_reference(" k3mp 97tx ")
    'K3MP-97TX'
    """
    letters = "".join(text.upper().replace("-", " ").split())
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == LENGTH else letters


def progress_token(authority_id: int, reference: str, key: str | None = None) -> str:
    """The token of a case's progress link, made with the installation's key, or with the one given."""
    words = f"{authority_id}:{reference}"
    digest = salted_hmac("patternbook.progress", words, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def token_of(authority_id: int, reference: str, stored_hash: str) -> str:
    """The token that opens a case's progress page: made again whenever a notice needs it, never stored.

    After the installation's key was changed, the old keys that are still named make the tokens of older
    cases. Empty where none of them does: the link in older letters still works.
    """
    for key in (None, *settings.SECRET_KEY_FALLBACKS):
        token = progress_token(authority_id, reference, key)
        if token_hash(token) == stored_hash:
            return token
    return ""
