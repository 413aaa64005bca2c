"""What the parts of a definition are called on the screen, in its own words."""

from __future__ import annotations

from patternbook.errors import Path
from patternbook.language.nodes.base import Expr, Text
from patternbook.language.nodes.pattern import Page, Route
from patternbook.language.nodes.process import Notice
from patternbook.language.nodes.service import Service
from patternbook.language.plans import KeyedBy, ListOf, plan_of
from patternbook.language.words import Words, english
from patternbook.web.studio.editing.forms import asked_inside, labels
from patternbook.web.studio.editing.forms.choices import title_of
from patternbook.web.studio.editing.forms.texts import LANGUAGES
from patternbook.web.studio.editing.parts import NoSuchPart, Spot, spot

MOST = 90


def said_of(service: Service, path: Path) -> str:
    """What a part is called: its own words where it has any, else its key."""
    return words_of(service, spot(service, path))


def words_of(service: Service, here: Spot) -> str:
    """What stands at a path, in a few words."""
    if not here.path:
        return labels.name_of(Service)
    key = here.path[-1]
    if isinstance(here.shape, KeyedBy | ListOf):
        return labels.collection(key)[0]
    if here.value is None or not here.is_node:
        return labels.word(key)
    said = _own_words(service, here.value, key)
    if here.field is not None and here.field.key == key:
        return labels.name_of(type(here.value))
    return said if len(said) <= MOST else f"{said[: MOST - 1]}…"


def _own_words(service: Service, value: object, key: str) -> str:
    if isinstance(value, Page):
        return _of_page(value, key)
    if isinstance(value, Route):
        return _of_route(service, value)
    if isinstance(value, Notice):
        return english(value.subject)
    for name in ("holds", "if_", "is_", "message"):
        said = getattr(value, name, None)
        if isinstance(said, Text):
            return english(said)
        if isinstance(said, Expr) and title_of(value, "") == "":
            return Words(service).say(said)
    return title_of(value, key)


def _of_page(page: Page, key: str) -> str:
    if page.title is not None:
        return english(page.title)
    first = next(iter(page.questions.values()), None)
    if first is not None and first.label.wordings:
        return english(first.label)
    return labels.word(page.use or key)


def _of_route(service: Service, route: Route) -> str:
    kind, _, key = route.to.partition(".")
    to = {"page": "page", "end": "end", "stage": "stage"}.get(kind, "")
    where = f"To {to} {key}" if to else "To check answers"
    return f"{where}, if {Words(service).say(route.if_)}" if route.if_ is not None else where


def crumbs_of(service: Service, path: Path) -> list[tuple[str, Path]]:
    """The parts that lead to a part, outermost first, each with its name."""
    return [
        (said_of(service, path[: depth + 1]), path[: depth + 1])
        for depth in range(len(path))
        if path[: depth + 1] != ("process",)
    ]


def nearest(service: Service, path: Path) -> Path:
    """The part that has a page and stands at a path, or nearest around it."""
    found: Path = ()
    for depth in range(1, len(path) + 1):
        try:
            here = spot(service, path[:depth])
        except NoSuchPart:
            break
        inside = here.field is not None and here.path[-1] == here.field.key and asked_inside(here.shape)
        if here.value is None or inside:
            break
        if here.is_node and here.path != ("process",):
            found = here.path
    return found


def place_of(service: Service, path: Path) -> str:
    """Where something stands, in words: the part, and what of it."""
    part = nearest(service, path)
    rest = path[len(part) :]
    cls = spot(service, part).cls
    said = [said_of(service, part)]
    if rest and cls is not None and (field := plan_of(cls).by_key.get(rest[0])) is not None:
        said.append(labels.label(cls, field).lower())
        said += [LANGUAGES.get(step, labels.word(step).lower()) for step in rest[1:]]
    return ", ".join(said)
