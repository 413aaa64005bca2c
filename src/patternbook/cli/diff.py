"""`patternbook diff`: what changed between two files, in sentences."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from patternbook.changes import Sentence, describe, diff
from patternbook.cli.command import Command, Exit
from patternbook.cli.reporting import report
from patternbook.cli.sides import errors_of, of_one_kind, side
from patternbook.cli.telling import tell_changes


def _arguments(parser: ArgumentParser) -> None:
    help_ = "a file, a service's folder, or the key of a shipped service"
    parser.add_argument("before", metavar="BEFORE", help=help_)
    parser.add_argument("after", metavar="AFTER", help=help_)
    parser.add_argument("--json", action="store_true", help="print the changes as JSON")
    parser.add_argument(
        "--exit-code", action="store_true", help="end with 1 where something changed, as git does"
    )


def _run(arguments: Namespace) -> Exit:
    sides = side(arguments.before), side(arguments.after)
    of_one_kind(sides)
    if errors := errors_of(sides):
        return report(errors, json_=arguments.json, fine="")
    before, after = (each.node for each in sides)
    said = describe(diff(before, after), before, after)
    if arguments.json:
        print(json.dumps({"changes": [_as_json(each) for each in said]}, indent=2, ensure_ascii=False))
    elif said:
        tell_changes(said)
    else:
        print("Nothing changed.")
    return Exit.FAILED if said and arguments.exit_code else Exit.FINE


def _as_json(said: Sentence) -> dict[str, object]:
    return {"path": list(said.path), "severity": said.severity, "says": said.says}


COMMAND = Command("diff", "Say what changed between two files, in sentences.", _arguments, _run)
