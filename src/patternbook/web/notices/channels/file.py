"""Keeps notices as files that any mail program opens."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from patternbook.web.notices.channels.base import Handover, Outgoing, Sent
from patternbook.web.notices.channels.folder import keep_file
from patternbook.web.notices.channels.letter import as_email


class FileChannel:
    """Writes each notice to the notices folder as an .eml file."""

    repeatable = True

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(settings.NOTICES_FOLDER)

    def send(self, message: Outgoing, handover: Handover) -> Sent:
        """Keep the message. Raises ChannelProblem for an address that is none, or a folder that cannot be written."""
        content = as_email(message).as_bytes()
        return keep_file(
            self.folder, key=message.idempotency_key, suffix=".eml", content=content, handover=handover
        )
