"""The door of the staff area: who is at which council's desk, or nobody and nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities import queries as authorities
from patternbook.web.authorities.models import Authority
from patternbook.web.authorities.navigation import staff_parts
from patternbook.web.cases import queries as cases
from patternbook.web.cases.models import Case
from patternbook.web.kit.pages import Edges, FieldError


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer at work: at which council, with what permissions, at what time."""

    request: HttpRequest
    authority: Authority
    by: Actor
    now: datetime

    def edges(self, *, here: str, back: str = "", errors: tuple[FieldError, ...] = ()) -> Edges:
        """What stands around the page; `here` is the part of the staff area that it belongs to."""
        return Edges(
            council=authorities.council(self.authority),
            navigation=staff_parts(self.authority, here=here, by=self.by),
            person=self.by.name,
            back_url=back,
            errors=errors,
        )

    def case(self, reference: str) -> Case:
        """The case of that reference at this council. Raises Http404 where there is none for this officer."""
        found = cases.one(authority_id=self.authority.pk, reference=reference, by=self.by)
        if found is None:
            raise Http404
        return found


View = Callable[..., HttpResponse]


def at_desk(view: View) -> View:
    """Open a view to officers of the council in the address. To all others the page is not there."""

    @wraps(view)
    def run(request: HttpRequest, council: str, **rest: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        by = authorities.actor_for(request.user)
        try:
            authority = authorities.by_slug(council)
        except Authority.DoesNotExist as missing:
            raise Http404 from missing
        if not by.may("cases.read", authority.pk):
            raise Http404
        return view(Desk(request, authority, by, timezone.now()), **rest)

    return run
