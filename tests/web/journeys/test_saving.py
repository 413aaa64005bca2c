"""Saving and coming back, being too late, two tabs, and a service that is switched off."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from patternbook.web.cases.models import Case
from patternbook.web.catalogue.actions import switch_off
from patternbook.web.catalogue.models import Adoption
from patternbook.web.catalogue.shipped import SETTING_UP
from patternbook.web.drafts.actions import LETTERS, SAVED, delete_expired
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys.wording import wording
from patternbook.web.notices.actions import claim, hand_over
from patternbook.web.notices.models import Notice
from tests.web.journeys.conftest import Browser, SetClock

pytestmark = pytest.mark.django_db


def resume_path() -> str:
    """The link in the email."""
    found = re.search(r"https?://[^/\s]+(/\S+/resume/\S+)", Notice.objects.get(key="resume").body)
    assert found
    return found.group(1)


def saved(browser: Browser) -> Browser:
    """The journey saved at `property`, and another device with the link."""
    browser.begin()
    browser.post("postcode", postcode="ZZ99 1AG")
    browser.post("save", email="ann@example.org")
    assert "ann@example.org" in browser.text
    return Browser(browser.slug)


def test_a_saved_journey_goes_on_elsewhere(browser: Browser) -> None:
    other = saved(browser)
    draft = Draft.objects.get()
    assert draft.expires > timezone.now() + SAVED - timedelta(minutes=1)
    link = resume_path()
    assert draft.resume_hash not in link
    other.get(link)
    assert "Report a missed bin collection" in other.text
    assert Draft.objects.get().token_hash == draft.token_hash
    other.post(link)
    assert other.place in ("postcode", "property")
    other.get("postcode")
    assert other.value("postcode") == "ZZ99 1AG"
    for _ in range(2):
        browser.get("postcode")
        assert (browser.place, browser.status) == ("elsewhere", 200)
        assert "Your answers are open on another device" in browser.text
        assert browser.link("Start again") == browser.base
    other.get("elsewhere")
    assert other.place in ("postcode", "property")
    browser.post(link)
    browser.get("postcode")
    assert (browser.place, browser.value("postcode")) == ("postcode", "ZZ99 1AG")


def test_a_link_from_a_welsh_journey_opens_in_welsh_on_another_device(welsh_browser: Browser) -> None:
    welsh_browser.get("?lang=cy")
    welsh_browser.begin()
    welsh_browser.post("save", email="ann@example.org")
    other = Browser(welsh_browser.slug)
    other.get(resume_path())
    assert other.tree.get("lang") == "cy"
    assert wording("cy")["resume_title"] in other.text
    other.post(resume_path())
    assert (other.place, other.tree.get("lang")) == ("postcode", "cy")


@pytest.mark.parametrize(
    "typed", ["", "nonsense", "a@b", "x" * 400 + "@example.org", "a@example.org\nBcc: b@example.org"]
)
def test_an_address_that_cannot_be_one_saves_nothing(browser: Browser, typed: str) -> None:
    browser.begin()
    browser.post("save", email=typed)
    assert browser.title.startswith("Error: ")
    assert not Notice.objects.exists()
    assert Draft.objects.get().resume_hash == ""


def test_nobody_is_sent_more_than_three_links_in_an_hour(browser: Browser, set_clock: SetClock) -> None:
    """Neither by sending the form again, nor by starting again, nor from another browser."""
    saved(browser)
    browser.post("save", email="ANN@example.org")
    browser.begin()
    browser.post("save", email="ann@example.org")
    assert browser.place == "saved"
    kept = Draft.objects.get()
    other = Browser(browser.slug)
    other.begin()
    for device in (browser, other, browser):
        device.post("save", email="Ann@Example.org")
        assert device.place == "save"
        assert device.errors == {"#email": wording("en")["letters_many"].format(most=LETTERS)}
        assert device.value("email") == "Ann@Example.org"
    assert Notice.objects.filter(key="resume").count() == LETTERS == 3
    assert Draft.objects.get(pk=kept.pk).resume_hash == kept.resume_hash
    set_clock(timezone.now() + timedelta(minutes=61))
    other.post("save", email="ann@example.org")
    assert other.place == "saved"


def test_no_draft_sends_more_than_three_links_in_an_hour(browser: Browser, welsh_browser: Browser) -> None:
    browser.begin()
    for number in range(LETTERS + 2):
        browser.post("save", email=f"stranger{number}@example.org")
    assert browser.place == "save"
    assert Notice.objects.count() == LETTERS
    welsh_browser.begin()
    welsh_browser.post("save", email="stranger0@example.org")
    assert welsh_browser.place == "saved"


def letters() -> list[tuple[str, str, str]]:
    """What is kept of the letters: address, words, state."""
    return list(Notice.objects.order_by("id").values_list("address", "body", "state"))


def later(**time: int) -> None:
    """What the worker does about drafts when that time is over."""
    delete_expired(now=timezone.now() + timedelta(**time))


def test_a_letter_is_forgotten_when_its_answers_are_deleted(browser: Browser) -> None:
    saved(browser)
    later(days=29)
    ((address, body, state),) = letters()
    assert (address, "/resume/" in body, state) == ("ann@example.org", True, "waiting")
    later(days=31)
    assert not Draft.objects.exists()
    later(days=31)
    assert letters() == [("", "", "cancelled")]


def test_a_letter_is_forgotten_when_its_link_was_used_and_the_link_still_works(browser: Browser) -> None:
    other = saved(browser)
    Notice.objects.update(state=Notice.State.SENT)
    link = resume_path()
    other.post(link)
    assert letters() == [("ann@example.org", "", "sent")]
    later(minutes=59)
    assert letters() == [("ann@example.org", "", "sent")]
    later(minutes=61)
    assert letters() == [("", "", "sent")]
    browser.get(link)
    assert browser.status == 200


def test_a_letter_is_forgotten_and_never_sent_when_a_newer_is_asked_for_or_the_answers_are_discarded(
    browser: Browser,
) -> None:
    saved(browser)
    (claimed,) = claim(worker="w", now=timezone.now())
    browser.post("save", email="ann@example.org")
    assert [(body == "", state) for _, body, state in letters()] == [(True, "cancelled"), (False, "waiting")]
    assert not hand_over(notice=claimed, worker="w")
    browser.begin()
    assert {(body, state) for _, body, state in letters()} == {("", "cancelled")}


def test_a_newer_link_replaces_the_older(browser: Browser) -> None:
    other = saved(browser)
    old = resume_path()
    browser.post("save", email="ann@example.org")
    assert browser.place == "saved"
    other.get(old)
    assert other.status == 404
    assert "does not work any more" in other.text


def test_a_link_opens_nothing_at_another_council(browser: Browser, welsh_browser: Browser) -> None:
    saved(browser)
    link = resume_path().replace(browser.slug, welsh_browser.slug)
    assert Client().get(link).status_code == 404
    assert Client().post(link).status_code == 404


def test_after_sending_the_link_is_dead(browser: Browser) -> None:
    browser.to_check()
    browser.post("save", email="ann@example.org")
    browser.post("check-answers")
    assert Client().get(resume_path()).status_code == 404


def test_what_nobody_sends_is_deleted(browser: Browser) -> None:
    browser.begin()
    Draft.objects.update(expires=timezone.now() - timedelta(seconds=1))
    browser.get("postcode")
    assert browser.place == "timed-out"
    assert "answers that are not sent within 24 hours" in browser.text
    call_command("delete_expired_drafts", verbosity=0)
    assert not Draft.objects.exists()
    browser.get("postcode")
    assert browser.place == ""


@pytest.mark.parametrize("deleted", [False, True])
def test_after_sending_nobody_is_told_that_the_answers_were_not_sent(
    browser: Browser, *, deleted: bool
) -> None:
    """The draft's time is over, or its row is gone: the browser still leads to the report."""
    browser.to_check()
    browser.post("check-answers")
    progress = browser.link("See how your report is going")
    Draft.objects.update(expires=timezone.now() - timedelta(seconds=1))
    if deleted:
        call_command("delete_expired_drafts", verbosity=0)
        assert not Draft.objects.exists()
    for part in ("confirmation", "check-answers", "contact", "save", "end/too-late"):
        browser.get(part)
        assert (browser.place, browser.status) == (progress, 200)
        assert Case.objects.get().reference in browser.text


