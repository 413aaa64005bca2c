"""What can be chosen where a field names something of the definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from patternbook import library
from patternbook.errors import Path
from patternbook.language.checks.actors import ACTORS, READERS
from patternbook.language.kinds import questions as q
from patternbook.language.kinds.contracts import contracts_of
from patternbook.language.nodes import pattern, process
from patternbook.language.nodes import service as whole
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.service import Service
from patternbook.language.steps import expand
from patternbook.language.words import english, happening
from patternbook.web.studio.editing.forms.boxes import Box, Choice

Offered = Sequence[Choice]
WhatThereIs = Callable[[Service, Path], Offered]

_NAMES = ("title", "label", "about", "item")


def title_of(part: object, key: str) -> str:
    """What a part is called in its own words; its key where it has none."""
    for name in _NAMES:
        said = getattr(part, name, None)
        if isinstance(said, Text) and said.wordings:
            return english(said)
    return key


def titled(parts: Mapping[str, Any], prefix: str = "") -> list[Choice]:
    """Parts by their key, each with its own words."""
    return [Choice(f"{prefix}{key}", _both(title_of(part, key), key)) for key, part in parts.items()]


def _both(words: str, key: str) -> str:
    return words if words == key else f"{words[:80]} ({key})"


def choices(box: Box, service: Service) -> Offered | None:
    """What can be chosen in a box; None where anything can be written."""
    for cls in box.of.__mro__:
        found = _BY_FIELD.get((cls, box.field.key))
        if found is not None:
            return found(service, box.path)
    if box.field.key == "contract":
        return titled(contracts_of(service.contracts))
    if box.field.to:
        return _collection(service, box.field.to, box.path)
    return None


def _collection(service: Service, name: str, path: Path) -> Offered:
    if name == "questions":
        return _questions(service, path)
    if name in ("roles", "stages"):
        return titled(getattr(service.process, name))
    if name == "tasks" and path[:2] == ("process", "stages"):
        stage = service.process.stages.get(path[2])
        return titled(stage.tasks) if stage is not None else ()
    found = getattr(service, name, None)
    return titled(found) if isinstance(found, Mapping) else ()


def _written_out(service: Service) -> Service:
    return expand(service, library.steps())


def _questions(service: Service, path: Path) -> Offered:
    del path
    return [choice for page in _written_out(service).pages.values() for choice in titled(page.questions)]


def _on_page(service: Service, path: Path) -> Mapping[str, q.Question]:
    page = _written_out(service).pages.get(path[1]) if path[:1] == ("pages",) else None
    return page.questions if page is not None else {}


def _questions_here(service: Service, path: Path) -> Offered:
    return titled(_on_page(service, path)) or _questions(service, path)


def _options_here(service: Service, path: Path) -> Offered:
    found: dict[str, Choice] = {}
    for key, question in _on_page(service, path).items():
        if isinstance(question, q.YesNoQuestion):
            found |= {word: Choice(word, word.capitalize()) for word in ("yes", "no")}
        for choice in titled(getattr(question, "options", {})):
            found.setdefault(choice.value, Choice(choice.value, f"{choice.words}, of {key}"))
    return list(found.values())


def _targets(service: Service, path: Path) -> Offered:
    if path[:1] == ("process",):
        return _stages(service, path)
    return [*_pages_and_ends(service, path), Choice("check_answers", "Check answers")]


def _pages_and_ends(service: Service, path: Path) -> Offered:
    pages = _written_out(service).pages
    here = list(pages).index(path[1]) + 1 if path[:1] == ("pages",) and path[1] in pages else 0
    later = dict(list(pages.items())[here:])
    named = {key: _heading(page, key) for key, page in later.items()}
    return [
        *(Choice(f"page.{key}", f"Page: {_both(words, key)}") for key, words in named.items()),
        *(
            Choice(f"end.{key}", f"End: {_both(title_of(end, key), key)}")
            for key, end in service.ends.items()
        ),
    ]


def _heading(page: pattern.Page, key: str) -> str:
    if page.title is not None:
        return english(page.title)
    first = next(iter(page.questions.values()), None)
    return english(first.label) if first is not None else key


def _stages(service: Service, path: Path) -> Offered:
    del path
    return titled(service.process.stages, "stage.")


def _actors(service: Service, path: Path) -> Offered:
    del path
    known = {"resident": "The resident", "outside": "Another system", "timer": "A timer"}
    return [*titled(service.process.roles), *(Choice(word, known[word]) for word in ACTORS)]


def _readers(service: Service, path: Path) -> Offered:
    del path
    return [*(Choice(word, word.capitalize()) for word in READERS), *titled(service.process.roles)]


def _all_tasks(service: Service, path: Path) -> Offered:
    del path
    return [choice for stage in service.process.stages.values() for choice in titled(stage.tasks)]


def _steps(service: Service, path: Path) -> Offered:
    del service, path
    return [
        Choice(key, _both(english(read.node.about), key) if read.node and read.node.about else key)
        for key, read in library.steps().items()
    ]


def _happenings(service: Service, path: Path) -> Offered:
    del path
    return [Choice(when, f"When {happening(when)}") for when in _each_happening(service.process)]


def _each_happening(said: process.Process) -> Iterator[str]:
    yield from ("submitted", "paid")
    for stage_key, stage in said.stages.items():
        yield f"stage.{stage_key}"
        for key, task in stage.tasks.items():
            yield f"task.{key}"
            yield from (f"task.{key}.{outcome}" for outcome in task.outcomes)
    yield from (f"event.{key}" for key in said.events)
    yield from (f"clock.{key}.{moment}" for key in said.clocks for moment in ("warn", "due", "opens"))


def _counted(service: Service, path: Path) -> Offered:
    del path
    closed = {key: stage for key, stage in service.process.stages.items() if stage.kind == "closed"}
    return [*titled(service.process.clocks), *titled(closed)]


def _must_say(service: Service, path: Path) -> Offered:
    del service, path
    return [
        Choice(word, word.replace("_", " ").capitalize()) for word in ("reason", "review_right", "deadline")
    ]


_BY_FIELD: Mapping[tuple[type, str], WhatThereIs] = {
    (pattern.Route, "to"): _targets,
    (whole.Lookup, "changed"): _pages_and_ends,
    (whole.Booking, "gone"): _pages_and_ends,
    (process.CaseEvent, "to"): _stages,
    (process.CaseEvent, "by"): _actors,
    (process.Notice, "to"): _readers,
    (process.Notice, "must_say"): _must_say,
    (process.Task, "not_by"): _all_tasks,
    (pattern.Page, "use"): _steps,
    (pattern.Check, "at"): _questions_here,
    (q.Under, "question"): _questions_here,
    (q.Under, "option"): _options_here,
    (whole.Kpi, "of"): _counted,
    **{(process.Clock, key): _happenings for key in ("starts", "pauses", "resumes", "stops")},
    (process.Notice, "on"): _happenings,
    (process.Effect, "on"): _happenings,
}
