"""Release notes, drafted from what changed; whoever publishes goes over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.changes.describe import Sentence, describe
from patternbook.changes.diff import diff
from patternbook.changes.parts import SEVERITIES, Severity

HEADINGS: Mapping[Severity, str] = {
    "law": "What the law asks for",
    "safety": "Safety",
    "behaviour": "What the service does",
    "wording": "Words",
    "layout": "Order and names",
}
"""What changes of each severity stand under."""

NOTHING = "Nothing changed for residents or officers.\n"


def notes(before: object, after: object) -> str:
    """Release notes in Markdown: every change as a sentence, the gravest first.

    >>> from patternbook.language.nodes.base import Keyed, Lock
    >>> print(notes(Lock(law="a"), Lock(law="b")), end="")
    ## What the law asks for
    <BLANKLINE>
    - The law of the lock is now b instead of a.
    """
    said = describe(diff(before, after), before, after)
    return "\n".join(_lines(said)) + "\n" if said else NOTHING


def _lines(said: tuple[Sentence, ...]) -> Iterator[str]:
    grave = [severity for severity in SEVERITIES if any(each.severity == severity for each in said)]
    for place, severity in enumerate(grave):
        if place:
            yield ""
        yield f"## {HEADINGS[severity]}"
        yield ""
        yield from (f"- {_escaped(each.says)}" for each in said if each.severity == severity)


def _escaped(words: str) -> str:
    """Words of a service, which may hold links and stars of their own, as they are."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in words)
