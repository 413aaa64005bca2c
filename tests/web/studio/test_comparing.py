"""Councils side by side: every difference in words, figures drawn, a sheet, and never who or where."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from decimal import Decimal

import html5lib
import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from patternbook.changes.compare import Figure, FigureRow
from patternbook.library import demonstration
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.actions import Adopting, adopt
from patternbook.web.catalogue.models import Adoption, Version
from patternbook.web.catalogue.queries.comparing import side_by_side
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped
from patternbook.web.studio.comparing.plots import plot
from tests.web.journeys.conftest import running_council
from tests.web.studio.reading import read

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PAGE = "/library/missed-bin/compare"
NAMES = ("exampleford", "dyffryn_enghraifft", "glenexample")


@pytest.fixture
def three(db: None) -> tuple[Authority, ...]:
    """Three councils that run the shipped service about missed bins."""
    publish_shipped(now=NOW)
    return tuple(running_council(name) for name in NAMES)


def choose(council: Authority, change: Callable[[dict[str, object]], None], text: str = "") -> None:
    """Let a council choose otherwise, with a text of its own where one is given."""
    adoption = Adoption.objects.get(authority=council)
    assert adoption.current is not None
    choices = yaml.safe_load(adoption.current.adoption_text)
    change(choices)
    adopting = Adopting(
        version=adoption.current.version,
        adoption_text=yaml.safe_dump(choices, allow_unicode=True, sort_keys=False),
        text=text,
    )
    adopt(authority=council, adopting=adopting, now=NOW, by=SETTING_UP)


def test_every_setting_that_differs_is_a_sentence_with_who_has_what(three: tuple[Authority, ...]) -> None:
    page = read(Client(), PAGE)
    assert "3 councils, as things stand on" in page
    assert "Report a missed bin collection Councils compared" in page
    comparison = side_by_side(service="missed_bin", slugs=(), day=timezone.localdate())
    assert comparison is not None
    differing = [one for one in comparison.comparison.choices if one.differs]
    assert differing
    for one in differing:
        for group in one.groups:
            assert group.sentence in page, group.sentence


def test_a_value_is_the_one_of_the_day_that_is_asked_for(three: tuple[Authority, ...]) -> None:
    """Exampleford promises three working days, and two from 1 April 2027."""
    only = f"{PAGE}?c={three[0].slug}&c={three[1].slug}&on-day=31&on-month=3&on-year=2027"
    assert "as things stand on 31 March 2027" in read(Client(), only)
    rows = {(row["key"], row["council"]): row for row in sheet(only.replace("compare?", "compare.csv?"))}
    assert rows["settings.return_within", three[0].name]["says"] == "3 working days"
    later = only.replace("compare?", "compare.csv?").replace("day=31&on-month=3", "day=1&on-month=4")
    rows = {(row["key"], row["council"]): row for row in sheet(later)}
    assert rows["settings.return_within", three[0].name]["number"] == "2"
    assert rows["settings.return_within", three[0].name]["since"] == "2027-04-01"


def test_only_the_councils_that_are_chosen_are_compared(three: tuple[Authority, ...]) -> None:
    page = read(Client(), f"{PAGE}?c={three[0].slug}")
    assert "1 council, as things stand on" in page
    assert "Every setting is the same." in page
    tree = html5lib.parse(
        Client().get(f"{PAGE}?c={three[0].slug}").content.decode(), namespaceHTMLElements=False
    )
    boxes = [box for box in tree.iter("input") if box.get("name") == "c"]
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == [three[0].slug]
    assert len(boxes) == 3


def test_councils_that_did_not_take_it_are_told_of(three: tuple[Authority, ...]) -> None:
    assert "None of the councils that you chose has taken this service." in read(
        Client(), f"{PAGE}?c=nowhere"
    )


def test_a_day_that_is_none_is_said_at_its_boxes(three: tuple[Authority, ...]) -> None:
    response = Client().get(f"{PAGE}?on-day=31&on-month=2&on-year=2027")
    assert response.status_code == 422
    assert "Enter a day, month and year, like 1 4 2027" in response.content.decode()
    assert 'href="#on"' in response.content.decode()


def test_a_service_that_nobody_took_or_published_has_nothing_to_compare(db: None) -> None:
    publish_shipped(now=NOW)
    assert "No council has taken this service yet" in read(Client(), PAGE)
    assert Client().get("/library/no-such-service/compare").status_code == 404
    assert Client().get("/library/no-such-service/compare.csv").status_code == 404


def test_what_a_council_changed_of_the_text_is_told_against_its_own_version(
    three: tuple[Authority, ...],
) -> None:
    first = Version.objects.get(service="missed_bin")
    text = first.text.replace("Report a missed bin collection", "Tell us of a missed bin")
    choose(three[0], lambda choices: None, text)
    newer = first.text.replace("Report a missed bin collection", "Say that a bin was missed")
    second = Version.objects.create(
        service="missed_bin", number="1.0.1", publisher_name="Patternbook", text=newer, text_digest="sha256:second",
        meaning_digest="sha256:second", title={"en": "Say"}, published=NOW + dt.timedelta(1), follows=first,
    )  # fmt: skip
    adopt(
        authority=three[1], by=SETTING_UP, now=NOW,
        adopting=Adopting(version=second, adoption_text=demonstration.adoptions(NAMES[1])["missed_bin"]),
    )  # fmt: skip
    page = read(Client(), PAGE)
    edits = page.partition("What councils changed of the text")[2].partition("Versions")[0]
    assert f"{three[0].name}: " in edits
    assert "Tell us of a missed bin" in edits
    assert "Say that a bin was missed" not in edits
    versions = page.partition("Versions")[2]
    assert f"{three[1].name}: version 1.0.1, the newest" in versions
    assert "Say that a bin was missed" in versions


def test_nothing_of_who_and_where_at_a_council_is_on_the_page_or_in_the_sheet(
    three: tuple[Authority, ...],
) -> None:
    def secret(choices: dict[str, object]) -> None:
        bindings = choices["bindings"]
        assert isinstance(bindings, dict)
        bindings["phone"] = "01632 960 777"
        bindings["opening_hours"] = {"en": "Only at the zzqhour", "cy": "Dim ond zzqawr"}

    for council in three:
        choose(council, secret)
    shown = Client().get(PAGE).content.decode() + Client().get(f"{PAGE}.csv").content.decode()
    bindings = set()
    for adoption in Adoption.objects.select_related("current"):
        assert adoption.current is not None
        for value in yaml.safe_load(adoption.current.adoption_text)["bindings"].values():
            bindings |= set(value.values()) if isinstance(value, dict) else {value}
    assert {"01632 960 777", "Only at the zzqhour"} <= bindings
    # A team's key may be an ordinary word of the service, such as `crew`: it would be found in any text.
    telling = {one for one in bindings if re.search(r"[^a-z]", one.removesuffix("_"))}
    assert len(telling) > 8
    assert [one for one in telling if one in shown] == []


def sheet(address: str = f"{PAGE}.csv") -> list[dict[str, str]]:
    """The sheet's lines."""
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_sheet_has_every_value_of_every_council(three: tuple[Authority, ...]) -> None:
    raw = Client().get(f"{PAGE}.csv").content
    assert raw.startswith("\ufeff".encode()), "Excel would take it for another encoding"
    rows = sheet()
    comparison = side_by_side(service="missed_bin", slugs=(), day=timezone.localdate())
    assert comparison is not None
    for one in comparison.comparison.choices:
        said = {row["council"]: row["says"] for row in rows if row["key"] == f"settings.{one.key}"}
        assert said == {choice.council: choice.says for choice in one.choices}
    assert {row["council"] for row in rows if row["key"] == "clocks.return_visit"} == {
        one.name for one in three
    }
    assert {row["says"] for row in rows if row["what"] == "version"} == {"1.0.0"}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_sheet_is_a_formula(three: tuple[Authority, ...], begin: str) -> None:
    Authority.objects.filter(pk=three[0].pk).update(name=f"{begin}cmd|' /C calc'!A0")

    def formula(choices: dict[str, object]) -> None:
        choices["settings"] = {
            "return_within": {"values": [{"value": {"length": 4, "unit": "working_day"}, "because": "=1+1"}]}
        }

    choose(three[0], formula)
    rows = sheet()
    cells = [cell for row in rows for cell in row.values()]
    assert any("calc" in cell for cell in cells)
    assert "'=1+1" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_many_councils_cost_no_more_queries_than_few(three: tuple[Authority, ...]) -> None:
    Client().get(f"{PAGE}?c={three[0].slug}")
    with CaptureQueriesContext(connection) as few:
        assert "1 council, as things stand on" in read(Client(), f"{PAGE}?c={three[0].slug}")
    for place in range(40):
        like(three[0], place)
    with CaptureQueriesContext(connection) as many:
        page = read(Client(), PAGE)
    assert "43 councils, as things stand on" in page
    assert "41 councils" in page
    assert len(many) == len(few) <= 4


