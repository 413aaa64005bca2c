"""The queue and the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from patternbook.web.authorities import queries as authorities
from patternbook.web.authorities.models import Team
from patternbook.web.authorities.navigation import first_page, places
from patternbook.web.cases import queries as cases
from patternbook.web.cases.models import Case
from patternbook.web.cases.references import clean_reference
from patternbook.web.casework.desk import Desk, at_desk
from patternbook.web.casework.words import Tag, due_tag, english
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.kit.pages import Edges, render

A_PAGE = 100
# No team has this key: keys never begin with a hyphen.
ALL_TEAMS = "-all"
STATES = (("open", "Open"), ("closed", "Closed"), ("all", "All"))


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    reference: str
    title: str
    service: str
    stage: str
    who: str
    due: datetime | None
    tag: Tag | None
    trouble: bool
    opened: datetime


def rows(cases_found: list[Case], desk: Desk) -> list[Row]:
    """Cases as an officer reads them in a list; the names come from the definitions they are pinned to."""
    pinned = {case.revision_id: catalogue.pinned(case.revision, by=desk.by).service for case in cases_found}
    return [
        Row(
            reference=case.reference,
            title=case.title or case.reference,
            service=english(pinned[case.revision_id].title),
            stage=english(pinned[case.revision_id].process.stages[case.stage].title),
            who=case.person.name if case.person else (case.team.name if case.team else ""),
            due=case.due_at,
            tag=due_tag(case.due_at, desk.now, paused=case.paused, closed=case.kind == Case.Kind.CLOSED),
            trouble=case.notice_trouble,
            opened=case.opened,
        )
        for case in cases_found
    ]


def home(request: HttpRequest) -> HttpResponse:
    """The one council of whoever signed in, or the list of theirs."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    by = authorities.actor_for(request.user)
    mine = [(one, first_page(one, by=by)) for one in authorities.by_ids(places(by))]
    if len(mine) == 1:
        return redirect(mine[0][1])
    return render(request, "casework/councils.html", Edges(person=by.name), councils=mine)


@at_desk
def show(desk: Desk) -> HttpResponse:
    """The cases that the officer asked for: of their team, theirs, late, closed."""
    asked = desk.request.GET
    teams = cases.all_teams(authority_id=desk.authority.pk, by=desk.by)
    team = asked.get("team", "mine")
    wanted = cases.Wanted(
        team_ids=_team_ids(desk, teams, team),
        mine=asked.get("mine") == "yes",
        state=asked.get("state") if asked.get("state") in dict(STATES) else "open",  # type: ignore[arg-type]  # one of three
        service=asked.get("service", "")[:64],
        overdue=asked.get("overdue") == "yes",
        trouble=asked.get("trouble") == "yes",
    )
    found = cases.queue(authority_id=desk.authority.pk, wanted=wanted, now=desk.now, by=desk.by)
    page = Paginator(found, A_PAGE).get_page(asked.get("page"))
    others = {key: value for key, value in asked.items() if key != "page"}
    return render(
        desk.request, "casework/queue.html", desk.edges(here="staff_queue"),
        page=page, rows=rows(list(page.object_list), desk), wanted=wanted, team=team, teams=teams, states=STATES,
        query=urlencode(others), services=_services(desk),
    )  # fmt: skip


def _team_ids(desk: Desk, teams: list[Team], asked: str) -> frozenset[int]:
    """The teams whose cases are meant: the officer's own, unless they ask for another or for all."""
    named = frozenset(team.pk for team in teams if team.key == asked)
    if named or asked == ALL_TEAMS:
        return named
    return frozenset(team.pk for team in cases.teams_of(authority_id=desk.authority.pk, by=desk.by))


def _services(desk: Desk) -> list[tuple[str, str]]:
    found = catalogue.services(authority=desk.authority, by=desk.by)
    return [(one.running.key, english(one.running.service.title)) for one in found]


@at_desk
def search(desk: Desk) -> HttpResponse:
    """Cases by reference, name, address or any words of the answers."""
    words = desk.request.GET.get("q", "").strip()[:200]
    found = cases.search(authority_id=desk.authority.pk, words=words, by=desk.by) if words else []
    if len(found) == 1 and found[0].reference == clean_reference(words):
        return redirect("staff_case", desk.authority.slug, found[0].reference)
    return render(
        desk.request, "casework/search.html", desk.edges(here="staff_search"),
        words=words, rows=rows(found, desk), most=cases.MOST_FOUND,
    )  # fmt: skip
