"""`patternbook schema`: the JSON Schema with which an editor completes and underlines."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from patternbook.cli.command import Command, Exit
from patternbook.language import schema


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "kind", nargs="?", default="service", choices=sorted(schema.FILES), help="the kind of file (service)"
    )


def _run(arguments: Namespace) -> Exit:
    print(schema_text(arguments.kind), end="")
    return Exit.FINE


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind of file, as it is printed."""
    return json.dumps(schema.json_schema(schema.FILES[kind]), indent=2, ensure_ascii=False) + "\n"


COMMAND = Command("schema", "Print the JSON Schema of a kind of file.", _arguments, _run)
