"""`verify_audit`: shows whether the log is what was sealed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from patternbook.web.audit import chain, queries


class Command(BaseCommand):
    """Walks every chain. Ends with code 1 where something is broken."""

    help = "Check that nothing in the audit log was changed, taken out or put in, and print the last seal of each chain."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every break, then the heads of the chains."""
        broken = list(chain.verify())
        for one in broken:
            self.stderr.write(str(one))
        for authority_id, (number, digest) in sorted(chain.heads().items()):
            self.stdout.write(f"authority {authority_id}: {number} events sealed, the last as {digest}")
        self.stdout.write(f"{queries.unsealed()} events wait for their seal.")
        if broken:
            raise CommandError(f"The log is broken in {len(broken)} places.", returncode=1)
