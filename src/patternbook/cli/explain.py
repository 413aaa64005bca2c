"""`patternbook explain`: a whole service in plain English."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from patternbook.cli import explaining
from patternbook.cli.command import Command, Exit
from patternbook.cli.reporting import report
from patternbook.cli.texts_on_disk import service_at
from patternbook.language import steps
from patternbook.language.nodes.service import Service


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "service", metavar="FILE", help="a service's file or folder, or the key of a shipped one"
    )


def _run(arguments: Namespace) -> Exit:
    file = service_at(arguments.service)
    if not isinstance(file.read.node, Service):
        return report(file.read.problems, json_=False, fine="")
    service = steps.expand(file.read.node, file.read.steps)
    for line in explaining.lines(service):
        print(line)
    return Exit.FINE


COMMAND = Command("explain", "Say a whole service in plain English.", _arguments, _run)
