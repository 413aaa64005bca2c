"""What the council runs, and one service with what is left to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from patternbook.errors import ProblemsFound
from patternbook.language.words import english
from patternbook.web.catalogue import actions, definitions
from patternbook.web.catalogue.models import Version
from patternbook.web.catalogue.queries import adopting, library, offering, upgrading
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.catalogue.reviewing import reviews_of
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.kit.times import local
from patternbook.web.studio.adopting.hands import errors_of, in_hand, key_of, page_of, title_of
from patternbook.web.studio.adopting.steps import steps_of
from patternbook.web.studio.desk import Desk, at_desk

KEEP_EDITS = (
    "You have edits of your own. Bring a newer version in under Upgrades, so that none of them is lost"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A service in the list."""

    key: str
    title: str
    version: Version
    is_on: bool
    revision: int
    prepared: bool


@at_desk()
def show(desk: Desk) -> HttpResponse:
    """The council's services, and what it is preparing."""
    being_prepared = adopting.preparations(authority=desk.authority, by=desk.by)
    prepared = {one.service for one in being_prepared}
    taken = adopting.adoptions(authority=desk.authority, by=desk.by)
    rows = [
        Row(
            one.service,
            _title(one.current.version),
            one.current.version,
            one.is_on,
            one.current.number,
            one.service in prepared,
        )
        for one in taken
        if one.current
    ]
    known = {row.key for row in rows}
    newer = upgrading.on_offer(authority=desk.authority, by=desk.by)
    today = local(desk.now).date()
    new = [(one, _title(one.version)) for one in being_prepared if one.service not in known]
    return render(
        desk.request, "studio/adopting/services.html", desk.edges(), rows=rows, new=new,
        upgrades=[(one, _title(one.to), (one.urgent_by - today).days if one.urgent_by else None) for one in newer],
        offers=len([one for one in offering.received(publisher=desk.authority, by=desk.by) if one.state == "offered"]),
        recalled=[one for one in taken if one.current and hasattr(one.current.version, "recall")],
    )  # fmt: skip


def _title(version: Version) -> str:
    return english(definitions.compiled(version.text).service.title)


@at_desk()
def one(desk: Desk, service: str) -> HttpResponse:
    """One service: where it stands, and what can be done."""
    return _one(desk, service, in_hand(desk, service))


def _one(desk: Desk, service: str, hand: InHand, errors: tuple[FieldError, ...] = ()) -> HttpResponse:
    return render(
        desk.request, "studio/adopting/service.html", desk.edges(back=desk.services, errors=errors),
        status=422 if errors else 200, hand=hand, title=title_of(hand), service=service, steps=steps_of(hand, desk),
        reviews=reviews_of(hand.version, library.reviews(version=hand.version)),
        may_put_in_force=desk.may("catalogue.adopt"),
        may_move=desk.may("catalogue.move"),
    )  # fmt: skip


@at_desk()
def adopt(desk: Desk, service: str) -> HttpResponse:
    """Choose the version to take, which begins the preparation."""
    key = key_of(service)
    versions = library.history(service=key)
    if not versions:
        raise Http404
    hand = adopting.in_hand(authority=desk.authority, service=key, by=desk.by)
    asked = desk.request.POST.get("number") or desk.request.GET.get("number") or ""
    errors: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        chosen = next((one for one in versions if one.number == asked), None)
        errors = _take(desk, hand, chosen)
        if not errors:
            return redirect(page_of(desk, "service", service))
    return render(
        desk.request, "studio/adopting/adopt.html", desk.edges(back=desk.services, errors=errors),
        status=422 if errors else 200, versions=versions, asked=asked or versions[0].number, service=service,
        title=_title(versions[0]), hand=hand,
        reviews={one.pk: reviews_of(one, one.sign_offs.all()) for one in versions},
    )  # fmt: skip


def _take(desk: Desk, hand: InHand | None, version: Version | None) -> tuple[FieldError, ...]:
    """Begin to prepare the version; what is wrong, where it cannot be."""
    if version is None:
        return (FieldError("Select a version", "number"),)
    desk.by.must("catalogue.edit", desk.authority.pk)
    own = hand.own_text if hand else ""
    if own and hand and version.pk != hand.version.pk:
        return (FieldError(KEEP_EDITS, "number"),)
    text = (
        hand.adoption_text
        if hand
        else adopting.at_first(authority=desk.authority, version=version, by=desk.by)
    )
    preparing = actions.Preparing(version=version, adoption_text=text, text=own)
    try:
        actions.prepare(authority=desk.authority, preparing=preparing, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return errors_of(found.problems, "number")
    return ()


@require_POST
@at_desk("catalogue.edit")
def refresh(desk: Desk, service: str) -> HttpResponse:
    """Bring what is in force by now into what was prepared; where both changed the same, say so and change nothing."""
    hand = in_hand(desk, service)
    if hand.preparation is None or not hand.is_stale:
        return redirect(page_of(desk, "service", service))
    try:
        actions.refresh_preparation(preparation=hand.preparation, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return _one(desk, service, hand, errors_of(found.problems))
    return redirect(page_of(desk, "service", service))


@require_POST
@at_desk("catalogue.edit")
def drop(desk: Desk, service: str) -> HttpResponse:
    """Throw away what was prepared."""
    hand = in_hand(desk, service)
    if hand.preparation is not None:
        actions.drop_preparation(preparation=hand.preparation, by=desk.by)
    return redirect(page_of(desk, "service", service) if hand.current else desk.services)
