"""Reading cases. Every function takes the one who asks, and gives nothing of another authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.timezone import localdate

from patternbook.web.audit.actors import Actor, NotAllowed
from patternbook.web.audit.queries import events_of
from patternbook.web.authorities.models import Membership, Team
from patternbook.web.authorities.queries import in_force
from patternbook.web.cases.models import Case, CaseClock, CaseMove, CasePlace, CaseTask, Note, Worker
from patternbook.web.cases.moving import Planned, planned
from patternbook.web.cases.references import clean_reference
from patternbook.web.cases.search import folded
from patternbook.web.cases.standing import Standing, standing
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.models import Revision
from patternbook.web.drafts.tokens import token_hash

MOST_FOUND = 100
# As many cases as one page lists and moves at once.
MOST_MOVED = 200
# Fewer letters than this begin too many references to be meant as one.
SHORTEST_REFERENCE = 4
WORKER_SEEN_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an officer wants to see of the queue."""

    # The cases of these teams, or of all where there are none.
    team_ids: frozenset[int] = frozenset()
    mine: bool = False
    state: str = "open"
    service: str = ""
    overdue: bool = False
    trouble: bool = False


def _cases(authority_id: int, by: Actor) -> QuerySet[Case]:
    by.must("cases.read", authority_id)
    return Case.objects.filter(authority_id=authority_id).select_related(
        "person", "team", "revision__authority"
    )


def queue(*, authority_id: int, wanted: Wanted, now: datetime, by: Actor) -> QuerySet[Case]:
    """The cases wanted, the nearest deadline first, those without one last."""
    cases = _cases(authority_id, by)
    if wanted.state == "open":
        cases = cases.exclude(kind=Case.Kind.CLOSED)
    elif wanted.state == "closed":
        cases = cases.filter(kind=Case.Kind.CLOSED)
    if wanted.team_ids:
        mine = Q(team_id__in=wanted.team_ids) | Q(tasks__team_id__in=wanted.team_ids)
        cases = cases.filter(mine).distinct()
    if wanted.mine:
        cases = cases.filter(Q(person_id=by.person_id) | Q(tasks__person_id=by.person_id)).distinct()
    if wanted.service:
        cases = cases.filter(service=wanted.service)
    if wanted.overdue:
        cases = cases.filter(due_at__lt=now, kind__in=[Case.Kind.OPEN, Case.Kind.WAITING])
    if wanted.trouble:
        cases = cases.filter(notice_trouble=True)
    return cases.order_by(F("due_at").asc(nulls_last=True), "opened", "id")


def search(*, authority_id: int, words: str, by: Actor) -> list[Case]:
    """Cases by reference or how it begins, or by words in answers and notes: every word must stand there.

    The newest first.
    """
    by.must("cases.search", authority_id)
    cases = _cases(authority_id, by)
    reference = clean_reference(words)
    if len(reference) >= SHORTEST_REFERENCE:
        by_reference = list(cases.filter(reference__startswith=reference).order_by("reference")[:MOST_FOUND])
        if by_reference:
            return by_reference
    wanted = folded(words).split()[:10]
    if not wanted:
        return []
    for word in wanted:
        cases = cases.filter(search__contains=word)
    return list(cases.order_by("-opened", "-id")[:MOST_FOUND])


def one(*, authority_id: int, reference: str, by: Actor) -> Case | None:
    """One case of the authority, or None: for somebody who may not see it, it is not there."""
    cases = _cases(authority_id, by).select_related(
        "submission", "authority", "revision__authority", "person", "team"
    )
    return cases.filter(reference=reference).first()


def stand(*, case: Case, now: datetime, by: Actor) -> Standing:
    """How the case stands, for an officer."""
    by.must("cases.read", case.authority_id)
    running = catalogue.pinned(case.revision, by=by)
    return standing(case=case, running=running, now=now)


def by_progress_token(*, authority_id: int, token: str, now: datetime, by: Actor) -> Standing | None:
    """The case whose progress link somebody holds, for the resident's page. None for any other token."""
    by.must("cases.follow", authority_id)
    found = Case.objects.filter(authority_id=authority_id, progress_hash=token_hash(token))
    case = found.select_related("submission", "authority", "revision__authority").first()
    if case is None:
        return None
    running = catalogue.pinned(case.revision, by=by)
    return standing(case=case, running=running, now=now, channel="resident")


def of_draft(*, authority_id: int, draft_id: int, by: Actor) -> Case | None:
    """The case that a draft became, for whoever holds the draft."""
    by.must("cases.follow", authority_id)
    key = f"draft:{draft_id}"
    return Case.objects.filter(authority_id=authority_id, submission__idempotency_key=key).first()


def roles_held(*, standing: Standing, by: Actor) -> frozenset[str]:
    """The roles of the case's process that the officer holds: those bound to a team of theirs, those bound
    to none, and for team leads all of them."""
    authority_id = standing.case.authority_id
    if not by.may("cases.work", authority_id):
        return frozenset()
    roles = standing.running.compiled.service.process.roles
    if by.may("cases.reassign", authority_id):
        return frozenset(roles)
    mine = {team.key for team in teams_of(authority_id=authority_id, by=by)}
    bound = {role: standing.running.binding(node.team) if node.team else "" for role, node in roles.items()}
    return frozenset(role for role, team in bound.items() if not team or team in mine)


def teams_of(*, authority_id: int, by: Actor) -> list[Team]:
    """The teams of the authority to which the officer belongs today."""
    by.must("cases.read", authority_id)
    if by.person_id is None:
        return []
    mine = in_force().filter(authority_id=authority_id, person_id=by.person_id, team__isnull=False)
    return sorted({one.team for one in mine.select_related("team") if one.team}, key=lambda team: team.name)


