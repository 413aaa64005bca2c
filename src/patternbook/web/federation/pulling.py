"""A pull, whole: the state that was proved before, the versions that are new, and the state afterwards."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from patternbook.errors import ProblemsFound
from patternbook.library.federation import BundleRefused, Library, LibraryRefused, Trust
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.catalogue.models import Version
from patternbook.web.federation import queries
from patternbook.web.federation.actions import Received, note_state, receive, trust
from patternbook.web.federation.models import TrustedLibrary

OPERATOR = Actor(
    "system", "operator", everywhere=frozenset({"libraries.trust", "libraries.pull", "libraries.export"})
)
METADATA = ("root.json", "timestamp.json", "snapshot.json", "targets.json")


def add(told: Trust, *, name: str, now: dt.datetime) -> TrustedLibrary:
    """Trust a library once it has proved that it has the key. Raises LibraryRefused or LibraryUnreachable."""
    if queries.library(address=told.address, by=OPERATOR) is not None:
        raise LibraryRefused("trusted-already", f"{told.address} is trusted already.")
    with tempfile.TemporaryDirectory() as folder:
        Library(told, Path(folder)).refresh()
    return trust(installation=INSTALLATION, told=told, name=name, now=now, by=OPERATOR)


def pull(library: TrustedLibrary, *, now: dt.datetime) -> Iterator[Version | BundleRefused]:
    """Take in what is new, one version after the other: each is here for good before the next is asked for.

    A version that is refused is given as its refusal, and the rest goes on. Raises LibraryRefused, or
    LibraryUnreachable; the next pull then goes on with what is not here yet.
    """
    told = Trust(library.address, library.fingerprint)
    with tempfile.TemporaryDirectory() as written:
        folder = Path(written)
        _lay_out(library.state, folder / "metadata")
        there = Library(told, folder)
        there.refresh()
        # Proved by now: kept before anything is taken in, so that a cut cannot undo it.
        state = _gather(folder / "metadata")
        note_state(installation=INSTALLATION, library=library, state=state, now=now, by=OPERATOR)
        for found in there.pull(queries.known(by=OPERATOR)):
            yield found if isinstance(found, BundleRefused) else _received(Received(found, library), now)


def _received(received: Received, now: dt.datetime) -> Version | BundleRefused:
    said = received.bundle.statement
    try:
        return receive(installation=INSTALLATION, received=received, now=now, by=OPERATOR)
    except BundleRefused as refused:
        return BundleRefused(refused.code, f"{said.service}/{said.number}: {refused.why}", refused.problems)
    except ProblemsFound as found:
        why = f"{said.service}/{said.number}: it does not pass here."
        return BundleRefused("text-wrong", why, found.problems)


def _lay_out(state: dict[str, str], folder: Path) -> None:
    folder.mkdir()
    for name in METADATA:
        if name in state:
            (folder / name).write_text(state[name], encoding="utf-8")


def _gather(folder: Path) -> dict[str, str]:
    return {
        name: (folder / name).read_text(encoding="utf-8") for name in METADATA if (folder / name).is_file()
    }
