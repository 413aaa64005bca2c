"""The `patternbook` command: what a designer, a council or a publisher does with files.

Exit codes: 0 where all is well, 1 where a check failed, 2 where the command was misused.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from patternbook import __version__
from patternbook.cli.adopt import COMMAND as ADOPT
from patternbook.cli.check import COMMAND as CHECK
from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.diff import COMMAND as DIFF
from patternbook.cli.explain import COMMAND as EXPLAIN
from patternbook.cli.format import COMMAND as FORMAT
from patternbook.cli.git_merge import COMMAND as GIT_MERGE
from patternbook.cli.libraries import COMMAND as LIBRARY
from patternbook.cli.merge import COMMAND as MERGE
from patternbook.cli.new import COMMAND as NEW
from patternbook.cli.reporting import complain
from patternbook.cli.schema import COMMAND as SCHEMA
from patternbook.cli.stamp import COMMAND as STAMP
from patternbook.cli.test import COMMAND as TEST
from patternbook.cli.try_ import COMMAND as TRY
from patternbook.cli.upgrade import COMMAND as UPGRADE

__all__ = ["COMMANDS", "main", "parser"]

COMMANDS: tuple[Command, ...] = (
    CHECK,
    FORMAT,
    TRY,
    EXPLAIN,
    TEST,
    NEW,
    STAMP,
    SCHEMA,
    DIFF,
    MERGE,
    ADOPT,
    UPGRADE,
    GIT_MERGE,
    LIBRARY,
)
"""Every command, in the order of the help."""


def parser() -> ArgumentParser:
    """The parser of the command line, with a sub-parser for each command."""
    found = ArgumentParser(prog="patternbook", description="Write, check, try and test council services.")
    found.add_argument("--version", action="version", version=f"patternbook {__version__}")
    commands = found.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.says, description=command.says)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code. Raises SystemExit(2) for words it does not know."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Misuse as misuse:
        complain(str(misuse))
        return int(Exit.MISUSE)
    except BrokenPipeError:
        # Whoever was reading has stopped, as with `| head`: nothing is wrong.
        sys.stderr.close()
        return int(Exit.FINE)
