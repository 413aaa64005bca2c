"""Who of a council's people signed in and out, for its auditors."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from patternbook.web.authorities import queries
from patternbook.web.authorities.models import Authority
from patternbook.web.authorities.navigation import staff_parts
from patternbook.web.kit.pages import Edges, render

A_PAGE = 100
WORDS = {
    "accounts.signed_in": "Signed in",
    "accounts.signed_out": "Signed out",
    "accounts.password_changed": "Changed their password",
    "accounts.locked": "Locked for a while: the password was wrong too often",
}


@require_safe
def sign_ins(request: HttpRequest, council: str) -> HttpResponse:
    """What the log says of accounts, the newest first. To all but auditors the page is not there."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    by = queries.actor_for(request.user)
    try:
        authority = queries.by_slug(council)
    except Authority.DoesNotExist as missing:
        raise Http404 from missing
    if not by.may("audit.read", authority.pk):
        raise Http404
    page = Paginator(queries.sign_ins(authority, by=by), A_PAGE).get_page(request.GET.get("page"))
    parts = staff_parts(authority, here="staff_sign_ins", by=by)
    edges = Edges(council=queries.council(authority), navigation=parts, person=by.name)
    lines = [(at, name, WORDS[verb]) for at, name, verb in page]
    return render(request, "authorities/sign_ins.html", edges, page=page, lines=lines)
