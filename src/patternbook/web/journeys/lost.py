"""A browser whose token opens nothing any more: what became of the answers, as far as can be known.

They were sent (this browser remembers which report they became), or they were opened on another device,
or they are deleted. Whoever sent a report is never told that it was deleted.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from patternbook.web.drafts import queries as drafts
from patternbook.web.drafts.tokens import token_hash
from patternbook.web.journeys import addresses
from patternbook.web.journeys.visits import Visit

_SIGNER = signing.Signer(salt="patternbook.sent")
# Enough of the draft's hash to tell it from the others that one browser ever held.
KNOWN_BY = 16


def where_instead(here: Visit) -> str:
    """Where somebody goes who holds no draft that can be gone on with."""
    if not here.lost:
        return here.url()
    if progress := _sent(here):
        return addresses.progress(here.slug, progress)
    found = here.here
    moved = drafts.opened_elsewhere(authority=found.authority, token=here.lost, now=found.now, by=found.by)
    return here.named("journey_elsewhere" if moved else "journey_timed_out")


def remember_sent(response: HttpResponse, here: Visit, progress: str) -> HttpResponse:
    """Let the browser remember, until it is closed, which report its answers became: drafts are deleted soon.

    It holds no more than the confirmation showed: the key of the page that shows how the report goes.
    """
    if here.draft is not None and progress:
        response.set_cookie(
            _cookie(here),
            _SIGNER.sign(f"{here.draft.token_hash[:KNOWN_BY]}.{progress}"),
            httponly=True,
            samesite="Lax",
            secure=settings.ENVIRONMENT.https,
        )
    return response


def _sent(here: Visit) -> str:
    """The key of the report that the lost token's answers became; empty where the browser knows of none."""
    try:
        draft, _, progress = _SIGNER.unsign(here.request.COOKIES.get(_cookie(here), "")).partition(".")
    except signing.BadSignature:
        return ""
    return progress if draft == token_hash(here.lost)[:KNOWN_BY] else ""


def _cookie(here: Visit) -> str:
    return f"sent-{here.slug}-{here.running.key}"
