"""`seal_audit`: seals what waits. The worker does it all the time; this is for installations without one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from patternbook.web.audit import chain


class Command(BaseCommand):
    """Seals until nothing waits."""

    help = "Chain the events of the audit log that are not sealed yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal batch by batch and say how many."""
        total = 0
        while sealed := chain.seal():
            total += sealed
        self.stdout.write(f"{total} events sealed.")
