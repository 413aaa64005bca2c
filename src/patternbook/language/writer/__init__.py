"""Nodes to canonical text: one way to write each definition, comments kept."""

from __future__ import annotations

from patternbook.errors import ProblemsFound
from patternbook.language.reader import Read
from patternbook.language.writer.lines import lines_of
from patternbook.language.writer.remarks import with_comments

__all__ = ["write", "write_node"]


def write(read: Read[object]) -> str:
    """The canonical text of what was read: fields in the declared order, defaults left out.

    Comments stay with the part that they stand before, or beside. Where a part is left out
    because it says only the default, its comments move to the part around it. Raises
    ProblemsFound where the text has errors, since what could not be read would be lost.
    """
    errors = [problem for problem in read.problems if problem.severity == "error"]
    if errors or read.node is None:
        raise ProblemsFound(errors or read.problems)
    return with_comments(lines_of(read.node), read.comments, read.places.root)


def write_node(node: object) -> str:
    """The canonical text of a node that was not read from a text.

    >>> from patternbook.language.nodes.base import Lock
    >>> write_node(Lock(law="epa_45"))
    'law: epa_45\\n'
    """
    return with_comments(lines_of(node), (), None)
