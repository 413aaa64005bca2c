"""Writing a library as a static folder: TUF metadata, an index, and a bundle for each version."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from patternbook.library.federation.bundles import Bundle
from patternbook.library.federation.keys import Key
from patternbook.library.federation.refusals import LibraryRefused

INDEX = "index.json"
ROLES = ("root", "timestamp", "snapshot", "targets")
# How long what is signed is believed. Whoever pulls later sees that the library is no longer kept.
FRESH = dt.timedelta(days=180)
ROOT_LASTS = dt.timedelta(days=3650)
_SERIALIZER = JSONSerializer(compact=False)


def export(folder: Path, bundles: Iterable[Bundle], *, name: str, key: Key, now: dt.datetime) -> int:
    """Write the library whole; returns its sequence number, one more than that of what stood there.

    Files of earlier exports stay, so that whoever is in the midst of a pull can end it. The timestamp, by which
    everything else is found, is written last: a cut leaves the former library whole. Raises OSError, or
    LibraryRefused where the folder is a library of another key.
    """
    metadata = folder / "metadata"
    metadata.mkdir(parents=True, exist_ok=True)
    _root(metadata, key, now)
    sequence = _sequence(metadata) + 1
    targets = Targets(version=sequence, expires=now + FRESH)
    entries = []
    for bundle in bundles:
        path = f"{bundle.statement.service}/{bundle.statement.number}.json"
        targets.targets[path] = _put(folder, path, bundle.data)
        entries.append(_entry(bundle, path))
    index = {
        "patternbook": 1,
        "library": name,
        "versions": sorted(entries, key=lambda entry: entry["bundle"]),
    }
    written = json.dumps(index, ensure_ascii=False, indent=1).encode()
    targets.targets[INDEX] = _put(folder, INDEX, written)
    signed = _signed(targets, key)
    _write(metadata / f"{sequence}.targets.json", signed)
    snapshot = Snapshot(version=sequence, expires=now + FRESH, meta={"targets.json": _meta(sequence, signed)})
    signed = _signed(snapshot, key)
    _write(metadata / f"{sequence}.snapshot.json", signed)
    stamp = Timestamp(version=sequence, expires=now + FRESH, snapshot_meta=_meta(sequence, signed))
    _write(metadata / "timestamp.json", _signed(stamp, key))
    return sequence


def _root(metadata: Path, key: Key, now: dt.datetime) -> None:
    """The root of trust: made once, and kept, since others hold on to it."""
    first = metadata / "1.root.json"
    if first.exists():
        known: Metadata[Root] = Metadata.from_file(str(first))
        if key.public.fingerprint not in known.signed.roles["root"].keyids:
            why = f"{metadata.parent} is a library that another key signs. Name that key, or another folder."
            raise LibraryRefused("another-key", why)
        return
    root = Root(version=1, expires=now + ROOT_LASTS, consistent_snapshot=True)
    for role in ROLES:
        root.add_key(key.public.verifier, role)
    _write(first, _signed(root, key))


def _sequence(metadata: Path) -> int:
    stamp = metadata / "timestamp.json"
    return int(Metadata.from_file(str(stamp)).signed.version) if stamp.exists() else 0


def _entry(bundle: Bundle, path: str) -> dict[str, Any]:
    said = bundle.statement
    node = bundle.read.node
    title = dict(node.title.wordings.items()) if node else {}
    return {
        "bundle": path, "service": said.service, "number": said.number, "publisher": said.publisher,
        "key": said.key, "published": said.published,
        "title": {language: words for language, words in title.items() if isinstance(words, str)},
    }  # fmt: skip


def _put(folder: Path, path: str, data: bytes) -> TargetFile:
    """A file under its digest, where a puller looks for it."""
    info = TargetFile.from_data(path, data, ["sha256"])
    parent, _, name = path.rpartition("/")
    _write(folder / "targets" / parent / f"{info.hashes['sha256']}.{name}", data)
    return info


def _signed(said: Any, key: Key) -> bytes:
    whole: Metadata[Any] = Metadata(said)
    whole.sign(key.signer)
    return whole.to_bytes(_SERIALIZER)


def _meta(version: int, data: bytes) -> MetaFile:
    return MetaFile.from_data(version, data, ["sha256"])


def _write(path: Path, data: bytes) -> None:
    """All of a file or nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)
