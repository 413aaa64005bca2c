"""The case: everything that is known of it on one page, and the small things done there."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from patternbook.engine import journey
from patternbook.web.cases import actions
from patternbook.web.cases import queries as cases
from patternbook.web.cases.standing import Standing
from patternbook.web.casework.desk import Desk, at_desk
from patternbook.web.casework.offers import offered_events, offered_tasks
from patternbook.web.casework.words import (
    NOTICES,
    clock_tag,
    english,
    given_line,
    note_line,
    notice_line,
    timeline,
)
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.notices import actions as notice_actions
from patternbook.web.notices import queries as notices


@at_desk
def show(desk: Desk, reference: str) -> HttpResponse:
    """The case."""
    return draw(desk, reference)


def draw(desk: Desk, reference: str, *, errors: tuple[FieldError, ...] = (), note: str = "") -> HttpResponse:
    """The case's page, with what is wrong in a form on it where something is."""
    case = desk.case(reference)
    stands = cases.stand(case=case, now=desk.now, by=desk.by)
    process = stands.running.compiled.service.process
    stage = process.stages[case.stage]
    held = cases.roles_held(standing=stands, by=desk.by)
    colleagues = list(cases.colleagues(authority_id=desk.authority.pk, by=desk.by))
    people = {one.person_id: one.person.name for one in colleagues}
    letters = list(notices.of_case(case_id=case.pk, authority_id=desk.authority.pk, by=desk.by))
    notes = cases.notes_of(case=case, by=desk.by)
    others = [
        *map(note_line, notes),
        *map(notice_line, letters),
        *(given_line(given.at, given.to, given.by, people) for given in cases.given(case=case, by=desk.by)),
    ]
    back = reverse("staff_queue", args=[desk.authority.slug])
    return render(
        desk.request, "casework/case.html", desk.edges(here="staff_queue", back=back, errors=errors),
        status=422 if errors else 200,
        case=case, service=english(stands.running.compiled.service.title), stage=english(stage.title),
        tasks=offered_tasks(stands, held), events=offered_events(stands, desk.by, held),
        clocks=_clocks(stands), answers=journey.summary(stands.running.compiled, stands.facts, stands.context),
        timeline=timeline(process, stands.events, people, others), notices=[(one, NOTICES[one.state]) for one in letters],
        notes=notes, note=note,
        colleagues=sorted({(one.person_id, one.person.name) for one in colleagues}, key=lambda pair: pair[1]),
    )  # fmt: skip


def _clocks(stands: Standing) -> list[tuple[str, object, object]]:
    process = stands.running.compiled.service.process
    return [
        (english(process.clocks[clock.key].title), clock, clock_tag(clock)) for clock in stands.state.clocks
    ]


@require_POST
@at_desk
def note(desk: Desk, reference: str) -> HttpResponse:
    """Add a note."""
    text = desk.request.POST.get("text", "").strip()
    longest = actions.LONGEST_NOTE
    if not text or len(text) > longest:
        problem = "Enter a note" if not text else f"Note must be {longest} characters or less"
        return draw(desk, reference, errors=(FieldError(problem, "text"),), note=text)
    actions.add_note(case=desk.case(reference), text=text, now=desk.now, by=desk.by)
    return redirect(_case_url(desk, reference, "notes"))


@require_POST
@at_desk
def assign(desk: Desk, reference: str) -> HttpResponse:
    """Give the case to a colleague, to oneself, or back to the team."""
    asked = desk.request.POST.get("person", "")
    allowed = {str(one.person_id) for one in cases.colleagues(authority_id=desk.authority.pk, by=desk.by)}
    if asked and asked not in allowed:
        return draw(desk, reference, errors=(FieldError("Select a colleague", "person"),))
    actions.assign_case(case=desk.case(reference), person_id=int(asked) if asked else None, by=desk.by)
    return redirect(_case_url(desk, reference))


@require_POST
@at_desk
def settle_notice(desk: Desk, reference: str, notice: int) -> HttpResponse:
    """Say of a notice that failed or may not have been sent: it arrived, or send it again."""
    case = desk.case(reference)
    found = notices.one(notice_id=notice, authority_id=desk.authority.pk, by=desk.by)
    if found is None or found.case_id != case.pk:
        raise Http404
    with suppress(notice_actions.AlreadySettled):
        notice_actions.settle_by_hand(
            notice=found, sent=desk.request.POST.get("arrived") == "yes", by=desk.by
        )
    return redirect(_case_url(desk, reference, "notices"))


def _case_url(desk: Desk, reference: str, part: str = "") -> str:
    url = reverse("staff_case", args=[desk.authority.slug, reference])
    return f"{url}#{part}" if part else url
