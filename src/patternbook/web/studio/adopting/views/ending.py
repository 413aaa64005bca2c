"""Examples, putting in force, switching on and off, and what stood before."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from patternbook.engine.answers.kind import block
from patternbook.errors import Problem, ProblemsFound
from patternbook.web.catalogue import actions, definitions, examples
from patternbook.web.catalogue.models import Revision
from patternbook.web.catalogue.queries import adopting
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.adopting.changes import differences
from patternbook.web.studio.adopting.hands import errors_of, in_hand, page_of, title_of
from patternbook.web.studio.desk import Desk, at_desk

WHY = FieldError("Enter why, for whoever reads the history", "because")


@at_desk()
def run_examples(desk: Desk, service: str) -> HttpResponse:
    """Run the examples against what is prepared, and say what came out."""
    hand = in_hand(desk, service)
    ran = examples.run_all(hand.text, tuple(hand.version.examples.items()))
    edges = desk.edges(back=page_of(desk, "service", service))
    return render(
        desk.request, "studio/adopting/examples.html", edges, title=title_of(hand), service=service, hand=hand,
        failed=[one for one in ran if one.problems], passed=[one for one in ran if not one.problems],
    )  # fmt: skip


@at_desk()
def switch(desk: Desk, service: str) -> HttpResponse:
    """Put what is prepared in force; or switch what is in force on or off."""
    hand = in_hand(desk, service)
    problems: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        problems = _do(desk, hand)
        if not problems:
            return redirect(page_of(desk, "service", service))
    edges = desk.edges(back=page_of(desk, "service", service), errors=problems)
    page = "switch" if hand.preparation is None else "put_in_force"
    return render(
        desk.request, f"studio/adopting/{page}.html", edges, status=422 if problems else 200,
        hand=hand, title=title_of(hand), service=service, sent=desk.request.POST, changes=_changes(hand),
        may=desk.may("catalogue.adopt") and desk.may("catalogue.switch"), welsh=desk.authority.nation == "wales",
        wrong={problem.field_id: problem.text for problem in problems},
    )  # fmt: skip


def _do(desk: Desk, hand: InHand) -> tuple[FieldError, ...]:
    """Do what was asked for; what is wrong, where it cannot be done."""
    sent = desk.request.POST
    try:
        if hand.preparation is not None:
            because = block({"because": [sent.get("because", "")]}, "because")
            if hand.current is not None and not because:
                return (WHY,)
            actions.put_in_force(
                preparation=hand.preparation, because=because[:2000], switching_on=sent.get("on") == "yes" and not hand.is_on,
                now=desk.now, by=desk.by,
            )  # fmt: skip
        elif hand.adoption is not None and sent.get("do") == "on":
            actions.switch_on(adoption=hand.adoption, by=desk.by)
        elif hand.adoption is not None:
            notice = {
                key: words for key in ("en", "cy") if (words := sent.get(f"notice-{key}", "").strip()[:1000])
            }
            actions.switch_off(adoption=hand.adoption, notice=notice, by=desk.by)
    except ProblemsFound as found:
        return errors_of(found.problems)
    return ()


def _changes(hand: InHand) -> tuple[str, ...]:
    """What is prepared otherwise than in force, as sentences."""
    current = hand.current
    if current is None or hand.preparation is None:
        return ()
    said = list(differences(definitions.adoption(current.adoption_text), hand.choices, hand.service))
    if hand.version.pk != current.version_id:
        said.insert(0, f"Version {hand.version.number} in place of {current.version.number}.")
    if hand.text != current.text:
        said.append("The text of the service itself changes.")
    return tuple(said)


@at_desk()
def history(desk: Desk, service: str) -> HttpResponse:
    """Every revision, the newest first, with what each changed."""
    hand = in_hand(desk, service)
    found = adopting.revisions(adoption=hand.adoption, by=desk.by) if hand.adoption else []
    before = [*found[1:], None]
    rows = [(one, _since(one, former)) for one, former in zip(found, before, strict=True)] if found else []
    edges = desk.edges(back=page_of(desk, "service", service))
    return render(
        desk.request, "studio/adopting/history.html", edges, hand=hand, title=title_of(hand), service=service, rows=rows,
        may=desk.may("catalogue.adopt"),
    )  # fmt: skip


def _since(revision: Revision, former: Revision | None) -> tuple[str, ...]:
    """What a revision changed, as sentences."""
    if former is None:
        return (f"Took version {revision.version.number}.",)
    service = definitions.compiled(revision.text).service
    said = list(
        differences(
            definitions.adoption(former.adoption_text), definitions.adoption(revision.adoption_text), service
        )
    )
    if revision.version_id != former.version_id:
        said.insert(0, f"Version {revision.version.number} in place of {former.version.number}.")
    if revision.text != former.text and revision.version_id == former.version_id:
        said.append("The text of the service itself changed.")
    return tuple(said) or ("Nothing changed.",)


@at_desk("catalogue.adopt")
def go_back(desk: Desk, service: str, number: int) -> HttpResponse:
    """Put a former revision in force again, with a reason."""
    hand = in_hand(desk, service)
    found = adopting.revisions(adoption=hand.adoption, by=desk.by) if hand.adoption else []
    former = next((one for one in found if one.number == number), None)
    if former is None or hand.current is None or former.pk == hand.current.pk:
        raise Http404
    because = block({"because": [desk.request.POST.get("because", "")]}, "because")
    errors: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        errors = errors_of(_gone_back(desk, former, because)) if because else (WHY,)
        if not errors:
            return redirect(page_of(desk, "service_history", service))
    edges = desk.edges(back=page_of(desk, "service_history", service), errors=errors)
    return render(
        desk.request, "studio/adopting/go_back.html", edges, status=422 if errors else 200, former=former,
        hand=hand, title=title_of(hand), because=because, changes=_between(hand.current, former),
        wrong={error.field_id: error.text for error in errors},
    )  # fmt: skip


def _between(current: Revision, former: Revision) -> tuple[str, ...]:
    return tuple(line for line in _since(former, current) if line != "Nothing changed.")


def _gone_back(desk: Desk, former: Revision, because: str) -> tuple[Problem, ...]:
    try:
        actions.go_back(to=former, because=because[:2000], now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return found.problems
    return ()
