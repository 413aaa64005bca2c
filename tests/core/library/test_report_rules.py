"""Twelve real report rules, said with settings alone. No code and no text of the service knows whose they are."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from patternbook import library
from patternbook.engine.settings import check_adoption
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.service import Service

FOLDER = Path(__file__).parent / "adoptions"
RULES = sorted(FOLDER.glob("rule_*.yaml"))
CSV = "facts/functions/variation/missed_bin_rules.csv"


def service() -> Service:
    node = library.service("missed_bin").node
    assert node is not None
    return node


def adoption(file: Path) -> Adoption:
    read = reader.read(file.read_text(encoding="utf-8"), file=file.name, kind=Adoption)
    assert [str(problem) for problem in read.problems] == []
    assert read.node is not None
    return read.node


def chosen(file: Path) -> dict[str, object]:
    """The values that a council chose, by setting."""
    return {key: _plain(one.values[0].value.value) for key, one in adoption(file).settings.items()}


def _plain(value: object) -> object:
    if isinstance(value, Keyed):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def test_there_are_twelve() -> None:
    assert [file.stem for file in RULES] == [f"rule_{number:02}" for number in range(1, 13)]


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_the_service_takes_them(file: Path) -> None:
    assert [str(problem) for problem in check_adoption(service(), adoption(file))] == []


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_settings_alone_say_the_rule(file: Path) -> None:
    """No binding differs from one rule to the next, and every binding that is needed is filled."""
    bindings = adoption(file).bindings
    assert bindings == adoption(RULES[0]).bindings
    assert {key for key, binding in service().bindings.items() if binding.required} <= set(bindings)


def test_an_unlawful_or_mistyped_value_would_be_refused() -> None:
    text = RULES[0].read_text(encoding="utf-8").replace("length: 1\n", "length: one\n")
    read = reader.read(text, file="wrong.yaml", kind=Adoption)
    assert read.node is not None
    assert check_adoption(service(), read.node)


@pytest.mark.shared
@pytest.mark.parametrize("number", range(1, 13))
def test_it_is_the_rule_of_the_row(shared: Path, number: int) -> None:
    rows = list(csv.DictReader((shared / CSV).read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 12
    values = chosen(RULES[number - 1])
    for column, test in _COLUMNS.items():
        assert test(rows[number - 1], values), (column, rows[number - 1][column], values)


Row = Mapping[str, str]
Values = Mapping[str, object]


def _window(row: Row, values: Values) -> bool:
    wanted: dict[str, object] = {"length": int(row["report_deadline"]), "unit": _unit(row["deadline_unit"])}
    if re.fullmatch(r"\d\d:\d\d", row["deadline_cutoff"]) and row["deadline_cutoff"] != "24:00":
        wanted["until"] = row["deadline_cutoff"]
    windows = values.get("windows", {})
    assert isinstance(windows, dict)
    return wanted in (values.get("window"), *windows.values())


def _unit(said: str) -> str:
    return "weekday" if said == "day_excluding_weekends" else said


def _not_before(row: Row, values: Values) -> bool:
    said = row["report_not_before"]
    time = re.match(r"\d\d:\d\d", said)
    if time:
        return values["not_before"] == "time_of_day" and values["not_before_time"] == time[0]
    return values["not_before"] == ("round_done" if "round complete" in said else "any_time")


_SAYS_CLASS = {
    "not presented": "not_presented", "not out": "not_presented", "contamina": "contaminated",
    "wrong waste": "contaminated", "tagged": "contaminated", "no access": "no_access",
    "h&s": "health_safety", "too heavy": "health_safety",
}  # fmt: skip


def _blocked(row: Row, values: Values) -> bool:
    said = row["blocked_when"].lower()
    classes = {name for words, name in _SAYS_CLASS.items() if words in said}
    at_the_door = "not out by" in said  # asked of the resident, not logged by the crew
    if at_the_door:
        classes.discard("not_presented")
        if values.get("return_if_not_out") is not False or values.get("set_out_by") != "06:30":
            return False
    if "frozen" in said and values.get("blocked_codes") != ["frozen"]:
        return False
    if "street" in said and values.get("blocked_streets") is not True:
        return False
    given = values.get("blocked_classes", [])
    assert isinstance(given, list)
    return classes <= set(given)


def _duplicates(row: Row, values: Values) -> bool:
    said = row["duplicate_rule"]
    return (
        ("per property" in said) == (values.get("one_report") == "per_property")
        and ("assisted" in said) == (values.get("assisted_blocks_all") is True)
        and ("one waste type per report" in said) == (values.get("one_at_a_time") is True)
    )


def _return(row: Row, values: Values) -> bool:
    days = re.match(r"(\d+) working days", row["return_target"])
    bags = "bags issued" in row["escalation"]
    if bags != (values.get("bags_instead") == ["recycling"]):
        return False
    if days is None:
        return values["return_promise"] == "soon"
    wanted = {"length": int(days[1]), "unit": "working_day"}
    return values["return_promise"] == "by_date" and values["return_within"] == wanted


def _escalation(row: Row, values: Values) -> bool:
    said = row["escalation"]
    if "escalate" in said:
        opens = {"length": 2, "unit": "working_day", "until": "18:00"}
        weekly, fortnightly = {"length": 1, "unit": "working_day"}, {"length": 2, "unit": "working_day"}
        return (
            values["escalation"] is True
            and values["escalation_opens"] == opens
            and values["escalation_runs"] == weekly
            and values["escalation_runs_fortnightly"] == fortnightly
        )
    return ("dispute" in said) == (values.get("disputes") is True) and "escalation" not in values


_COLUMNS = {
    "report_deadline": _window,
    "report_not_before": _not_before,
    "blocked_when": _blocked,
    "duplicate_rule": _duplicates,
    "return_target": _return,
    "escalation": _escalation,
}


@pytest.mark.shared
def test_no_council_is_named(shared: Path) -> None:
    """Neither the service nor the twelve adoptions say whose rule it is."""
    rows = csv.DictReader((shared / CSV).read_text(encoding="utf-8").splitlines())
    names = {row["council"].partition(" (")[0] for row in rows}
    texts = [library.service("missed_bin").text, *(file.read_text(encoding="utf-8") for file in RULES)]
    assert [name for name in names for text in texts if name in text] == []


@pytest.mark.shared
def test_the_crew_codes_are_those_in_real_use(shared: Path) -> None:
    """The default table of codes has every real code, with its class."""
    file = shared / "facts/functions/variation/missed_bin_crew_exception_codes.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    default = service().settings["crew_codes"].default
    assert default is not None
    assert _plain(default.value) == {row["code"]: row["class"] for row in rows}
