"""Signing in and out."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import actions, queries
from patternbook.web.authorities.forms import SignIn
from patternbook.web.authorities.models import Person
from patternbook.web.kit.pages import Edges, FieldError, render

# The same words whether the account exists or not, so that nobody can find out who works here.
WRONG = FieldError("Enter the email address and password of your account", "email")


class LockedOut(Exception):
    """Too many passwords were wrong: nobody can say for a while whether this one is right."""


def by_password(request: HttpRequest, email: str, password: str) -> Person | None:
    """Whose email address and password these are, if anybody's. Failures are counted. Raises LockedOut."""
    was_locked = not AxesProxyHandler.is_allowed(request, {"username": email})
    person = authenticate(request, username=email, password=password)
    if getattr(request, "axes_locked_out", False):
        if not was_locked:
            # Only the failure that locks: whoever goes on trying must not fill the log.
            actions.note_lock(
                email=email,
                address=str(request.axes_ip_address),  # type: ignore[attr-defined]  # written there by axes
                by=queries.STRANGER,
                installation=INSTALLATION,
            )
        raise LockedOut
    return person if isinstance(person, Person) else None


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with email address and password, then go where one was going."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(_next(request))
        return _sign_in_page(request, SignIn("", ""), ())
    typed = SignIn.of(request.POST)
    errors = typed.errors()
    if errors:
        return _sign_in_page(request, typed, errors)
    try:
        person = by_password(request, typed.email, typed.password)
    except LockedOut:
        return locked_out(request)
    if person is None:
        return _sign_in_page(request, typed, (WRONG,))
    actions.sign_in(request=request, person=person, by=queries.signing(person), installation=INSTALLATION)
    return HttpResponseRedirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, where there is one."""
    person = request.user
    if isinstance(person, Person):
        actions.sign_out(
            request=request, person=person, by=queries.signing(person), installation=INSTALLATION
        )
    return HttpResponseRedirect(reverse("sign_in"))


def locked_out(
    request: HttpRequest, credentials: object = None, *args: object, **kwargs: object
) -> HttpResponse:
    """After too many failures: say how long to wait."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "authorities/locked_out.html", Edges(), status=429, minutes=minutes)


def _sign_in_page(request: HttpRequest, typed: SignIn, errors: tuple[FieldError, ...]) -> HttpResponse:
    by_field = {error.field_id: {"text": error.text} for error in reversed(errors)}
    context = {
        "email": typed.email,
        "next": request.GET.get("next") or request.POST.get("next", ""),
        "error_of": by_field,
        "people": queries.demonstration_people() if settings.ENVIRONMENT.mode == "demonstration" else (),
    }
    return render(request, "authorities/sign_in.html", Edges(errors=errors), status=200, **context)


def _next(request: HttpRequest) -> str:
    """Where to go after signing in: only to a path of this site's staff area."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/staff/") else reverse("staff_home")
