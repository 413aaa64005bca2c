"""Drafts: found only by their token, changed page by page, gone in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, NotAllowed, resident
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import Adoption, Revision, Version
from patternbook.web.drafts import actions, queries
from patternbook.web.drafts.actions import Change, DraftClosed, DraftMoved
from patternbook.web.drafts.models import Draft
from patternbook.web.drafts.tokens import new_token, token_hash

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def revision(council: Authority) -> Revision:
    """A revision, whatever it says."""
    version = Version.objects.create(
        service="missed_bin", number="1.0.0", publisher_name="X", text="x", text_digest="t", meaning_digest="m",
        title={}, published=NOW,
    )  # fmt: skip
    adoption = Adoption.objects.create(authority=council, service="missed_bin", is_on=True)
    return Revision.objects.create(
        authority=council, adoption=adoption, number=1, version=version, text="x", text_digest="t",
        meaning_digest="m", adoption_text="", made=NOW,
    )  # fmt: skip


@pytest.fixture
def draft(council: Authority, revision: Revision) -> Draft:
    """A draft with the token `token`."""
    return Draft.objects.create(
        authority=council, revision=revision, token_hash=token_hash("token"), meaning_digest="m",
        begun=NOW, touched=NOW, expires=NOW + actions.UNSAVED,
    )  # fmt: skip


def change(page: str, answers: dict[str, Any], gone: frozenset[str] = frozenset()) -> Change:
    """What a page changes."""
    return Change(page=page, answers=answers, gone=gone, results={})


def test_a_draft_is_found_by_its_token_at_its_council_and_service_in_its_time(draft: Draft) -> None:
    held = {"slug": draft.authority.slug, "service": "missed_bin", "token": "token", "now": NOW}
    assert queries.held(**held) == draft
    for key, other in (
        ("slug", "elsewhere"),
        ("service", "other"),
        ("token", "other"),
        ("now", NOW + actions.UNSAVED),
    ):
        assert queries.held(**{**held, key: other}) is None


def test_finding_a_draft_costs_one_query(draft: Draft, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = queries.held(slug=draft.authority.slug, service="missed_bin", token="token", now=NOW)
        assert found is not None
        assert found.authority.brand is not None
        assert found.revision.adoption.is_on


def test_the_token_itself_is_stored_nowhere(draft: Draft) -> None:
    token = new_token()
    assert len(token) >= 32
    assert token not in str(Draft.objects.values_list().get())
    assert new_token() != token


def test_two_who_read_the_same_draft_both_keep_their_pages(draft: Draft, by_resident: Any) -> None:
    one, other = Draft.objects.get(), Draft.objects.get()
    actions.save_page(draft=one, change=change("a", {"a": 1}), now=NOW, by=by_resident)
    actions.save_page(draft=other, change=change("b", {"b": 2}, frozenset({"c"})), now=NOW, by=by_resident)
    found = Draft.objects.get()
    assert found.facts["answers"] == {"a": 1, "b": 2}
    assert found.version == 2


def test_a_race_is_run_again_and_in_the_end_told(
    draft: Draft, by_resident: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, tries = actions._write, []

    def overtaken(draft: Draft, change: Change, now: dt.datetime) -> bool:
        tries.append(1)
        if len(tries) == 1:
            Draft.objects.filter(pk=draft.pk).update(version=99, facts={"answers": {"other": True}})
        return original(draft, change, now)

    monkeypatch.setattr(actions, "_write", overtaken)
    actions.save_page(draft=draft, change=change("a", {"a": 1}), now=NOW, by=by_resident)
    assert Draft.objects.get().facts["answers"] == {"other": True, "a": 1}
    monkeypatch.setattr(actions, "_write", lambda *_: False)
    with pytest.raises(DraftMoved):
        actions.save_page(draft=draft, change=change("a", {"a": 2}), now=NOW, by=by_resident)
    assert Draft.objects.get().facts["answers"]["a"] == 1


def test_a_submitted_or_deleted_draft_takes_no_answers(draft: Draft, by_resident: Any) -> None:
    Draft.objects.update(ended_at="submitted")
    with pytest.raises(DraftClosed):
        actions.save_page(draft=draft, change=change("a", {"a": 1}), now=NOW, by=by_resident)
    Draft.objects.all().delete()
    with pytest.raises(DraftClosed):
        actions.save_page(draft=draft, change=change("a", {"a": 1}), now=NOW, by=by_resident)


def test_a_resident_of_another_council_may_write_nothing(draft: Draft, other_council: Authority) -> None:
    by = resident(other_council.pk)
    with pytest.raises(NotAllowed):
        actions.save_page(draft=draft, change=change("a", {"a": 1}), now=NOW, by=by)
    with pytest.raises(NotAllowed):
        actions.discard(draft=draft, by=by)
    assert Draft.objects.get().facts == {}


def test_the_log_holds_no_answers(draft: Draft, by_resident: Any) -> None:
    actions.save_page(draft=draft, change=change("name", {"name": "Ann Other"}), now=NOW, by=by_resident)
    event = Event.objects.get(verb="draft.changed")
    assert "Ann" not in str(event.facts)
    assert event.commitment == ""


def test_only_what_has_expired_is_deleted(draft: Draft, revision: Revision, council: Authority) -> None:
    later = Draft.objects.create(
        authority=council, revision=revision, token_hash="x", meaning_digest="m", begun=NOW, touched=NOW,
        expires=NOW + actions.SAVED,
    )  # fmt: skip
    assert actions.delete_expired(now=NOW) == 0
    assert actions.delete_expired(now=NOW + actions.UNSAVED) == 1
    assert list(Draft.objects.all()) == [later]
    assert Event.objects.filter(verb="draft.expired").count() == 1


def test_residents_may_not_delete_what_has_expired(draft: Draft, by_resident: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.delete_expired(now=NOW + actions.SAVED, by=by_resident)
    assert SYSTEM.may("drafts.delete", draft.authority_id)


def test_a_page_that_changes_nothing_changes_nothing(draft: Draft) -> None:
    laid = actions.merged({"answers": {"a": 1}, "results": {}, "acknowledged": ["x"]}, change("a", {}))
    assert laid == {"answers": {"a": 1}, "results": {}, "acknowledged": ["x"]}
