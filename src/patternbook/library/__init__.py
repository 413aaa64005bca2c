"""The definitions that ship with the package, read from its own data.

library/steps/<key>.yaml                    shared steps
library/services/<key>/service.yaml         a service
library/services/<key>/examples/*.yaml      its examples
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from patternbook.errors import PatternbookError, did_you_mean
from patternbook.language import reader
from patternbook.language.nodes.example import Example, SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read

_YAML = ".yaml"


class NotInLibrary(PatternbookError):
    """There is no shipped service of this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)

    def __str__(self) -> str:
        hint = did_you_mean(self.key, services())
        return f"The library has no service called '{self.key}'. {hint}".rstrip()


def _root() -> Traversable:
    return files(__name__)


def _yaml_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted(
        (item for item in folder.iterdir() if item.name.endswith(_YAML)), key=lambda item: item.name
    )


@cache
def steps() -> Mapping[str, Read[SharedStep]]:
    """The shared steps by key, each as it was read (with its problems, where it has any)."""
    found = {
        item.name.removesuffix(_YAML): reader.read(
            item.read_text(encoding="utf-8"), file=f"steps/{item.name}", kind=SharedStep
        )
        for item in _yaml_files(_root() / "steps")
    }
    return MappingProxyType(found)


@cache
def services() -> tuple[str, ...]:
    """The keys of the shipped services, in alphabetical order."""
    folder = _root() / "services"
    if not folder.is_dir():
        return ()
    return tuple(sorted(item.name for item in folder.iterdir() if (item / "service.yaml").is_file()))


def _service_folder(key: str) -> Traversable:
    if key not in services():
        raise NotInLibrary(key)
    return _root() / "services" / key


@cache
def service(key: str) -> Read[Service]:
    """A shipped service as it was read. Raises `NotInLibrary` where there is none of this key."""
    text = (_service_folder(key) / "service.yaml").read_text(encoding="utf-8")
    return reader.read(text, file=f"{key}/service.yaml", kind=Service, steps=steps())


@cache
def examples(key: str) -> Mapping[str, Read[Example]]:
    """The examples of a shipped service by file name without ending. Raises `NotInLibrary`."""
    found = {
        item.name.removesuffix(_YAML): reader.read(
            item.read_text(encoding="utf-8"), file=f"{key}/examples/{item.name}", kind=Example
        )
        for item in _yaml_files(_service_folder(key) / "examples")
    }
    return MappingProxyType(found)
