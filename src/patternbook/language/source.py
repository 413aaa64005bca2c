"""Text to a tree with the place of every key and value: a strict, bounded subset of YAML 1.2.

libyaml splits the text into events; this module builds the tree from them and refuses what a
definition has no use for (anchors, aliases, tags, merge keys, several documents). The limits are
applied while events arrive, so hostile text costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml
from yaml.cyaml import CLoader

from patternbook.errors import Place, Problem

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_PROBLEMS = 200

# YAML 1.2 core, in the spelling of JSON: `no`, `on`, `012`, `1e3` and `0x1f` stay text.
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,18})\Z")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

# Control characters; line breaks that editors count differently; marks that turn the reading
# direction, by which a text can show something else than it says (Unicode TR 36, TR 55).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


class ScalarNode:
    """A single value. `plain` tells `5` from `"5"`. Not changed once made."""

    __slots__ = ("mark", "plain", "value")

    def __init__(self, value: str, plain: bool, mark: Any) -> None:
        self.value = value
        self.plain = plain
        self.mark = mark

    @property
    def line(self) -> int:
        return int(self.mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.mark.column) + 1

    def resolved(self) -> str | int | bool | None:
        """The value by the rules of YAML 1.2 core in JSON's spelling.

        >>> [node.resolved() for _, node in parse("{a: 5, b: no, c: '5', d: true, e: 012}").root.items]
        [5, 'no', '5', True, '012']
        """
        value = self.value
        if not self.plain:
            return value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        return int(value) if _WHOLE.match(value) else value


class MappingNode:
    """A mapping, with the node of every key. Not changed once made."""

    __slots__ = ("items", "mark")

    def __init__(self, items: tuple[tuple[ScalarNode, SourceNode], ...], mark: Any) -> None:
        self.items = items
        self.mark = mark

    @property
    def line(self) -> int:
        return int(self.mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.mark.column) + 1


class SequenceNode:
    """A list. Not changed once made."""

    __slots__ = ("items", "mark")

    def __init__(self, items: tuple[SourceNode, ...], mark: Any) -> None:
        self.items = items
        self.mark = mark

    @property
    def line(self) -> int:
        return int(self.mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.mark.column) + 1


SourceNode = ScalarNode | MappingNode | SequenceNode


@dataclass(frozen=True, slots=True)
class Source:
    """A text taken apart: the tree, or None where there is none, and what is wrong."""

    text: str
    root: SourceNode | None
    problems: tuple[Problem, ...] = ()


class _Stop(Exception):
    """Reading cannot go on: what is wrong is among the builder's problems."""


