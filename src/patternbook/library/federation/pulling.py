"""Taking versions from a library elsewhere, believing nothing that is not proved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    EqualVersionNumberError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Key as TufKey
from tuf.api.metadata import Metadata, Root
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig
from tuf.ngclient.urllib3_fetcher import Urllib3Fetcher

from patternbook.library.federation.bundles import KEY, MOST_BYTES, NUMBER, Bundle, open_bundle
from patternbook.library.federation.exporting import INDEX
from patternbook.library.federation.keys import read_public
from patternbook.library.federation.refusals import BundleRefused, LibraryRefused, LibraryUnreachable
from patternbook.library.federation.untrusted import Untrusted, parse_json

MOST_VERSIONS = 50_000
_MOST_INDEX = 20 * 1024 * 1024
_LIMITS = UpdaterConfig(root_max_length=64 * 1024, targets_max_length=20 * 1024 * 1024)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
SECONDS = 20


@dataclass(frozen=True, slots=True)
class Trust:
    """Which library is meant: its address, and the fingerprint of its key, learnt by another way than the address."""

    address: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A version that a library offers."""

    bundle: str
    service: str
    number: str


class Library:
    """A library elsewhere, with what was taken from it so far in a folder here."""

    def __init__(self, trust: Trust, folder: Path, fetcher: FetcherInterface | None = None) -> None:
        """Raises LibraryRefused where the address or the fingerprint cannot be one.

        Only HTTPS is asked, except on this machine itself.
        """
        parts = urlsplit(trust.address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise LibraryRefused("not-https", "A library's address begins with https://.")
        if not _FINGERPRINT.fullmatch(trust.fingerprint):
            raise LibraryRefused("no-fingerprint", "A fingerprint has 64 hex digits, in small letters.")
        self.trust, self.folder = trust, folder
        self._fetcher = fetcher or Urllib3Fetcher(socket_timeout=SECONDS)
        self._updater: Updater | None = None

    def refresh(self) -> tuple[Listed, ...]:
        """What the library offers now, proved to be signed by its key and not older than what was seen before.

        Raises LibraryUnreachable or LibraryRefused.
        """
        with self._told():
            updater = self._new_updater()
            updater.refresh()
            self._updater = updater
            data = self._file(INDEX, _MOST_INDEX)
        return _listed(data)

    def pull(self, known: Collection[str] = ()) -> Iterator[Bundle | BundleRefused]:
        """Every version that is not known yet (by ``service/number``), in the order in which one follows another.

        A bundle that is refused is given as its refusal, and the rest goes on. A cut raises LibraryUnreachable; what
        came whole is kept in the folder and is not fetched again. Raises LibraryRefused.
        """
        for listed in self.refresh():
            if f"{listed.service}/{listed.number}" not in known:
                with self._told():
                    data = self._file(listed.bundle, MOST_BYTES)
                yield _opened(data, listed)

    def _new_updater(self) -> Updater:
        metadata = self.folder / "metadata"
        metadata.mkdir(parents=True, exist_ok=True)
        (self.folder / "files").mkdir(exist_ok=True)
        base = self.trust.address.rstrip("/")
        root = None if (metadata / "root.json").exists() else self._first_root(base)
        return Updater(
            str(metadata), f"{base}/metadata/", str(self.folder / "files"), f"{base}/targets/",
            self._fetcher, _LIMITS, bootstrap=root,
        )  # fmt: skip

    def _first_root(self, base: str) -> bytes:
        """The root of trust, taken only where the key with the known fingerprint signed it."""
        data = self._fetcher.download_bytes(f"{base}/metadata/1.root.json", _LIMITS.root_max_length)
        root: Metadata[Root] = Metadata.from_bytes(data)
        role = root.signed.roles["root"]
        key = root.signed.keys.get(self.trust.fingerprint)
        # The key's name in the file proves nothing: it is worked out anew from the key itself.
        if key is None or role.keyids != [self.trust.fingerprint] or _name_of(key) != self.trust.fingerprint:
            why = "The library is not signed by the key with this fingerprint."
            raise LibraryRefused("another-key", why)
        root.verify_delegate(Root.type, root)
        return data

    def _file(self, path: str, most: int) -> bytes:
        """A file of the library, from here where it came whole before."""
        if self._updater is None:
            raise LibraryRefused("not-refreshed", "Refresh the library before a file is taken from it.")
        info = self._updater.get_targetinfo(path)
        if info is None:
            raise LibraryRefused("not-there", f"The library lists {path} and does not have it.")
        if info.length > most:
            raise LibraryRefused("too-large", f"{path} is larger than {most // 1024} KiB.")
        kept = str(self.folder / "files" / info.hashes["sha256"])
        if self._updater.find_cached_target(info, kept) is None:
            self._updater.download_target(info, kept)
        return Path(kept).read_bytes()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The Update Framework's errors in our words."""
        try:
            yield
        except LengthOrHashMismatchError as error:
            raise LibraryRefused("tampered", "A file is not the one that the library signed.") from error
        except DownloadError as error:
            raise LibraryUnreachable(self.trust.address) from error
        except (BadVersionNumberError, EqualVersionNumberError) as error:
            why = "The library is older than what was taken from it before. Somebody may be replaying an old one."
            raise LibraryRefused("downgrade", why) from error
        except ExpiredMetadataError as error:
            raise LibraryRefused("expired", "The library was not signed anew in time.") from error
        except UnsignedMetadataError as error:
            raise LibraryRefused(
                "another-key", "The library is not signed by the key that is trusted."
            ) from error
        except RepositoryError as error:
            raise LibraryRefused(
                "not-a-library", "What is there is not a library, or not a whole one."
            ) from error
        except (KeyError, IndexError) as error:
            raise LibraryRefused("not-a-library", "What is there is not a library.") from error


def _name_of(key: TufKey) -> str:
    try:
        return read_public(f"ed25519:{key.keyval.get('public')}").fingerprint
    except LibraryRefused:
        return ""


def _listed(data: bytes) -> tuple[Listed, ...]:
    try:
        index = Untrusted(parse_json(data, _MOST_INDEX), "index")
        found = [
            Listed(
                entry.text("bundle", most=200),
                entry.matching("service", KEY),
                entry.matching("number", NUMBER),
            )
            for entry in index.items("versions", most=MOST_VERSIONS)
        ]
    except BundleRefused as error:
        raise LibraryRefused("not-a-library", f"Its index cannot be read. {error.why}") from error
    return tuple(sorted(found, key=lambda each: (each.service, tuple(map(int, each.number.split("."))))))


def _opened(data: bytes, listed: Listed) -> Bundle | BundleRefused:
    try:
        bundle = open_bundle(data)
    except BundleRefused as refused:
        return BundleRefused(refused.code, f"{listed.bundle}: {refused.why}", refused.problems)
    if (bundle.statement.service, bundle.statement.number) != (listed.service, listed.number):
        return BundleRefused("another-version", f"{listed.bundle} holds another version than the index says.")
    return bundle
