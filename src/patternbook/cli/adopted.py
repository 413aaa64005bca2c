"""What a council's folder remembers of what it adopted: the examples as they came, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from patternbook.cli.command import Misuse
from patternbook.language import digests

BASE = "base.yaml"
ADOPTION = "adoption.yaml"
STEPS = "steps"
RECORD = "adopted.json"


@dataclass(frozen=True, slots=True)
class Record:
    """`examples` are the digests of the examples as the library gave them: one that has another is the council's
    own. `decisions` are the sides that were taken, by the conflict's id: nobody is asked twice."""

    examples: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


def record_of(examples: Mapping[str, str], decisions: Mapping[str, str] | None = None) -> Record:
    """The record of these examples, by file name.

    >>> record_of({"a.yaml": ""}).examples["a.yaml"][:7]
    'sha256:'
    """
    return Record({name: digests.text(text) for name, text in examples.items()}, decisions or {})


def read_record(folder: Path) -> Record:
    """What the folder remembers; nothing, where it has no record. Raises `Misuse` where that is broken."""
    path = folder / RECORD
    if not path.is_file():
        return Record()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Record(_texts(found["examples"]), _texts(found["decisions"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Misuse(f"{path} cannot be read. Take it from an earlier copy, or delete it.") from error


def _texts(found: Mapping[str, object]) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()}


def written(record: Record) -> str:
    """The record as it is written."""
    data = {"examples": dict(record.examples), "decisions": dict(record.decisions)}
    return json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
