"""Finding a service: by its words in both languages, mistyped, by number, law, function and council."""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook import library
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import actions, queries
from patternbook.web.catalogue.actions import Bundle, Publisher
from patternbook.web.catalogue.models import Indexed, Version
from patternbook.web.catalogue.queries import Found, Wanted
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped
from tests.web.conftest import make_council
from tests.web.journeys.conftest import running_council

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
# A second service, of another function, so that a search has something to leave out.
LIGHT = """\
patternbook: 1
service: {key}
title: {title}
summary: Tell us that a street light is out, or burns by day.
nations: [england]
function: streets
lgsl: [564]
law:
  highways_41:
    title: Highways Act 1980, section 41
pages:
  where:
    questions:
      where:
        ask: text
        label: Which column is it?
check_answers:
  confirmation:
    title: Sent
    next: We look at it.
process:
  roles:
    officer:
      title: Officer
  stages:
    open:
      title: Open
      label: Received
      tasks:
        look:
          title: Look at it
          role: officer
    closed:
      title: Closed
      label: Closed
      kind: closed
      result: met
"""


def publish(key: str, title: str, number: str = "1.0.0") -> Version:
    """Publish a service about street lights."""
    bundle = Bundle(text=LIGHT.format(key=key, title=title), number=number)
    return actions.publish(bundle=bundle, publisher=Publisher("Somebody"), now=NOW, by=SETTING_UP)


@pytest.fixture(autouse=True)
def services(db: None) -> None:
    """Two services: missed bins, street lights."""
    publish_shipped(now=NOW)
    publish("street_light", "Report a street light")


def keys(found: Found) -> list[str]:
    """The services that were found, in order."""
    return [row.indexed.service for row in found.rows]


def find(**wanted: str) -> list[str]:
    """The services that a search finds."""
    return keys(queries.search(wanted=Wanted(**wanted)))  # type: ignore[arg-type]  # words, all of them


@pytest.mark.parametrize(
    ("words", "service"),
    [
        ("missed bin", "missed_bin"),
        ("report a missed COLLECTION", "missed_bin"),
        ("collections", "missed_bin"),
        ("casgliad", "missed_bin"),
        ("gollwyd", "missed_bin"),
        ("colum", "street_light"),
        ("street", "street_light"),
        ("524", "missed_bin"),
        ("564", "street_light"),
        ("which day is the refuse collected", "missed_bin"),
        ("Environmental Protection Act 1990", "missed_bin"),
        ("Highways Act", "street_light"),
    ],
)
def test_a_service_is_found_by_its_words(words: str, service: str) -> None:
    assert find(words=words)[0] == service


@pytest.mark.parametrize(
    ("typed", "taken_for", "service"),
    [
        ("missde bin", "missed bin", "missed_bin"),
        ("strete lihgt", "street light", "street_light"),
        ("casglaid", "casgliad", "missed_bin"),
        ("colections", "collections", "missed_bin"),
    ],
)
def test_a_typing_error_is_forgiven_and_said(typed: str, taken_for: str, service: str) -> None:
    found = queries.search(wanted=Wanted(words=typed))
    assert keys(found)[0] == service
    assert found.shown_for == taken_for


def test_what_is_spelt_right_is_not_corrected() -> None:
    assert queries.search(wanted=Wanted(words="missed bins")).shown_for == ""


def test_words_of_which_no_service_has_all_still_find_those_that_have_some() -> None:
    found = queries.search(wanted=Wanted(words="missed column"))
    assert set(keys(found)) == {"missed_bin", "street_light"}
    assert found.only_some


def test_nothing_is_found_where_no_word_is_near() -> None:
    found = queries.search(wanted=Wanted(words="xylophone"))
    assert (keys(found), found.count) == ([], 0)


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    publish("lamp", "Ask for a column")
    assert find(words="column") == ["lamp", "street_light"]


def test_filters_narrow_and_the_counts_of_functions_do_not_count_the_filter_itself() -> None:
    found = queries.search(wanted=Wanted(function="waste"))
    assert keys(found) == ["missed_bin"]
    assert found.functions == {"waste": 1, "streets": 1} | {
        library.service(key).node.function: 1  # type: ignore[union-attr]  # shipped services are whole
        for key in library.services()
    }
    assert find(law="Highways") == ["street_light"]
    assert find(law="highwyas") == ["street_light"]
    assert find(law="column") == []
    assert find(lgsl="524") == ["missed_bin"]
    assert find(lgsl="1") == []


def test_services_are_found_by_who_runs_them() -> None:
    running = running_council("exampleford")
    elsewhere = make_council("elsewhere", "Elsewhere Council", "england")
    assert find(council=running.slug) == ["missed_bin"]
    assert find(council=elsewhere.slug) == []
    assert [row.councils for row in queries.search(wanted=Wanted(words="bin")).rows] == [1]
    assert queries.running_somewhere() == [Authority.objects.get(slug=running.slug)]


def test_a_new_version_is_found_by_its_own_words_and_no_more_by_the_old() -> None:
    publish("street_light", "Report a broken lantern", "2.0.0")
    assert find(words="lantern") == ["street_light"]
    assert Indexed.objects.get(service="street_light").version.number == "2.0.0"
    assert find(words="Report street light")[0] == "street_light"


def test_a_word_that_no_service_says_any_more_corrects_nothing() -> None:
    publish("lamp", "Report an aardvark")
    assert queries.search(wanted=Wanted(words="aardvrak")).shown_for == "aardvark"
    publish("lamp", "Report a lamp", "2.0.0")
    assert queries.search(wanted=Wanted(words="aardvrak")).count == 0


def test_pages_hold_twenty_and_a_page_beyond_the_last_is_the_last() -> None:
    for number in range(25):
        publish(f"lamp_{number}", f"Report lamp {number:02}")
    first = queries.search(wanted=Wanted(words="lamp"))
    assert (len(first.rows), first.count, first.page, first.pages) == (20, 25, 1, 2)
    last = queries.search(wanted=Wanted(words="lamp", page=9))
    assert (len(last.rows), last.page) == (5, 2)
    assert not set(keys(first)) & set(keys(last))


def test_what_was_published_before_there_was_a_search_is_found_once_it_is_set_up_again() -> None:
    Indexed.objects.all().delete()
    assert find(words="missed bin") == []
    publish_shipped(now=NOW)
    assert find(words="missed bin") == ["missed_bin"]
    assert find(words="street light") == ["street_light"]
    assert Event.objects.filter(verb="library.indexed").count() == 1
    publish_shipped(now=NOW)
    assert Event.objects.filter(verb="library.indexed").count() == 1
