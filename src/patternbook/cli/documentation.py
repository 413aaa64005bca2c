"""The reference of the command line, written from the commands themselves."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, HelpFormatter
from pathlib import Path

from patternbook.cli import COMMANDS

HEAD = """# The command line

Each command ends with 0 where all is well, 1 where a check failed, and 2 where it was misused. Problems are
written one a line as `file:line:column: severity code: message`.
"""


class _Wide(HelpFormatter):
    """Help of one width, whatever the terminal's."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


def markdown() -> str:
    """The reference, as Markdown."""
    parts = [HEAD]
    for command in COMMANDS:
        parser = ArgumentParser(prog=f"patternbook {command.name}", formatter_class=_Wide)
        command.arguments(parser)
        parts.append(f"## patternbook {command.name}\n\n{command.says}\n\n```\n{parser.format_help()}```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
