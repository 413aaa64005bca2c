"""`patternbook new`: a service that passes its checks, with one example that passes."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from importlib.resources import files
from pathlib import Path

from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.schema import schema_text
from patternbook.cli.texts_on_disk import EXAMPLES, SERVICE

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
STARTER = "starter"
EXAMPLE = "it_is_done.yaml"
# Their first lines tell an editor where the schema lies: in the folder above the service's own.
SCHEMAS = ("service", "example")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the service's key, such as report_a_pothole")
    parser.add_argument(
        "--in", dest="folder", default=".", metavar="FOLDER", help="where its folder is made (.)"
    )


def _run(arguments: Namespace) -> Exit:
    key: str = arguments.key
    if _KEY.fullmatch(key) is None:
        raise Misuse(f"'{key}' is no key: a key has small letters, digits and underscores.")
    folder = Path(arguments.folder) / key
    if folder.exists():
        raise Misuse(f"{folder} is there already.")
    for name, text in starter(key).items():
        _write(folder / name, text)
    for kind in SCHEMAS:
        beside = folder.parent / f"{kind}.schema.json"
        if not beside.exists():
            _write(beside, schema_text(kind))
    print(f"Next: patternbook check {folder}, then patternbook test {folder}")
    return Exit.FINE


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"wrote {file}")


def starter(key: str) -> dict[str, str]:
    """The files of a new service by their path in its folder."""
    title = key.replace("_", " ").capitalize()
    folder = files("patternbook.cli") / STARTER
    service = (folder / SERVICE).read_text(encoding="utf-8")
    example = (folder / EXAMPLE).read_text(encoding="utf-8")
    return {
        SERVICE: service.replace("service: starter", f"service: {key}").replace(
            "Tell us about something", title
        ),
        f"{EXAMPLES}/{EXAMPLE}": example,
    }


COMMAND = Command("new", "Write a new service that passes its checks, with an example.", _arguments, _run)
