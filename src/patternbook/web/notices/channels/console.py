"""Prints notices: for trying things out. Not for a council's use."""

from __future__ import annotations

import sys

from patternbook.web.notices.channels.base import Handover, Outgoing, Sent


class ConsoleChannel:
    """Writes each notice to standard output."""

    repeatable = True

    def send(self, message: Outgoing, handover: Handover) -> Sent:
        """Print the message whole. Never fails short of a closed output."""
        handover()
        sys.stdout.write(f"--- notice to {message.address}\n{message.subject}\n\n{message.body}\n---\n")
        sys.stdout.flush()
        return Sent("printed")
