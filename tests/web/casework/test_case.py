"""The case and what is done there: tasks, events, notes, notices, each with what must be refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM
from patternbook.web.audit.models import Event
from patternbook.web.cases import actions, queries
from patternbook.web.cases.models import Case, CaseEvent
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.notices.models import Notice
from tests.web.casework.conftest import Desk, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(office: Office) -> Desk:
    return office.officer("Wren", "officer", "crew")


@pytest.fixture
def monitor(office: Office) -> Desk:
    return office.officer("Mo", "officer", "contract_monitor")


def visit(case: Case) -> str:
    return f"cases/{case.reference}/tasks/visit"


def test_the_case_says_everything(office: Office, crew: Desk) -> None:
    case = office.reported()
    crew.get(f"cases/{case.reference}")
    for shown in (
        case.reference, "Return to the address", "Ann Other", "ann@example.org", "Black bin (rubbish)", "Submitted",
        "How this date was worked out", "We have your report",
    ):  # fmt: skip
        assert shown.lower() in crew.text.lower(), shown


def test_a_collection_closes_the_case_and_tells_the_resident(office: Office, crew: Desk) -> None:
    case = office.reported()
    crew.post(visit(case), _outcome="collected")
    case.refresh_from_db()
    assert (case.stage, case.kind, case.result) == ("collected", "closed", "met")
    assert case.closed is not None
    assert not case.tasks.exists()
    letters = Notice.objects.filter(case_id=case.pk, address="ann@example.org")
    assert letters.count() == 2
    assert case.reference in letters.last().body
    assert Event.objects.filter(verb="task.completed").count() == 1
    assert "Collected" in crew.text


def test_the_form_says_what_is_missing_and_keeps_what_was_written(office: Office, crew: Desk) -> None:
    case = office.reported()
    assert crew.post(visit(case), crew_code="66").status_code == 422
    assert "Select how it ended" in crew.text
    assert crew.last is not None
    assert b'value="66"' in crew.last.content
    assert b"<title>Error: " in crew.last.content
    crew.post(visit(case), _outcome="not_collected")
    assert "Select a reason" in crew.text
    crew.post(visit(case), _outcome="not_collected", **{"_reason-not_collected": "no_such_reason"})
    assert "Select a reason" in crew.text
    case.refresh_from_db()
    assert case.stage == "with_crew"


def test_a_decision_with_its_reason_and_words_is_kept(office: Office, crew: Desk, monitor: Desk) -> None:
    case = office.reported()
    crew.post(visit(case), _outcome="not_collected", **{"_reason-not_collected": "no_access"})
    case.refresh_from_db()
    assert case.stage == "deciding"
    decide = f"cases/{case.reference}/tasks/decide"
    monitor.post(decide, _outcome="reason_stands", **{"_reason-reason_stands": "no_access"})
    assert "Write why" in monitor.text
    monitor.post(
        decide,
        _outcome="reason_stands",
        _explain="A van stood before the gate.",
        **{"_reason-reason_stands": "no_access"},
    )
    case.refresh_from_db()
    assert (case.stage, case.result) == ("reason_stands", "refused")
    assert "A van stood before the gate." in monitor.text
    decided = [
        row.event
        for row in case.log.all()
        if row.event.get("key") == "decide" and row.event["kind"] == "task"
    ]
    assert [(event["reason"], event["by"]) for event in decided] == [
        ("no_access", f"person:{monitor.person.pk}")
    ]
    assert "A van" not in str(list(Event.objects.values("facts")))


def test_only_the_roles_team_does_a_task(office: Office, monitor: Desk) -> None:
    case = office.reported()
    assert monitor.get(visit(case)).status_code == 404
    assert monitor.post(visit(case), _outcome="collected").status_code == 409
    case.refresh_from_db()
    assert case.stage == "with_crew"
    monitor.get(f"cases/{case.reference}")
    assert "Return to the address" in monitor.text
    lead = office.officer("Lee", "team_lead", "contract_monitor")
    assert lead.get(visit(case)).status_code == 200


def test_a_task_that_is_done_cannot_be_done_again(office: Office, crew: Desk) -> None:
    case = office.reported()
    crew.post(visit(case), _outcome="collected")
    before = CaseEvent.objects.filter(case=case).count()
    assert crew.get(visit(case)).status_code == 404
    assert crew.post(visit(case)).status_code == 404
    assert crew.get(f"cases/{case.reference}/tasks/no-such-task").status_code == 404
    assert CaseEvent.objects.filter(case=case).count() == before


def test_what_an_officer_wrote_too_late_is_given_back(office: Office, crew: Desk) -> None:
    case = office.reported()
    crew.post(visit(case), _outcome="collected")
    late = crew.post(visit(case), _outcome="not_collected", _explain="A long <b>story</b>.")
    assert late.status_code == 409
    assert "This can no longer be done" in crew.text
    assert "A long <b>story</b>." in crew.text
    case.refresh_from_db()
    assert case.stage == "collected"


def test_the_timeline_tells_of_notes_notices_and_who_was_given_the_case(
    office: Office, crew: Desk, monitor: Desk
) -> None:
    case = office.reported()
    crew.post(f"cases/{case.reference}/notes", text="Rang twice.")
    crew.post(f"cases/{case.reference}/assign", person=str(monitor.person.pk))
    crew.post(f"cases/{case.reference}/assign", person="")
    told = crew.text[crew.text.index("Timeline") :]
    for line in ("Given to Mo", "Given to the team", "Rang twice.", "waiting to be sent", "Submitted"):
        assert line in told
    assert told.index("Given to the team") < told.index("Given to Mo") < told.index("Rang twice.")


def test_a_stage_that_the_case_only_passed_through_is_not_told(office: Office, crew: Desk) -> None:
    case = office.reported()
    kinds = [(row.event["kind"], row.event.get("key")) for row in case.log.order_by("number")]
    assert ("stage", "checking") in kinds, "The control: the case did pass through it."
    crew.get(f"cases/{case.reference}")
    told = crew.text[crew.text.index("Timeline") :]
    assert "Moved to: With the crew" in told
    assert "Moved to: Checking the report" not in told


def test_a_question_without_an_answer_says_so(office: Office, crew: Desk) -> None:
    case = office.reported()
    crew.get(f"cases/{case.reference}")
    assert "Phone number Not given" in crew.text


def test_a_notice_shows_when_it_was_sent(office: Office, crew: Desk) -> None:
    case = office.reported()
    made = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
    letters = Notice.objects.filter(case_id=case.pk)
    letters.update(made=made)
    crew.get(f"cases/{case.reference}")
    assert "3 November 2026, 9am, by email to ann@example.org" in crew.text
    letters.update(settled=made + dt.timedelta(hours=6), state=Notice.State.SENT)
    crew.get(f"cases/{case.reference}")
    assert "3 November 2026, 3pm, by email to ann@example.org" in crew.text
    assert "3 November 2026, 9am" not in crew.text


def test_who_has_a_case_stands_before_what_was_answered(office: Office, crew: Desk) -> None:
    case = office.reported()
    crew.get(f"cases/{case.reference}")
    parts = [crew.text.index(part) for part in ("To do", "Who has it", "Answers", "Timeline")]
    assert parts == sorted(parts)


def test_two_who_act_at_once_do_not_both_win(office: Office, crew: Desk) -> None:
    case = office.reported()
    running = catalogue.pinned(case.revision, by=SYSTEM)
    CaseEvent.objects.create(
        authority=case.authority,
        case=case,
        number=case.events + 1,
        at=timezone.now(),
        event={"kind": "open", "key": "none", "at": timezone.now().isoformat()},
    )
    said = actions.Said(role="crew", outcome="collected")
    by = office.officer("Zoe", "officer", "crew")
    assert by.post(visit(case), _outcome="collected").status_code == 409
    assert "Somebody else changed this case" in by.text
    case.refresh_from_db()
    assert case.stage == "with_crew"
    with pytest.raises(actions.CaseMoved):
        actions.outside_event(
            case=case, running=running, key="crew_collected", said=said, now=timezone.now(), by=SYSTEM
        )


def test_the_crews_own_system_wins(office: Office) -> None:
    case = office.reported()
    running = catalogue.pinned(case.revision, by=SYSTEM)
    said = actions.Said(role="outside")
    actions.outside_event(
        case=case, running=running, key="crew_collected", said=said, now=timezone.now(), by=SYSTEM
    )
    case.refresh_from_db()
    assert case.stage == "collected"
    with pytest.raises(actions.NotPossible):
        actions.outside_event(
            case=case, running=running, key="crew_collected", said=said, now=timezone.now(), by=SYSTEM
        )


def test_a_duplicate_is_linked_and_needs_the_others_reference(office: Office) -> None:
    first, second = office.reported(), office.reported()
    desk = office.officer("Alice", "officer", "contact_centre")
    event = f"cases/{second.reference}/events/duplicate"
    desk.post(event)
    assert "Enter the reference of the other case" in desk.text
    for wrong in ("CCCC-CCCC", second.reference):
        desk.post(event, _link=wrong)
        assert "There is no other case with this reference" in desk.text
    desk.post(event, _link=first.reference.lower())
    second.refresh_from_db()
    assert second.stage == "duplicate"
    assert first.reference in desk.text


def test_a_note_is_kept_and_an_empty_one_is_not(office: Office, crew: Desk) -> None:
    case = office.reported()
    assert crew.post(f"cases/{case.reference}/notes", text="  ").status_code == 422
    assert "Enter a note" in crew.text
    crew.post(f"cases/{case.reference}/notes", text="x" * 4001)
    assert "4000 characters or less" in crew.text
    crew.post(f"cases/{case.reference}/notes", text="Rang the resident <b>twice</b>.")
    assert "Rang the resident <b>twice</b>." in crew.text
    assert case.notes.count() == 1


def test_a_case_is_given_to_a_colleague_and_to_nobody_else(office: Office, crew: Desk, monitor: Desk) -> None:
    case = office.reported()
    crew.post(f"cases/{case.reference}/assign", person=str(monitor.person.pk))
    case.refresh_from_db()
    assert case.person == monitor.person
    assert crew.post(f"cases/{case.reference}/assign", person="999999").status_code == 422
    assert crew.last is not None
    assert b'id="person-error"' in crew.last.content
    assert b'aria-describedby="person-error"' in crew.last.content
    crew.post(f"cases/{case.reference}/assign", person="")
    case.refresh_from_db()
    assert case.person is None


def test_an_uncertain_notice_is_seen_in_the_queue_and_settled(office: Office, crew: Desk) -> None:
    case = office.reported()
    notice = Notice.objects.get(case_id=case.pk)
    Notice.objects.update(state="uncertain")
    Case.objects.update(notice_trouble=True)
    crew.get("?trouble=yes")
    assert case.reference in crew.text
    crew.get(f"cases/{case.reference}")
    assert "May not have been sent" in crew.text
    crew.post(f"cases/{case.reference}/notices/{notice.pk}", arrived="yes")
    notice.refresh_from_db()
    assert notice.state == "sent"
    crew.get("?trouble=yes")
    assert case.reference not in crew.text


def test_a_notice_of_another_case_is_not_there(office: Office, crew: Desk) -> None:
    first, second = office.reported(), office.reported()
    notice = Notice.objects.get(case_id=first.pk)
    Notice.objects.update(state="uncertain")
    assert crew.post(f"cases/{second.reference}/notices/{notice.pk}", arrived="yes").status_code == 404
    notice.refresh_from_db()
    assert notice.state == "uncertain"


def test_a_property_with_an_open_report_is_known_without_saying_whose(office: Office, crew: Desk) -> None:
    case = office.reported()
    (report,) = queries.reports_at(authority_id=case.authority_id, uprn="990001000001")
    assert set(report) == {"service", "reported_on", "open"}
    assert report["service"] == "refuse"
    assert queries.reports_at(authority_id=case.authority_id + 1, uprn="990001000001") == []
    crew.post(visit(case), _outcome="collected")
    assert queries.reports_at(authority_id=case.authority_id, uprn="990001000001") == []


def test_references_can_be_read_out(office: Office) -> None:
    assert re.fullmatch(r"[CDFGHJKMNPQRTVWX34679]{4}-[CDFGHJKMNPQRTVWX34679]{4}", office.reported().reference)
