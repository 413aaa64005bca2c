"""Fetch, ask, act, draw: a council offers its edits, a publisher answers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from patternbook.engine.answers.kind import block, line
from patternbook.errors import ProblemsFound
from patternbook.web.catalogue import definitions, picking, weighing
from patternbook.web.catalogue.actions import offering as actions
from patternbook.web.catalogue.models import Offer
from patternbook.web.catalogue.queries import offering as offers
from patternbook.web.catalogue.queries import upgrading
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.adopting.hands import errors_of, in_hand, page_of, title_of
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.offering import words

LONGEST = 4000
NEEDED = (
    ("title", "Enter what it is, in a few words"),
    ("because", "Enter why the publisher should take it"),
)


@at_desk()
def offer(desk: Desk, service: str) -> HttpResponse:
    """Choose edits and offer them to the publisher; and what came of former offers."""
    hand = in_hand(desk, service)
    current, adoption = hand.current, hand.adoption
    if current is None or adoption is None:
        raise Http404
    edits = picking.edits(current.version.text, current.text)
    errors: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        errors = _offer(desk, hand)
        if not errors:
            return redirect(page_of(desk, "service_offer", service) + "#given")
    edges = desk.edges(back=page_of(desk, "service", service), errors=errors)
    return render(
        desk.request, "studio/offering/offer.html", edges, status=422 if errors else 200, hand=hand, edits=edits,
        title=title_of(hand), service=service, given=offers.given(adoption=adoption, by=desk.by),
        chosen=desk.request.POST.getlist("edit"), sent=desk.request.POST, publisher=current.version.publisher,
        reasons=upgrading.reasons(adoption=adoption, by=desk.by), tag=words.tag, may=desk.may("catalogue.offer"),
        wrong={error.field_id: error.text for error in errors},
    )  # fmt: skip


def _offer(desk: Desk, hand: InHand) -> tuple[FieldError, ...]:
    form = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
    title, because = line(form, "title")[:200], block(form, "because")[:LONGEST]
    errors = [FieldError(message, name) for name, message in NEEDED if not line(form, name)]
    if not form.get("edit"):
        errors.insert(0, FieldError("Select what you offer", "edit"))
    assert hand.adoption is not None
    if errors:
        return tuple(errors)
    offering = actions.Offering(
        names=tuple(form["edit"]), title=title, because=because, evidence=block(form, "evidence")[:LONGEST]
    )
    try:
        actions.offer(adoption=hand.adoption, offering=offering, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return errors_of(found.problems, "edit")
    return ()


@require_POST
@at_desk("catalogue.offer")
def withdraw(desk: Desk, service: str) -> HttpResponse:
    """Take an offer back."""
    hand = in_hand(desk, service)
    given = offers.given(adoption=hand.adoption, by=desk.by) if hand.adoption else []
    asked = desk.request.POST.get("offer", "")
    found = next((one for one in given if str(one.pk) == asked and one.state == "offered"), None)
    if found is None:
        raise Http404
    actions.withdraw_offer(offer=found, now=desk.now, by=desk.by)
    return redirect(page_of(desk, "service_offer", service) + "#given")


@at_desk()
def received(desk: Desk) -> HttpResponse:
    """What other councils offer to this one as a publisher."""
    found = offers.received(publisher=desk.authority, by=desk.by)
    edges = desk.edges(back=desk.services)
    return render(desk.request, "studio/offering/received.html", edges, offers=found, tag=words.tag)


@at_desk()
def answer(desk: Desk, offer: int) -> HttpResponse:
    """One offer: what it changes and why; take it whole or in part, or decline it."""
    found = offers.one_received(publisher=desk.authority, offer=offer, by=desk.by)
    if found is None:
        raise Http404
    errors: tuple[FieldError, ...] = ()
    conflicts: tuple[words.ShownClash, ...] = ()
    if desk.request.method == "POST":
        try:
            errors = _answer(desk, found)
        except actions.MustDecide as must:
            conflicts = words.clashes(must.conflicts, weighing.changes_between(found.base.text, found.text))
            errors = (
                FieldError("You changed the same. Decide which one counts", f"clash-{conflicts[0].id}"),
            )
        if not errors:
            return redirect("offers_received", desk.authority.slug)
    edits = [one for one in picking.edits(found.base.text, found.text) if one.name in found.paths]
    taken = desk.request.POST.getlist("edit") if desk.request.method == "POST" else found.paths
    edges = desk.edges(back=reverse("offers_received", args=[desk.authority.slug]), errors=errors)
    return render(
        desk.request, "studio/offering/answer.html", edges, status=422 if errors else 200, offer=found, edits=edits,
        taken=taken, conflicts=conflicts, sent=desk.request.POST, tag=words.tag, may=desk.may("catalogue.publish"),
        title=definitions.as_written(found.base.text).title.wordings["en"],
        wrong={error.field_id: error.text for error in errors},
    )  # fmt: skip


def _answer(desk: Desk, found: Offer) -> tuple[FieldError, ...]:
    form = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
    said, do = block(form, "answer")[:LONGEST], line(form, "do")
    if do not in ("take", "decline"):
        return (FieldError("Select what to do", "do"),)
    if do == "decline" and not said:
        return (FieldError("Enter why, for those who offered it", "answer"),)
    if do == "take" and not form.get("edit"):
        return (FieldError("Select what you take", "edit"),)
    try:
        if do == "decline":
            actions.decline_offer(
                offer=found, publisher=desk.authority, answer=said, now=desk.now, by=desk.by
            )
        else:
            taking = actions.Taking(names=tuple(form["edit"]), decisions=words.decided(form), answer=said)
            actions.take_offer(offer=found, publisher=desk.authority, taking=taking, now=desk.now, by=desk.by)
    except ProblemsFound as problems:
        return errors_of(problems.problems)
    return ()
