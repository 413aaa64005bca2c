"""Published versions. What is published is public."""

from __future__ import annotations

from patternbook.web.catalogue.models import Version


def version(*, service: str, number: str = "") -> Version | None:
    """A published version, the latest where no number is given. What is published is public."""
    found = Version.objects.filter(service=service)
    return (found.filter(number=number) if number else found.order_by("-published", "-id")).first()


def next_number(*, service: str) -> str:
    """The number of the next version, where nobody says another: 1.0.0 for the first text, then 1.1.0 and on."""
    count = Version.objects.filter(service=service).count()
    taken = set(Version.objects.filter(service=service).values_list("number", flat=True))
    while (number := f"1.{count}.0") in taken:
        count += 1
    return number
