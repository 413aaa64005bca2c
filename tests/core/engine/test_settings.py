"""A council's choices: dated, within the law, each with where it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from patternbook.engine.settings import Source, check_adoption, compare, resolve_settings, with_values
from patternbook.errors import ProblemsFound
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Data, Keyed
from patternbook.language.nodes.service import Bound, Service
from patternbook.language.periods import Period
from patternbook.language.unknown import Unknown
from tests.core.engine.conftest import service

MARCH = dt.date(2027, 3, 31)
APRIL = dt.date(2027, 4, 1)


@pytest.fixture
def choices() -> Service:
    return service("choices")


def adoption(settings: str, nation: str = "england") -> Adoption:
    """An adoption with these settings, as a council writes them."""
    indented = "\n".join(f"  {line}" for line in settings.strip("\n").splitlines())
    text = f"patternbook: 1\nadopts: choices\nnation: {nation}\nsettings:\n{indented}\n"
    read = reader.read(text, file="adoption.yaml", kind=Adoption)
    assert read.node is not None, "\n".join(map(str, read.problems))
    return read.node


def one(key: str, value: str) -> str:
    return f"{key}:\n  values:\n    - value: {value}\n"


FEE = """
fee:
  values:
    - value: 3700
      from: 2027-04-01
      because: Cabinet, 12 January 2027
    - value: "£36"
      from: 2026-04-01
