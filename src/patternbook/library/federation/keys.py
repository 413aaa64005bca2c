"""Keys that sign: Ed25519, with a fingerprint that can be read out by phone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner, SSlibKey

from patternbook.library.federation.refusals import LibraryRefused

_PREFIX = "ed25519:"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key by which everybody can tell who signed.

    `written` is how it is passed on: ``ed25519:`` and 64 hex digits. `fingerprint` is worked out from it, never
    taken from whoever sends it.
    """

    written: str
    verifier: SSlibKey

    @property
    def fingerprint(self) -> str:
        """The SHA-256 by which the key is known, as 64 hex digits."""
        return str(self.verifier.keyid)


class Key:
    """A private key. It is never shown or logged."""

    __slots__ = ("public", "signer")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self.signer = CryptoSigner(private)
        self.public = read_public(_PREFIX + private.public_key().public_bytes_raw().hex())

    @classmethod
    def make(cls) -> Key:
        """A new key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, path: Path) -> Key:
        """The key in a file. Raises OSError, or LibraryRefused where the file holds no Ed25519 key in PEM."""
        try:
            private = load_pem_private_key(path.read_bytes(), None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise LibraryRefused(
                "not-a-key", f"{path} holds no private key in PEM without a password."
            ) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise LibraryRefused("not-a-key", f"{path} holds a key of another kind than Ed25519.")
        return cls(private)

    def save(self, path: Path) -> None:
        """Write the key to a new file that only its owner can read. Raises FileExistsError, so that none is lost."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(self.signer.private_bytes)

    def __repr__(self) -> str:
        return f"Key({self.public.fingerprint[:16]}…)"


def read_public(written: str) -> PublicKey:
    """A public key from how it is passed on. Raises LibraryRefused where it is none.

    >>> key = read_public("ed25519:" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    >>> len(key.fingerprint)
    64
    """
    prefix, digits = written[: len(_PREFIX)], written[len(_PREFIX) :]
    try:
        raw = bytes.fromhex(digits) if prefix == _PREFIX and digits == digits.lower() else b""
        verifier = SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(raw))
    except ValueError as error:
        why = f"A public key is written as {_PREFIX} and 64 hex digits."
        raise LibraryRefused("not-a-key", why) from error
    return PublicKey(written, verifier)
