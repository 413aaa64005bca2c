"""`library_export`: writes what this installation publishes as a library of static files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from patternbook.library.federation import Bundle, BundleRefused, Key, export
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.catalogue.management.telling import must_be_set_up
from patternbook.web.federation import queries
from patternbook.web.federation.actions import claim_names
from patternbook.web.federation.management.telling import telling
from patternbook.web.federation.pulling import OPERATOR


class Command(BaseCommand):
    """Any web server can host the folder; whoever pulls knows the library by the key's fingerprint."""

    help = "Write what councils publish here, and what was pulled, as a library that any web server can host."

    def add_arguments(self, parser: CommandParser) -> None:
        """What it is told."""
        parser.add_argument(
            "folder", type=Path, help="where it is written; a library that stands there goes on"
        )
        parser.add_argument("--key", type=Path, required=True, help="the file with the key that signs")
        parser.add_argument("--name", required=True, help="the library's name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export. Ends with 1 where it is refused, with 2 where the key cannot be read."""
        must_be_set_up()
        now = timezone.now()
        with telling():
            key = Key.load(options["key"])
            names = queries.publishers(by=OPERATOR)
            claim_names(installation=INSTALLATION, names=names, key=key.public, now=now, by=OPERATOR)
            all_ = list(queries.bundles(key=key, by=OPERATOR))
            found = [one for one in all_ if isinstance(one, Bundle)]
            sequence = export(options["folder"], found, name=options["name"], key=key, now=now)
        for one in all_:
            if isinstance(one, BundleRefused):
                self.stderr.write(f"left out {one}")
        self.stdout.write(f"Wrote {options['folder']}: export {sequence}, versions: {len(found)}.")
        self.stdout.write(f"Fingerprint: {key.public.fingerprint}")
