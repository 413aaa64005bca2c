"""Any number of councils side by side on one service."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

from patternbook import library
from patternbook.changes.compare import Comparison, Figure, compare
from patternbook.changes.compare.figures import FigureRow, to_csv
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service
from tests.core.changes.texts import SMALL, edited, read

RULES = Path(__file__).parents[1] / "library" / "adoptions"
DAY = dt.date(2026, 11, 23)


def adoption(settings: str, adopts: str = "skip") -> Adoption:
    text = f"patternbook: 1\nadopts: {adopts}\nnation: england\nsettings:\n{settings}"
    node = reader.read(text, file="adoption.yaml", kind=Adoption).node
    assert node is not None
    return node


def fee(value: str, more: str = "") -> Adoption:
    return adoption(f"  fee: {{values: [{{value: £30}}, {{value: {value}, from: 2026-10-01{more}}}]}}\n")


def figure(comparison: Comparison, key: str) -> Figure:
    return next(each for each in comparison.figures if each.key == key)


def test_councils_with_the_same_value_are_told_together() -> None:
    small = read(SMALL)
    found = compare(
        {"Aford": (small, fee("£50")), "Beford": (small, None), "Ceford": (small, None), "Deford": (small, fee("£50")), "Eeford": (small, None)}, DAY
    )  # fmt: skip
    assert found.sentences == ("Fee for a permit: Beford, Ceford and Eeford: £37.50; Aford and Deford: £50.",)
    assert found.edits == ()
    assert [(choice.says, choice.by) for choice in found.choices[0].choices][:2] == [("£50", "council"), ("£37.50", "default")]  # fmt: skip


def test_a_value_is_that_of_the_day_and_says_since_when_and_why() -> None:
    small = read(SMALL)
    council = {"Aford": (small, fee("£50", ", because: Council of 1 June"))}
    before, after = (compare(council, day).choices[0].choices[0] for day in (dt.date(2026, 9, 30), DAY))
    assert (before.says, before.value, before.since, before.because) == ("£30", 3000, None, "")
    assert (after.says, after.value, after.since, after.because) == ("£50", 5000, dt.date(2026, 10, 1), "Council of 1 June")  # fmt: skip


def test_an_edit_is_told_once_with_everybody_who_made_it() -> None:
    small = read(SMALL)
    longer = edited(SMALL, ("Is the skip on the road?", "Is the skip on the road or the verge?"))
    both = edited(
        SMALL,
        ("Is the skip on the road?", "Is the skip on the road or the verge?"),
        ("runs: days(10)", "runs: days(7)"),
    )
    found = compare({"A": (small, None), "B": (longer, None), "C": (both, None), "D": (small, None)}, DAY)
    assert found.sentences == (
        "C: The time limit “Decide in time” is now 7 days instead of 10 days.",
        "B and C: Changes the words of the question “Is the skip on the road?”: “Is the skip on the road or the verge?” "
        "instead of “Is the skip on the road?”",
    )


def test_edits_can_be_told_against_a_given_text() -> None:
    small = read(SMALL)
    other = edited(SMALL, ("runs: days(10)", "runs: days(7)"))
    found = compare({"A": (small, None), "B": (small, None)}, DAY, base=other)
    assert found.sentences == ("A and B: The time limit “Decide in time” is now 10 days instead of 7 days.",)


def test_each_councils_edits_can_be_told_against_the_version_that_it_began_from() -> None:
    first, second = read(SMALL), edited(SMALL, ("runs: days(10)", "runs: days(7)"))
    own = edited(SMALL, ("runs: days(10)", "runs: days(7)"), ("Is the skip on the road?", "On the road?"))
    found = compare(
        {"A": (first, None), "B": (second, None), "C": (own, None)},
        DAY,
        base={"A": first, "B": second, "C": second},
    )
    assert [edit.sentence for edit in found.edits] == [
        "C: Changes the words of the question “Is the skip on the road?”: “On the road?” instead of "
        "“Is the skip on the road?”"
    ]


def test_many_councils_are_counted_and_not_named() -> None:
    small = read(SMALL)
    councils = {f"Council {number}": (small, None) for number in range(11)}
    found = compare({**councils, "Aford": (small, fee("£50"))}, DAY)
    assert found.sentences == ("Fee for a permit: 11 councils: £37.50; Aford: £50.",)
    few = compare({name: councils[name] for name in list(councils)[:4]} | {"Aford": (small, fee("£50"))}, DAY)
    assert few.sentences == ("Fee for a permit: Four councils: £37.50; Aford: £50.",)


def test_a_setting_that_only_some_have_and_one_that_nobody_chose_are_told_as_such() -> None:
    small = read(SMALL)
    deposit = edited(SMALL, ("  days:\n", "  deposit: {title: Deposit, type: money}\n  days:\n"))
    found = compare({"A": (small, None), "B": (deposit, None)}, DAY)
    assert "Deposit: A: no such setting; B: nothing chosen yet." in found.sentences


def test_a_council_that_chose_what_it_may_not_have_is_told_of_and_does_not_hide_the_others() -> None:
    small = read(SMALL)
    found = compare({"A": (small, None), "B": (small, adoption("  days: {values: [{value: 3}]}\n"))}, DAY)
    assert [problem.code for problem in found.problems["B"]] == ["locked"]
    assert (
        found.choices[0].says
        == "Fee for a permit: A: £37.50; B: cannot be told, because its choices have problems."
    )
    assert [row.council for row in figure(found, "settings.fee").rows] == ["A"]


def test_no_councils_give_an_empty_comparison() -> None:
    assert compare({}, DAY) == Comparison((), DAY)


def test_figures_have_a_number_and_a_unit_to_plot() -> None:
    small = read(SMALL)
    found = compare({"A": (small, fee("£50")), "B": (small, None)}, DAY)
    fees = figure(found, "settings.fee")
    assert fees.unit == "£"
    assert [(row.council, row.number, row.says, row.by) for row in fees.rows] == [
        ("A", Decimal(50), "£50", "council"),
        ("B", Decimal("37.5"), "£37.50", "default"),
    ]
    assert [row.number for row in figure(found, "settings.days").rows] == [14, 14]
    assert [(row.number, row.unit) for row in figure(found, "clocks.decide").rows] == [
        (10, "day"),
        (10, "day"),
    ]


def test_figures_of_prices_and_time_limits_follow_their_settings() -> None:
    text = SMALL.replace("pages:\n", "prices:\n  permit:\n    title: Permit\n    lines:\n      basic: {title: Basic, amount: settings.fee}\n"
                         "      lamp: {title: Lamp, amount: 'pounds(\"2.50\")'}\n      bag: {title: Bag, amount: pence(5)}\n      odd: {title: Odd, amount: settings.fee * 2}\n      odder: {title: Odder, amount: no such (}\n"
                         "      strange: {title: Strange, amount: settings.nothing}\n      word: {title: Word, amount: vat(2)}\npages:\n", 1)  # fmt: skip
    service = reader.read(text, kind=Service).node
    assert service is not None
    found = compare({"A": (service, fee("£50"))}, DAY)
    said = {each.key: each.rows[0].says for each in found.figures}
    assert said == {
        "settings.fee": "£50",
        "settings.days": "14",
        "clocks.decide": "10 days",
        "prices.permit.basic": "£50",
        "prices.permit.lamp": "£2.50",
        "prices.permit.bag": "£0.05",
    }


def test_councils_that_count_in_different_units_have_no_unit_in_common() -> None:
    service = library.service("missed_bin").node
    assert service is not None
    rows = adoption(
        "  windows: {values: [{value: {garden: {length: 3, unit: week}}}]}\n  window: {values: [{value: {length: 72, unit: hour}}]}\n",
        "missed_bin",
    )
    found = compare({"A": (service, rows), "B": (service, None)}, DAY)
    window = figure(found, "settings.window")
    assert (window.unit, [row.says for row in window.rows]) == ("", ["72 hours", "2 working days"])
    garden = figure(found, "settings.windows.garden")
    assert (garden.title, garden.unit) == ("Other limits for some collections: garden", "week")


def test_the_twelve_rules_are_compared_setting_by_setting() -> None:
    service = library.service("missed_bin").node
    assert service is not None
    councils = {}
    for file in sorted(RULES.glob("*.yaml")):
        node = reader.read(file.read_text(), file=str(file), kind=Adoption).node
        councils[file.stem] = (service, node)
    found = compare(councils, DAY)
    assert found.problems == {}
    assert (
        "How soon the crew returns: 11 councils: 3 working days; rule_10: 5 working days." in found.sentences
    )
    assert (
        "The time of day from which a collection due that day can be reported: 11 councils: 5pm; rule_09: 3:30pm."
        in found.sentences
    )
    assert all(len(choices.choices) == 12 for choices in found.choices)


def test_the_csv_holds_every_figure_and_no_formula() -> None:
    small = read(SMALL)
    found = compare({"=cmd()": (small, fee("£50", ", because: '@SUM(A1)'")), "B, of C": (small, None)}, DAY)
    lines = list(csv.DictReader(io.StringIO(found.csv())))
    assert len(lines) == 6
    assert lines[0] == {
        "figure": "settings.fee", "title": "Fee for a permit", "council": "'=cmd()", "number": "50", "unit": "£", "says": "£50",
        "from": "council", "since": "2026-10-01", "because": "'@SUM(A1)",
    }  # fmt: skip
    assert lines[1]["council"] == "B, of C"
    discount = Figure("x", "X", (FigureRow("A", Decimal(-5), "£", "-£5", "council"),))
    assert to_csv([discount]).splitlines()[1] == "x,X,A,-5,£,'-£5,council,,"
