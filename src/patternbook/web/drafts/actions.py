"""Beginning, filling, saving and deleting drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patternbook.engine.compiler import Compiled
from patternbook.engine.facts import Facts
from patternbook.web.audit.actors import SYSTEM, Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.running import Running
from patternbook.web.drafts.models import Draft
from patternbook.web.drafts.tokens import new_token, token_hash
from patternbook.web.notices.actions import COUNTED, ToSend, forget_addresses, forget_letter, queue
from patternbook.web.notices.queries import letters_since

# A journey that is left alone is gone the next day; one that is saved waits a month for its person.
UNSAVED = dt.timedelta(hours=24)
SAVED = dt.timedelta(days=30)
TRIES = 5
# Anybody can type anybody's address: nobody gets more than this in an hour for it.
LETTERS = 3


class DraftMoved(Exception):
    """Another request changed the draft at every try; nothing was saved."""


class DraftClosed(Exception):
    """The draft was submitted, or is gone: it takes no more answers."""


class TooManyLetters(Exception):
    """So many letters were written about this draft, or to this address, that another must wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new draft, with the token that opens it. The token is not stored: it is lost with this value."""

    draft: Draft
    token: str


@action("drafts.write", on="authority")
def begin(*, authority: Authority, running: Running, language: str, now: dt.datetime, by: Actor) -> Begun:
    """Begin a journey, pinned to the revision that runs now."""
    token = new_token()
    draft = Draft.objects.create(
        authority=authority, revision=running.revision, token_hash=token_hash(token),
        meaning_digest=running.digest, language=language, channel="resident", begun=now, touched=now,
        expires=now + UNSAVED,
    )  # fmt: skip
    record("draft.begun", subject=draft, facts={"service": running.key, "definition": running.digest})
    return Begun(draft=draft, token=token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one page changes: its answers as stored (None: the answer is gone), results, acknowledgements.

    A page writes its own answers only, so that two tabs on different pages both keep theirs; on the
    same page, the answer sent last stands, as when a resident goes back and answers again.
    """

    page: str
    answers: Mapping[str, Any]
    gone: frozenset[str] = frozenset()
    results: Mapping[str, Any]
    acknowledged: frozenset[str] = frozenset()


def change_between(before: Facts, after: Facts, compiled: Compiled, page: str) -> Change:
    """What a page changed, from the facts before and after it."""
    old: dict[str, Any] = dict(before.to_json(compiled))
    new: dict[str, Any] = dict(after.to_json(compiled))
    old_answers, new_answers = old.get("answers", {}), new.get("answers", {})
    old_results = old.get("results", {})
    return Change(
        page=page,
        answers={
            key: value
            for key, value in new_answers.items()
            if key not in old_answers or old_answers[key] != value
        },
        gone=frozenset(old_answers) - frozenset(new_answers),
        results={
            key: value for key, value in new.get("results", {}).items() if old_results.get(key) != value
        },
        acknowledged=after.acknowledged - before.acknowledged,
    )


@action("drafts.write", on="draft")
def save_page(*, draft: Draft, change: Change, now: dt.datetime, by: Actor) -> Draft:
    """Lay one page's change over what the draft holds now, whatever was saved meanwhile.

    Raises DraftClosed, or DraftMoved where others kept changing it.
    """
    for _ in range(TRIES):
        current = Draft.objects.filter(pk=draft.pk).first()
        if current is None or current.ended_at == "submitted":
            raise DraftClosed
        changed = _write(current, change, now)
        if changed:
            record(
                "draft.changed", subject=current,
                facts={"page": change.page, "answers": len(change.answers), "results": len(change.results)},
            )  # fmt: skip
            return current
    raise DraftMoved


def _write(draft: Draft, change: Change, now: dt.datetime) -> bool:
    """Write conditionally on the version that was read: of two at once, one reads again."""
    was = draft.version
    draft.facts = merged(draft.facts, change)
    draft.version = was + 1
    draft.page = change.page or draft.page
    draft.touched = now
    if not draft.resume_hash:
        draft.expires = now + UNSAVED
    return bool(
        Draft.objects.filter(pk=draft.pk, version=was)
        .exclude(ended_at="submitted")
        .update(facts=draft.facts, version=draft.version, page=draft.page, touched=now, expires=draft.expires)
    )


