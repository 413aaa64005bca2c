"""`library_pull`: takes in what is new in the libraries that are trusted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from patternbook.library.federation import BundleRefused
from patternbook.web.catalogue.management.telling import FAILED, must_be_set_up
from patternbook.web.federation import queries
from patternbook.web.federation.management.telling import telling
from patternbook.web.federation.models import TrustedLibrary
from patternbook.web.federation.pulling import OPERATOR, pull


class Command(BaseCommand):
    """Can be run as often as one likes, by hand or by a timer: what is here is not taken again."""

    help = "Take in what is new in the libraries that are trusted."

    def handle(self, *args: Any, **options: Any) -> None:
        """Pull from each. Ends with 1 where something was refused or a library does not answer."""
        must_be_set_up()
        wrong = 0
        for library in queries.libraries(by=OPERATOR):
            try:
                with telling():
                    wrong += self._pull(library)
            except CommandError as error:
                wrong += 1
                self.stderr.write(f"{library.name}: {error}")
        if wrong:
            raise CommandError("Not everything was taken in.", returncode=FAILED)

    def _pull(self, library: TrustedLibrary) -> int:
        refused = 0
        for found in pull(library, now=timezone.now()):
            if isinstance(found, BundleRefused):
                refused += 1
                self.stderr.write(f"{library.name}: refused {found}")
            else:
                self.stdout.write(
                    f"{library.name}: {found.service} {found.number}, by {found.publisher_name}"
                )
        return refused
