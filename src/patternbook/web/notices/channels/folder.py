"""Keeping one file for each message, whole or not at all, and only once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from patternbook.web.notices.channels.base import ChannelProblem, Handover, Sent


def keep_file(folder: Path, *, key: str, suffix: str, content: bytes, handover: Handover) -> Sent:
    """Write a file named by the message's key, under a temporary name first, and move it into place.

    A repeated message finds its file there. Raises ChannelProblem where the folder cannot be written.
    """
    target = folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{suffix}"
    if target.exists():
        return Sent("already there")
    handover()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(content)
        os.replace(part, target)
    except OSError as problem:
        raise ChannelProblem(f"The folder cannot be written: {problem.strerror}.", again=True) from problem
    return Sent("kept as a file")
