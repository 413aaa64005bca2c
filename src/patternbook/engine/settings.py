"""A council's choices, resolved: dated, bounded by law, each with where it came from.

A value applies from its date until the next one. What the law does not allow is refused, with the
law named; a council never runs on a value that it may not have.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from patternbook.engine import formats
from patternbook.engine.values import to_value
from patternbook.errors import Path, Problem, ProblemsFound, did_you_mean
from patternbook.language.kinds.records import record_types
from patternbook.language.kinds.settings import setting_type
from patternbook.language.nodes.adoption import Adoption, Chosen, Dated
from patternbook.language.nodes.base import Data, Forms, Keyed, Text
from patternbook.language.nodes.service import Bound, Law, Service, Setting
from patternbook.language.periods import Period
from patternbook.language.types import Type, TypeTextError
from patternbook.language.unknown import Unknown, is_unknown

AsOf = Literal["today", "submitted", "event", "end_of_term"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a setting's value came from."""

    by: Literal["default", "council", "example"]
    since: dt.date | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a day on, as expressions read it."""

    since: dt.date | None
    value: object
    source: Source


@dataclass(frozen=True, slots=True)
class Settings:
    """Values of settings by key, as expressions read them, and where each came from.

    `timeline` holds for each key its values in order of their dates, for prices of another day.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    timeline: Mapping[str, tuple[DatedValue, ...]] = field(default_factory=dict)

    def on(self, day: dt.date) -> Settings:
        """The same settings as they are on that day.

        >>> fee = (DatedValue(None, 3500, Source("default")), DatedValue(dt.date(2027, 4, 1), 3700, Source("council")))
        >>> settings = Settings(timeline={"fee": fee})
        >>> settings.on(dt.date(2027, 3, 31)).values, settings.on(dt.date(2027, 4, 1)).values
        ({'fee': 3500}, {'fee': 3700})
        """
        return _picked(self.timeline, dict.fromkeys(self.timeline, day))


def resolve_settings(service: Service, adoption: Adoption | None, dates: Mapping[str, dt.date]) -> Settings:
    """The settings of a council on given dates.

    `dates` holds the day for each `as_of` of the definition: `today`, and where they differ from
    it `submitted`, `event` and `end_of_term`. Raises ProblemsFound where the council chose what is
    not a value of the setting's type, or what a bound or a lock does not allow.
    """
    problems = check_adoption(service, adoption)
    if problems:
        raise ProblemsFound(problems)
    timeline = _timelines(service, adoption)
    days = {key: dates.get(setting.as_of, dates["today"]) for key, setting in service.settings.items()}
    return _picked(timeline, days)


