"""Ways of sending, one folder each, in one visible table."""

from __future__ import annotations

from collections.abc import Callable

from patternbook.web.notices.channels.base import Channel, ChannelProblem, Handover, Outgoing, Sent
from patternbook.web.notices.channels.console import ConsoleChannel
from patternbook.web.notices.channels.file import FileChannel
from patternbook.web.notices.channels.order import OrderChannel
from patternbook.web.notices.channels.smtp import SmtpChannel

# Which way carries email is a setting (PATTERNBOOK_EMAIL): a name of this table. Orders have their own.
CHANNELS: dict[str, Callable[[], Channel]] = {
    "console": ConsoleChannel,
    "file": FileChannel,
    "smtp": SmtpChannel,
    "order": OrderChannel,
}

__all__ = ["CHANNELS", "Channel", "ChannelProblem", "Handover", "Outgoing", "Sent"]
