"""One setting of a council: its values by date, and the form for another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from patternbook.engine.answers.kind import block, line
from patternbook.engine.settings import chosen_of, plain_data, setting_types
from patternbook.errors import Problem
from patternbook.language.nodes.adoption import Dated
from patternbook.language.nodes.service import Law, Setting
from patternbook.language.types import DATE, Type
from patternbook.language.words import english
from patternbook.web.catalogue.adoption_texts import Value
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.kit.fields.base import Field
from patternbook.web.kit.pages import FieldError
from patternbook.web.studio import typed
from patternbook.web.studio.adopting.hands import said
from patternbook.web.studio.typed.times import draw_date, fill_day, read_day

# A day that no reader of years needs: what is written without a day counts from the beginning.
FROM, BECAUSE, VALUE = "from", "because", "value"
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Limit:
    """What a bound allows, in words, with the law that says so."""

    says: str
    because: str
    law: Law | None
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting as a council reads it."""

    key: str
    setting: Setting
    type: Type
    values: tuple[Dated, ...]
    hand: InHand = field(repr=False)

    @property
    def title(self) -> str:
        """Its name."""
        return english(self.setting.title)

    @property
    def about(self) -> str:
        """What it changes for residents."""
        return english(self.setting.about)

    @property
    def standard(self) -> str:
        """The library's value, in words."""
        default = self.setting.default
        return "" if default is None else self.say(plain_data(default))

    def say(self, data: object) -> str:
        """A value of the setting in words."""
        return typed.say(data, self.type, self.setting.unit or "")

    @property
    def dated(self) -> tuple[tuple[str, Dated], ...]:
        """The council's values by date, each in words."""
        return tuple((self.say(plain_data(one.value)), one) for one in self.values)

    def on(self, day: dt.date) -> str:
        """What is in force on a day, in words; empty where nothing is."""
        known = [one for one in self.values if one.from_ is None or one.from_ <= day]
        return self.say(plain_data(known[-1].value)) if known else self.standard

    def later(self, day: dt.date) -> tuple[tuple[str, Dated], ...]:
        """What comes after that day."""
        return tuple((words, one) for words, one in self.dated if one.from_ is not None and one.from_ > day)

    @property
    def laws(self) -> tuple[Law, ...]:
        """The laws that it comes from."""
        law = self.hand.service.law.get(self.setting.law or "")
        return (law,) if law else ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What the bounds allow in the council's nation."""
        return tuple(self._limits())

    def _limits(self) -> Iterator[Limit]:
        for bound in self.setting.bounds.values():
            if bound.nations and self.hand.authority.nation not in bound.nations:
                continue
            law = self.hand.service.law.get(bound.law or "")
            parts = [
                f"{word} {typed.say(plain_data(limit), _single(self.type), self.setting.unit or '')}"
                for word, limit in (("at least", bound.min), ("at most", bound.max))
                if limit is not None
            ]
            yield Limit(" and ".join(parts), english(bound.because), law, english(law.title) if law else "")


def _single(type_: Type) -> Type:
    return type_.item if type_.kind in ("table", "list") else type_


def shown(hand: InHand, key: str) -> Shown:
    """A setting with the council's values. Raises KeyError where there is none of that key."""
    type_ = setting_types(hand.service)[key]
    return Shown(key, hand.service.settings[key], type_, chosen_of(hand.choices, key), hand)


def every(hand: InHand) -> tuple[Shown, ...]:
    """All settings, in the order of the definition."""
    return tuple(shown(hand, key) for key in setting_types(hand.service))


@dataclass(frozen=True, slots=True)
class SettingForm:
    """The form for a setting's value: what stands in it, and what is wrong."""

    shown: Shown
    form: typed.Form
    wrong: typed.Wrong = field(default_factory=dict)
    value: Value | None = None

    @property
    def field(self) -> Field:
        """The component that asks for the value."""
        return typed.draw(_asked(self.shown), self._drawing)

    @property
    def day(self) -> Field:
        """The component that asks from which day it applies."""
        asked = typed.Asked(
            FROM, DATE, "From which day", "Leave this empty if it applies as soon as it is in force."
        )
        return draw_date(asked, self._drawing)

    @property
    def because(self) -> str:
        """Why, as it was written."""
        return block(self.form, BECAUSE)

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """What is wrong, as the summary lists it."""
        return tuple(FieldError(message, name) for name, message in self.wrong.items())

    @property
    def _drawing(self) -> typed.Drawing:
        return typed.Drawing(self.form, self.wrong)

    def refused(self, problems: Iterable[Problem]) -> SettingForm:
        """The same form with what the checks said at the value."""
        found = [said(problem) for problem in problems]
        found += [f"It rests on {english(law.title)}." for law in self.shown.laws]
        words = " ".join(dict.fromkeys(found))
        return SettingForm(self.shown, self.form, {**self.wrong, VALUE: words})


def _asked(shown: Shown) -> typed.Asked:
    return typed.Asked(VALUE, shown.type, "Value", unit=shown.setting.unit or "")


def begun(shown: Shown, since: str) -> SettingForm:
    """The form with the value that applies from a day, else the one that applies from the beginning."""
    known = {str(one.from_ or ""): one for one in shown.values}
    dated = known.get(since) or known.get("")
    default = shown.setting.default
    data = plain_data(dated.value) if dated else (None if default is None else plain_data(default))
    filled = typed.fill(_asked(shown), data)
    if dated is not None:
        filled |= {BECAUSE: [dated.because or ""]} | (fill_day(FROM, dated.from_) if dated.from_ else {})
    return SettingForm(shown, filled)


def sent(shown: Shown, form: typed.Form) -> SettingForm:
    """The form as it was sent in, read."""
    if more := line(form, "more"):
        rows = f"{more}-rows"
        said_rows = line(form, rows)
        count = int(said_rows) + 1 if said_rows.isdecimal() and len(said_rows) < 5 else 1
        return SettingForm(shown, {**form, rows: [str(count)]})
    wrong: typed.Wrong = {}
    data = typed.read(_asked(shown), form, wrong)
    asked = typed.Asked(FROM, DATE, "")
    empty = not any(line(form, f"{FROM}-{part}") for part in ("day", "month", "year"))
    since = None if empty else read_day(asked, form, wrong)
    because = block(form, BECAUSE)
    if len(because) > LONGEST:
        wrong[BECAUSE] = f"The reason must be {LONGEST:,} characters or fewer"
    value = None if wrong else Value(data, since, because)
    return SettingForm(shown, form, wrong, value)


def with_value(shown: Shown, value: Value) -> tuple[Value, ...]:
    """The setting's values with this one, in place of one of the same day."""
    others = [one for one in values(shown) if one.since != value.since]
    return (*others, value)


def without(shown: Shown, since: str) -> tuple[Value, ...]:
    """The setting's values without the one of that day."""
    return tuple(one for one in values(shown) if str(one.since or "") != since)


def values(shown: Shown) -> tuple[Value, ...]:
    """The council's values."""
    return tuple(Value(plain_data(one.value), one.from_, one.because or "") for one in shown.values)


def plain(value: object) -> object:
    """Data of a node as plain data."""
    return plain_data(value)
