"""Published versions. What is published is public."""

from __future__ import annotations

from patternbook.web.catalogue.models import Version


def version(*, service: str, number: str = "") -> Version | None:
    """A published version, the latest where no number is given. What is published is public."""
    found = Version.objects.filter(service=service)
    return (found.filter(number=number) if number else found.order_by("-published", "-id")).first()
