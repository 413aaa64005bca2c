"""`recall`: takes back a version that no council published, such as one that shipped with the product."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from patternbook.web.catalogue import actions, from_files, queries
from patternbook.web.catalogue.management.telling import MISUSE, must_be_set_up, telling


class Command(BaseCommand):
    """A recall cannot be taken back. A version of a council is recalled by its own curators, in the browser."""

    help = "Recall a version that no council published: nobody can take it any more, and who runs it is told."

    def add_arguments(self, parser: CommandParser) -> None:
        """What it is told."""
        parser.add_argument("service", help="the key of the service")
        parser.add_argument("number", help="the version's number")
        parser.add_argument("--because", required=True, help="what is wrong with it, for everybody to read")
        parser.add_argument("--what-to-do", required=True, help="what councils that run it must do")

    def handle(self, *args: Any, **options: Any) -> None:
        """Recall, and say how many councils were told. Ends with 2 where there is no such version here."""
        must_be_set_up()
        version = queries.version(service=options["service"], number=options["number"])
        if version is None or version.publisher is not None:
            what = f"{options['service']} {options['number']}"
            by = f"It is {version.publisher_name}’s to recall." if version else "It is not published here."
            raise CommandError(f"{what} cannot be recalled by command. {by}", returncode=MISUSE)
        recalling = actions.Recalling(
            version=version, because=options["because"], what_to_do=options["what_to_do"]
        )
        publisher = actions.Publisher(version.publisher_name)
        with telling(self, "Nothing was recalled."):
            actions.recall(
                recalling=recalling, publisher=publisher, now=timezone.now(), by=from_files.OPERATOR
            )
        running = [one for one in queries.adopters(service=version.service) if _runs(one, version.pk)]
        self.stdout.write(
            f"Recalled {version.service} {version.number}. Councils that run it: {len(running)}."
        )


def _runs(adoption: Any, version_id: int) -> bool:
    return adoption.current is not None and adoption.current.version_id == version_id