class _Builder:
    """The open collections while events arrive, and the problems found so far."""

    __slots__ = ("current", "file", "nodes", "open", "problems", "unusable")

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.open: list[tuple[yaml.CollectionStartEvent, list[SourceNode]]] = []
        self.current: list[SourceNode] = []
        self.nodes = 0
        self.unusable = False

    def problem(self, mark: Any, code: str, message: str, hint: str = "") -> None:
        """Notes a problem; stops where there are more than anybody reads."""
        self.problems.append(Problem(code, message, Place(self.file, mark.line + 1, mark.column + 1), hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Adds a value."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        if event.style == '"':
            self.look_for_hidden(event)
        self.count(event)
        self.current.append(ScalarNode(event.value, not event.style, event.start_mark))

    def look_for_hidden(self, event: yaml.ScalarEvent) -> None:
        """Refuses hidden characters that are written as escapes."""
        found = _FORBIDDEN.search(event.value)
        if found is not None:
            message = f"The character U+{ord(found.group()):04X} is not allowed: it cannot be seen."
            self.problem(event.start_mark, "hidden-character", message, "Delete it.")

    def start(self, event: yaml.CollectionStartEvent) -> None:
        """Opens a mapping or a list."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        self.count(event)
        if len(self.open) >= MAX_DEPTH:
            self.problem(event.start_mark, "too-deep", f"This is nested more than {MAX_DEPTH} levels deep.")
            raise _Stop
        self.open.append((event, self.current))
        self.current = []

    def end(self) -> None:
        """Closes the innermost mapping or list."""
        event, outer = self.open.pop()
        if type(event) is yaml.MappingStartEvent:
            outer.append(MappingNode(self.pairs(), event.start_mark))
        else:
            outer.append(SequenceNode(tuple(self.current), event.start_mark))
        self.current = outer

    def count(self, event: yaml.NodeEvent) -> None:
        """Counts a node against the limit."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"The file has more than {MAX_NODES:,} keys and values."
            self.problem(event.start_mark, "too-many-parts", message)
            raise _Stop

    def pairs(self) -> tuple[tuple[ScalarNode, SourceNode], ...]:
        """The keys and values of the mapping that ends here; a repeated key keeps its first value."""
        found: dict[str, tuple[ScalarNode, SourceNode]] = {}
        for key, value in zip(self.current[::2], self.current[1::2], strict=True):
            if type(key) is not ScalarNode:
                self.problem(key.mark, "not-a-key", "A key must be a single word.")
            elif key.value == "<<" and key.plain:
                self.problem(
                    key.mark, "merge-key", "Merge keys (`<<`) are not used here.", "Write the parts out."
                )
            elif key.value in found:
                first = found[key.value][0]
                message = f"'{key.value}' stands here twice: it is also on line {first.line}."
                self.problem(key.mark, "repeated-key", message, "Give one of them another key, or delete it.")
            else:
                found[key.value] = (key, value)
        return tuple(found.values())

    def refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Notes an anchor or a tag."""
        if event.anchor is not None:
            message = f"Anchors (`&{event.anchor}`) are not used here."
            self.problem(event.start_mark, "anchor", message, "Write the part out where it is needed.")
        if event.tag is not None:
            message = f"Tags (`{event.tag}`) are not used here."
            self.problem(event.start_mark, "tag", message, "Delete it; quote a value to make it text.")

    def other(self, event: yaml.Event | None) -> bool:
        """Takes any other event; false at the end of the text."""
        if event is None or isinstance(event, yaml.StreamEndEvent):
            return False
        if isinstance(event, yaml.AliasEvent):
            message = f"Aliases (`*{event.anchor}`) are not used here."
            self.problem(event.start_mark, "alias", message, "Write the part out where it is needed.")
            self.unusable = True
            self.current.append(ScalarNode("", True, event.start_mark))
        elif isinstance(event, yaml.DocumentStartEvent):
            if self.current:
                self.problem(event.start_mark, "several-documents", "A file holds one definition only.")
                raise _Stop
            if event.version or event.tags:
                self.problem(
                    event.start_mark, "directive", "YAML directives are not used here.", "Delete it."
                )
        return True


def parse(text: str | bytes, file: str = "") -> Source:
    """Takes a text apart. Never raises on bad text: what is wrong is in `problems`.

    >>> parse("a: 1\\na: 2").problems[0].code
    'repeated-key'
    """
    decoded, problems = _decode(text, file)
    if problems:
        return Source(decoded, None, problems)
    builder = _Builder(file)
    try:
        _build(decoded, builder)
    except yaml.MarkedYAMLError as error:
        return Source(decoded, None, (*builder.problems, _syntax_problem(error, decoded, file)))
    except _Stop:
        return Source(decoded, None, tuple(builder.problems))
    if not builder.current:
        return Source(decoded, None, (Problem("empty-file", "The file says nothing.", Place(file, 1, 1)),))
    return Source(decoded, None if builder.unusable else builder.current[0], tuple(builder.problems))


def _build(text: str, builder: _Builder) -> None:
    """Feeds the builder with the events of the text."""
    next_event: Callable[[], Any] = CLoader(text).get_event
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            builder.scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            builder.start(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.end()
        elif not builder.other(event):
            return


def _decode(text: str | bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with plain line ends, or what is wrong with its characters."""
    start = Place(file, 1, 1)
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1024} KiB."
        return "", (Problem("too-large", message, start, "Split it into several services."),)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            place = Place(file, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
            return "", (Problem("not-utf8", "The file is not UTF-8 text.", place, "Save it as UTF-8."),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    hidden = islice(_FORBIDDEN.finditer(text), MAX_PROBLEMS)
    return text, tuple(_hidden_character(text, match.start(), file) for match in hidden)


def _hidden_character(text: str, index: int, file: str) -> Problem:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    message = f"The character U+{ord(text[index]):04X} is not allowed: it cannot be seen."
    return Problem("hidden-character", message, Place(file, line, column), "Delete it.")


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and mark is not None and mark.index >= len(text.rstrip()):
        mark = error.context_mark  # what is never closed is best shown where it opens
    place = Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file, 1, 1)
    why = " ".join(part for part in (error.context, error.problem) if part)
    hint = "Look at the indentation and the quotes here and in the line above."
    return Problem("not-yaml", f"This is not well-formed YAML: {why}.", place, hint)
