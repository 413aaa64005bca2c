"""A newer version comes in: nothing of either side is lost silently, and what cannot be joined somebody decides."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from patternbook.errors import ProblemsFound
from patternbook.web.audit.models import Event
from patternbook.web.cases.worker import work_once
from patternbook.web.catalogue.actions.upgrading import (
    OFFERING,
    apply_due,
    apply_upgrade,
    hold_upgrade,
    offer_upgrades,
)
from patternbook.web.catalogue.models import (
    Adoption,
    ConflictDecision,
    EditReason,
    Upgrade,
    Version,
    WorkingCopy,
)
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped
from patternbook.web.catalogue.upgrades import ready
from patternbook.web.notices.models import Notice
from tests.web.conftest import Cast
from tests.web.studio.desks import Desk, desk, edited, published, words

ASK = "What is the postcode where the collection was missed?"
THEIRS, OURS = "What is the postcode of the place?", "Which postcode was missed?"
WHICH, WHICH_OURS = "Which collections were missed?", "Which bins did we miss?"
HINT, HINT_THEIRS = "Select all that apply.", "Select one or more."


@pytest.fixture
def ada(cast: Cast) -> Desk:
    publish_shipped(now=timezone.now())
    return desk(cast, "Ada", "administrator").run()


def current() -> Adoption:
    return Adoption.objects.select_related("current__version").get()


def test_publishing_offers_the_version_to_whoever_runs_an_older_one(ada: Desk) -> None:
    version = published((HINT, HINT_THEIRS))
    upgrade = Upgrade.objects.get()
    assert (upgrade.state, upgrade.to) == ("offered", version)
    page = words(ada.client.get(ada.url(service="")))
    assert f"Report a missed bin collection: version {version.number}" in page
    assert "You run 1.0.0." in page
    assert Event.objects.filter(verb="upgrade.offered").count() == 1
    assert offer_upgrades(version=version, now=timezone.now()) == []


def test_without_edits_the_librarys_text_comes_in_as_it_is(ada: Desk) -> None:
    ada.post("settings/disputes", value="yes")
    ada.post("switch", because="Fair")
    version = published((HINT, HINT_THEIRS))
    page = words(ada.get("upgrade"))
    assert "The library changed 1 thing. You have 0 edits of your own. Nothing of yours is lost." in page
    assert HINT_THEIRS in page
    assert "Your settings and bindings come along" in page
    ada.post("upgrade", do="now")
    adoption = current()
    assert adoption.current.version == version
    assert adoption.current.text == version.text
    assert "disputes" in adoption.current.adoption_text
    assert Upgrade.objects.get().state == "applied"
    assert "No newer version waits for you" in words(ada.get("upgrade"))


def test_what_each_side_changed_stands_in_the_result(ada: Desk) -> None:
    edited(current().current, (WHICH, WHICH_OURS))
    EditReason.objects.create(
        authority=current().authority, adoption=current(), at=timezone.now(), because="Residents say bins",
        path="pages.which.questions.missed.label",
    )  # fmt: skip
    published((HINT, HINT_THEIRS))
    page = words(ada.get("upgrade"))
    assert "You have 1 edit of your own. Nothing of yours is lost." in page
    assert WHICH_OURS in page
    assert "Residents say bins" in page
    ada.post("upgrade", do="now")
    text = current().current.text
    assert WHICH_OURS in text
    assert HINT_THEIRS in text


def test_a_conflict_is_decided_by_name_and_not_asked_again(ada: Desk) -> None:
    edited(current().current, (ASK, OURS))
    published((ASK, THEIRS), (HINT, HINT_THEIRS))
    page = ada.get("upgrade")
    assert "1 thing is for you to decide" in words(page)
    assert "Bring it in now" not in words(page)
    upgrade = Upgrade.objects.get()
    (conflict, *_) = ready(upgrade).weighed.conflicts
    address = f"conflicts/{conflict.id.rpartition(':')[2]}"
    assert address in page.content.decode()
    shown = words(ada.get(address))
    for side in (
        ASK,
        THEIRS,
        OURS,
        "The library’s",
        "Yours",
        "As it was before both",
        "Both of you changed it",
    ):
        assert side in shown, side
    assert "Select what to take" in words(ada.post(address, status=422))
    assert "Enter your own" in words(ada.post(address, status=422, take="own", own=" "))
    while "To decide" in words(ada.get("upgrade")):
        (conflict, *_) = ready(upgrade).weighed.conflicts
        ada.post(
            f"conflicts/{conflict.id.rpartition(':')[2]}", take="council", because="Tested with residents"
        )
    decision = ConflictDecision.objects.first()
    assert decision.by.name == "Ada"
    page = words(ada.get("upgrade"))
    assert "Yours , Ada" in page or "Yours, Ada" in page
    ada.post("upgrade", do="now")
    text = current().current.text
    assert OURS in text
    assert HINT_THEIRS in text
    count = ConflictDecision.objects.count()
    ada.post("history/2", because="Once more")
    Upgrade.objects.update(state="offered")
    assert "0 things" not in words(ada.get("upgrade"))
    assert ready(Upgrade.objects.get()).problems == ()
    assert ConflictDecision.objects.count() == count


def test_a_decision_can_be_ones_own_and_can_be_taken_back(ada: Desk) -> None:
    edited(current().current, (ASK, OURS))
    published((ASK, THEIRS))
    upgrade = Upgrade.objects.get()
    mine = "Where was it missed?"
    for conflict in ready(upgrade).weighed.conflicts:
        own = mine if conflict.path[-1] != "cy" else "Ble y collwyd ef?"
        ada.post(f"conflicts/{conflict.id.rpartition(':')[2]}", take="own", own=own)
    assert mine in ready(upgrade).text
    decided = ConflictDecision.objects.order_by("pk").first()
    ada.post("upgrade/reopen", conflict=decided.conflict.rpartition(":")[2])
    assert ready(upgrade).weighed.conflicts
    assert "To decide" in words(ada.get("upgrade"))
    assert ada.client.post(ada.url("upgrade/reopen"), {"conflict": "0"}).status_code == 404


def test_an_upgrade_comes_in_on_its_day_merged_with_what_came_since(ada: Desk) -> None:
    published((HINT, HINT_THEIRS))
    assert "Enter a day in the future" in words(
        ada.post("upgrade", status=422, do="on", **{"on-day": "1", "on-month": "1", "on-year": "2020"})
    )
    day = timezone.localdate() + dt.timedelta(days=3)
    ada.post("upgrade", do="on", **{"on-day": day.day, "on-month": day.month, "on-year": day.year})
    assert "It will be brought in on" in words(ada.get("upgrade"))
    edited(current().current, (WHICH, WHICH_OURS))
    assert apply_due(now=timezone.now(), today=day - dt.timedelta(days=1)) == 0
    assert apply_due(now=timezone.now(), today=day) == 1
    revision = current().current
    assert WHICH_OURS in revision.text
    assert HINT_THEIRS in revision.text
    assert revision.by.name == "Ada"
    assert apply_due(now=timezone.now(), today=day) == 0


def test_an_upgrade_that_cannot_come_in_on_its_day_is_held_and_told(ada: Desk) -> None:
    published((ASK, THEIRS))
    day = timezone.localdate() + dt.timedelta(days=3)
    ada.post("upgrade", do="on", **{"on-day": day.day, "on-month": day.month, "on-year": day.year})
    edited(current().current, (ASK, OURS))
    apply_due(now=timezone.now(), today=day)
    assert OURS in current().current.text
    assert Upgrade.objects.get().state == "prepared"
    letter = Notice.objects.get()
    assert "was not brought in" in letter.subject
    assert letter.address == "ada@vale-of-larkmoor.example"


def test_the_worker_brings_an_upgrade_in(ada: Desk) -> None:
    version = published((HINT, HINT_THEIRS))
    day = timezone.localdate() + dt.timedelta(days=3)
    ada.post("upgrade", do="on", **{"on-day": day.day, "on-month": day.month, "on-year": day.year})
    work_once("worker")
    assert current().current.version != version
    Upgrade.objects.update(apply_on=timezone.localdate())
    work_once("worker")
    assert current().current.version == version


def test_a_day_can_be_taken_back(ada: Desk) -> None:
    published((HINT, HINT_THEIRS))
    day = timezone.localdate() + dt.timedelta(days=3)
    ada.post("upgrade", do="on", **{"on-day": day.day, "on-month": day.month, "on-year": day.year})
    ada.post("upgrade", do="wait")
    assert Upgrade.objects.get().state == "prepared"
    assert apply_due(now=timezone.now(), today=day) == 0


def test_after_an_upgrade_somebody_goes_back(ada: Desk) -> None:
    before = current().current
    published((HINT, HINT_THEIRS))
    ada.post("upgrade", do="now")
    ada.post("history/1", because="Too early")
    revision = current().current
    assert (revision.version, revision.text) == (before.version, before.text)


def test_declining_says_why_and_can_be_undone(ada: Desk) -> None:
    published((HINT, HINT_THEIRS))
    assert "Enter why" in words(ada.post("upgrade", status=422, do="decline"))
    assert "Select what to do" in words(ada.post("upgrade", status=422))
    ada.post("upgrade", do="decline", because="Not for us")
    page = words(ada.get("upgrade"))
    assert "declined by Ada. Not for us" in page
    ada.post("upgrade/reopen", upgrade=Upgrade.objects.get().pk)
    assert Upgrade.objects.get().state == "prepared"


def test_a_change_in_the_law_counts_down_and_is_told_to_administrators(ada: Desk) -> None:
    by = timezone.localdate() + dt.timedelta(days=10)
    published((HINT, HINT_THEIRS), urgent_by=by)
    assert "That is in 10 days" in words(ada.get("upgrade"))
    assert "By" in words(ada.client.get(ada.url(service="")))
    letter = Notice.objects.get()
    assert "a change in the law must be in by" in letter.subject
    later = published((HINT, "Pick them."), text=Version.objects.latest("pk").text.replace(HINT_THEIRS, HINT))
    upgrade = Upgrade.objects.get(to=later)
    assert upgrade.urgent_by == by
    assert Upgrade.objects.exclude(pk=upgrade.pk).get().state == "declined"


def test_a_value_that_the_new_version_forbids_is_told_and_not_dropped_silently(ada: Desk) -> None:
    ada.post("settings/return-within", **{"value-length": "8", "value-unit": "working_day"})
    ada.post("switch", because="Holidays")
    published(("        max:\n          length: 10", "        max:\n          length: 5"))
    page = words(ada.get("upgrade"))
    assert "Your value of “How soon the crew returns” is not allowed any more" in page
    assert "Bring it in now" not in page
    ada.post("upgrade", status=422, do="now")
    ada.post("upgrade/choices", drop="return_within")
    ada.post("upgrade", do="now")
    assert "return_within" not in current().current.adoption_text


RETURN = (
    "  return_within:\n    title: How soon the crew returns\n    type: period\n    default:\n      length: {}"
)


def test_what_the_law_fixes_by_now_is_the_librarys_alone(ada: Desk) -> None:
    edited(current().current, (RETURN.format(3), RETURN.format(4)))
    title = "  return_within:\n    title: How soon the crew returns\n"
    published((title, f"{title}    lock:\n      law: epa_45\n"))
    upgrade = Upgrade.objects.get()
    conflicts = ready(upgrade).weighed.conflicts
    assert [one.kind for one in conflicts] == ["locked"]
    address = f"conflicts/{conflicts[0].id}"
    page = words(ada.get(address))
    assert "You changed what the law fixes. Only the library can change it." in page
    assert "Environmental Protection Act 1990, section 45" in page
    assert "Yours" not in page
    ada.post(address, status=422, take="council")
    ada.post(address, take="library")
    ada.post("upgrade", do="now")
    assert (
        RETURN.format(3).split("default")[1] in current().current.text.split("How soon the crew returns")[1]
    )


def test_a_binding_that_the_new_version_needs_is_asked_for(ada: Desk) -> None:
    published(
        (
            "  crew:\n    title:",
            "  depot:\n    title: The depot’s email address\n    type: email\n  crew:\n    title:",
        )
    )
    assert "The depot’s email address: this is not filled in." in words(ada.get("upgrade"))
    page = ada.post("upgrade/choices", status=422, **{"depot-en": "depot"})
    assert "This must be an email address" in words(page)
    ada.post("upgrade/choices", **{"depot-en": "depot@example.org"})
    ada.post("upgrade", do="now")
    assert "depot: depot@example.org" in current().current.adoption_text


def test_an_upgrade_compares_with_published_versions_only(ada: Desk) -> None:
    """A draft of the publisher's is nobody's base: it neither offers an upgrade nor changes what one compares."""
    version = published((HINT, HINT_THEIRS))
    upgrade = Upgrade.objects.get()
    before = words(ada.get("upgrade"))
    draft = version.text.replace(HINT_THEIRS, "A draft that nobody published.")
    WorkingCopy.objects.create(
        authority=current().authority, service="missed_bin", base=version, text=draft, changed=timezone.now()
    )
    assert Upgrade.objects.count() == 1
    assert words(ada.get("upgrade")) == before
    sides = ready(upgrade).weighed.sides
    assert {sides.base, sides.library} <= set(Version.objects.values_list("text", flat=True))
    ada.post("upgrade", do="now")
    assert current().current.version == version
    assert "A draft that nobody published" not in current().current.text


def test_designers_decide_and_administrators_bring_in(ada: Desk, cast: Cast) -> None:
    published((HINT, HINT_THEIRS))
    dilys = desk(cast, "Dilys", "designer")
    assert "An administrator of your council brings it in" in words(dilys.get("upgrade"))
    assert dilys.client.post(dilys.url("upgrade"), {"do": "now"}).status_code == 403
    assert Upgrade.objects.get().state == "offered"


def test_the_examples_run_on_the_merged_text_and_what_is_touched_is_counted(ada: Desk) -> None:
    published((HINT, HINT_THEIRS), examples=True)
    edited(
        current().current,
        (RETURN.format(3), RETURN.format(4)),
    )
    page = words(ada.get("upgrade"))
    assert "did not" in page
    assert "Differs" in page
    assert "0 cases are open, and 0 forms have been begun by residents" in page


def test_what_was_set_for_a_day_does_not_undo_what_came_in_before_it(ada: Desk) -> None:
    published((HINT, HINT_THEIRS))
    day = timezone.localdate() + dt.timedelta(days=3)
    ada.post("upgrade", do="on", **{"on-day": day.day, "on-month": day.month, "on-year": day.year})
    scheduled = Upgrade.objects.get()
    newer = published((ASK, THEIRS))
    apply_upgrade(upgrade=Upgrade.objects.get(to=newer), because="At once", now=timezone.now(), by=SETTING_UP)
    scheduled.refresh_from_db()
    assert scheduled.state == "declined"
    # Even where the day was set in the same moment, by somebody who did not see that.
    Upgrade.objects.filter(pk=scheduled.pk).update(state="scheduled", apply_on=day)
    apply_due(now=timezone.now(), today=day)
    assert current().current.version == newer
    assert THEIRS in current().current.text


def test_an_upgrade_that_another_worker_brought_in_is_not_held(ada: Desk) -> None:
    published((HINT, HINT_THEIRS))
    upgrade = Upgrade.objects.get()
    apply_upgrade(upgrade=upgrade, because="At once", now=timezone.now(), by=SETTING_UP)
    with pytest.raises(ProblemsFound):
        hold_upgrade(upgrade=upgrade, now=timezone.now(), by=OFFERING)
    upgrade.refresh_from_db()
    assert upgrade.state == "applied"
    assert not Notice.objects.exists()