"""


class TestResolving:
    def test_without_a_choice_the_default_counts(self, choices: Service) -> None:
        settings = resolve_settings(choices, None, {"today": MARCH})
        assert settings.values["fee"] == 3500
        assert settings.sources["fee"] == Source("default")
        assert settings.values["answer_within"] == Period(10, "working_day")
        assert "nobody" not in settings.values

    @pytest.mark.parametrize(
        ("day", "fee", "source"),
        [
            (dt.date(2026, 3, 31), 3500, Source("default")),
            (MARCH, 3600, Source("council", dt.date(2026, 4, 1))),
            (APRIL, 3700, Source("council", APRIL, "Cabinet, 12 January 2027")),
        ],
    )
    def test_thirty_seven_pounds_from_1_april_2027(
        self, choices: Service, day: dt.date, fee: int, source: Source
    ) -> None:
        settings = resolve_settings(choices, adoption(FEE), {"today": day})
        assert (settings.values["fee"], settings.sources["fee"]) == (fee, source)

    def test_each_setting_says_whose_date_picks_its_value(self, choices: Service) -> None:
        chosen = adoption(
            "answer_within:\n  values:\n    - value: {length: 5, unit: working_day}\n      from: 2027-04-01\n"
            "legal:\n  values:\n    - value: 30\n      from: 2027-04-01"
        )
        dates = {"today": APRIL, "submitted": MARCH}
        settings = resolve_settings(choices, chosen, dates)
        assert settings.values["answer_within"] == Period(10, "working_day")
        assert settings.values["legal"] == 30
        assert resolve_settings(choices, chosen, {**dates, "event": MARCH}).values["legal"] == 21

    def test_the_value_of_another_day_can_be_had(self, choices: Service) -> None:
        settings = resolve_settings(choices, adoption(FEE), {"today": MARCH})
        assert settings.on(APRIL).values["fee"] == 3700

    def test_an_example_may_say_otherwise(self, choices: Service) -> None:
        settings = with_values(resolve_settings(choices, None, {"today": MARCH}), {"fee": 1})
        assert (settings.values["fee"], settings.on(APRIL).values["fee"]) == (1, 1)
        assert settings.sources["fee"].by == "example"

    def test_what_is_refused_does_not_resolve(self, choices: Service) -> None:
        with pytest.raises(ProblemsFound, match="Fees Regulations 2020"):
            resolve_settings(choices, adoption(one("fee", "4100")), {"today": MARCH})


REFUSED = [
    (one("fee", "6000"), "england", "out-of-bounds", "'The fee' must be at most £40, not £60. Fees Regulations 2020, regulation 3 says so."),
    (one("fee", "2100"), "wales", "out-of-bounds", "'The fee' must be at most £20, not £21. Fees (Wales) Order 2021 says so."),
    (one("fee", "dear"), "england", "wrong-setting", "'fee' needs a money: 'dear' is none."),
    (one("answer_within", "{length: 21, unit: working_day}"), "england", "out-of-bounds", "'How soon it is answered' must be at most 20 working days, not 21 working days."),
    (one("answer_within", "{length: 3, unit: week}"), "england", "out-of-bounds", "'How soon it is answered' cannot be compared with its limit, 20 working days: give it in the same unit."),
    (one("answer_within", "{length: 3, unit: moon}"), "england", "wrong-setting", "'answer_within' needs a period: {'length': 3, 'unit': 'moon'} is none."),
    (one("windows", "{refuse: 2, food: 9}"), "england", "out-of-bounds", "'Windows by kind' must be at most 5, not 9."),
    (one("windows", "{refuse: 0}"), "england", "out-of-bounds", "'Windows by kind' must be at least 1, not 0."),
    (one("windows", "{refuse: soon}"), "england", "wrong-setting", "'windows' needs a table(int): {'refuse': 'soon'} is none."),
    (one("codes", "[a, 1]"), "england", "wrong-setting", "'codes' needs a list(text): ['a', 1] is none."),
    (one("legal", "20"), "england", "locked", "'Days to object' is set at 21 by Fees Regulations 2020, regulation 3 and may only be made more generous to residents."),
    (one("fixed", "29"), "england", "locked", "'Days to appeal' is set at 28 by Fees Regulations 2020, regulation 3 and may not be changed."),
    (one("feee", "1"), "england", "unknown-setting", "The service has no setting 'feee'."),
]  # fmt: skip


@pytest.mark.parametrize(("chosen", "nation", "code", "message"), REFUSED)
def test_what_a_council_may_not_have_is_refused_with_the_law(
    choices: Service, chosen: str, nation: str, code: str, message: str
) -> None:
    problems = check_adoption(choices, adoption(chosen, nation))
    assert (code, message) in [(problem.code, problem.message) for problem in problems]


ALLOWED = [
    (one("fee", "4000") + "    - value: 4500\n      from: 2027-04-01", "england"),
    (one("fee", "2000"), "wales"),
    (one("legal", "28"), "england"),
    (one("fixed", "28"), "england"),
    (one("windows", "{}"), "england"),
    (one("codes", "[a]"), "england"),
]


@pytest.mark.parametrize(("chosen", "nation"), ALLOWED)
def test_what_the_law_allows_is_taken(choices: Service, chosen: str, nation: str) -> None:
    assert check_adoption(choices, adoption(chosen, nation)) == ()


def test_a_hint_says_why_or_names_the_near_miss(choices: Service) -> None:
    hints = [check_adoption(choices, adoption(one(key, value)))[0].hint for key, value in (("fee", "4100"), ("feee", "1"), ("fixed", "1"))]  # fmt: skip
    assert hints == ["The law sets the highest fee.", "Did you mean 'fee'?", "Nobody may change it."]


@pytest.mark.parametrize(
    ("one_value", "other", "order"),
    [
        (Period(1, "day"), Period(2, "day"), -1),
        (Period(1, "day"), Period(1, "week"), None),
        (3, 3, 0),
        (4, 3, 1),
        ("a", 3, None),
        (Unknown("not_asked"), 3, None),
    ],
)
def test_values_are_compared_only_where_that_means_something(
    one_value: object, other: object, order: int | None
) -> None:
    assert compare(one_value, other) == order


def test_bounds_of_a_nation_hold_there_only_and_in_lists_for_each_item(choices: Service) -> None:
    both = Bound(max=Data(3), nations=("wales",))
    codes = replace(choices.settings["codes"], type="list(int)", default=None, bounds=Keyed([("most", both)]))
    broken = replace(choices.settings["fixed"], type="number of days")
    other = replace(choices, settings=Keyed([("codes", codes), ("broken", broken)]))
    chosen = one("codes", "[1, 9]")
    assert [problem.code for problem in check_adoption(other, adoption(chosen, "wales"))] == ["out-of-bounds"]
    assert check_adoption(other, adoption(chosen)) == ()
    assert set(resolve_settings(other, adoption(chosen), {"today": MARCH}).values) == {"codes"}
