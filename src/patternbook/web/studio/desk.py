"""The door of the designers' area: who is at which council's desk, or nobody and nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities import queries as authorities
from patternbook.web.authorities.models import Authority
from patternbook.web.authorities.navigation import staff_parts
from patternbook.web.kit.pages import Edges, FieldError


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody at work on services: at which council, with what permissions, at what time."""

    request: HttpRequest
    authority: Authority
    by: Actor
    now: datetime

    def may(self, permission: str) -> bool:
        """Whether they may do this at this council."""
        return self.by.may(permission, self.authority.pk)

    def edges(self, *, here: str = "services", back: str = "", errors: tuple[FieldError, ...] = ()) -> Edges:
        """What stands around the page; `here` is the part of the staff area that it belongs to."""
        return Edges(
            council=authorities.council(self.authority),
            navigation=staff_parts(self.authority, here=here, by=self.by),
            person=self.by.name,
            back_url=back,
            errors=errors,
        )

    @property
    def services(self) -> str:
        """The address of the list of the council's services."""
        return reverse("services", args=[self.authority.slug])


View = Callable[..., HttpResponse]


def at_desk(permission: str = "catalogue.read") -> Callable[[View], View]:
    """Open a view to those who have the permission at the council in the address. To all others it is not there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, council: str, **rest: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            by = authorities.actor_for(request.user)
            try:
                authority = authorities.by_slug(council)
            except Authority.DoesNotExist as missing:
                raise Http404 from missing
            if not by.may(permission, authority.pk):
                raise Http404
            return view(Desk(request, authority, by, timezone.now()), **rest)

        return run

    return decorate