def test_a_new_report_that_is_never_sent_is_not_taken_for_the_one_that_was(browser: Browser) -> None:
    browser.to_check()
    browser.post("check-answers")
    browser.begin()
    Draft.objects.all().delete()
    browser.get("postcode")
    assert browser.place == "timed-out"
    assert "If you did not send them, you can start again" in browser.text


def test_what_the_browser_remembers_of_a_report_cannot_be_made_up(browser: Browser) -> None:
    browser.to_check()
    browser.post("check-answers")
    name = f"sent-{browser.slug}-missed_bin"
    browser.client.cookies[name] = browser.client.cookies[name].value.replace(".", ".x", 1)
    Draft.objects.all().delete()
    browser.get("confirmation")
    assert browser.place == "timed-out"


def test_two_tabs_on_different_pages_both_keep_their_answers(browser: Browser) -> None:
    browser.to_check()
    browser.post("contact", name="From One Tab", email="one@example.org", phone="")
    browser.post("out-in-time", out_in_time="yes")
    answers = Draft.objects.get().facts["answers"]
    assert (answers["name"], answers["out_in_time"]) == ("From One Tab", True)


def test_starting_again_deletes_what_was_there(browser: Browser) -> None:
    browser.begin()
    browser.post("postcode", postcode="ZZ99 1AG")
    browser.get("")
    assert "the answers that you gave before are deleted" in browser.text
    browser.begin()
    assert Draft.objects.get().facts.get("answers", {}) == {}


def test_a_service_that_is_switched_off_says_so_and_keeps_the_draft(browser: Browser) -> None:
    browser.begin()
    adoption = Adoption.objects.get()
    switch_off(adoption=adoption, notice={"en": "The contractor's system is down."}, by=SETTING_UP)
    for part in ("", "postcode"):
        browser.get(part)
        assert browser.status == 503
        assert "The contractor's system is down." in browser.text
    browser.post("postcode", postcode="ZZ99 1AG")
    assert browser.status == 503
    assert Draft.objects.get().facts.get("answers", {}) == {}
    browser.get(f"/{browser.slug}/")
    assert "Report a missed bin" not in browser.text
