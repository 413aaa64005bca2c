"""`patternbook test`: runs a service's examples, and says which failed and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace

from patternbook import library
from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.reporting import as_json, report
from patternbook.cli.texts_on_disk import File, examples_of, service_at
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.examples import run_example
from patternbook.errors import Place, Problem, ProblemsFound
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "service", metavar="FILE|KEY", help="a service's file or folder, or the key of a shipped one"
    )
    parser.add_argument("--json", action="store_true", help="print the results as JSON")


def _run(arguments: Namespace) -> Exit:
    file = service_at(arguments.service)
    if not isinstance(file.read.node, Service):
        return report(file.read.problems, json_=arguments.json, fine="")
    try:
        compiled = compile_service(file.read.node, file.read.steps)
    except ProblemsFound as found:
        placed = (replace(each, place=file.read.places.of(each.path)) for each in found.problems)
        return report(placed, json_=arguments.json, fine="")
    examples = _examples(file)
    if not examples:
        raise Misuse(f"{arguments.service} has no examples.")
    results = {name: tuple(_problems(compiled, read)) for name, read in examples.items()}
    _show(results, json_=arguments.json)
    return Exit.FAILED if any(results.values()) else Exit.FINE


def _examples(file: File) -> Mapping[str, Read[object]]:
    """The examples by name: those beside the file, or those of a shipped service."""
    if file.path.exists():
        return {each.path.name: each.read for each in examples_of(file.path)}
    service = file.read.node
    return dict(library.examples(service.service)) if isinstance(service, Service) else {}


def _problems(compiled: Compiled, read: Read[object]) -> Iterator[Problem]:
    """What is wrong with an example, each at its place in the example's text."""
    if not isinstance(read.node, Example):
        yield from read.problems
        return
    for problem in run_example(compiled, read.node):
        placed = problem.place if problem.place != Place() else read.places.of(problem.path)
        yield replace(problem, place=placed)


def _show(results: Mapping[str, tuple[Problem, ...]], *, json_: bool) -> None:
    if json_:
        data = {name: [as_json(problem) for problem in problems] for name, problems in results.items()}
        print(json.dumps({"examples": data}, indent=2, ensure_ascii=False))
        return
    for name, problems in results.items():
        print(f"{'failed' if problems else 'passed'} {name}")
        for problem in problems:
            print(f"  {problem}")
    failed = sum(1 for problems in results.values() if problems)
    print(
        f"{_counted(len(results))}, {failed} failed." if failed else f"{_counted(len(results))}, all passed."
    )


def _counted(number: int) -> str:
    return f"{number} example{'' if number == 1 else 's'}"


COMMAND = Command("test", "Run a service's examples.", _arguments, _run)
