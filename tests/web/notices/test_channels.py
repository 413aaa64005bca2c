"""The channels against real servers and folders: what each answer, refusal and broken line becomes."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from patternbook.web.notices.channels import ChannelProblem, Outgoing, Sent
from patternbook.web.notices.channels.console import ConsoleChannel
from patternbook.web.notices.channels.file import FileChannel
from patternbook.web.notices.channels.order import OrderChannel
from patternbook.web.notices.channels.smtp import SmtpChannel


def message(**changes: str) -> Outgoing:
    words = {
        "idempotency_key": "case:1:1", "council": "outbox", "from_name": "Cyngor Tŷ", "from_address": "council@example.org",
        "address": "resident@example.org", "language": "cy", "subject": "Eich adroddiad\nBcc: x@example.org",
        "body": "Diolch.\n.\nTŷ",
    }  # fmt: skip
    return Outgoing(**{**words, **changes})


class Server:
    """An SMTP server that answers as told, and keeps what it took."""

    def __init__(self) -> None:
        self.rcpt = "250 OK"
        self.data = "250 Taken"
        self.hang_up = False
        self.taken: list[Envelope] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        if self.hang_up:
            assert server.transport is not None
            server.transport.abort()
            await asyncio.sleep(0.1)
        return self.data


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    handler = Server()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_SECURITY = "none"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    controller.stop()


def test_smtp_delivers_whole_with_its_headers(server: Server) -> None:
    handed: list[bool] = []
    assert SmtpChannel().send(message(), lambda: handed.append(True)) == Sent("250 Taken")
    (envelope,) = server.taken
    assert isinstance(envelope.content, bytes)
    parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert handed == [True]
    assert parsed["Subject"] == "Eich adroddiad Bcc: x@example.org"
    assert parsed["Bcc"] is None
    assert parsed["Content-Language"] == "cy"
    assert "Cyngor Tŷ" in parsed["From"]
    assert parsed.get_content().replace("\r\n", "\n").strip() == "Diolch.\n.\nTŷ"


def test_smtp_repeats_carry_the_same_message_id(server: Server) -> None:
    for _ in range(2):
        SmtpChannel().send(message(), lambda: None)
    ids = {email.message_from_bytes(envelope.content)["Message-ID"] for envelope in server.taken}
    assert len(ids) == 1


@pytest.mark.parametrize(("answer", "again"), [("450 Busy", True), ("550 Nobody here", False)])
def test_smtp_refusing_the_address_is_known_before_handing_over(
    server: Server, answer: str, again: bool
) -> None:
    server.rcpt = answer
    handed: list[bool] = []
    with pytest.raises(ChannelProblem) as refused:
        SmtpChannel().send(message(), lambda: handed.append(True))
    assert (refused.value.again, handed) == (again, [])


@pytest.mark.parametrize(("answer", "again"), [("451 Later", True), ("554 No", False)])
def test_smtp_refusing_the_text_was_certainly_not_sent(server: Server, answer: str, again: bool) -> None:
    server.data = answer
    with pytest.raises(ChannelProblem) as refused:
        SmtpChannel().send(message(), lambda: None)
    assert refused.value.again is again


def test_smtp_losing_the_line_after_the_text_is_not_a_channel_problem(server: Server) -> None:
    server.hang_up = True
    handed: list[bool] = []
    with pytest.raises(Exception) as lost:  # noqa: PT011  # smtplib lets several kinds through; none may claim to know
        SmtpChannel().send(message(), lambda: handed.append(True))
    assert not isinstance(lost.value, ChannelProblem)
    assert handed == [True]


def test_smtp_without_a_server_can_be_tried_again(settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_SECURITY = "127.0.0.1", 1, "none"
    with pytest.raises(ChannelProblem) as refused:
        SmtpChannel().send(message(), lambda: None)
    assert refused.value.again is True


@pytest.mark.parametrize("address", ["", "nobody", "a@b\nRCPT TO:<x@y>", "two words@example.org"])
def test_an_address_that_is_none_is_refused_for_good(tmp_path: Path, address: str) -> None:
    with pytest.raises(ChannelProblem) as refused:
        FileChannel(tmp_path).send(message(address=address), lambda: None)
    assert refused.value.again is False
    assert list(tmp_path.iterdir()) == []


def test_file_keeps_one_file_a_key(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path / "new" / "folder")
    assert channel.send(message(), lambda: None) == Sent("kept as a file")
    assert channel.send(message(), lambda: None) == Sent("already there")
    (kept,) = (tmp_path / "new" / "folder").iterdir()
    assert kept.suffix == ".eml"
    parsed = email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)
    assert parsed["To"] == "resident@example.org"


def test_file_that_cannot_be_written_can_be_tried_again(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(ChannelProblem) as refused:
        FileChannel(in_the_way).send(message(), lambda: None)
    assert refused.value.again is True


def test_console_prints(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleChannel().send(message(), lambda: None)
    assert "Diolch." in capsys.readouterr().out


def test_orders_of_each_council_have_a_folder_of_their_own(tmp_path: Path) -> None:
    channel = OrderChannel(tmp_path)
    for council in ("one", "two"):
        order = message(address="order_folder", council=council, body="{}")
        assert channel.send(order, lambda: None) == Sent("kept as a file")
    assert sorted(path.parent.name for path in tmp_path.rglob("*.json")) == ["one", "two"]


def test_an_order_by_a_way_that_is_not_there_is_refused_for_good(tmp_path: Path) -> None:
    with pytest.raises(ChannelProblem) as refused:
        OrderChannel(tmp_path).send(message(address="carrier_pigeon"), lambda: None)
    assert refused.value.again is False
