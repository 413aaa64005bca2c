"""`publish`: publishes a service from a folder, with its examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from patternbook.web.authorities import queries as authorities
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import from_files
from patternbook.web.catalogue.actions import Publisher
from patternbook.web.catalogue.management.telling import must_be_set_up, telling


class Command(BaseCommand):
    """Publishes for ever: what was published under a number never changes."""

    help = "Publish the service in a folder (service.yaml and examples/*.yaml), after all checks and all examples."

    def add_arguments(self, parser: CommandParser) -> None:
        """What it is told."""
        parser.add_argument("folder", type=Path, help="the folder that holds service.yaml")
        parser.add_argument(
            "--publisher", required=True, help="who is credited: a council's slug, or another body's name"
        )
        parser.add_argument(
            "--number", default="", help="the version's number; the next, where none is given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say under which number. Ends with 1 where the text is wrong, 2 where there is none."""
        must_be_set_up()
        with telling(self, "Nothing was published."):
            version = from_files.publish(
                from_files.read_folder(options["folder"]),
                publisher=_publisher(options["publisher"]),
                number=options["number"],
                now=timezone.now(),
            )
        self.stdout.write(f"Published {version.service} {version.number}, by {version.publisher_name}.")


def _publisher(name: str) -> Publisher:
    try:
        authority = authorities.by_slug(name)
    except Authority.DoesNotExist:
        return Publisher(name)
    return Publisher(authority.name, authority)