def all_teams(*, authority_id: int, by: Actor) -> list[Team]:
    """Every team of the authority."""
    by.must("cases.read", authority_id)
    return list(Team.objects.filter(authority_id=authority_id).order_by("name"))


def colleagues(*, authority_id: int, by: Actor) -> list[Membership]:
    """Officers of the authority today, to whom a case can be given."""
    by.must("cases.assign", authority_id)
    officers = in_force().filter(authority_id=authority_id, role__in=["officer", "team_lead"])
    return list(officers.filter(person__is_active=True).select_related("person").order_by("person__name"))


def notes_of(*, case: Case, by: Actor) -> list[Note]:
    """The notes on a case, the newest first."""
    by.must("cases.read", case.authority_id)
    return list(case.notes.select_related("person").order_by("-written"))


def open_task(*, case: Case, key: str, item: str, by: Actor) -> CaseTask | None:
    """The open task of that key, or None."""
    by.must("cases.read", case.authority_id)
    return case.tasks.filter(key=key, item=item).first()


@dataclass(frozen=True, slots=True)
class Given:
    """Somebody gave a case to a person, or back to the team."""

    at: datetime
    to: int | None
    by: int | None


def given(*, case: Case, by: Actor) -> list[Given]:
    """To whom the case was given, the oldest first, as the log of actions says."""
    by.must("cases.read", case.authority_id)
    events = events_of(case, verb="case.assigned")
    return [Given(event.at, event.facts.get("to"), event.person_id) for event in events]


def reports_at(*, authority_id: int, uprn: str) -> list[dict[str, object]]:
    """What is open at a property: which of its collections and since when, never who reported it.

    The answer of the contract `reports_at_property`; asked for residents, so it needs no permission of
    theirs and gives nothing that is not shown to whoever stands before the house.
    """
    places = CasePlace.objects.filter(authority_id=authority_id, uprn=uprn).exclude(
        case__kind=Case.Kind.CLOSED
    )
    return [
        {"service": place.subject, "reported_on": localdate(place.case.opened).isoformat(), "open": True}
        for place in places.select_related("case").order_by("case__opened", "id")
    ]


@dataclass(frozen=True, slots=True)
class Seen:
    """Which cases were open at some properties when it was last asked what is reported there."""

    uprns: frozenset[str]
    cases: frozenset[int]


def open_at(*, authority_id: int, uprns: frozenset[str], by: Actor) -> Seen:
    """The cases that are open at these properties, by their ids alone: whether something came meanwhile."""
    by.must("cases.submit", authority_id)
    places = CasePlace.objects.filter(authority_id=authority_id, uprn__in=uprns)
    open_ = places.exclude(case__kind=Case.Kind.CLOSED).values_list("case_id", flat=True)
    return Seen(uprns, frozenset(open_) if uprns else frozenset())


def due_timers(*, now: datetime, most: int, by: Actor) -> list[tuple[int, int]]:
    """Case ids (with authority) of which a moment has come, the one that waits longest first, for the worker."""
    if "cases.advance" not in by.everywhere:
        raise NotAllowed("cases.advance")
    due = CaseClock.objects.filter(next_at__lte=now).values_list("case_id", "authority_id")
    first = due.annotate(first=Min("next_at")).order_by("first", "case_id")[:most]
    return [(case_id, authority_id) for case_id, authority_id, _ in first]


def for_worker(*, case_id: int, by: Actor) -> Case:
    """A case of which a moment has come."""
    if "cases.advance" not in by.everywhere:
        raise NotAllowed("cases.advance")
    return Case.objects.select_related("submission", "authority", "revision__authority").get(pk=case_id)


def is_worker_seen(*, now: datetime) -> bool:
    """Whether any worker was seen lately. Says nothing of any case: for monitors, who are not signed in."""
    return Worker.objects.filter(seen__gte=now - WORKER_SEEN_WITHIN).exists()


def open_by_stage(*, authority_id: int, service: str, by: Actor) -> dict[str, int]:
    """How many cases of a service are open in each stage, for whoever changes it; nothing of any single one."""
    by.must("catalogue.read", authority_id)
    found = Case.objects.filter(authority_id=authority_id, service=service).exclude(kind=Case.Kind.CLOSED)
    return dict(found.values_list("stage").annotate(count=Count("pk")).order_by("stage"))


def to_move(*, authority_id: int, service: str, to: Revision, now: datetime, by: Actor) -> list[Planned]:
    """The open cases that stand under another revision, each with what moving it would change."""
    by.must("catalogue.move", authority_id)
    found = Case.objects.filter(authority_id=authority_id, service=service).exclude(kind=Case.Kind.CLOSED)
    rows = found.exclude(revision=to).select_related("submission", "authority", "revision__authority")
    running = catalogue.pinned(to, by=by)
    return [
        planned(standing(case=case, running=catalogue.pinned(case.revision, by=by), now=now), running)
        for case in rows.order_by("opened", "pk")[:MOST_MOVED]
    ]


def moves(*, authority_id: int, service: str, by: Actor) -> list[CaseMove]:
    """The moves of cases that were not undone, the newest first."""
    by.must("catalogue.move", authority_id)
    found = CaseMove.objects.filter(authority_id=authority_id, case__service=service, undone=None)
    found = found.select_related("case", "from_revision", "to_revision", "by")
    return list(found.order_by("-at", "-pk")[:MOST_MOVED])
