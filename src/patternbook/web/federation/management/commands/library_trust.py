"""`library_trust`: trusts a library elsewhere, by the fingerprint of its key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from patternbook.library.federation import Trust
from patternbook.web.catalogue.management.telling import must_be_set_up
from patternbook.web.federation.management.telling import telling
from patternbook.web.federation.pulling import add


class Command(BaseCommand):
    """The fingerprint must come by another way than the address: by phone, or from the council's website."""

    help = "Trust a library elsewhere, by the fingerprint of its key."

    def add_arguments(self, parser: CommandParser) -> None:
        """What it is told."""
        parser.add_argument("address", help="where it is, such as https://library.example.org/")
        parser.add_argument("--fingerprint", required=True, help="64 hex digits, learnt by another way")
        parser.add_argument("--name", required=True, help="what it is called here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask the library to prove itself, and trust it. Ends with 1 where it does not."""
        must_be_set_up()
        with telling():
            told = Trust(options["address"], options["fingerprint"])
            library = add(told, name=options["name"], now=timezone.now())
        self.stdout.write(f"{library.name} is trusted. Next: library_pull")
