"""`patternbook try`: walks a journey in the terminal."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace
from pathlib import Path

from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.reporting import report
from patternbook.cli.texts_on_disk import read_file, service_at
from patternbook.cli.walking import Walk
from patternbook.engine import calendars
from patternbook.engine.compiler import compile_service
from patternbook.engine.context import LONDON, Context
from patternbook.engine.facts import Result
from patternbook.engine.settings import plain_data, resolve_settings
from patternbook.errors import ProblemsFound
from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Nation, Service

NATIONS: tuple[Nation, ...] = ("england", "scotland", "wales", "northern_ireland")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "service", metavar="FILE", help="a service's file or folder, or the key of a shipped one"
    )
    parser.add_argument(
        "--example", metavar="FILE", help="take the time, the nation and lookups of this example"
    )
    parser.add_argument("--now", metavar="TIME", help="the local time, such as 2026-11-23T09:00")
    parser.add_argument("--nation", choices=NATIONS, help="the council's nation (england)")
    parser.add_argument("--language", choices=("en", "cy"), default="en", help="the resident's language (en)")


def _run(arguments: Namespace) -> Exit:
    file = service_at(arguments.service)
    service = file.read.node
    if not isinstance(service, Service):
        return report(file.read.problems, json_=False, fine="")
    example = _example(arguments.example)
    try:
        compiled = compile_service(service, file.read.steps)
    except ProblemsFound as found:
        return report(found.problems, json_=False, fine="")
    context = _context(arguments, service, example)
    walk = Walk(compiled, context, input, print, _results(example, context.now))
    try:
        walk.go()
    except EOFError:
        print("\nStopped before the end.")
    return Exit.FINE


def _example(path: str | None) -> Example | None:
    if path is None:
        return None
    node = read_file(Path(path)).read.node
    if not isinstance(node, Example):
        raise Misuse(f"{path} is no example that can be read; check it first.")
    return node


def _context(arguments: Namespace, service: Service, example: Example | None) -> Context:
    now = _now(arguments.now or (example.now if example else None))
    nation = arguments.nation or (example.nation if example else service.nations[0])
    settings = resolve_settings(service, None, {"today": now.date()})
    bindings = {key: Text(Keyed([("en", f"[{key}]"), ("cy", f"[{key}]")])) for key in service.bindings}
    return Context(
        now=now,
        nation=nation,
        language=arguments.language,
        calendar=calendars.of(nation),
        settings=settings,
        bindings=bindings,
    )


def _now(written: str | None) -> dt.datetime:
    if written is None:
        return dt.datetime.now(LONDON)
    try:
        return dt.datetime.fromisoformat(written).replace(tzinfo=LONDON)
    except ValueError as error:
        raise Misuse(f"'{written}' is no time; write it as 2026-11-23T09:00.") from error


def _results(example: Example | None, now: dt.datetime) -> dict[str, Result]:
    """What each lookup of an example finds."""
    if example is None:
        return {}
    return {
        key: Result(
            outcome=found.outcome,
            value=plain_data(found.value.value) if found.value is not None else None,
            as_of=now,
            source="example",
        )
        for key, found in example.lookups.items()
    }


COMMAND = Command("try", "Walk a service's journey in the terminal.", _arguments, _run)
