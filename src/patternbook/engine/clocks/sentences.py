"""How a date was worked out, as short sentences in English and Welsh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Final

from patternbook.engine import formats
from patternbook.engine.clocks import counting
from patternbook.engine.clocks.counting import Left
from patternbook.engine.clocks.running import Run, Step
from patternbook.language.periods import Period, counts, first_day
from patternbook.language.texts import joined
from patternbook.language.unknown import Unknown

_MOST_LISTED: Final = 5
_END_OF_DAY: Final = dt.time(23, 59)
_DAY: Final = dt.timedelta(days=1)

# By language. Welsh names the day after a colon or a comma, so that no mutation is needed.
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "started": "Started {start}.",
        "cut_off": "That is {time} or later, so it is counted from {day}.",
        "from": "Counted from {start}.",
        "back": "Counted back from {start}.",
        "days_off": "{days} are not {working} days.",
        "day_off": "{days} is not a {working} day.",
        "are": "are",
        "is": "is",
        "working": "working",
        "school": "school",
        "many": "Weekends are not counted.",
        "many_and": "Weekends are not counted, nor {are} {days}.",
        "opens": "{period} from then: it opens {end}.",
        "ends": "{period} from then: it ends {end}.",
        "before": "{period} before then: it ends {end}.",
        "paused": "Paused {at}.",
        "paused_left": "Paused {at}, with {left} left.",
        "resumed": "Went on {at}.",
        "resumed_end": "Went on {at}: it ends {end}.",
        "extended": "Extended {at}: it ends {end}.",
        "stopped": "Stopped {at}.",
        "unknown": "What it is counted from, or for how long, is not known yet.",
        "beyond": "The end lies beyond the days that are known, so it is not worked out.",
        "end_of": "at the end of {day}",
        "no_days": "the rest of the last day",
    },
    "cy": {
        "started": "Dechrau: {start}.",
        "cut_off": "Mae hynny am {time} neu'n hwyrach, felly cyfrifir o'r diwrnod hwn: {day}.",
        "from": "Cyfrifir o: {start}.",
        "back": "Cyfrifir yn ôl o: {start}.",
        "days_off": "Nid yw'r rhain yn ddiwrnodau {working}: {days}.",
        "day_off": "Nid yw hwn yn ddiwrnod {working}: {days}.",
        "are": "",
        "is": "",
        "working": "gwaith",
        "school": "ysgol",
        "many": "Ni chyfrifir penwythnosau.",
        "many_and": "Ni chyfrifir penwythnosau, na'r rhain: {days}.",
        "opens": "{period} o hynny; mae'n agor: {end}.",
        "ends": "{period} o hynny; mae'n dod i ben: {end}.",
        "before": "{period} cyn hynny; mae'n dod i ben: {end}.",
        "paused": "Oedi: {at}.",
        "paused_left": "Oedi: {at}. Ar ôl: {left}.",
        "resumed": "Mynd ymlaen: {at}.",
        "resumed_end": "Mynd ymlaen: {at}. Mae'n dod i ben: {end}.",
        "extended": "Estyn: {at}. Mae'n dod i ben: {end}.",
        "stopped": "Stopio: {at}.",
        "unknown": "Nid yw'n hysbys eto o bryd, neu am ba hyd, y cyfrifir.",
        "beyond": "Mae'r diwedd y tu hwnt i'r dyddiau sy'n hysbys, felly ni chafodd ei gyfrifo.",
        "end_of": "diwedd {day}",
        "no_days": "gweddill y diwrnod olaf",
    },
}


def explain(run: Run, language: str = "en") -> tuple[str, ...]:
    """How the dates of a clock were worked out, one sentence after another.

    A language that has no words here is explained in English.
    """
    said: list[str] = []
    for step in run.steps:
        said += _SAYERS[step.kind](run, step, formats.spoken(language))
    return tuple(said)


def _started(run: Run, step: Step, language: str) -> list[str]:
    return [WORDS[language]["started"].format(start=formats.moment(step.at, language))]


def _counted(run: Run, step: Step, language: str) -> list[str]:
    """One period: from when, without which days, to when."""
    words, period = WORDS[language], step.period
    if period is None:
        return []
    said = _from(run, step, language)
    if isinstance(step.end, Unknown) or step.end is None:
        return [*said, words["beyond"]]
    said += _not_counted(run, step.at, step.end, period, language)
    said.append(
        words[step.kind].format(period=formats.period(period, language), end=_end(step.end, language))
    )
    return [sentence[0].upper() + sentence[1:] for sentence in said]


def _from(run: Run, step: Step, language: str) -> list[str]:
    words, period, said = WORDS[language], step.period, []
    if step.kind == "before":
        return [words["back"].format(start=_base(step.at, language))]
    if run.rule.from_ is not None and (step.kind == "opens" or run.opens is None):
        said.append(words["from"].format(start=_base(step.at, language)))
    if period and period.counts_from and (first := first_day(step.at, period)) != counting.day_of(step.at):
        time = formats.clock_time(period.counts_from, language)
        said.append(words["cut_off"].format(time=time, day=formats.day(first, language)))
    return said


def _base(at: dt.datetime, language: str) -> str:
    """A moment; where it is the very beginning of a day, the day."""
    local = counting.local(at)
    if local.time() == dt.time():
        return formats.day(local.date(), language)
    return formats.moment(at, language)


def _end(end: dt.datetime, language: str) -> str:
    """The end of a clock: a whole last day, or a moment on it."""
    day, local = counting.last_day(end), counting.local(end)
    if day != local.date() or local.time() >= _END_OF_DAY:
        return WORDS[language]["end_of"].format(day=formats.day(day, language))
    return formats.moment(end, language)


def _not_counted(run: Run, start: dt.datetime, end: dt.datetime, period: Period, language: str) -> list[str]:
    """Which days on the way did not count, for units that leave days out."""
    unit = "working_day" if period.unit == "working_hour" else period.unit
    if unit not in ("working_day", "school_day", "weekday"):
        return []
    words = WORDS[language]
    days = _on_the_way(first_day(start, period), counting.last_day(end))
    missed = [day for day in days if counts(day, unit, run.calendar) is False]
    if not missed:
        return []
    if len(missed) > _MOST_LISTED or unit == "weekday":
        others = [day for day in missed if day.weekday() < 5]
        if not others:
            return [words["many"]]
        return [words["many_and"].format(days=_days(others, language), are=_are(others, words))]
    working = words["school" if unit == "school_day" else "working"]
    key = "day_off" if len(missed) == 1 else "days_off"
    return [words[key].format(days=_days(missed, language), working=working)]


def _on_the_way(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days that were looked at: all after the first, or before it where the count goes back."""
    if last < first:
        return [last + _DAY * place for place in range((first - last).days)]
    return [first + _DAY * place for place in range(1, (last - first).days + 1)]


