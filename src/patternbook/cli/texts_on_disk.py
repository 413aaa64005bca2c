"""Finding and reading the files that a command is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from patternbook import library
from patternbook.cli.command import Misuse
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.example import Example, SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.source import MappingNode, parse

KINDS: tuple[tuple[str, type], ...] = (
    ("service", Service),
    ("example", Example),
    ("adopts", Adoption),
    ("step", SharedStep),
)
"""The kinds of file, each by the field that only it has."""

SERVICE = "service.yaml"
EXAMPLES = "examples"
YAML = ".yaml"


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: where it is, what kind it is, what came of reading it."""

    path: Path
    kind: type
    read: Read[object]


def kind_of(text: str) -> type:
    """What kind of file a text is; a service, where it cannot be told."""
    root = parse(text).root
    keys = {key.value for key, _ in root.items} if isinstance(root, MappingNode) else set()
    return next((kind for field, kind in KINDS if field in keys), Service)


def read_file(path: Path) -> File:
    """Reads one file. Raises `Misuse` where it cannot be opened."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {error.strerror}.") from error
    kind = kind_of(text.decode("utf-8", "replace"))
    return File(path, kind, reader.read(text, file=str(path), kind=kind, steps=steps_for(path)))


def steps_for(path: Path) -> Mapping[str, Read[SharedStep]]:
    """The shared steps that a file can use: the library's, and those of a `steps` folder near it."""
    found = dict(library.steps())
    for folder in (path.parent / "steps", path.parent.parent.parent / "steps"):
        if folder.is_dir():
            for file in sorted(folder.glob(f"*{YAML}")):
                found[file.stem] = reader.read(file.read_bytes(), file=str(file), kind=SharedStep)
    return found


def files_in(paths: Iterable[str]) -> Iterator[Path]:
    """The files that these paths name: a folder stands for its service and its examples."""
    for written in paths:
        path = Path(written)
        if not path.is_dir():
            yield path
            continue
        found = sorted(each for each in path.rglob(f"*{YAML}"))
        if not found:
            raise Misuse(f"There is no {YAML} file in {path}.")
        yield from found


def examples_of(service: Path) -> tuple[File, ...]:
    """The examples beside a service's file."""
    folder = service.parent / EXAMPLES
    return tuple(read_file(path) for path in sorted(folder.glob(f"*{YAML}"))) if folder.is_dir() else ()


def service_at(written: str) -> File:
    """The service that a path or the key of a shipped service names. Raises `Misuse`."""
    path = Path(written)
    if path.is_dir():
        path = path / SERVICE
    if not path.exists() and "/" not in written and not written.endswith(YAML):
        return _shipped(written)
    file = read_file(path)
    if file.kind is not Service:
        raise Misuse(f"{path} is no service: it has no field 'service'.")
    return file


def _shipped(key: str) -> File:
    try:
        read = library.service(key)
    except library.NotInLibrary as error:
        raise Misuse(str(error)) from error
    return File(Path(read.places.file), Service, read)
