"""The outbox: nothing is sent twice, nothing is lost, and what cannot be known is said."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, Actor, NotAllowed
from patternbook.web.audit.models import Event
from patternbook.web.audit.record import AuditError
from patternbook.web.authorities.models import Authority
from patternbook.web.notices import actions, queries
from patternbook.web.notices.channels import ChannelProblem, Handover, Outgoing, Sent
from patternbook.web.notices.models import Notice
from patternbook.web.notices.sender import send_waiting

pytestmark = pytest.mark.django_db(transaction=True)


class Recorder:
    """A channel that keeps what it was given, and fails as told before or after handing over."""

    def __init__(
        self, *, repeatable: bool = False, before: Exception | None = None, after: Exception | None = None
    ):
        self.repeatable = repeatable
        self.before = before
        self.after = after
        self.sent: list[str] = []

    def send(self, message: Outgoing, handover: Handover) -> Sent:
        if self.before:
            raise self.before
        handover()
        self.sent.append(message.idempotency_key)
        if self.after:
            raise self.after
        return Sent("taken")


@pytest.fixture
def authority() -> Authority:
    return Authority.objects.create(
        slug="outbox", name="Outbox Council", official_name="Outbox Council", nation="england"
    )


def queued(authority: Authority, count: int = 1, now: datetime | None = None) -> list[Notice]:
    letters = [
        actions.ToSend(
            key="received", idempotency_key=f"case:1:{place}", channel="email", language="en",
            address="resident@example.org", subject="We have your report", body="Thank you.",
        )
        for place in range(count)
    ]  # fmt: skip
    with transaction.atomic():
        actions.queue(authority=authority, case_id=None, notices=letters, now=now or timezone.now())
    keys = [letter.idempotency_key for letter in letters]
    return list(Notice.objects.filter(idempotency_key__in=keys).order_by("id"))


def test_queueing_outside_a_transaction_is_a_defect(authority: Authority) -> None:
    with pytest.raises(AuditError):
        actions.queue(authority=authority, case_id=None, notices=[], now=timezone.now())


def test_a_notice_is_sent_once_with_one_audit_event(authority: Authority) -> None:
    queued(authority)
    channel = Recorder()
    now = timezone.now()
    assert send_waiting(worker="a", now=now, by_channel={"email": channel}) == 1
    assert send_waiting(worker="a", now=now, by_channel={"email": channel}) == 0
    assert channel.sent == ["case:1:0"]
    assert Notice.objects.get().state == Notice.State.SENT
    assert [event.verb for event in Event.objects.all()] == ["notice.sent"]
    assert "resident@example.org" not in str(Event.objects.values())


def test_a_notice_waits_for_its_time(authority: Authority) -> None:
    later = timezone.now() + timedelta(hours=1)
    queued(authority, now=later)
    assert send_waiting(worker="a", now=timezone.now(), by_channel={"email": Recorder()}) == 0


def test_what_can_be_tried_again_waits_longer_each_time_and_then_fails(authority: Authority) -> None:
    (notice,) = queued(authority)
    channel = Recorder(before=ChannelProblem("busy", again=True))
    now = timezone.now()
    waits = []
    for _ in actions.WAITS:
        send_waiting(worker="a", now=now, by_channel={"email": channel})
        notice.refresh_from_db()
        assert notice.state == Notice.State.WAITING
        waits.append(notice.not_before - now)
        now = notice.not_before
    assert waits == sorted(waits)
    assert len(set(waits)) == len(waits)
    send_waiting(worker="a", now=now, by_channel={"email": channel})
    notice.refresh_from_db()
    assert notice.state == Notice.State.FAILED


def test_a_refusal_for_good_is_not_tried_again(authority: Authority) -> None:
    (notice,) = queued(authority)
    send_waiting(
        worker="a",
        now=timezone.now(),
        by_channel={"email": Recorder(before=ChannelProblem("no", again=False))},
    )
    notice.refresh_from_db()
    assert (notice.state, notice.answer) == (Notice.State.FAILED, "no")


def test_a_channel_that_is_not_set_up_fails_and_says_so(authority: Authority) -> None:
    (notice,) = queued(authority)
    send_waiting(worker="a", now=timezone.now(), by_channel={})
    notice.refresh_from_db()
    assert notice.state == Notice.State.FAILED
    assert "set up" in notice.answer


def test_breaking_off_after_handing_over_is_uncertain_and_not_repeated(authority: Authority) -> None:
    (notice,) = queued(authority)
    channel = Recorder(after=ConnectionResetError())
    send_waiting(worker="a", now=timezone.now(), by_channel={"email": channel})
    send_waiting(worker="a", now=timezone.now() + timedelta(days=1), by_channel={"email": channel})
    notice.refresh_from_db()
    assert notice.state == Notice.State.UNCERTAIN
    assert channel.sent == ["case:1:0"]


def test_breaking_off_on_a_repeatable_channel_is_tried_again(authority: Authority) -> None:
    (notice,) = queued(authority)
    send_waiting(
        worker="a", now=timezone.now(), by_channel={"email": Recorder(repeatable=True, after=OSError())}
    )
    notice.refresh_from_db()
    assert notice.state == Notice.State.WAITING


def test_one_bad_notice_does_not_hold_up_the_others(authority: Authority) -> None:
    queued(authority, 3)

    class FirstFails(Recorder):
        def send(self, message: Outgoing, handover: Handover) -> Sent:
            if message.idempotency_key.endswith(":0"):
                raise RuntimeError("unforeseen")
            return super().send(message, handover)

    channel = FirstFails()
    send_waiting(worker="a", now=timezone.now(), by_channel={"email": channel})
    assert sorted(channel.sent) == ["case:1:1", "case:1:2"]


@pytest.mark.parametrize(
    ("handed_over", "repeatable", "state"),
    [
        (False, False, Notice.State.WAITING),
        (True, True, Notice.State.WAITING),
        (True, False, Notice.State.UNCERTAIN),
    ],
)
def test_what_a_lost_worker_held(
    authority: Authority, handed_over: bool, repeatable: bool, state: str
) -> None:
    queued(authority)
    now = timezone.now()
    (notice,) = actions.claim(worker="lost", now=now)
    if handed_over:
        assert actions.hand_over(notice=notice, worker="lost")
    names = frozenset({"email"} if repeatable else ())
    assert actions.free_lost_claims(now=now, repeatable=names) == 0
    assert actions.free_lost_claims(now=now + actions.CLAIM * 2, repeatable=names) == 1
    notice.refresh_from_db()
    assert notice.state == state


def test_a_worker_that_lost_its_claim_does_not_send(authority: Authority) -> None:
    before = timezone.now() - actions.CLAIM * 2
    queued(authority, now=before)
    (notice,) = actions.claim(worker="slow", now=before)
    assert not actions.hand_over(notice=notice, worker="slow")
    assert not actions.hand_over(notice=notice, worker="other")


def test_a_slow_worker_does_not_undo_what_another_did_with_its_claim(authority: Authority) -> None:
    """A's connection hangs past its claim, B takes the notice over and sends it, then A's line breaks."""
    before = timezone.now() - actions.CLAIM * 2
    queued(authority, now=before)
    (of_a,) = actions.claim(worker="a", now=before)
    now = timezone.now()
    assert actions.free_lost_claims(now=now, repeatable=frozenset()) == 1
    (of_b,) = actions.claim(worker="b", now=now)
    with pytest.raises(actions.AlreadySettled):
        actions.try_later(notice=of_a, why="The line broke.", now=now)
    with pytest.raises(actions.AlreadySettled):
        actions.settle_failed(notice=of_a, why="The line broke.", by=SYSTEM)
    assert actions.hand_over(notice=of_b, worker="b")
    actions.settle_sent(notice=of_b, answer="taken", by=SYSTEM)
    of_b.refresh_from_db()
    assert of_b.state == Notice.State.SENT


def test_handing_over_holds_the_claim_for_as_long_as_sending_takes(authority: Authority) -> None:
    queued(authority)
    nearly = timezone.now() - actions.CLAIM + timedelta(seconds=30)
    Notice.objects.update(not_before=nearly)
    (notice,) = actions.claim(worker="a", now=nearly)
    assert actions.hand_over(notice=notice, worker="a")
    assert actions.free_lost_claims(now=timezone.now() + timedelta(minutes=1), repeatable=frozenset()) == 0


def test_two_workers_never_send_one_notice_twice(authority: Authority) -> None:
    queued(authority, 40)
    channel = Recorder()
    start = threading.Barrier(2)

    def work(name: str) -> None:
        try:
            start.wait()
            for _ in range(4):
                send_waiting(worker=name, now=timezone.now(), by_channel={"email": channel})
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    send_waiting(worker="c", now=timezone.now(), by_channel={"email": channel})
    assert len(channel.sent) == len(set(channel.sent)) == 40
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.SENT}


def test_an_officer_settles_what_is_uncertain(authority: Authority) -> None:
    (notice,) = queued(authority)
    send_waiting(worker="a", now=timezone.now(), by_channel={"email": Recorder(after=OSError())})
    officer = Actor(
        "person", "Alice", {authority.pk: frozenset({"notices.settle", "notices.read"})}, person_id=1
    )
    elsewhere = Actor("person", "Charlie", {authority.pk + 1: frozenset({"notices.settle"})}, person_id=2)
    with pytest.raises(NotAllowed):
        actions.settle_by_hand(notice=notice, sent=False, by=elsewhere)
    assert list(queries.to_look_at(authority_id=authority.pk, by=officer)) == [notice]
    actions.settle_by_hand(notice=notice, sent=False, by=officer)
    channel = Recorder()
    send_waiting(worker="a", now=timezone.now(), by_channel={"email": channel})
    assert channel.sent == ["case:1:0"]
    notice.refresh_from_db()
    with pytest.raises(actions.AlreadySettled):
        actions.settle_by_hand(notice=notice, sent=True, by=officer)


def test_only_the_system_settles_sending(authority: Authority) -> None:
    (notice,) = queued(authority)
    resident = Actor("resident", "resident", {authority.pk: frozenset({"cases.submit"})})
    with pytest.raises(NotAllowed):
        actions.settle_sent(notice=notice, answer="", by=resident)
    with pytest.raises(actions.AlreadySettled):
        actions.settle_sent(notice=notice, answer="", by=SYSTEM)
    assert not Event.objects.exists()