def _are(days: list[dt.date], words: Mapping[str, str]) -> str:
    return words["is" if len(days) == 1 else "are"]


def _days(days: list[dt.date], language: str) -> str:
    """Days of one or several months: "24 and 31 December, and 1 January"."""
    months = formats.MONTHS[language]
    groups = [
        f"{joined([str(day.day) for day in group], language)} {months[month - 1]}"
        for (_, month), group in groupby(days, key=lambda day: (day.year, day.month))
    ]
    return ", ".join(groups)


def _paused(run: Run, step: Step, language: str) -> list[str]:
    words, at = WORDS[language], formats.moment(step.at, language)
    if step.left is None:
        return [words["paused"].format(at=at)]
    return [words["paused_left"].format(at=at, left=_left(step.left, language))]


def _left(left: Left, language: str) -> str:
    if left.unit in (*counting.ELAPSED_UNITS, "working_hour"):
        minutes = int(left.time.total_seconds()) // 60
        unit = "working_hour" if left.unit == "working_hour" else "hour"
        parts = [formats.counted(minutes // 60, unit, language)] if minutes >= 60 else []
        if minutes % 60 or not parts:
            parts.append(formats.counted(minutes % 60, "minute", language))
        return joined(parts, language)
    if left.days == 0:
        return WORDS[language]["no_days"]
    unit = left.unit if left.unit in ("weekday", "working_day", "school_day") else "day"
    return formats.counted(left.days, unit, language)


def _with_end(run: Run, step: Step, language: str) -> list[str]:
    words, at = WORDS[language], formats.moment(step.at, language)
    if isinstance(step.end, dt.datetime):
        key = "resumed_end" if step.kind == "resumed" else "extended"
        return [words[key].format(at=at, end=_end(step.end, language))]
    said = [words["resumed"].format(at=at)]
    return said if step.end is None else [*said, words["beyond"]]


def _stopped(run: Run, step: Step, language: str) -> list[str]:
    return [WORDS[language]["stopped"].format(at=formats.moment(step.at, language))]


def _unknown(run: Run, step: Step, language: str) -> list[str]:
    return [WORDS[language]["unknown"]]


_SAYERS: Mapping[str, Callable[[Run, Step, str], list[str]]] = {
    "started": _started,
    "opens": _counted,
    "ends": _counted,
    "before": _counted,
    "paused": _paused,
    "resumed": _with_end,
    "extended": _with_end,
    "stopped": _stopped,
    "unknown": _unknown,
}
