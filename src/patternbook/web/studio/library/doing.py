"""What somebody who is signed in can do with a version that they read in the library."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from patternbook.web.authorities import queries as authorities
from patternbook.web.catalogue.models import Version
from patternbook.web.kit.pages import Link


def offered(request: HttpRequest, version: Version) -> tuple[Link, ...]:
    """Links to taking, signing off and recalling the version, for each council at which they may. Nothing for strangers."""
    if not request.user.is_authenticated:
        return ()
    by = authorities.actor_for(request.user)
    service = version.service.replace("_", "-")
    links = []
    for council in authorities.by_ids(by.where("catalogue.read")):
        at, numbered = [council.slug, service], [council.slug, service, version.number]
        if by.may("catalogue.adopt", council.pk):
            links.append(Link(f"Take it for {council.name}", reverse("service_adopt", args=at)))
        if by.may("catalogue.review", council.pk):
            links.append(Link("Sign it off", reverse("service_review", args=numbered)))
        if by.may("catalogue.recall", council.pk) and version.publisher_id == council.pk:
            links.append(Link("Recall this version", reverse("service_recall", args=numbered)))
    return tuple(links)