def with_values(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The settings with some values set for an example."""
    source = Source("example")
    timeline = {key: (DatedValue(None, value, source),) for key, value in values.items()}
    return Settings(
        {**settings.values, **values},
        {**settings.sources, **dict.fromkeys(values, source)},
        {**settings.timeline, **timeline},
    )


def _picked(timeline: Mapping[str, tuple[DatedValue, ...]], days: Mapping[str, dt.date]) -> Settings:
    values: dict[str, object] = {}
    sources: dict[str, Source] = {}
    for key, dated in timeline.items():
        current = [each for each in dated if each.since is None or each.since <= days[key]]
        if current:
            values[key], sources[key] = current[-1].value, current[-1].source
    return Settings(values, sources, timeline)


def setting_types(service: Service) -> dict[str, Type]:
    """The type of each setting. A setting whose type cannot be read is left out; the checks say so."""
    records = record_types(service)
    found: dict[str, Type] = {}
    for key, setting in service.settings.items():
        try:
            found[key] = setting_type(setting, records)
        except TypeTextError:
            continue
    return found


def plain_data(data: object) -> object:
    """Data of a node as plain mappings, lists and scalars."""
    if isinstance(data, Data):
        return plain_data(data.value)
    if isinstance(data, Mapping):
        return {key: plain_data(item) for key, item in data.items()}
    return [plain_data(item) for item in data] if isinstance(data, tuple) else data


def _timelines(service: Service, adoption: Adoption | None) -> dict[str, tuple[DatedValue, ...]]:
    types = setting_types(service)
    return {
        key: tuple(_dated_values(service.settings[key], chosen_of(adoption, key), types[key]))
        for key in types
    }


def _dated_values(setting: Setting, chosen: tuple[Dated, ...], type_: Type) -> Iterator[DatedValue]:
    if setting.default is not None:
        yield DatedValue(None, to_value(plain_data(setting.default), type_), Source("default"))
    for dated in chosen:
        value = to_value(plain_data(dated.value), type_)
        yield DatedValue(dated.from_, value, Source("council", dated.from_, dated.because))


def chosen_of(adoption: Adoption | None, key: str) -> tuple[Dated, ...]:
    """What a council chose for a setting, in order of the dates."""
    chosen = adoption.settings.get(key) if adoption is not None else None
    values = chosen.values if isinstance(chosen, Chosen) else ()
    return tuple(sorted(values, key=lambda dated: dated.from_ or dt.date.min))


def check_adoption(service: Service, adoption: Adoption | None) -> tuple[Problem, ...]:
    """Everything that a council chose and may not have: unknown settings, wrong types, values
    outside a bound of law or service, and what a lock forbids. Laws count on the value's own days."""
    if adoption is None:
        return ()
    types = setting_types(service)
    problems: list[Problem] = []
    for key in adoption.settings:
        if key in types:
            problems.extend(_of_setting(service, adoption, key, types[key]))
        else:
            hint = did_you_mean(key, service.settings)
            problems.append(
                Problem(
                    "unknown-setting",
                    f"The service has no setting '{key}'.",
                    hint=hint,
                    path=("settings", key),
                )
            )
    return tuple(problems)


def _of_setting(service: Service, adoption: Adoption, key: str, type_: Type) -> Iterator[Problem]:
    chosen = chosen_of(adoption, key)
    setting = service.settings[key]
    written = list(adoption.settings[key].values) if chosen else []
    for place, dated in enumerate(chosen):
        path = ("settings", key, "values", str(written.index(dated)))
        value = to_value(plain_data(dated.value), type_)
        if _is_broken(value):
            yield Problem(
                "wrong-setting",
                f"'{key}' needs a {type_}: {_written(plain_data(dated.value))} is none.",
                path=path,
            )
            continue
        until = chosen[place + 1].from_ if place + 1 < len(chosen) else None
        days = (dated.from_, until)
        for bound in setting.bounds.values():
            if _applies(bound, service.law, adoption.nation, days):
                yield from _outside(service, setting, bound, (value, type_), path)
        yield from _locked(service, setting, (value, type_), path)


def _is_broken(value: object) -> bool:
    """Whether a value did not fit its type, itself or something in it."""
    if isinstance(value, Unknown):
        return value.reason == "undefined"
    if isinstance(value, Mapping):
        return any(_is_broken(item) for item in value.values())
    return isinstance(value, tuple) and any(_is_broken(item) for item in value)


def _applies(
    bound: Bound, laws: Keyed[Law], nation: str, days: tuple[dt.date | None, dt.date | None]
) -> bool:
    """Whether a bound holds in the nation on any of the days for which the value is chosen."""
    if bound.nations and nation not in bound.nations:
        return False
    law = laws.get(bound.law or "")
    if law is None:
        return True
    if law.nations and nation not in law.nations:
        return False
    begins, ends = days
    begun = law.from_ is None or ends is None or law.from_ < ends
    return begun and (law.to is None or begins is None or begins <= law.to)


Valued = tuple[object, Type]


def _outside(
    service: Service, setting: Setting, bound: Bound, valued: Valued, path: Path
) -> Iterator[Problem]:
    for limit, says in ((bound.min, "at least"), (bound.max, "at most")):
        if limit is None:
            continue
        for value, type_ in _single(valued):
            allowed = to_value(plain_data(limit), type_)
            order = compare(value, allowed)
            if order is None:
                message = f"'{_title(setting)}' cannot be compared with its limit, {_say(allowed, type_)}: give it in the same unit."
            elif (order < 0) if says == "at least" else (order > 0):
                message = f"'{_title(setting)}' must be {says} {_say(allowed, type_)}, not {_say(value, type_)}.{_why(service, bound)}"
            else:
                continue
            yield Problem("out-of-bounds", message, hint=_plain_words(bound.because), path=path)


def _locked(service: Service, setting: Setting, valued: Valued, path: Path) -> Iterator[Problem]:
    lock, default = setting.lock, setting.default
    if lock is None or default is None:
        return
    value, type_ = valued
    standard = to_value(plain_data(default), type_)
    order = compare(value, standard)
    generous = {"higher": order == 1, "lower": order == -1, "neither": False}[setting.generous]
    # Not by order: periods of one length can end at different times of the day.
    same = not is_unknown(value) and value == standard
    if same or (lock.allow == "more_generous" and generous):
        return
    law = _law_title(service, lock.law)
    may = "only be made more generous to residents" if lock.allow == "more_generous" else "not be changed"
    message = f"'{_title(setting)}' is set at {_say(standard, type_)} by {law} and may {may}."
    yield Problem("locked", message, hint=_plain_words(lock.because), path=path)


def _single(valued: Valued) -> Iterator[Valued]:
    """Each single value of a setting: the entries of a table or list, or the value itself."""
    value, type_ = valued
    if isinstance(value, Mapping) and type_.kind == "table":
        for item in value.values():
            yield from _single((item, type_.item))
    elif isinstance(value, tuple):
        for item in value:
            yield from _single((item, type_.item))
    elif not is_unknown(value):
        yield valued


def compare(one: object, other: object) -> int | None:
    """-1, 0 or 1 as one value is less, the same or more; None where they cannot be compared.

    Periods are compared in the same unit only: whether ten working days are more than two weeks
    depends on the calendar, and law is not kept by an estimate.

    >>> compare(3, 5), compare(Period(2, "week"), Period(10, "working_day")) is None
    (-1, True)
    """
    if isinstance(one, Period) and isinstance(other, Period):
        return compare(one.length, other.length) if one.unit == other.unit else None
    if is_unknown(one) or is_unknown(other):
        return None
    try:
        return int(one > other) - int(one < other)  # type: ignore[operator]  # other types are caught below
    except TypeError:
        return None


def _why(service: Service, bound: Bound) -> str:
    return f" {_law_title(service, bound.law)} says so." if bound.law else ""


def _law_title(service: Service, key: str) -> str:
    law = service.law.get(key)
    return key if law is None else _plain_words(law.title)


def _title(setting: Setting) -> str:
    return _plain_words(setting.title)


def _plain_words(text: Text | None) -> str:
    """A text's English, of which there always is one; of several forms the first."""
    if text is None:
        return ""
    said = text.wordings["en"]
    return next(iter(said.forms.values())) if isinstance(said, Forms) else said


def _say(value: object, type_: Type) -> str:
    return formats.shown(value, type_)


def _written(data: object) -> str:
    return f"'{data}'" if isinstance(data, str) else str(data)
