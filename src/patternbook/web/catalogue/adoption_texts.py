"""A council's choices as a text: written anew with one choice changed, comments kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from patternbook.errors import ProblemsFound
from patternbook.language import reader, translations, writer
from patternbook.language.nodes.adoption import Adoption, Chosen, Dated
from patternbook.language.nodes.base import Data, Keyed, Text
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read

FILE = "adoption.yaml"


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value as a council chooses it: plain data, from when, and why."""

    data: object
    since: dt.date | None = None
    because: str = ""


def first(service: Service, nation: str, connections: Mapping[str, str]) -> str:
    """The text of a council that has chosen nothing yet, but for the connectors that answer each contract."""
    bindings = {
        key: {"en": connections[binding.contract]}
        for key, binding in service.bindings.items()
        if binding.type == "connection"
        and binding.required
        and binding.contract
        and binding.contract in connections
    }
    node = Adoption(patternbook=1, adopts=service.service, nation=nation, bindings=_texts(bindings))
    return writer.write_node(node)


def with_setting(text: str, key: str, values: tuple[Value, ...]) -> str:
    """The text with a setting's values by date; without values the setting is the library's again.

    Raises ProblemsFound where the text itself cannot be read.
    """
    read = _read(text)
    assert read.node is not None
    chosen = dict(read.node.settings.items())
    if values:
        was = chosen.get(key, Chosen(values=()))
        ordered = sorted(values, key=lambda value: value.since or dt.date.min)
        chosen[key] = replace(was, values=tuple(_dated(value) for value in ordered))
    else:
        chosen.pop(key, None)
    return _write(read, replace(read.node, settings=Keyed(chosen.items())))


def with_bindings(text: str, bindings: Mapping[str, Mapping[str, str]]) -> str:
    """The text with bindings, each by language; one without words is left out. Raises ProblemsFound as above."""
    read = _read(text)
    assert read.node is not None
    chosen = {key: said for key, said in read.node.bindings.items() if key not in bindings}
    filled = {key: said for key, said in bindings.items() if any(said.values())}
    order = [*read.node.bindings, *(key for key in bindings if key not in read.node.bindings)]
    written = chosen | dict(_texts(filled).items())
    return _write(
        read, replace(read.node, bindings=Keyed((key, written[key]) for key in order if key in written))
    )


def rewritten(text: str, change: Callable[[Adoption], Adoption]) -> str:
    """The text with its nodes changed, unchanged where they are not. Raises ProblemsFound as above."""
    read = _read(text)
    assert read.node is not None
    node = change(read.node)
    return text if node == read.node else _write(read, node)


def _texts(bindings: Mapping[str, Mapping[str, str]]) -> Keyed[Text]:
    return Keyed(
        (key, Text(wordings=Keyed((language, words) for language, words in said.items() if words)))
        for key, said in bindings.items()
    )


def _dated(value: Value) -> Dated:
    return Dated(value=Data(_frozen(value.data)), from_=value.since, because=value.because or None)  # type: ignore[arg-type]  # frozen just here


def _frozen(data: object) -> object:
    if isinstance(data, Mapping):
        return Keyed((str(key), _frozen(item)) for key, item in data.items())
    return tuple(_frozen(item) for item in data) if isinstance(data, list | tuple) else data


def _read(text: str) -> Read[Adoption]:
    read = reader.read(text, file=FILE, kind=Adoption)
    if read.node is None or any(problem.severity == "error" for problem in read.problems):
        raise ProblemsFound(read.problems)
    return read


def _write(read: Read[Adoption], node: Adoption) -> str:
    return writer.write(replace(read, node=translations.mark(node)))
