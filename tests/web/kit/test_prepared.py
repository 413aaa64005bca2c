"""A query that is worked out once gives what the query itself gives."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone

from patternbook.web.authorities.models import Authority
from patternbook.web.drafts.models import Draft
from patternbook.web.drafts.queries import with_all
from patternbook.web.drafts.tokens import token_hash
from patternbook.web.kit.prepared import NotPrepared, Prepared
from tests.web.journeys.conftest import Browser, english, published, rested_breaker, running_council

__all__ = ["english", "published", "rested_breaker", "running_council"]

pytestmark = pytest.mark.django_db


def everything(draft: Draft) -> list[dict[str, object]]:
    """All that was read of a draft and what belongs to it, without the state that Django keeps."""
    parts = (draft, draft.authority, draft.authority.brand, draft.revision, draft.revision.adoption)
    return [{key: value for key, value in vars(part).items() if key != "_state"} for part in parts]


def test_the_draft_is_the_one_that_the_query_gives(english: Authority) -> None:
    browser = Browser(english.slug)
    browser.begin()
    browser.post("postcode", postcode="ZZ99 1AG")
    hashed = Draft.objects.get().token_hash
    plain, quick = with_all(hashed).get(), Prepared(with_all).first(hashed)
    assert quick is not None
    assert quick == plain
    assert everything(quick) == everything(plain)
    assert quick.get_deferred_fields() == plain.get_deferred_fields()
    assert quick.revision.get_deferred_fields() == {"text"}
    assert isinstance(quick.expires, dt.datetime)
    assert quick.expires > timezone.now()
    assert not quick._state.adding


def test_it_asks_each_time_and_once(english: Authority, django_assert_num_queries: object) -> None:
    Browser(english.slug).begin()
    prepared = Prepared(with_all)
    hashed = Draft.objects.get().token_hash
    assert prepared.first(hashed) is not None
    Draft.objects.update(page="which")
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without published types
        found = prepared.first(hashed)
        assert found is not None
        assert (found.page, found.authority.slug, found.revision.adoption.is_on) == (
            "which",
            english.slug,
            True,
        )


def test_there_may_be_none(english: Authority) -> None:
    assert Prepared(with_all).first(token_hash("nobody's")) is None


def test_a_query_with_anything_else_to_fill_in_is_refused(english: Authority) -> None:
    prepared = Prepared(lambda key: Draft.objects.filter(token_hash=key, channel="resident"))
    with pytest.raises(NotPrepared):
        prepared.first("x")
    with pytest.raises(NotPrepared):
        Prepared(lambda key: Draft.objects.filter(token_hash=F("page"))).first("x")
