"""Clocks, case by case: dates worked out by hand, in files that a service designer can write."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from patternbook.engine import calendars
from patternbook.engine.calendars import Calendar, Term
from patternbook.engine.clocks import counting, running
from patternbook.engine.clocks.counting import LONDON
from patternbook.engine.clocks.running import Mark, Rule, Run
from patternbook.language import periods
from patternbook.language.periods import Period
from patternbook.language.unknown import UNDEFINED, Unknown

CASES = Path(__file__).parent / "cases"


@cache
def read(name: str) -> dict[str, Any]:
    """A file of cases, every scalar as text."""
    return yaml.load((CASES / name).read_text("utf-8"), Loader=yaml.BaseLoader)


def listed(name: str) -> list[Any]:
    return [
        pytest.param(name, case, id=f"{place}: {case['say']}")
        for place, case in enumerate(read(name)["cases"])
    ]


def moment(text: str) -> dt.datetime:
    """A local time, or one with its own offset."""
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=LONDON)


def period(given: dict[str, str] | None) -> Period | None:
    return periods.from_data({**given, "length": int(given["length"])}) if given else None


def from_(text: str | None) -> dt.date | Unknown | None:
    if text is None:
        return None
    if text == "unknown":
        return UNDEFINED
    return moment(text) if ":" in text else dt.date.fromisoformat(text)


def calendar(name: str, case: dict[str, Any]) -> Calendar:
    days = [dt.date.fromisoformat(day) for day in read(name).get("closed_days", [])]
    terms = [Term(*map(dt.date.fromisoformat, term)) for term in read(name)["terms"]]
    nation = case.get("nation", "england")
    return calendars.of(nation, closed_days=days if "closed" in case else (), terms=terms)


def run(name: str, case: dict[str, Any]) -> Run:
    rule = Rule(
        runs=period(case.get("runs")),
        opens=period(case.get("opens")),
        before=period(case.get("before")),
        warn=period(case.get("warn")),
        from_=from_(case.get("from")),
    )
    marks = [Mark("start", moment(case["start"]))]
    marks += [Mark(kind, moment(at), *map(moment, until)) for kind, at, *until in case.get("marks", ())]
    found = running.run(marks, lambda at: rule, calendar(name, case))
    assert found is not None
    return found


def as_text(value: dt.datetime | Unknown | None) -> str:
    """A moment as the files write it."""
    if value is None:
        return "none"
    if isinstance(value, Unknown):
        return "unknown"
    local = counting.local(value)
    text = local.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
    return text + ("+00:00" if local.fold else "")


@pytest.mark.parametrize(("name", "case"), [*listed("statutory.yaml"), *listed("behaviour.yaml")])
def test_ends_as_worked_out_by_hand(name: str, case: dict[str, Any]) -> None:
    found = run(name, case)
    now = moment(case.get("now", "2028-01-01 00:00"))
    held = found.paused_at is not None and not found.is_stopped
    assert as_text(None if held else found.end) == case["due"]
    if "opening" in case:
        assert as_text(found.opens) == case["opening"]
    if "warning" in case:
        assert as_text(found.warn) == case["warning"]
    if "state" in case:
        assert running.standing(found, now) == case["state"]
    if "kept" in case:
        assert running.kept(found, now) is (case["kept"] == "true")


@pytest.mark.shared
def test_every_limit_of_law_with_a_length_has_a_case(shared: Path) -> None:
    ours = {tuple(case["of"]) for case in read("statutory.yaml")["cases"]}
    with (shared / "facts/functions/statutory_clocks.csv").open(encoding="utf-8") as file:
        rows = {(row["service"], row["clock"]) for row in csv.DictReader(file) if row["unit"]}
    assert rows == ours
