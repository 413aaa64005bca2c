"""An account is in the hands of those who manage every authority where its person works, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, Actor, NotAllowed
from patternbook.web.audit.models import Event
from patternbook.web.authorities import actions
from patternbook.web.authorities.models import Authority, Membership, Person
from tests.web.conftest import Cast, make_person

THEIRS = "correct horse battery"
MINE = "known to the taker"


def manages(*authorities: Authority) -> Actor:
    """An administrator of these authorities."""
    return Actor("person", "Dora", {one.pk: frozenset({"authorities.manage"}) for one in authorities}, 99)


def works_at(person: Person, authority: Authority) -> bool:
    return Membership.objects.filter(person=person, authority=authority).exists()


Act = Callable[[Cast, Person, Actor], object]


def add(cast: Cast, person: Person, by: Actor) -> Person:
    return actions.add_person(
        authority=cast.other_council, email=person.email.upper(), name="Taken", password=MINE, by=by
    )


def join(cast: Cast, person: Person, by: Actor) -> Membership:
    return actions.add_membership(
        authority=cast.other_council, person=person, role="officer", team=None, by=by
    )


def change_password(cast: Cast, person: Person, by: Actor) -> None:
    actions.set_password(authority=cast.other_council, person=person, password=MINE, by=by)


def close(cast: Cast, person: Person, by: Actor) -> None:
    actions.close_account(authority=cast.other_council, person=person, by=by)


@pytest.mark.parametrize("act", [add, join], ids=["add", "join"])
def test_another_councils_administrator_cannot_reach_an_account(cast: Cast, act: Act) -> None:
    with pytest.raises(NotAllowed):
        act(cast, cast.bob, manages(cast.other_council))
    bob = Person.objects.get(pk=cast.bob.pk)
    assert (bob.name, bob.check_password(THEIRS)) == ("Bob", True)
    assert not works_at(bob, cast.other_council)
    assert not Event.objects.exists()


@pytest.mark.parametrize("act", [add, join, change_password, close])
@pytest.mark.parametrize("starts", [None, 30], ids=["now", "in a month"])
def test_a_role_in_both_councils_gives_neither_the_account(cast: Cast, act: Act, starts: int | None) -> None:
    join(cast, cast.bob, SYSTEM)
    if starts:
        first_day = timezone.localdate() + timedelta(days=starts)
        Membership.objects.filter(person=cast.bob, authority=cast.council).update(from_date=first_day)
    with pytest.raises(NotAllowed):
        act(cast, cast.bob, manages(cast.other_council))
    bob = Person.objects.get(pk=cast.bob.pk)
    assert (bob.is_active, bob.check_password(THEIRS)) == (True, True)


@pytest.mark.parametrize("act", [add, join, change_password, close])
def test_who_manages_both_councils_may(cast: Cast, act: Act) -> None:
    join(cast, cast.bob, SYSTEM)
    act(cast, cast.bob, manages(cast.council, cast.other_council))


def test_an_account_that_somebody_works_with_is_not_changed_by_adding_it(cast: Cast) -> None:
    assert add(cast, cast.charlie, manages(cast.other_council)) == cast.charlie
    assert Person.objects.get(pk=cast.charlie.pk).check_password(THEIRS)


def test_an_account_that_another_council_made_in_advance_is_worth_nothing_to_it(cast: Cast) -> None:
    """Who makes an account for a future officer of another council must not know their password later."""
    planted = actions.add_person(
        authority=cast.council, email="eve@hebog.example", name="Planted", password=THEIRS, by=manages(cast.council)
    )  # fmt: skip
    add(cast, planted, manages(cast.other_council))
    join(cast, planted, manages(cast.other_council))
    eve = Person.objects.get(pk=planted.pk)
    assert (eve.name, eve.check_password(THEIRS), eve.check_password(MINE)) == ("Taken", False, True)


def test_who_left_can_be_taken_on_elsewhere(cast: Cast) -> None:
    (role,) = cast.bob.memberships.all()
    actions.end_membership(membership=role, on=timezone.localdate() - timedelta(days=1), by=SYSTEM)
    dora = manages(cast.other_council)
    bob = add(cast, cast.bob, dora)
    join(cast, bob, dora)
    assert Person.objects.get(pk=cast.bob.pk).check_password(MINE)
    with pytest.raises(NotAllowed):
        actions.set_password(authority=cast.council, person=bob, password=THEIRS, by=manages(cast.council))


def test_ones_own_people_are_ones_own(cast: Cast) -> None:
    dora, dan = manages(cast.other_council), make_person("Dan", cast.other_council)
    change_password(cast, dan, dora)
    close(cast, dan, dora)
    dan.refresh_from_db()
    assert (dan.check_password(MINE), dan.is_active) == (True, False)
