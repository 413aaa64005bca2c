"""`patternbook check`: every problem of definitions, examples, adoptions and shared steps."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace

from patternbook.cli.command import Command, Exit
from patternbook.cli.reporting import report
from patternbook.cli.texts_on_disk import File, files_in, read_file
from patternbook.engine.compiler import not_run_yet
from patternbook.errors import Problem
from patternbook.language import checks
from patternbook.language.nodes.service import Service


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, or a folder with a service and examples"
    )
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def _run(arguments: Namespace) -> Exit:
    problems = [problem for path in files_in(arguments.files) for problem in problems_of(read_file(path))]
    return report(problems, json_=arguments.json, fine="No problems.")


def problems_of(file: File) -> Iterator[Problem]:
    """Every problem of one file; for a service, also what cannot be run yet, as warnings."""
    yield from checks.check(file.read)
    if isinstance(file.read.node, Service):
        for problem in not_run_yet(file.read.node):
            yield replace(problem, severity="warning", place=file.read.places.of(problem.path))


COMMAND = Command("check", "Check files and report every problem in them.", _arguments, _run)