def merged(facts: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """Facts as stored, with a change laid over them.

    >>> change = Change(page="b", answers={"b": 2}, gone=frozenset({"c"}), results={})
    >>> merged({"answers": {"a": 1, "c": 3}}, change)["answers"]
    {'a': 1, 'b': 2}
    """
    answers = {key: value for key, value in facts.get("answers", {}).items() if key not in change.gone}
    return {
        **facts,
        "answers": {**answers, **change.answers},
        "results": {**facts.get("results", {}), **change.results},
        "acknowledged": sorted({*facts.get("acknowledged", ()), *change.acknowledged}),
    }


@action("drafts.write", on="draft")
def set_language(*, draft: Draft, language: str, by: Actor) -> Draft:
    """Go on in another language: place and answers stay."""
    Draft.objects.filter(pk=draft.pk).update(language=language)
    draft.language = language
    record("draft.language", subject=draft, facts={"language": language})
    return draft


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeLetter:
    """The email with the link to come back by. `body` holds `{link}`."""

    address: str
    subject: str
    body: str
    link_before_token: str
    link_after_token: str = ""


@action("drafts.write", on="draft")
def save_for_later(*, draft: Draft, letter: ResumeLetter, now: dt.datetime, by: Actor) -> Draft:
    """Keep the draft for a month and queue an email with a link to it. An earlier link stops working.

    Raises DraftClosed, or TooManyLetters: the draft is then as it was, and an earlier link still works.
    """
    if draft.ended_at == "submitted":
        raise DraftClosed
    written = letters_since(
        authority_id=draft.authority_id, about=_about(draft), address=letter.address, since=now - COUNTED,
        by=by,
    )  # fmt: skip
    if written >= LETTERS:
        raise TooManyLetters
    _forget_letter(draft)
    token = new_token()
    draft.resume_hash = token_hash(token)
    draft.resume_email = letter.address
    draft.expires = now + SAVED
    draft.touched = now
    draft.save(update_fields=["resume_hash", "resume_email", "expires", "touched"])
    body = letter.body.replace("{link}", f"{letter.link_before_token}{token}{letter.link_after_token}")
    notice = ToSend(
        key="resume", idempotency_key=_letter_key(draft), channel="email",
        language=draft.language, address=letter.address, subject=letter.subject, body=body,
    )  # fmt: skip
    queue(authority=draft.authority, case_id=None, notices=[notice], now=now)
    record("draft.saved_for_later", subject=draft, facts={"expires": draft.expires.isoformat()})
    return draft


def _about(draft: Draft) -> str:
    """How the keys of a draft's letters begin."""
    return f"resume:{draft.pk}:"


def _letter_key(draft: Draft) -> str:
    """The key of the draft's latest letter: there is one for each link."""
    return f"{_about(draft)}{draft.resume_hash[:16]}"


def _forget_letter(draft: Draft) -> None:
    """The letter holds the token that opens the draft: nobody needs it once it is used, replaced or dead."""
    if draft.resume_hash:
        forget_letter(authority=draft.authority, idempotency_key=_letter_key(draft))


@action("drafts.write", on="draft")
def resume(*, draft: Draft, now: dt.datetime, by: Actor) -> Begun:
    """Open a saved draft on this device with a new token. The device that had it before is signed out of it."""
    token = new_token()
    draft.former_hash, draft.token_hash = draft.token_hash, token_hash(token)
    draft.touched = now
    draft.save(update_fields=["former_hash", "token_hash", "touched"])
    _forget_letter(draft)
    record("draft.resumed", subject=draft)
    return Begun(draft=draft, token=token)


@action("drafts.write", on="draft")
def note_end(*, draft: Draft, end: str, by: Actor) -> Draft:
    """Note where the journey ended before it was submitted, for figures and for feedback."""
    Draft.objects.filter(pk=draft.pk).exclude(ended_at="submitted").update(ended_at=f"end.{end}"[:64])
    record("draft.ended", subject=draft, facts={"end": end})
    return draft


@action("drafts.write", on="draft")
def discard(*, draft: Draft, by: Actor) -> None:
    """Delete a draft because its resident asks for it."""
    _forget_letter(draft)
    record("draft.discarded", subject=draft)
    draft.delete()


def delete_expired(*, now: dt.datetime, most: int = 500, by: Actor = SYSTEM) -> int:
    """Delete drafts whose time is over; returns how many. For the worker; safe to run in several at once.

    A submitted draft goes too: its answers live on in the submission, under the case's own retention.
    """
    forget_addresses(now=now)
    expired = Draft.objects.filter(expires__lte=now).select_related("authority").order_by("id")[:most]
    return sum(_delete_one(draft=draft, now=now, by=by) for draft in expired)


@action("drafts.delete", on="draft")
def _delete_one(*, draft: Draft, now: dt.datetime, by: Actor) -> int:
    deleted = Draft.objects.filter(pk=draft.pk, expires__lte=now).delete()[0]
    if deleted:
        _forget_letter(draft)
    record("draft.expired", subject=draft, facts={"deleted": deleted})
    return deleted
