"""Orders to another system, as JSON files in a folder that the other system collects from.

Many contractors' systems take work in this way, by a shared or transferred folder. The file's name is
made from the message's key, so that nothing is ordered twice.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from patternbook.web.notices.channels.base import ChannelProblem, Handover, Outgoing, Sent
from patternbook.web.notices.channels.folder import keep_file

# What a binding of the type `connection` says to have its orders put there.
ORDER_FOLDER = "order_folder"


class OrderChannel:
    """Puts each order, which is JSON already, into the orders folder of its council."""

    repeatable = True

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(settings.NOTICES_FOLDER) / "orders"

    def send(self, message: Outgoing, handover: Handover) -> Sent:
        """Keep the order. Raises ChannelProblem where the binding names another way, or the folder cannot be written."""
        if message.address != ORDER_FOLDER:
            raise ChannelProblem(f"Nothing here sends orders by '{message.address[:40]}'.", again=False)
        return keep_file(
            self.folder / message.council,
            key=message.idempotency_key,
            suffix=".json",
            content=message.body.encode(),
            handover=handover,
        )
