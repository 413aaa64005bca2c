"""`patternbook format`: writes files in the canonical way, comments kept."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from patternbook.cli.command import Command, Exit
from patternbook.cli.reporting import report
from patternbook.cli.texts_on_disk import File, files_in, read_file
from patternbook.errors import Problem
from patternbook.language import writer


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or a folder")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where a file would change")


def _run(arguments: Namespace) -> Exit:
    files = [read_file(path) for path in files_in(arguments.files)]
    broken = [problem for file in files for problem in _errors(file)]
    if broken:
        return report(broken, json_=False, fine="")
    changed = [file for file in files if writer.write(file.read) != file.read.text]
    for file in changed:
        print(f"{'would change' if arguments.check else 'changed'} {file.path}")
        if not arguments.check:
            file.path.write_text(writer.write(file.read), encoding="utf-8")
    return Exit.FAILED if arguments.check and changed else Exit.FINE


def _errors(file: File) -> list[Problem]:
    """What stops a file from being written: only what could not be read."""
    return [problem for problem in file.read.problems if problem.severity == "error"]


COMMAND = Command("format", "Write files in the canonical way; comments are kept.", _arguments, _run)
