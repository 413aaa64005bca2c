"""`patternbook merge`: several variants of one text become one again."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from patternbook.changes import Decision, merge_texts
from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.marking import marked
from patternbook.cli.reporting import complain, report
from patternbook.cli.sides import Side, errors_of, of_one_kind, side
from patternbook.cli.telling import conflict_lines, counted
from patternbook.cli.texts_on_disk import steps_for


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the text from which all sides come")
    parser.add_argument(
        "sides", nargs="+", metavar="NAME=FILE", help="a side, with the name by which to speak of it"
    )
    parser.add_argument(
        "--owner", metavar="NAME", help="the side that may change locked parts, such as the library's"
    )
    parser.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="ID=NAME",
        help="take this side (or `base`) in a conflict; can be given several times",
    )
    parser.add_argument("--to", metavar="FILE", help="write the merged text there instead of printing it")


def _run(arguments: Namespace) -> Exit:
    base = side(arguments.base)
    sides = tuple(_named(written) for written in arguments.sides)
    names = [each.name for each in sides]
    if len(set(names)) < len(names):
        raise Misuse("Two sides have the same name.")
    if arguments.owner is not None and arguments.owner not in names:
        raise Misuse(f"No side is called '{arguments.owner}'. The sides are: {', '.join(names)}.")
    kind = of_one_kind((base, *sides))
    if errors := errors_of((base, *sides)):
        return report(errors, json_=False, fine="")
    found = merge_texts(
        base.text,
        {each.name: each.text for each in sides},
        steps=steps_for(base.file.path),
        owner=arguments.owner,
        decisions=decisions(arguments.decide, (*names, "base")),
        kind=kind,
    )
    _write(marked(found.text, found.conflicts, base.node, kind), arguments.to)
    for problem in found.problems:
        print(problem, file=sys.stderr)
    for line in conflict_lines(found.conflicts, base.node):
        print(f"conflict {line}", file=sys.stderr)
    if found.conflicts:
        complain(f"{counted(len(found.conflicts), 'conflict')}. Decide each with --decide ID=NAME.")
    wrong = any(problem.severity == "error" for problem in found.problems)
    return Exit.FAILED if found.conflicts or wrong else Exit.FINE


def _named(written: str) -> Side:
    name, equals, path = written.partition("=")
    if not equals or not name or name == "base":
        raise Misuse(f"'{written}' is no side. Write it as NAME=FILE, such as council=service.yaml.")
    return side(path, name)


def decisions(written: Iterable[str], names: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions given as ID=NAME. Raises `Misuse` for others."""
    known, made = tuple(names), []
    for each in written:
        conflict, equals, name = each.partition("=")
        if not equals or name not in known:
            raise Misuse(f"'{each}' is no decision. Write it as ID=NAME, where NAME is: {', '.join(known)}.")
        made.append(Decision(conflict, take=name))
    return tuple(made)


def _write(text: str, to: str | None) -> None:
    if to is None:
        print(text, end="")
    else:
        Path(to).write_text(text, encoding="utf-8")


COMMAND = Command("merge", "Merge several variants of a text, all at once.", _arguments, _run)
