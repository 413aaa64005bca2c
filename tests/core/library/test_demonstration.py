"""The invented councils: marked as such, complete, and never growing old."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from patternbook import library
from patternbook.engine.settings import check_adoption
from patternbook.language import reader
from patternbook.language.kinds.contracts import RECORDS
from patternbook.language.nodes.adoption import Adoption
from patternbook.library import demonstration
from patternbook.library.demonstration.councils import NoSuchCouncil, folder

SLUGS = [council.slug for council in demonstration.councils()]
LONDON = ZoneInfo("Europe/London")
# A working day, a weekend, Christmas and the two days on which the clocks change.
DAYS = ["2026-11-23", "2026-11-28", "2026-12-25", "2027-01-01", "2027-03-28", "2026-10-25", "2028-02-29"]


def at(day: str, time: str = "10:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=LONDON)


def shows(slug: str) -> dict[str, str]:
    return {place.shows: place.uprn for place in demonstration.reference_properties(slug)}


def test_three_nations() -> None:
    assert {council.nation for council in demonstration.councils()} == {"england", "scotland", "wales"}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_in_them_is_real(slug: str) -> None:
    council = demonstration.council(slug)
    assert "(demonstration)" in council.official_name
    assert "Demonstration" in council.kind
    assert council.email.endswith(".example.org")
    assert all(person.email.endswith(".example.org") for person in council.people)
    found = demonstration.addresses_at_postcode(slug, council.try_postcodes[0]) or []
    assert found
    assert all(
        str(one["postcode"]).startswith("ZZ99 ") and str(one["uprn"]).startswith("9900") for one in found
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_telephone_numbers_are_kept_for_drama(slug: str) -> None:
    """The ranges that Ofcom sets aside: no real telephone rings."""
    drama = r"01632 960 \d{3}|029 2018 0\d{3}|0131 496 0\d{3}"
    assert re.fullmatch(drama, demonstration.council(slug).telephone)


@pytest.mark.parametrize("slug", SLUGS)
def test_its_adoption_is_one_that_the_service_takes(slug: str) -> None:
    council = demonstration.council(slug)
    service = library.service("missed_bin").node
    assert service is not None
    read = reader.read(demonstration.adoptions(slug)["missed_bin"], file=f"{slug}.yaml", kind=Adoption)
    assert read.problems == ()
    assert read.node is not None
    assert read.node.nation == council.nation
    assert [str(problem) for problem in check_adoption(service, read.node)] == []
    bindings = read.node.bindings
    assert {key for key, binding in service.bindings.items() if binding.required} <= set(bindings)
    teams = {
        bindings[key].wordings["en"] for key, binding in service.bindings.items() if binding.type == "team"
    }
    assert teams <= set(council.teams)
    assert teams <= {team for person in council.people for team in person.teams}


def test_the_welsh_council_gives_both_languages() -> None:
    council = next(one for one in demonstration.councils() if one.nation == "wales")
    service = library.service("missed_bin").node
    assert service is not None
    read = reader.read(demonstration.adoptions(council.slug)["missed_bin"], file="wales.yaml", kind=Adoption)
    assert read.node is not None
    bilingual = [key for key, binding in service.bindings.items() if binding.bilingual]
    assert bilingual
    assert all("cy" in read.node.bindings[key].wordings for key in bilingual)
    assert council.name_cy != council.name


@pytest.mark.parametrize("slug", SLUGS)
def test_the_register_is_large_enough_and_without_doubles(slug: str) -> None:
    text = (folder(demonstration.council(slug).key) / "addresses.csv").read_text(encoding="utf-8")
    numbers = [line.partition(",")[0] for line in text.splitlines()[1:]]
    assert len(numbers) == len(set(numbers)) > 100


def test_no_property_belongs_to_two_councils() -> None:
    found = [shows(slug).values() for slug in SLUGS]
    assert sum(len(one) for one in found) == len({uprn for one in found for uprn in one})


def test_a_postcode_is_found_however_it_is_written() -> None:
    found = [
        demonstration.addresses_at_postcode(SLUGS[0], text) for text in ("ZZ99 2AG", "zz992ag", " zz99  2ag ")
    ]
    assert found[0] is not None
    assert found[0] == found[1] == found[2]


def test_not_found_and_failing_differ() -> None:
    assert demonstration.addresses_at_postcode(SLUGS[0], "ZZ99 8AA") is None
    with pytest.raises(demonstration.RegisterDown):
        demonstration.addresses_at_postcode(SLUGS[0], "zz99 9zz")


def test_a_council_knows_nothing_of_another() -> None:
    one, other = demonstration.council("exampleford"), demonstration.council("glenexample")
    assert demonstration.addresses_at_postcode(one.slug, other.try_postcodes[0]) is None
    uprn = next(iter(shows(other.slug).values()))
    assert demonstration.collections_at_property(one.slug, uprn, at(DAYS[0])) is None


def test_an_unknown_council_is_said_with_the_near_one() -> None:
    with pytest.raises(NoSuchCouncil, match="Did you mean 'exampleford'"):
        demonstration.council("exampelford")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("slug", SLUGS)
def test_dates_are_relative_to_the_day(slug: str, day: str) -> None:
    """The last collection never lies ahead, the next never behind, and the log never in the future."""
    now = at(day)
    for place in demonstration.reference_properties(slug):
        try:
            found = demonstration.collections_at_property(slug, place.uprn, now) or []
        except demonstration.RegisterDown:
            continue
        for one in found:
            assert set(one) == set(RECORDS["collection"].fields)
            if one["last"] is not None:
                assert str(one["last"]) <= day < str(one["next"])
                assert dt.date.fromisoformat(str(one["last"])) >= now.date() - dt.timedelta(days=14)
            if one["round_done_at"] is not None:
                assert dt.datetime.fromisoformat(str(one["round_done_at"])) <= now


@pytest.mark.parametrize("slug", SLUGS)
def test_each_way_is_shown(slug: str) -> None:
    """Each class of the crew, a closed street, a late round, no subscription, nothing listed, a failure."""
    classes, states = set(), set()
    for place in demonstration.reference_properties(slug):
        try:
            found = demonstration.collections_at_property(slug, place.uprn, at("2026-11-25"))
        except demonstration.RegisterDown:
            states.add("down")
            continue
        if found is None:
            states.add("none")
            continue
        for one in found:
            classes.add(one["exception_class"])
            states |= {one["kind"]} | ({"street"} if one["street_closed"] else set())
            states |= {"unpaid"} if one["subscribed"] is False else set()
            states |= {"never"} if one["last"] is None else set()
            states |= {"not logged"} if one["last"] and not one["round_done_at"] else set()
    assert classes >= {"not_presented", "contaminated", "no_access", "health_safety", "other"}
    assert states >= {"down", "none", "street", "unpaid", "never", "not logged", "communal", "assisted"}


def test_the_log_comes_only_when_the_round_is_done() -> None:
    """A crew's reason is not there before the crew was."""
    uprn = shows("exampleford")["due today: the crew may still come"]
    found = demonstration.collections_at_property("exampleford", uprn, at("2026-11-25", "06:00"))
    assert found is not None
    assert found[0]["last"] == "2026-11-25"
    assert found[0]["round_done_at"] is None
    assert found[0]["exception"] is None
