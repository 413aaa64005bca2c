"""Publishing, adopting and switching: what is refused, what stays as it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from patternbook import library
from patternbook.errors import ProblemsFound
from patternbook.library import demonstration
from patternbook.web.audit.actors import Actor, NotAllowed, resident
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority, Team
from patternbook.web.catalogue import actions, queries
from patternbook.web.catalogue.actions import Adopting, Bundle, Publisher
from patternbook.web.catalogue.models import Adoption, Revision, Version
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped, set_up
from tests.web.conftest import Cast

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
SERVICE = "missed_bin"
CHOICES = demonstration.adoptions("exampleford")[SERVICE]


@pytest.fixture
def version(db: None) -> Version:
    """The shipped service, published."""
    publish_shipped(now=NOW)
    return Version.objects.get(service=SERVICE)


def codes(refused: pytest.ExceptionInfo[ProblemsFound]) -> set[str]:
    """The codes of what was wrong."""
    return {problem.code for problem in refused.value.problems}


def make_teams(authority: Authority) -> None:
    """The teams that the choices name."""
    for key in ("contact_centre", "contract_monitor", "crew"):
        Team.objects.create(authority=authority, key=key, name=key)


def adopt(authority: Authority, version: Version, text: str = CHOICES, by: Actor = SETTING_UP) -> Revision:
    """Adopt with these choices."""
    adopting = Adopting(version=version, adoption_text=text)
    return actions.adopt(authority=authority, adopting=adopting, now=NOW, by=by)


def test_shipped_services_are_published_once(version: Version) -> None:
    assert publish_shipped(now=NOW) == []
    assert version.number == "1.0.0"
    assert version.text == library.service(SERVICE).text
    assert version.examples.keys() == library.examples(SERVICE).keys()
    assert Event.objects.filter(verb="version.published").count() == len(library.services())


def test_the_same_text_or_number_is_not_published_again(version: Version) -> None:
    for number in ("1.0.0", "2.0.0"):
        with pytest.raises(ProblemsFound):
            publish(version.text, number)
    assert Version.objects.filter(service=SERVICE).count() == 1


def publish(text: str, number: str = "9.0.0", examples: dict[str, str] | None = None) -> Version:
    """Publish as the library does."""
    bundle = Bundle(text=text, number=number, examples=examples or {})
    return actions.publish(bundle=bundle, publisher=Publisher("Somebody"), now=NOW, by=SETTING_UP)


@pytest.mark.parametrize(
    "text", ["", "not: a definition", "patternbook: 1\nservice: x\n", "\x00", "a: [" * 100]
)
def test_a_text_with_errors_is_refused_with_all_of_them(db: None, text: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        publish(text)
    assert refused.value.problems
    assert not Version.objects.exists()
    assert not Event.objects.exists()


def test_a_missing_welsh_text_stops_publishing_in_wales(version: Version) -> None:
    text = version.text.replace("    cy: Bin yw hwn", "")
    first = next(line for line in text.splitlines() if line.startswith("  cy:"))
    with pytest.raises(ProblemsFound) as refused:
        publish(text.replace(f"{first}\n", "", 1))
    assert codes(refused) & {"welsh-missing", "welsh-stale"}


def test_a_page_that_nobody_could_reach_is_refused(version: Version) -> None:
    with pytest.raises(ProblemsFound) as refused:
        publish(version.text.replace("\n  which:\n", "\n  feedback:\n", 1))
    assert "page-key-taken" in codes(refused)


def test_an_example_that_fails_stops_publishing(version: Version) -> None:
    name, text = next(iter(version.examples.items()))
    wrong = text.replace("expect:", "expect:\n  pages: [no_such_page]\n#", 1)
    changed = version.text.replace("Report a missed", "Report one missed", 1)
    with pytest.raises(ProblemsFound):
        publish(changed, examples={name: wrong})
    assert Version.objects.filter(service=SERVICE).count() == 1


def test_residents_and_officers_may_not_publish_adopt_or_switch(version: Version, cast: Cast) -> None:
    for by in (resident(cast.council.pk), cast.actor(cast.alice), cast.actor(cast.charlie)):
        with pytest.raises(NotAllowed):
            adopt(cast.council, version, by=by)
    assert not Adoption.objects.exists()


def test_a_council_adopts_and_switches_on(version: Version, council: Authority) -> None:
    make_teams(council)
    revision = adopt(council, version)
    by = resident(council.pk)
    assert queries.running(authority=council, service=SERVICE, by=by) is None
    adoption = Adoption.objects.select_related("current", "authority").get()
    actions.switch_on(adoption=adoption, by=SETTING_UP)
    running = queries.running(authority=council, service=SERVICE, by=by)
    assert running is not None
    assert running.revision == revision
    assert running.via.connectors["addresses_at_postcode"] == "register"
    assert [one.running.key for one in queries.services(authority=council, by=by)] == [SERVICE]


def test_what_runs_is_worked_out_once(
    version: Version, council: Authority, django_assert_num_queries: Any
) -> None:
    make_teams(council)
    revision = adopt(council, version)
    by = resident(council.pk)
    first = queries.pinned(revision, by=by)
    with django_assert_num_queries(0):
        assert queries.pinned(revision, by=by) is first
        context = first.context(now=NOW, language="en")
        assert first.context(now=NOW, language="en").settings is context.settings


def test_another_councils_resident_may_not_ask(
    version: Version, council: Authority, other_council: Authority
) -> None:
    make_teams(council)
    revision = adopt(council, version)
    with pytest.raises(NotAllowed):
        queries.pinned(revision, by=resident(other_council.pk))


def test_a_new_revision_leaves_the_old_one_as_it_was(version: Version, council: Authority) -> None:
    make_teams(council)
    old = adopt(council, version)
    new = adopt(council, version, CHOICES.replace("01632 960 101", "01632 960 999"))
    assert (old.number, new.number) == (1, 2)
    assert Adoption.objects.get().current == new
    assert Revision.objects.get(pk=old.pk).adoption_text == CHOICES


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("adopts: missed_bin", "adopts: another", "another-service"),
        ("nation: england", "nation: wales", "another-nation"),
        ("  phone: 01632 960 101", "  phone: call us", "wrong-binding"),
        ("  crew: crew", "  crw: crew", "unknown-binding"),
    ],
)
def test_choices_that_cannot_be_are_refused(
    version: Version, council: Authority, was: str, now: str, code: str
) -> None:
    assert was in CHOICES
    with pytest.raises(ProblemsFound) as refused:
        adopt(council, version, CHOICES.replace(was, now, 1))
    assert code in codes(refused)
    assert not Revision.objects.exists()


def test_a_setting_that_is_not_of_its_type_is_refused(version: Version, council: Authority) -> None:
    wrong = CHOICES.replace(
        "settings:\n", "settings:\n  one_report:\n    values:\n      - value: perhaps\n", 1
    )
    with pytest.raises(ProblemsFound):
        adopt(council, version, wrong)
    assert not Revision.objects.exists()


def test_a_setting_beyond_its_bound_is_refused(version: Version, council: Authority) -> None:
    assert "set_out_by" not in CHOICES
    early = CHOICES.replace(
        "settings:\n", 'settings:\n  set_out_by:\n    values:\n      - value: "05:30"\n', 1
    )
    with pytest.raises(ProblemsFound) as refused:
        adopt(council, version, early)
    assert "Crews do not begin before 6am." in str(refused.value)


def test_a_setting_that_there_is_not_is_refused(version: Version, council: Authority) -> None:
    wrong = CHOICES.replace("settings:\n", "settings:\n  windw:\n    values:\n      - value: 1\n", 1)
    with pytest.raises(ProblemsFound) as refused:
        adopt(council, version, wrong)
    assert "unknown-setting" in codes(refused)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("  crew: crew\n", ""),
        ("  crew: crew", "  crew: nobody"),
        ("  address_register: register", "  address_register: no_such_system"),
    ],
)
def test_nothing_is_switched_on_while_something_is_missing(
    version: Version, council: Authority, was: str, now: str
) -> None:
    make_teams(council)
    adopt(council, version, CHOICES.replace(was, now, 1))
    adoption = Adoption.objects.select_related("current", "authority").get()
    with pytest.raises(ProblemsFound) as refused:
        actions.switch_on(adoption=adoption, by=SETTING_UP)
    assert codes(refused) == {"missing-binding"}
    assert not Adoption.objects.get().is_on


def test_setting_up_twice_changes_nothing(version: Version, council: Authority) -> None:
    make_teams(council)
    first = set_up(authority=council, service=SERVICE, adoption_text=CHOICES, now=NOW)
    events = Event.objects.count()
    assert set_up(authority=council, service=SERVICE, adoption_text=CHOICES, now=timezone.now()) == first
    assert Event.objects.count() == events


def test_a_publisher_is_credited(db: None, council: Authority) -> None:
    publisher = Publisher("Vale of Larkmoor Council", council)
    assert publisher.id == council.pk
    assert replace(publisher, authority=None).id == actions.LIBRARY_ID
