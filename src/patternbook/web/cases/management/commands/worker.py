"""Run a worker until it is told to stop."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from patternbook.web.cases.worker import new_name, say_alive, work, work_once


class Command(BaseCommand):
    """``worker`` runs until SIGTERM or SIGINT; ``worker --once`` does what is due and ends."""

    help = "Send notices, tell cases that a moment has come, seal the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one choice: a single round."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        if options["once"]:
            name = new_name()
            say_alive(name)
            while work_once(name):
                pass
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work(stop)
