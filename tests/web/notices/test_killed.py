"""A worker that is killed while it sends: in a process of its own, with a real mail server and a real file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.web.notices.test_channels import free_port

QUEUE = """
import django
django.setup()
from django.db import transaction
from django.utils import timezone
from patternbook.web.authorities.models import Authority
from patternbook.web.notices.actions import ToSend, queue
council = Authority.objects.create(slug="c", name="C", official_name="C", nation="england", kind="k", tier="t")
letter = ToSend(key="received", idempotency_key="case:1:1", channel="email", language="en",
                address="resident@example.org", subject="We have your report", body="Thank you.")
with transaction.atomic():
    queue(authority=council, case_id=None, notices=[letter], now=timezone.now())
"""


class Mailbox:
    """A mail server that holds the worker at one step until the test has done what it does there."""

    def __init__(self, hold_at: str) -> None:
        self.hold_at = hold_at
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.taken: list[bytes] = []

    def _hold(self, step: str) -> None:
        if step == self.hold_at:
            self.reached.set()
            self.go_on.wait(20)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        self._hold("address")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        self._hold("text")
        return "250 Taken"


class Machine:
    """A database file and the programs that run on it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.database = folder / "db.sqlite3"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "patternbook.web.settings",
            "PATTERNBOOK_MODE": "test",
            "PATTERNBOOK_FOLDER": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PATTERNBOOK_EMAIL": "smtp",
            "PATTERNBOOK_EMAIL_FROM": "council@example.org",
            "PATTERNBOOK_SMTP_HOST": "127.0.0.1",
            "PATTERNBOOK_SMTP_PORT": str(port),
            "PATTERNBOOK_SMTP_SECURITY": "none",
        }

    def run(self, *arguments: str) -> None:
        """Run a program to its end."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker that runs until it is stopped."""
        command = [sys.executable, "-m", "patternbook.web", "worker"]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def notice(self) -> tuple[str, bool]:
        """The state of the only notice, and whether it was handed over."""
        with sqlite3.connect(self.database) as read:
            state, handed = read.execute("SELECT state, handed_over FROM notices_notice").fetchone()
        return state, handed is not None

    def let_the_claim_run_out(self) -> None:
        """As if five minutes had passed."""
        with sqlite3.connect(self.database) as write:
            write.execute("UPDATE notices_notice SET claimed_until = '2020-01-01 00:00:00'")


@pytest.fixture
def mailbox(request: pytest.FixtureRequest) -> Iterator[tuple[Mailbox, int]]:
    box, port = Mailbox(request.param), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    box.go_on.set()
    controller.stop()


def killed_there(mailbox: tuple[Mailbox, int], folder: Path) -> tuple[Machine, Mailbox]:
    """A worker is killed where the mail server holds it; then its claim runs out."""
    box, port = mailbox
    machine = Machine(folder, port)
    machine.run("-m", "patternbook.web", "migrate", "--verbosity", "0")
    machine.run("-c", QUEUE)
    worker = machine.worker()
    try:
        assert box.reached.wait(90)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
    box.hold_at = ""
    box.go_on.set()
    machine.let_the_claim_run_out()
    return machine, box


@pytest.mark.parametrize("mailbox", ["text"], indirect=True)
def test_killed_after_the_text_was_taken_it_is_uncertain_and_not_sent_again(
    mailbox: tuple[Mailbox, int], tmp_path: Path
) -> None:
    machine, box = killed_there(mailbox, tmp_path)
    assert machine.notice() == ("claimed", True)
    machine.run("-m", "patternbook.web", "worker", "--once")
    assert machine.notice()[0] == "uncertain"
    assert len(box.taken) == 1


@pytest.mark.parametrize("mailbox", ["address"], indirect=True)
def test_killed_before_the_text_was_sent_it_is_sent_once_by_the_next(
    mailbox: tuple[Mailbox, int], tmp_path: Path
) -> None:
    machine, box = killed_there(mailbox, tmp_path)
    assert machine.notice() == ("claimed", False)
    machine.run("-m", "patternbook.web", "worker", "--once")
    assert machine.notice()[0] == "sent"
    assert len(box.taken) == 1
