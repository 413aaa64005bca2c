"""Changing one's own password."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import actions, queries
from patternbook.web.authorities.forms import NewPassword
from patternbook.web.authorities.models import Person
from patternbook.web.authorities.views.signing import LockedOut, by_password, locked_out
from patternbook.web.kit.pages import Edges, FieldError, render

CHANGED = "changed"
WRONG = FieldError("The current password is not the one of your account. Enter it again", "old")


@sensitive_post_parameters("old", "new")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password, for whoever knows the old one. Failures are counted like those of signing in."""
    person = request.user
    if not isinstance(person, Person):
        return redirect_to_login(request.get_full_path())
    if request.method != "POST":
        return _page(request, person, ())
    typed = NewPassword.of(request.POST)
    if errors := typed.errors():
        return _page(request, person, errors)
    try:
        known = by_password(request, person.email, typed.old) == person
    except LockedOut:
        return locked_out(request)
    return _change(request, person, typed) if known else _page(request, person, (WRONG,))


def _change(request: HttpRequest, person: Person, typed: NewPassword) -> HttpResponse:
    try:
        actions.change_password(
            request=request, person=person, password=typed.new, by=queries.signing(person), installation=INSTALLATION
        )  # fmt: skip
    except ValidationError as refused:
        return _page(request, person, typed.refused(refused))
    return HttpResponseRedirect(f"{reverse('change_password')}?{CHANGED}")


def _page(request: HttpRequest, person: Person, errors: tuple[FieldError, ...]) -> HttpResponse:
    by_field = {error.field_id: {"text": error.text} for error in reversed(errors)}
    edges = Edges(person=person.name, errors=errors, back_url=reverse("staff_home"))
    return render(
        request, "authorities/password.html", edges, status=422 if errors else 200,
        email=person.email, error_of=by_field, changed=CHANGED in request.GET and not errors,
    )  # fmt: skip
