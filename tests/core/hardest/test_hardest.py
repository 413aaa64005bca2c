"""The ten hardest cases read and check: they show that the language is a language, not one form."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from patternbook import library
from patternbook.engine import calendars
from patternbook.engine.settings import check_adoption
from patternbook.language import checks, periods, reader, scopes
from patternbook.language.expressions import generate
from patternbook.language.kinds.questions import DeclarationQuestion
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Forms
from patternbook.language.nodes.service import Service
from patternbook.language.periods import from_data
from patternbook.language.reader import Read
from patternbook.language.steps import expand
from patternbook.language.walk import texts as all_texts

FOLDER = Path(__file__).parent
CASES = {file.stem.partition("_")[0]: file for file in sorted(FOLDER.glob("[0-9]*.yaml"))}


def read(number: str) -> Read[Service]:
    file = CASES[number]
    return reader.read(file.read_text(encoding="utf-8"), file=file.name, kind=Service, steps=library.steps())


def service(number: str) -> Service:
    node = read(number).node
    assert node is not None
    return node


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_there_are_ten() -> None:
    assert list(CASES) == [f"{number:02}" for number in range(1, 11)]


@pytest.mark.parametrize("number", CASES)
def test_it_checks(number: str) -> None:
    """No error, and no warning but that nobody has compared the Welsh yet."""
    problems = checks.check(read(number))
    assert [str(problem) for problem in problems if problem.code != "welsh-unmarked"] == []


@pytest.mark.parametrize("number", CASES)
def test_a_mistake_in_it_is_found(number: str) -> None:
    """The checks are not blind to these texts: a name that nothing has is found in each."""
    file = CASES[number]
    text = file.read_text(encoding="utf-8")
    broken = text.replace(
        "check_answers:\n",
        "checks:\n  wrong:\n    holds: nothing_has_this_name > 1\n    message: Wrong\ncheck_answers:\n",
        1,
    )
    assert broken != text
    found = checks.check(reader.read(broken, file=file.name, kind=Service, steps=library.steps()))
    assert "nothing_has_this_name" in " ".join(problem.message for problem in found)


def test_awaab_clocks_have_two_starts_and_three_units() -> None:
    clocks = service("04").process.clocks
    legal = {key: clock for key, clock in clocks.items() if clock.law == "awaab"}
    starts = {clock.from_.source for clock in legal.values() if clock.from_}
    units = {clock.runs.source.partition("(")[0] for clock in legal.values() if clock.runs}
    assert starts == {"case.submitted_at", "tasks.investigate.inspected_on"}
    assert {"hours", "working_days", "weeks"} <= units


def test_awaab_safety_branch_is_locked() -> None:
    hazard = service("04")
    parts = (
        hazard.pages["danger"],
        hazard.ends["danger"],
        hazard.process.stages["emergency"],
        hazard.process.stages["emergency"].tasks["make_safe_now"],
        hazard.process.clocks["emergency"],
    )
    assert [part.lock and (part.lock.law, part.lock.allow) for part in parts] == [("awaab", "nothing")] * 5


def test_a_looser_awaab_clock_is_refused_with_the_law() -> None:
    text = (
        "patternbook: 1\nadopts: proof_hazard_repair\nnation: england\nsettings:\n  investigate_within:\n"
        "    values:\n      - value: {length: 11, unit: working_day}\n"
    )
    adoption = reader.read(text, file="looser.yaml", kind=Adoption).node
    problems = check_adoption(service("04"), adoption)
    assert len(problems) == 1
    assert "SI 2025/1042" in problems[0].message + problems[0].hint


def test_blue_badge_speaks_of_self_and_other_by_nation_and_in_welsh() -> None:
    found = [text for _, text in all_texts(service("06"))]
    assert all("cy" in text.wordings for text in found if _is_for_residents(text))
    forms = {
        form
        for text in found
        for said in text.wordings.values()
        if isinstance(said, Forms)
        for form in said.forms
    }
    assert {"self", "other", "england", "self_england", "other_elsewhere"} <= forms


def _is_for_residents(text: object) -> bool:
    """Titles of settings, laws and reasons of rows are read by officers in the language of the file."""
    return "cy" in getattr(text, "wordings", {})


@pytest.mark.shared
def test_blue_badge_gives_the_nine_task_lists(shared: Path) -> None:
    """What the national service asked on each of its nine routes, task by task."""
    badge = service("06")
    rows = rows_of(shared / "facts/functions/bluebadge/task_lists_2019.csv")
    assert len(rows) == 9
    for row in rows:
        wanted = {_our_task(task) for task in row["tasks"].split(";")}
        assert _tasks_of(badge, _OUR_ROUTES[row["eligibility"]]) == wanted, row["eligibility"]


_OUR_ROUTES = {
    "PIP": "pip", "DLA": "dla", "AFRFCS": "afrfcs", "WPMS": "wpms", "BLIND": "blind",
    "ARMS": "arms", "CHILDBULK": "child_bulky", "CHILDVEHIC": "child_vehicle", "WALKD": "walking",
}  # fmt: skip


def _our_task(name: str) -> str:
    return name.replace("(repeat)", "").strip().replace("-", "_")


def _tasks_of(badge: Service, route: str) -> set[str]:
    found = scopes.of(expand(badge, library.steps()))
    names = {"route": {"by": route, "kind": "automatic"}}
    shown = set()
    for key in badge.tasks:
        site = found.site(("tasks", key, "show"))
        if site is None or generate(found.typed(site))(names) is True:
            shown.add(key)
    return shown - {"before"}


def test_referral_has_three_consents_of_its_own() -> None:
    page = service("09").pages["consent"]
    assert [type(question) for question in page.questions.values()] == [DeclarationQuestion] * 3
    assert service("09").sensitive


def test_notice_of_an_event_counts_back_ten_days_between_both_ends() -> None:
    """Eleven working days back leave ten whole ones between the day of receipt and the event."""
    clock = service("07").process.clocks["temporary_event"]
    assert clock.before is not None
    assert clock.before.source == "working_days(11)"
    england = calendars.of("england")
    event = dt.date(2026, 12, 18)
    last = periods.before(event, from_data({"length": 11, "unit": "working_day"}), england)
    assert isinstance(last, dt.date)
    between = [last + dt.timedelta(days=n) for n in range(1, (event - last).days)]
    assert sum(bool(england.is_working_day(day)) for day in between) == 10
