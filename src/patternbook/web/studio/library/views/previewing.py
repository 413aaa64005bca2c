"""What a council prepares, seen as its residents would: with its own settings, bindings, colours and connections."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from patternbook.web.authorities import queries as authorities
from patternbook.web.kit.pages import language_asked
from patternbook.web.studio.adopting.hands import in_hand, page_of
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.trying import Trial, respond


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk()
def preview(desk: Desk, service: str) -> HttpResponse:
    """A resident's journey over what is prepared, else over what is in force. Nothing of it is sent or kept."""
    hand = in_hand(desk, service)
    running = hand.running()
    language = language_asked(desk.request)
    if language not in hand.service.title.wordings:
        language = "en"
    trial = Trial(
        compiled=hand.compiled, choices=hand.choices, via=replace(running.via, keep={}), now=desk.now,
        language=language, action=page_of(desk, "service_preview", service),
        leave=page_of(desk, "service", service), leave_words="Go back to the staff area",
        council=authorities.council(desk.authority, language),
    )  # fmt: skip
    return respond(desk.request, trial)
