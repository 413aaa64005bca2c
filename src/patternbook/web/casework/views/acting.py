"""Doing a task, or making a case-wide event happen: the form, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from patternbook.engine.answers.asking import FieldProblem
from patternbook.engine.process import Event
from patternbook.engine.process.filling import Filled, fill_in
from patternbook.web.cases import actions
from patternbook.web.cases import queries as cases
from patternbook.web.cases.standing import Standing
from patternbook.web.casework.desk import Desk, at_desk
from patternbook.web.casework.forms import LINK, Choosing, choosing, fields_of, problems_of
from patternbook.web.casework.offers import offered_events, offered_tasks
from patternbook.web.casework.words import english
from patternbook.web.kit.pages import FieldError, render

MOVED = "Somebody else changed this case while you were writing. Look at it again, then send your answers."


@dataclass(frozen=True, slots=True)
class Acting:
    """Something that an officer is about to do to a case."""

    desk: Desk
    stands: Standing
    event: Event
    title: str
    about: str

    @property
    def case_url(self) -> str:
        """The case's own page."""
        return reverse("staff_case", args=[self.desk.authority.slug, self.stands.case.reference])


@at_desk
def task(desk: Desk, reference: str, task: str, item: str = "") -> HttpResponse:
    """Do an open task."""
    stands = cases.stand(case=desk.case(reference), now=desk.now, by=desk.by)
    held = cases.roles_held(standing=stands, by=desk.by)
    key = task.replace("-", "_")
    offered = [one for one in offered_tasks(stands, held) if (one.key, one.item) == (key, item) and one.mine]
    if not offered:
        return _too_late(desk, reference)
    state = stands.state.task(f"{key}.{item}" if item else key)
    assert state is not None
    node = stands.running.compiled.service.process.stages[state.stage].tasks[key]
    event = Event(kind="task", key=key, item=item or None, at=desk.now, role=state.role)
    return _act(Acting(desk, stands, event, offered[0].title, english(node.about)))


@at_desk
def event(desk: Desk, reference: str, event: str) -> HttpResponse:
    """Make a case-wide event happen."""
    stands = cases.stand(case=desk.case(reference), now=desk.now, by=desk.by)
    held = cases.roles_held(standing=stands, by=desk.by)
    key = event.replace("-", "_")
    offered = next((one for one in offered_events(stands, desk.by, held) if one.key == key), None)
    if offered is None:
        return _too_late(desk, reference)
    happening = Event(kind="event", key=key, at=desk.now, role=offered.role)
    return _act(Acting(desk, stands, happening, offered.title, ""))


def _too_late(desk: Desk, reference: str) -> HttpResponse:
    """What is not offered is not there; but what an officer has just written is given back to them."""
    written = [
        text for key, texts in desk.request.POST.lists() for text in texts if key != "csrfmiddlewaretoken"
    ]
    if not any(text.strip() for text in written):
        raise Http404
    back = reverse("staff_case", args=[desk.authority.slug, reference])
    edges = desk.edges(here="staff_queue", back=back)
    kept = "\n".join(text for text in written if text.strip())
    return render(desk.request, "casework/too_late.html", edges, status=409, case_url=back, kept=kept)


def _act(acting: Acting) -> HttpResponse:
    """Show the form; when it is sent in, read it, do it, or show it again with what is wrong."""
    stands, request = acting.stands, acting.desk.request
    sent = {key: request.POST.getlist(key) for key in request.POST} if request.method == "POST" else None
    chosen = choosing(stands, acting.event, sent)
    filled = fill_in(stands.running.compiled, stands.facts, stands.events, chosen.event, stands.context, sent)
    if sent is None:
        return _draw(acting, chosen, filled)
    problems = (*filled.problems, *problems_of(chosen), *_link_problem(acting, chosen))
    if problems:
        return _draw(acting, chosen, filled, problems)
    return _do(acting, chosen, filled)


def _link_problem(acting: Acting, chosen: Choosing) -> tuple[FieldProblem, ...]:
    """The other case must be there, at the same council, and be another one."""
    link = chosen.event.link
    if not chosen.asks_link or not link:
        return ()
    desk = acting.desk
    other = cases.one(authority_id=desk.authority.pk, reference=link, by=desk.by)
    if other is not None and other.pk != acting.stands.case.pk:
        return ()
    return (
        FieldProblem(
            "", LINK, "not_found", "There is no other case with this reference. Check it and enter it again"
        ),
    )


def _do(acting: Acting, chosen: Choosing, filled: Filled) -> HttpResponse:
    event, desk = filled.event, acting.desk
    said = actions.Said(
        role=event.role or "", outcome=event.outcome, reason=event.reason, explain=event.explain,
        answers=event.answers, link=event.link,
    )  # fmt: skip
    do = actions.complete_task if event.kind == "task" else actions.officer_event
    named = {"task": event.key, "item": event.item} if event.kind == "task" else {"key": event.key}
    try:
        do(
            case=acting.stands.case,
            running=acting.stands.running,
            said=said,
            now=desk.now,
            by=desk.by,
            **named,
        )
    except actions.NotPossible as refused:
        return _draw(acting, chosen, filled, (FieldProblem("", "", refused.code, refused.message),))
    except actions.CaseMoved:
        return _draw(acting, chosen, filled, (FieldProblem("", "", "moved", MOVED),), status=409)
    return redirect(acting.case_url)


def _draw(
    acting: Acting, chosen: Choosing, filled: Filled, problems: tuple[FieldProblem, ...] = (), status: int = 0
) -> HttpResponse:
    errors = tuple(FieldError(problem.message, problem.field) for problem in problems)
    edges = acting.desk.edges(here="staff_queue", back=acting.case_url, errors=errors)
    return render(
        acting.desk.request, "casework/act.html", edges, status=status or (422 if errors else 200),
        title=acting.title, about=acting.about, case=acting.stands.case, chosen=chosen,
        fields=fields_of(filled.questions, problems), wrong={problem.field: problem.message for problem in problems},
    )  # fmt: skip