def like(council: Authority, place: int) -> None:
    """Another council that runs the service as this one does."""
    another = Authority.objects.create(slug=f"council-{place}", name=f"Council {place}", nation="england")
    adoption = Adoption.objects.select_related("current").get(authority=council)
    revision = adoption.current
    assert revision is not None
    adoption = Adoption.objects.create(authority=another, service=adoption.service, is_on=True)
    revision.pk, revision.authority, revision.adoption = None, another, adoption
    revision._state.adding = True
    revision.save()
    Adoption.objects.filter(pk=adoption.pk).update(current=revision)


def test_the_services_page_leads_there(three: tuple[Authority, ...]) -> None:
    assert f'href="{PAGE}"' in Client().get("/library/missed-bin/").content.decode()


def figure(*numbers: object, unit: str = "£") -> Figure:
    """A figure with one council a number."""
    rows = (FigureRow(f"C{place:03}", Decimal(str(number)), unit, f"{unit}{number}", "council") for place, number in enumerate(numbers))  # fmt: skip
    return Figure("fee", "Fee", tuple(rows))


def test_few_councils_have_a_bar_each_in_proportion_to_their_number() -> None:
    found = plot(figure(10, 40, 20))
    assert [(row.label, row.says) for row in found.rows] == [
        ("C001", "£40"),
        ("C002", "£20"),
        ("C000", "£10"),
    ]
    assert [round(bar.width / found.bars[0].width, 2) for bar in found.bars] == [1, 0.5, 0.25]
    assert found.spread == "Least: £10. Most: £40. Half of the councils have £20 or less."


def test_of_many_councils_each_value_has_a_bar_as_long_as_councils_have_it() -> None:
    found = plot(figure(*[10] * 30, *[40] * 10))
    assert [(row.label, row.says) for row in found.rows] == [("£10", "30 councils"), ("£40", "10 councils")]
    assert round(found.bars[1].width / found.bars[0].width, 2) == 0.33


def test_of_too_many_values_ranges_are_shown_that_hold_every_council() -> None:
    found = plot(figure(*range(400)))
    assert len(found.rows) == 12
    assert sum(int(row.says.split()[0]) for row in found.rows) == 400
    assert found.rows[0].label == "£0 to £33"


def test_councils_that_count_in_different_units_are_shown_value_by_value() -> None:
    rows = [*figure(*range(10), unit="day").rows, *figure(*range(10), unit="hour").rows]
    found = plot(Figure("limit", "Limit", tuple(rows)))
    assert found.spread == "Councils count this in different units."
    assert len(found.rows) == 12
    assert found.rows[-1].label == "Other values"
    assert sum(int(row.says.split()[0]) for row in found.rows) == 20
