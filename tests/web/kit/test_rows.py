"""Rows that are inserted by a statement of our own are those that Django inserts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from patternbook.web.audit.models import Detail, Event
from patternbook.web.authorities.models import Authority
from patternbook.web.cases.models import Case, CaseClock, CaseEvent, CaseTask, Submission
from patternbook.web.kit.rows import insert, insert_one
from patternbook.web.notices.models import Notice
from tests.web.journeys.conftest import Browser, english, published, rested_breaker

__all__ = ["english", "published", "rested_breaker"]

pytestmark = pytest.mark.django_db


def kept(row: models.Model, without: tuple[str, ...] = ()) -> dict[str, object]:
    """A row as the database has it now."""
    found = type(row)._default_manager.filter(pk=row.pk).values().get()
    return {key: value for key, value in found.items() if key not in ("id", *without)}


def submitted(council: Authority) -> None:
    """One submitted case, whose rows are the example for all others."""
    browser = Browser(council.slug)
    browser.to_check()
    browser.post("check-answers")


@pytest.mark.parametrize("model", [CaseEvent, CaseTask, CaseClock, Notice, Event])
def test_a_row_is_the_one_that_django_inserts(english: Authority, model: type[models.Model]) -> None:
    submitted(english)
    row = model._default_manager.order_by("pk").last()
    assert row is not None
    before, different = kept(row), {}
    if model is CaseEvent:
        different = {"number": 900}
    elif model is not Event:
        different = {"idempotency_key" if model is Notice else "key": "another"}
    for name, value in different.items():
        setattr(row, name, value)
    was, row.pk = row.pk, None
    insert_one(row)
    assert row.pk not in (None, was)
    # The moment at which a row is recorded is its own.
    expected = {key: value for key, value in {**before, **different}.items() if key != "recorded"}
    assert kept(row, ("recorded",)) == expected


def test_several_rows_at_once_with_every_kind_of_value(english: Authority) -> None:
    now = timezone.now()
    rows = [
        Event(
            authority_id=english.pk, at=now + dt.timedelta(microseconds=place), verb="it's \"so\" %s",
            subject_type="x", subject_id="", actor_kind="system", person_id=None,
            facts={"n": place, "text": "Tŷ 'a' \\ %s", "none": None}, commitment="",
        )
        for place in range(3)
    ]  # fmt: skip
    insert(rows)
    found = list(Event.objects.filter(subject_type="x").order_by("at"))
    assert [(one.at, one.verb, one.person_id, one.facts) for one in found] == [
        (one.at, one.verb, None, one.facts) for one in rows
    ]


def test_a_key_that_is_another_rows_is_kept(english: Authority) -> None:
    event = Event(
        authority_id=english.pk,
        at=timezone.now(),
        verb="v",
        subject_type="x",
        subject_id="",
        actor_kind="system",
        facts={},
    )
    insert_one(event)
    insert_one(Detail(event=event, salt="s", values={"a": [1]}))
    assert Detail.objects.get(pk=event.pk).values == {"a": [1]}
    assert not event._state.adding


def test_no_rows_are_no_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture without published types
        insert([])


def test_the_databases_rules_hold(english: Authority) -> None:
    submitted(english)
    submission = Submission.objects.get()
    submission.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_one(submission)
    assert Case.objects.count() == 1
