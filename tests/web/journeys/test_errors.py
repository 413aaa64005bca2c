"""What a resident is told when something is wrong, and that nothing half done stays behind."""

from __future__ import annotations

import pytest
from django.test import Client

from patternbook.web.drafts.models import Draft
from tests.web.journeys.conftest import Browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["", "   ", "nonsense", "ZZ99", "\u202e\x00", "A" * 10_000])
def test_a_postcode_that_cannot_be_one(browser: Browser, typed: str) -> None:
    browser.begin()
    browser.post("postcode", postcode=typed)
    assert browser.place == "postcode"
    assert browser.title.startswith("Error: ")
    assert set(browser.errors) == {"#postcode"}
    assert set(browser.errors) <= browser.ids
    assert Draft.objects.get().facts.get("answers", {}) == {}


def test_what_was_typed_stands_there_still(browser: Browser) -> None:
    browser.begin()
    browser.post("postcode", postcode='"><script>alert(1)</script>')
    assert browser.value("postcode") == '"><script>alert(1)</script>'
    assert "<script>alert" not in browser.last.content.decode()


def test_several_errors_are_told_at_once_in_order(browser: Browser) -> None:
    browser.to_check()
    browser.post("contact", name="", email="not an address", phone="12")
    assert list(browser.errors) == ["#name", "#email", "#phone"]
    assert set(browser.errors) <= browser.ids
    assert browser.value("email") == "not an address"


def test_errors_in_welsh(welsh_browser: Browser) -> None:
    welsh_browser.get("?lang=cy")
    welsh_browser.begin()
    welsh_browser.post("postcode", postcode="")
    assert welsh_browser.title.startswith("Gwall: ")
    assert "Mae problem" in welsh_browser.text


def test_an_option_that_is_closed_or_not_there_cannot_be_sent(browser: Browser) -> None:
    browser.begin()
    browser.post("postcode", postcode="ZZ99 1AG")
    browser.post("property", property="000")
    assert browser.errors
    browser.post("property", property="990001000015")
    for missed in ("refuse", "no_such_collection"):
        browser.post("which", missed=[missed])
        assert browser.place != "out-in-time"


def test_an_address_by_hand_tells_which_box_is_wrong(browser: Browser) -> None:
    browser.begin()
    browser.post("postcode", postcode="ZZ99 1AG")
    browser.post("property", **{"property": "manual", "property-line_1": "", "property-town": "Exampleford"})
    assert set(browser.errors) == {"#property-line_1"}
    assert set(browser.errors) <= browser.ids


def test_fields_that_nobody_asked_for_are_ignored(browser: Browser) -> None:
    browser.begin()
    browser.post(
        "postcode", postcode="ZZ99 1AG", name="Eve", facts="{}", ended_at="submitted", missed="refuse"
    )
    assert set(Draft.objects.get().facts["answers"]) == {"postcode"}


def test_more_fields_than_a_page_can_have_are_refused_whole(browser: Browser) -> None:
    browser.begin()
    many = {f"field{number}": "x" for number in range(2_500)}
    response = browser.client.post(f"{browser.base}postcode", {"postcode": "ZZ99 1AG", **many})
    assert response.status_code == 400
    assert Draft.objects.get().facts.get("answers", {}) == {}


def test_hidden_characters_do_not_reach_what_is_kept(browser: Browser) -> None:
    browser.to_check()
    browser.post("contact", name="An\u202en \x00Other\u200b", email="ann@example.org", phone="")
    assert Draft.objects.get().facts["answers"]["name"] == "Ann Other"


def test_an_answer_of_ten_thousand_characters_is_refused_and_the_page_stays_usable(browser: Browser) -> None:
    browser.to_check()
    browser.post("contact", name="A" * 10_000, email="ann@example.org", phone="")
    assert set(browser.errors) == {"#name"}
    assert Draft.objects.get().facts["answers"]["name"] == "Ann Other"


@pytest.mark.parametrize("cookie", ["", "nonsense", "a:b", "%E2%98%83", "x" * 5_000])
def test_a_cookie_that_was_tampered_with_opens_nothing(browser: Browser, cookie: str) -> None:
    browser.to_check()
    browser.client.cookies[f"journey-{browser.slug}-missed_bin"] = cookie
    browser.get("contact")
    assert "Ann Other" not in browser.text


def test_somebody_elses_signed_token_cannot_be_made_from_the_outside(browser: Browser) -> None:
    browser.to_check()
    name = f"journey-{browser.slug}-missed_bin"
    token, _, signature = browser.client.cookies[name].value.strip('"').rpartition(":")
    browser.client.cookies[name] = f"{token[:-1]}x:{signature}"
    browser.get("contact")
    assert browser.place == ""


def test_the_token_of_one_council_opens_nothing_at_another(browser: Browser, welsh_browser: Browser) -> None:
    browser.to_check()
    mine = browser.client.cookies[f"journey-{browser.slug}-missed_bin"].value
    welsh_browser.client.cookies[f"journey-{welsh_browser.slug}-missed_bin"] = mine
    welsh_browser.get("contact")
    assert "Ann Other" not in welsh_browser.text
    assert welsh_browser.place == "timed-out"


def test_a_form_without_its_token_is_refused_and_changes_nothing(browser: Browser) -> None:
    browser.begin()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.client.cookies
    response = strict.post(f"{browser.base}postcode", {"postcode": "ZZ99 1AG"})
    assert response.status_code == 403
    assert "This page was open for too long" in response.content.decode()
    assert Draft.objects.get().facts.get("answers", {}) == {}


def test_an_answer_that_cannot_stand_any_more_is_told_where_it_was_given(browser: Browser) -> None:
    """While somebody fills in their report, a neighbour reports the same collection."""
    browser.to_check()
    neighbour = Browser(browser.slug)
    neighbour.to_check()
    neighbour.post("check-answers")
    browser.post("check-answers")
    assert browser.place == "which"
    assert browser.title.startswith("Error: ")
    assert "What you answered here before cannot stand any more" in browser.text
    assert browser.errors == {
        "#missed": "This collection is already reported. There is no need to report it again."
    }
    assert set(browser.errors) <= browser.ids
    browser.post("which", missed=["food"])
    assert browser.errors == {}
    assert "cannot stand any more" not in browser.text
    browser.post("out-in-time", out_in_time="yes")
    browser.get("check-answers")
    browser.post("check-answers")
    assert browser.place == "confirmation"


def test_the_same_in_welsh(welsh_browser: Browser) -> None:
    for browser in (welsh_browser, Browser(welsh_browser.slug)):
        browser.get("?lang=cy")
        browser.to_check("990002000001", "ZZ99 2AG")
    browser.post("check-answers")
    welsh_browser.post("check-answers")
    assert welsh_browser.place == "which"
    assert "Ni all yr hyn a atebwyd gennych yma o’r blaen sefyll mwyach" in welsh_browser.text
    assert list(welsh_browser.errors.values()) == [
        "Rhoddwyd gwybod am y casgliad hwn eisoes. Nid oes angen rhoi gwybod eto."
    ]


def test_nothing_is_said_of_answers_that_stand(browser: Browser) -> None:
    browser.to_check()
    for part in ("postcode", "property", "which", "out-in-time", "contact"):
        browser.get(part)
        assert browser.errors == {}
        assert "cannot stand any more" not in browser.text
