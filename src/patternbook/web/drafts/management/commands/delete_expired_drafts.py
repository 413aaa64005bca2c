"""Delete drafts, and answers of other systems, whose time is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM
from patternbook.web.connections.actions import forget_expired
from patternbook.web.drafts.actions import delete_expired


class Command(BaseCommand):
    """`delete_expired_drafts`: run it every few minutes, or let the worker do it."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete in batches until nothing that has expired is left."""
        drafts = 0
        while deleted := delete_expired(now=timezone.now()):
            drafts += deleted
        answers = forget_expired(now=timezone.now(), by=SYSTEM)
        self.stdout.write(f"Deleted {drafts} drafts and {answers} kept answers.")
