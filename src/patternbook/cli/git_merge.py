"""`patternbook git-merge`: the same merge for councils that keep their services in git."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from patternbook.changes import MergedText, merge_texts
from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.marking import marked, whole
from patternbook.cli.telling import conflict_lines, counted
from patternbook.cli.texts_on_disk import KINDS, kind_of, steps_for
from patternbook.language import reader

OURS, THEIRS = "ours", "theirs"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("base", metavar="%O", help="the common ancestor")
    parser.add_argument("ours", metavar="%A", help="this branch's version, which the result replaces")
    parser.add_argument("theirs", metavar="%B", help="the other branch's version")
    parser.add_argument("path", metavar="%P", help="the file's path in the repository")
    parser.add_argument(
        "--owner", choices=(OURS, THEIRS), help="the branch that may change locked parts, where one may"
    )


def _run(arguments: Namespace) -> Exit:
    base, ours, theirs = (_read(name) for name in (arguments.base, arguments.ours, arguments.theirs))
    # Should this be cut short, both versions stand in the file: git takes what it finds there.
    _write(arguments.ours, whole(ours, theirs))
    kind = _kind(base, ours, theirs)
    found = None if kind is None else _merged(kind, (base, ours, theirs), arguments)
    if kind is None or found is None or not found.text:
        for problem in found.problems if found is not None else ():
            print(problem, file=sys.stderr)
        print(f"{arguments.path}: cannot be read, so both versions are left in it.", file=sys.stderr)
        return Exit.FAILED
    node = reader.read(base, kind=kind).node
    text = marked(found.text, found.conflicts, node, kind)
    _write(arguments.ours, text)
    for line in conflict_lines(found.conflicts, node):
        print(f"{arguments.path}: conflict {line}", file=sys.stderr)
    if found.conflicts:
        print(f"{arguments.path}: {counted(len(found.conflicts), 'conflict')}.", file=sys.stderr)
    return Exit.FAILED if found.conflicts else Exit.FINE


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise Misuse(f"{name} cannot be read: {error.strerror}.") from error


def _write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8", errors="surrogateescape")


def _kind(*texts: str) -> type | None:
    """The kind of file that all three are; None where they are of several, or one is empty."""
    kinds = {kind_of(text) for text in texts}
    known = all(any(f"{field}:" in text for field, _ in KINDS) for text in texts)
    return kinds.pop() if len(kinds) == 1 and known else None


def _merged(kind: type, texts: tuple[str, str, str], arguments: Namespace) -> MergedText:
    base, ours, theirs = texts
    steps = steps_for(Path(arguments.path))
    return merge_texts(base, {OURS: ours, THEIRS: theirs}, steps=steps, owner=arguments.owner, kind=kind)


COMMAND = Command("git-merge", "Merge as a merge driver of git.", _arguments, _run)
