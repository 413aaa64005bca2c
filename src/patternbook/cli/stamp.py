"""`patternbook stamp`: marks Welsh texts with the English that they translate."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from patternbook.cli.command import Command, Exit
from patternbook.cli.reporting import report
from patternbook.cli.texts_on_disk import files_in, read_file
from patternbook.language import digests, translations, writer
from patternbook.language.nodes.base import Text
from patternbook.language.walk import changed, texts


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or a folder")
    parser.add_argument(
        "--stale",
        action="store_true",
        help="also mark texts whose English has changed; only once somebody has compared them",
    )


def _run(arguments: Namespace) -> Exit:
    for path in files_in(arguments.files):
        file = read_file(path)
        errors = [problem for problem in file.read.problems if problem.severity == "error"]
        if errors or file.read.node is None:
            return report(errors, json_=False, fine="")
        marked = stamped(file.read.node, stale=arguments.stale)
        count = _differences(file.read.node, marked)
        if count:
            path.write_text(writer.write(replace(file.read, node=marked)), encoding="utf-8")
        print(f"{path}: {count} text{'' if count == 1 else 's'} marked")
    return Exit.FINE


def stamped(node: object, *, stale: bool) -> object:
    """The node with `of` on each translated text; with `stale`, also where the English has changed."""
    return changed(node, _restamped) if stale else translations.mark(node)


def _restamped(value: object) -> object:
    if not isinstance(value, Text) or len(value.wordings) < 2 or "en" not in value.wordings:
        return value
    return replace(value, of=digests.wording(value.wordings["en"]))


def _differences(before: object, after: object) -> int:
    return sum(one != other for (_, one), (_, other) in zip(texts(before), texts(after), strict=True))


COMMAND = Command("stamp", "Mark each Welsh text with the English that it translates.", _arguments, _run)
