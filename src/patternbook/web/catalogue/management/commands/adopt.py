"""`adopt`: takes a published service for a council, with its choices from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from patternbook.errors import ProblemsFound, did_you_mean
from patternbook.web.authorities import queries as authorities
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import actions, from_files, queries
from patternbook.web.catalogue.management.telling import MISUSE, must_be_set_up, telling
from patternbook.web.catalogue.models import Revision, Version


class Command(BaseCommand):
    """Makes a new revision, which is current from now on. What is under way stays with its own."""

    help = "Adopt a published service for a council, with its settings and bindings from a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """What it is told."""
        parser.add_argument("council", help="the council's slug, as in its address")
        parser.add_argument("service", help="the service's key")
        parser.add_argument("--choices", type=Path, required=True, help="the file with settings and bindings")
        parser.add_argument(
            "--number", default="", help="the version's number; the newest, where none is given"
        )
        parser.add_argument("--because", default="", help="why, for whoever reads the history")
        parser.add_argument("--switch-on", action="store_true", help="offer it to residents at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Adopt, switch on where asked, and say at which address. Ends with 1 where a choice cannot be."""
        must_be_set_up()
        authority = _council(options["council"])
        version = _version(options["service"], options["number"])
        choices: Path = options["choices"]
        with telling(self, "Nothing was adopted."):
            revision = from_files.adopt(
                authority, version, choices, because=options["because"], now=timezone.now()
            )
        self.stdout.write(
            f"{authority.name} adopted {version.service} {version.number} as revision {revision.number}."
        )
        if options["switch_on"]:
            with telling(self, "It was adopted, but not switched on."):
                _switch_on(revision, choices)
            address = version.service.replace("_", "-")
            self.stdout.write(f"It is switched on, at /{authority.slug}/{address}/")


def _switch_on(revision: Revision, choices: Path) -> None:
    try:
        actions.switch_on(adoption=revision.adoption, by=from_files.OPERATOR)
    except ProblemsFound as found:
        raise ProblemsFound(from_files.in_choices(found.problems, revision.adoption_text, choices)) from found


def _council(slug: str) -> Authority:
    try:
        return authorities.by_slug(slug)
    except Authority.DoesNotExist as error:
        served = [council.slug for council in authorities.served_councils()]
        hint = did_you_mean(slug, served) or f"Served here: {', '.join(served) or 'none yet'}."
        raise CommandError(f"There is no council '{slug}'. {hint}", returncode=MISUSE) from error


def _version(service: str, number: str) -> Version:
    found = queries.version(service=service, number=number)
    if found is None:
        what = f"{service} {number}".strip()
        raise CommandError(f"{what} is not published here. Use the command publish first.", returncode=MISUSE)
    return found
