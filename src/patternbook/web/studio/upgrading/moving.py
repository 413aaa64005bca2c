"""Moving open cases to the revision that is in force: what happens to each, and taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from patternbook.engine.answers.kind import block
from patternbook.web.cases import actions
from patternbook.web.cases import queries as cases
from patternbook.web.catalogue.models import Revision
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.adopting.hands import in_hand, key_of, page_of, title_of
from patternbook.web.studio.desk import Desk, at_desk

LONGEST = 2000


@at_desk("catalogue.move")
def move_cases(desk: Desk, service: str) -> HttpResponse:
    """List every open case with what would happen to it; move those that are ticked, or take a move back."""
    hand = in_hand(desk, service)
    errors: tuple[FieldError, ...] = ()
    refused: list[tuple[str, str]] = []
    if desk.request.method == "POST" and hand.current is not None:
        form = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
        errors = _wrong(form)
        if not errors:
            refused = (
                _undo(desk, service, form["undo"][0])
                if form.get("undo")
                else _move(desk, service, hand.current, form)
            )
            if not refused:
                return redirect(page_of(desk, "service_move_cases", service))
            errors = tuple(FieldError(f"{reference}: {why}") for reference, why in refused)
    key = key_of(service)
    planned = (
        cases.to_move(authority_id=desk.authority.pk, service=key, to=hand.current, now=desk.now, by=desk.by)
        if hand.current
        else []
    )
    edges = desk.edges(back=page_of(desk, "service", service), errors=errors)
    return render(
        desk.request, "studio/upgrading/move_cases.html", edges, status=422 if errors else 200, hand=hand,
        title=title_of(hand), service=service, movable=[one for one in planned if not one.refused],
        stuck=[one for one in planned if one.refused], most=cases.MOST_MOVED,
        moves=cases.moves(authority_id=desk.authority.pk, service=key, by=desk.by),
        wrong={error.field_id: error.text for error in errors}, sent=desk.request.POST,
        ticked=desk.request.POST.getlist("case"),
    )  # fmt: skip


def _wrong(form: dict[str, list[str]]) -> tuple[FieldError, ...]:
    if form.get("undo"):
        return ()
    found = []
    if not form.get("case"):
        found.append(FieldError("Select the cases to move", "case"))
    if not block(form, "because"):
        found.append(FieldError("Enter why they are moved", "because"))
    return tuple(found)


def _move(desk: Desk, service: str, to: Revision, form: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Move what was ticked, each case by itself; those that could not be, with why."""
    because = block(form, "because")[:LONGEST]
    planned = cases.to_move(
        authority_id=desk.authority.pk, service=key_of(service), to=to, now=desk.now, by=desk.by
    )
    refused = []
    for one in planned:
        if one.case.reference not in form["case"]:
            continue
        try:
            actions.move_case_to(case=one.case, to=to, because=because, now=desk.now, by=desk.by)
        except actions.NotPossible as problem:
            refused.append((one.case.reference, problem.message))
    return refused


def _undo(desk: Desk, service: str, reference: str) -> list[tuple[str, str]]:
    moves = cases.moves(authority_id=desk.authority.pk, service=key_of(service), by=desk.by)
    for move in moves:
        if move.case.reference == reference:
            try:
                actions.undo_move(case=move.case, now=desk.now, by=desk.by)
            except actions.NotPossible as problem:
                return [(reference, problem.message)]
            return []
    return [(reference, "This case was not moved.")]
