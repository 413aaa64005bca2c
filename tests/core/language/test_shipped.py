"""Every definition in the project reads, keeps its meaning and comments when written, and fits the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import patternbook
from patternbook.language import digests, reader, schema, writer
from patternbook.language.nodes.example import Example, SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.source import parse
from tests.core.language.test_rules import plain

LIBRARY = Path(patternbook.__file__).parent / "library"
HARDEST = Path(__file__).parent.parent / "hardest"
FILES: list[tuple[Path, type]] = [
    *((file, SharedStep) for file in sorted(LIBRARY.glob("steps/*.yaml"))),
    *((file, Service) for file in sorted(LIBRARY.glob("services/*/service.yaml"))),
    *((file, Example) for file in sorted(LIBRARY.glob("services/*/examples/*.yaml"))),
    *((file, Service) for file in sorted(HARDEST.glob("[0-9]*.yaml"))),
]


@pytest.mark.parametrize(
    ("file", "kind"), FILES, ids=[f"{file.parent.name}/{file.name}" for file, _ in FILES]
)
def test_the_file_reads_writes_and_fits(file: Path, kind: type) -> None:
    text = file.read_text(encoding="utf-8")
    read: reader.Read[Any] = reader.read(text, kind=kind, file=file.name)
    assert [str(problem) for problem in read.problems] == []
    again: reader.Read[Any] = reader.read(writer.write(read), kind=kind)
    assert digests.meaning(again.node) == digests.meaning(read.node)
    assert [comment.words for comment in again.comments] == [comment.words for comment in read.comments]
    assert writer.write(again) == writer.write(read)
    jsonschema_rs.validator_for(schema.json_schema(kind)).validate(plain(parse(text).root))
