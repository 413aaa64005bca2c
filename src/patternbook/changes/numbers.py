"""The number of a version, worked out from what changed since the one before."""

from __future__ import annotations

import re
from typing import Final

from patternbook.changes.compatibility import breaks
from patternbook.changes.diff import diff
from patternbook.changes.severity import severity
from patternbook.errors import PatternbookError
from patternbook.language.nodes.service import Service

FIRST: Final = "1.0.0"
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")


class NotANumber(PatternbookError):
    """A version's number is not three whole numbers with full stops between them."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(number)

    def __str__(self) -> str:
        return f"'{self.number}' is no number of a version. Write it as {FIRST}."


def next_number(number: str, before: Service | None, after: Service) -> str:
    """The semantic version that follows `number`, by what changed.

    What changes the law that is applied, or breaks an adoption or a live case, makes a new first number;
    what changes behaviour or safety a new second; anything else, such as words, a new third. The first
    version (`before` is None) is 1.0.0. Raises `NotANumber`.

    >>> from dataclasses import replace
    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.pattern import CheckAnswers, Confirmation
    >>> from patternbook.language.nodes.process import Process
    >>> text = Text(Keyed([("en", "Sent")]))
    >>> process = Process(roles=Keyed(), stages=Keyed())
    >>> service = Service(patternbook=1, service="a", title=text, summary=text, nations=("england",), function="other", pages=Keyed(),
    ...     check_answers=CheckAnswers(confirmation=Confirmation(title=text, next=text)), process=process)
    >>> next_number("", None, service), next_number("1.0.0", service, replace(service, licence="CC0-1.0"))
    ('1.0.0', '1.1.0')
    """
    if before is None:
        return FIRST
    first, second, third = parse(number)
    grave = {severity(change, before, after) for change in diff(before, after)}
    if "law" in grave or breaks(before, after):
        return f"{first + 1}.0.0"
    if grave & {"safety", "behaviour"}:
        return f"{first}.{second + 1}.0"
    return f"{first}.{second}.{third + 1}"


def parse(number: str) -> tuple[int, int, int]:
    """The three parts of a version's number, which are compared one after the other. Raises `NotANumber`.

    >>> parse("1.10.0") > parse("1.9.3")
    True
    """
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise NotANumber(number)
    first, second, third = map(int, found.groups())
    return first, second, third
