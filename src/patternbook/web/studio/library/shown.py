"""A published service as its page in the library shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from patternbook.engine.compiler import Compiled
from patternbook.engine.settings import plain_data, setting_types
from patternbook.language import reader
from patternbook.language.nodes.base import Data, Text
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Bound, Service, Setting
from patternbook.language.types import TEXT, Type
from patternbook.language.words import english
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import lgsl
from patternbook.web.catalogue.models import EditReason, Version
from patternbook.web.catalogue.queries import Choice
from patternbook.web.studio import typed
from patternbook.web.studio.library.words import kind_of, nations_in_words
from patternbook.web.studio.typed import in_words


@dataclass(frozen=True, slots=True)
class Chose:
    """A value that councils chose, and which councils."""

    value: str
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """A setting: what it is, what the law says of it, what councils chose."""

    key: str
    title: str
    about: str
    kind: str
    default: str
    law: LawLine | None
    bounds: tuple[str, ...]
    better: str
    chose: tuple[Chose, ...]
    # How many councils that took the service left it as it is.
    unchanged: int


@dataclass(frozen=True, slots=True)
class LawLine:
    """A law that the service rests on."""

    title: str
    url: str
    says: str
    nations: str
    from_: dt.date | None
    to: dt.date | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of the Local Government Services List, with its name where it is known."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Why personal data is held and for how long."""

    title: str
    keep: str
    law: str


def settings(
    compiled: Compiled, chosen: Mapping[str, tuple[Choice, ...]], councils: int
) -> tuple[SettingLine, ...]:
    """Every setting, in the order of the definition. `councils` is how many took the service."""
    service, types = compiled.service, setting_types(compiled.service)
    return tuple(
        _setting(service, key, types.get(key, TEXT), chosen.get(key, ()), councils)
        for key in service.settings
    )


def _setting(
    service: Service, key: str, type_: Type, choices: tuple[Choice, ...], councils: int
) -> SettingLine:
    setting = service.settings[key]
    unit = setting.unit or ""
    chose = tuple(Chose(_value(choice.value, type_, unit), choice.councils) for choice in choices)
    return SettingLine(
        key=key,
        title=english(setting.title),
        about=english(setting.about),
        kind=kind_of(type_, unit),
        default="" if setting.default is None else _value(setting.default, type_, unit),
        law=law_line(service, setting.law) if setting.law else None,
        bounds=tuple(_bound(service, bound, type_, unit) for bound in setting.bounds.values()),
        better=_better(setting),
        chose=chose,
        unchanged=councils - sum(len(one.councils) for one in chose),
    )


def _value(value: Data, type_: Type, unit: str) -> str:
    return typed.say(plain_data(value), type_, unit)


def _better(setting: Setting) -> str:
    return {"higher": "More is better for residents.", "lower": "Less is better for residents."}.get(
        setting.generous, ""
    )


def _bound(service: Service, bound: Bound, type_: Type, unit: str) -> str:
    """A limit in a sentence. What bounds a list or table bounds each thing in it."""
    single = type_.item if type_.kind in ("list", "table") else type_
    limits = [
        f"{word} {_value(limit, single, unit)}"
        for word, limit in (("at least", bound.min), ("at most", bound.max))
        if limit is not None
    ]
    said = " and ".join(limits)
    law = law_line(service, bound.law or "")
    by = f", by {law.title}" if law else ""
    where = f", in {nations_in_words(bound.nations)}" if bound.nations else ""
    because = f" {english(bound.because)}" if bound.because else ""
    return f"{said[:1].upper()}{said[1:]}{where}{by}.{because}"


def law_line(service: Service, key: str) -> LawLine | None:
    """A law by its key; None where the definition has none of that key."""
    law = service.law.get(key)
    if law is None:
        return None
    return LawLine(
        english(law.title), law.url or "", english(law.says), nations_in_words(law.nations), law.from_, law.to
    )


def laws(service: Service) -> tuple[LawLine, ...]:
    """Every law that the service rests on."""
    return tuple(line for key in service.law if (line := law_line(service, key)))


def numbers(service: Service) -> tuple[Numbered, ...]:
    """Its numbers in the Local Government Services List."""
    return tuple(Numbered(number, lgsl.names().get(number, "")) for number in service.lgsl)


def personal_data(compiled: Compiled) -> tuple[PersonalData, ...]:
    """Why the service holds personal data, and for how long."""
    service = compiled.service
    return tuple(
        PersonalData(
            english(purpose.title),
            typed.say(plain_data(purpose.keep), _PERIOD),
            law.title if (law := law_line(service, purpose.law or "")) else "",
        )
        for purpose in service.purposes.values()
    )


_PERIOD = Type("period")


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """An example: what it shows, and what comes of it."""

    says: str
    comes_to: str


def examples(version: Version, service: Service) -> tuple[ExampleLine, ...]:
    """The examples that passed when the version was published."""
    return tuple(_examples(version, service))


def _examples(version: Version, service: Service) -> Iterator[ExampleLine]:
    for name, text in sorted(version.examples.items()):
        node = reader.read(text, file=name, kind=Example).node
        if node is not None:
            yield ExampleLine(node.example, _comes_to(node, service))


def _comes_to(example: Example, service: Service) -> str:
    """Where the example's journey or case ends."""
    last = [step.stage for step in example.steps if step.stage] or [example.expect.stage or ""]
    if last[-1] in service.process.stages:
        return f"The case is then: {english(service.process.stages[last[-1]].title)}"
    end = service.ends.get(example.expect.end or "")
    if end is not None:
        return f"The journey ends: {english(end.title)}"
    if example.expect.submitted:
        return "It can be sent"
    return "The answers are refused" if example.expect.refused else ""


@dataclass(frozen=True, slots=True)
class Variation:
    """A part of the text that a council varies, in the words that the part has, and why."""

    authority: Authority
    words: str
    reason: EditReason


def variations(service: Service, reasons: Iterable[EditReason]) -> tuple[Variation, ...]:
    """What councils vary, and why."""
    return tuple(Variation(one.authority, part_in_words(service, one.path), one) for one in reasons)


def part_in_words(service: object, path: str) -> str:
    """A part of a definition by what people read there: the titles on the way to it, or its key.

    `path` is written with dots.
    """
    found, words = service, []
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else getattr(found, step.rstrip("_"), None)
        title = getattr(found, "title", None) or getattr(found, "label", None)
        if isinstance(title, Text):
            words.append(english(title))
    return ", ".join(words) or in_words(path.split(".")[-1])
