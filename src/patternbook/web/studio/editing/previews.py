"""How a resident sees a part: shown with what an example of the service answers before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import timezone

from patternbook import library
from patternbook.engine import calendars
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_whole
from patternbook.engine.context import Context
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.examples.delivering import begin, take
from patternbook.engine.examples.travelling import Misfit, Travelled, context_of, travel
from patternbook.engine.facts import Facts
from patternbook.engine.journey import Need, ShowPage
from patternbook.engine.journey.going import show_page
from patternbook.engine.journey.walking import Walk, walk
from patternbook.engine.process import Event
from patternbook.engine.settings import resolve_settings
from patternbook.errors import Path, ProblemsFound
from patternbook.language import digests, reader
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Service
from patternbook.language.steps import expand
from patternbook.web.catalogue.models import WorkingCopy
from patternbook.web.studio.editing.bench import Bench
from patternbook.web.studio.editing.definition import Opened

LANGUAGES = ("en", "cy")
# How many parts of a path name the page, end, notice or stage that is shown.
_SHOWN: Mapping[Path, int] = {
    ("pages",): 2,
    ("ends",): 2,
    ("check_answers",): 1,
    ("process", "notices"): 3,
    ("process", "stages"): 3,
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown beside a form: its address in the language chosen, and the ways to the other one."""

    url: str
    page_url: str
    language: str
    languages: tuple[tuple[str, str], ...]


def shown_of(path: Path) -> Path | None:
    """The page, end, notice or stage that a part belongs to; None for what residents never see as such."""
    for prefix, length in _SHOWN.items():
        if path[: len(prefix)] == prefix and len(path) >= length:
            return path[:length]
    return () if not path or path == ("start",) else None


def preview_of(bench: Bench, path: Path) -> Preview | None:
    """What is shown beside the form of a part; None where there is nothing to see."""
    shown = shown_of(path)
    if shown is None:
        return None
    asked = bench.desk.request.GET.get("preview", "")
    language = asked if asked in LANGUAGES else "en"
    base = bench.url("edit_preview", shown or ("start",))
    languages = LANGUAGES if "wales" in bench.service.nations else ()
    return Preview(f"{base}?lang={language}", f"{base}?lang={language}", language, tuple(
        (one, f"{bench.part_url(path)}?preview={one}") for one in languages
    ))  # fmt: skip


@lru_cache(maxsize=16)
def compiled(text: str, service: Service) -> Compiled:
    """A working text, compiled for showing. Kept by the text; what is published has its own place.

    Raises ProblemsFound where an expression cannot be run.
    """
    del text
    return compile_whole(expand(service, library.steps()), digests.meaning(service, steps=library.steps()))


def compiled_of(opened: Opened) -> Compiled | None:
    """A working text, compiled; None while errors stand in the way."""
    if opened.service is None:
        return None
    try:
        return compiled(opened.text, opened.service)
    except (ProblemsFound, KeyError, ValueError):
        # What the checks report: names and targets that are not there.
        return None


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as it is met: what is known by then, what happened to the case, and in what surroundings."""

    compiled: Compiled
    facts: Facts
    context: Context
    events: tuple[Event, ...] = ()
    example: str = ""


def met_at(bench: Bench, compiled_: Compiled, path: Path, language: str) -> Shown:
    """How somebody comes to a part: as the first example that meets it does; else with nothing answered."""
    for example in _examples(bench.copy):
        if not _meets(example, path):
            continue
        met = _travelled(compiled_, example)
        if met is None:
            continue
        context = replace(met.context, language=language)
        if path[:1] == ("pages",) or met.ready is None:
            return Shown(compiled_, met.facts, context, (), example.example)
        events = _happened(compiled_, met.ready.facts, met.context, example, path)
        return Shown(compiled_, met.ready.facts, context, events, example.example)
    return Shown(compiled_, Facts(), _context(bench, compiled_, language))


def _meets(example: Example, path: Path) -> bool:
    """Whether an example comes to a page, end, notice or stage."""
    *around, key = path
    match tuple(around):
        case ("pages",):
            return key in example.expect.pages
        case ("ends",):
            return example.expect.end == key
        case ("process", "notices"):
            return key in example.expect.notices or any(key in step.notices for step in example.steps)
        case ("process", "stages"):
            return example.expect.stage == key or any(step.stage == key for step in example.steps)
    return example.expect.submitted


def _happened(
    compiled_: Compiled, facts: Facts, context: Context, example: Example, path: Path
) -> tuple[Event, ...]:
    """What happens to the example's case until it comes to the notice or stage."""
    delivery, _ = begin(compiled_, facts, context, example)
    key = path[-1]
    there = key in example.expect.notices or example.expect.stage == key or path[:1] != ("process",)
    for place, step in enumerate(() if there else example.steps):
        take(delivery, step, place)
        if key in step.notices or step.stage == key:
            break
    return delivery.events


def _travelled(compiled_: Compiled, example: Example) -> Travelled | None:
    try:
        return travel(compiled_, example, context_of(compiled_, example))
    except Misfit:
        return None


def _examples(copy: WorkingCopy) -> Iterator[Example]:
    for text in copy.examples.values():
        node = _example(text)
        if node is not None:
            yield node


@lru_cache(maxsize=512)
def _example(text: str) -> Example | None:
    return reader.read(text, kind=Example).node


def _context(bench: Bench, compiled_: Compiled, language: str) -> Context:
    now = timezone.now()
    nation = bench.desk.authority.nation
    titles: Mapping[str, Text] = {key: binding.title for key, binding in compiled_.service.bindings.items()}
    settings = resolve_settings(compiled_.service, None, {"today": now.date()})
    return Context(now=now, nation=nation, calendar=calendars.of(nation), language=language,
                   settings=settings, bindings=titles)  # fmt: skip


def page_at(met: Shown, key: str) -> ShowPage | None:
    """A page with its questions empty; None where another system would have to be asked first."""
    own = met.compiled.service.pages[key].questions
    facts = replace(
        met.facts, answers={name: said for name, said in met.facts.answers.items() if name not in own}
    )
    found = walk(met.compiled, facts, met.context, key)
    if isinstance(found.stop, Need) or found.at != key:
        found = Walk(Evaluation(met.compiled, facts, met.context).reveal_all())
    shown = show_page(found, key)
    return shown if isinstance(shown, ShowPage) else None
