"""`load_authorities`: brings the table of authorities up to the shipped register."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from patternbook.web.audit.actors import SYSTEM
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities.actions import load_register
from patternbook.web.authorities.register import read_register


class Command(BaseCommand):
    """Loads the register. Run twice, it changes nothing."""

    help = "Load the register of authorities that is shipped with this version."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how much was new."""
        loaded = load_register(register=read_register(), installation=INSTALLATION, by=SYSTEM)
        self.stdout.write(
            f"{loaded.authorities} authorities, {loaded.codes} codes and {loaded.successions} successions added; "
            f"{loaded.changed} rows changed."
        )
