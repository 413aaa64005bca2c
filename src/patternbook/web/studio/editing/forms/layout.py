"""What a form asks for at once: the rest opens when somebody wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from patternbook.language.kinds import questions as q
from patternbook.language.nodes import pattern, process, service
from patternbook.web.studio.editing.forms.boxes import Box, Boxes

# What designers change most, in this order. What is required, or says something already, is asked at once too.
_MAIN: Mapping[type, tuple[str, ...]] = {
    service.Service: ("title", "summary", "start"),
    pattern.Page: ("title", "intro", "after", "show"),
    pattern.Route: ("if", "unknown", "to"),
    pattern.Check: ("holds", "unknown", "message", "at", "warn"),
    pattern.End: ("kind", "title", "body"),
    q.Question: ("label", "hint", "optional"),
    q.Option: ("label", "hint"),
    q.NumberQuestion: ("label", "hint", "optional", "min", "max", "unit"),
    q.TextQuestion: ("label", "hint", "optional", "max"),
    q.LongTextQuestion: ("label", "hint", "optional", "max"),
    q.DateQuestion: ("label", "hint", "optional", "earliest", "latest"),
    service.Setting: ("title", "about", "type", "default", "unit", "generous"),
    service.Law: ("title", "url", "says"),
    process.Stage: ("title", "label", "says", "kind", "result"),
    process.Task: ("title", "about", "role", "due", "show"),
    process.TaskOutcome: ("title", "explain"),
    process.Notice: ("on", "to", "subject", "body", "channels"),
    process.Clock: ("title", "starts", "runs", "stops", "binding", "law", "public"),
    process.CaseEvent: ("title", "by", "to"),
}
# What is rarely wanted, whatever it says.
LAST = frozenset({"lock"})
_FAR = 100


def main_of(cls: type) -> Sequence[str]:
    """The fields that are asked for at once, in their order."""
    return next((_MAIN[known] for known in cls.__mro__ if known in _MAIN), ())


def place(wanted: Sequence[str], key: str) -> int:
    """The place of a field in its form: those wanted first, the others as they are declared."""
    return wanted.index(key) if key in wanted else _FAR


def says_something(box: Box, boxes: Boxes) -> bool:
    """Whether anything other than the usual stands in a box or in those that belong to it."""
    usual = box.field.default
    shown = "true" if usual is True else "false" if usual is False else "" if usual is None else str(usual)
    for name, values in boxes.items():
        if name != box.name and not name.startswith(f"{box.name}-"):
            continue
        said = [value for value in values if value.strip()]
        if said and said != [shown] and not (isinstance(usual, tuple) and tuple(said) == usual):
            return True
    return False
