"""The whole way: from a council's list of services to a confirmation, and what is written on the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from patternbook.library import demonstration
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.cases.models import Case, Submission
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys.wording import wording
from patternbook.web.notices.models import Notice
from tests.web.journeys.conftest import Browser

pytestmark = pytest.mark.django_db


def test_the_councils_page_lists_its_services(browser: Browser) -> None:
    browser.get(f"/{browser.slug}/")
    assert browser.link("Report a missed bin collection") == browser.base


def test_a_missed_collection_is_reported(browser: Browser) -> None:
    browser.to_check()
    for shown in ("ZZ99 1AG", "1 Specimen Street", "Black bin (rubbish)", "Ann Other", "ann@example.org"):
        assert shown in browser.text
    browser.post("check-answers")
    assert browser.place == "confirmation"
    case = Case.objects.get()
    assert case.reference in browser.text
    assert "What happens next" in browser.text
    assert Submission.objects.get().facts["answers"]["name"] == "Ann Other"
    assert Notice.objects.filter(case_id=case.pk, address="ann@example.org").count() == 1
    assert Event.objects.filter(verb="case.submitted").count() == 1


def test_the_same_in_welsh(welsh_browser: Browser) -> None:
    welsh_browser.get("?lang=cy")
    assert "Dechrau nawr" in welsh_browser.text
    welsh_browser.begin()
    assert 'lang="cy"' in welsh_browser.last.content.decode()
    welsh_browser.post("postcode", postcode="ZZ99 2AG")
    assert "1 Heol y Sampl" in welsh_browser.text
    welsh_browser.post("property", property="990002000001")
    welsh_browser.post("which", missed=["refuse"])
    while welsh_browser.place not in ("check-answers", "contact"):
        welsh_browser.post(welsh_browser.place, out_in_time="yes")
    welsh_browser.post("contact", name="Ann Arall", email="ann@example.org", phone="")
    assert "Gwiriwch eich atebion" in welsh_browser.text
    assert "Newid" in welsh_browser.text
    welsh_browser.post("check-answers")
    assert "Beth sy’n digwydd nesaf" in welsh_browser.text
    assert "Bydd ein criwiau yn dychwelyd" in welsh_browser.text
    assert Submission.objects.get().language == "cy"
    letter = Notice.objects.get()
    assert letter.language == "cy"
    assert "Bydd ein criwiau yn dychwelyd" in letter.body


def test_the_link_in_a_welsh_letter_opens_in_welsh_unless_another_language_is_chosen(
    welsh_browser: Browser,
) -> None:
    welsh_browser.get("?lang=cy")
    welsh_browser.to_check("990002000001", "ZZ99 2AG")
    welsh_browser.post("check-answers")
    link = re.search(r"https?://[^/\s]+(/\S+/progress/\S+)", Notice.objects.get().body)
    assert link
    other = Browser(welsh_browser.slug)
    other.get(link.group(1))
    assert (other.status, other.tree.get("lang")) == (200, "cy")
    assert wording("cy")["progress_title"] in other.text
    other.get(other.link(wording("cy")["give_feedback"]))
    assert other.tree.get("lang") == "cy"
    other.get(f"{link.group(1)}?lang=en")
    other.get(link.group(1))
    assert other.tree.get("lang") == "en"


def test_the_language_can_be_changed_anywhere_and_place_and_answers_stay(welsh_browser: Browser) -> None:
    welsh_browser.begin()
    welsh_browser.post("postcode", postcode="ZZ99 2AG")
    assert welsh_browser.place == "property"
    welsh_browser.get(
        welsh_browser.link("Cymraeg").replace(welsh_browser.base, "").lstrip("?") and "property?lang=cy"
    )
    assert welsh_browser.place == "property"
    assert "Parhau" in welsh_browser.text
    welsh_browser.get("postcode")
    assert "Parhau" in welsh_browser.text
    assert welsh_browser.value("postcode") == "ZZ99 2AG"
    welsh_browser.get("postcode?lang=en")
    assert "Continue" in welsh_browser.text
    assert Draft.objects.get().language == "en"


def test_an_english_council_has_no_welsh_to_switch_to(browser: Browser) -> None:
    browser.get("?lang=cy")
    assert "Start now" in browser.text
    assert "Cymraeg" not in browser.text


def test_sending_twice_makes_one_case(browser: Browser) -> None:
    browser.to_check()
    browser.post("check-answers")
    first = browser.text
    browser.post("check-answers")
    assert browser.place == "confirmation"
    assert browser.text == first
    assert Case.objects.count() == 1
    assert Notice.objects.count() == 1


def test_an_answer_is_changed_and_the_way_leads_back_to_check_answers(browser: Browser) -> None:
    browser.to_check()
    change = browser.link("Change Full name")
    assert change.endswith("contact?change")
    browser.get(change)
    assert browser.value("name") == "Ann Other"
    assert browser.link("Back") == f"{browser.base}check-answers"
    browser.post(change, name="Ann Changed", email="ann@example.org", phone="")
    assert browser.place == "check-answers"
    assert "Ann Changed" in browser.text


def test_a_changed_answer_that_opens_questions_leads_to_them(browser: Browser) -> None:
    browser.to_check()
    browser.post("postcode?change", postcode="ZZ99 1BH")
    assert browser.place == "property"
    assert "2 Sample Road" in browser.text
    browser.get("check-answers")
    assert browser.place == "property"


def test_going_back_and_on_again_goes_page_by_page(browser: Browser) -> None:
    browser.to_check()
    browser.post("postcode", postcode="ZZ99 1AG")
    assert browser.place == "property"
    browser.post("property", property="990001000001")
    assert browser.place == "which"


def test_the_back_link_is_true(browser: Browser) -> None:
    browser.begin()
    assert browser.link("Back") == browser.base
    browser.post("postcode", postcode="ZZ99 1AG")
    assert browser.link("Back") == f"{browser.base}postcode"


def test_a_page_that_is_not_on_the_way_leads_to_where_the_resident_is(browser: Browser) -> None:
    browser.begin()
    browser.get("contact")
    assert browser.place == "postcode"
    browser.get("check-answers")
    assert browser.place == "postcode"
    browser.get("end/too-late")
    assert browser.place == "postcode"


def test_after_sending_no_page_takes_answers_any_more(browser: Browser) -> None:
    browser.to_check()
    browser.post("check-answers")
    before = Draft.objects.get().facts
    browser.post("contact", name="Somebody Else", email="x@example.org", phone="")
    assert browser.place == "confirmation"
    assert Draft.objects.get().facts == before


def test_pages_that_are_not_there_are_not_found_in_the_councils_name(browser: Browser) -> None:
    for part in ("no-such-page", "no_such_page", "end/no-such-end"):
        browser.get(part)
        assert browser.status == 404
        assert "Exampleford District Council" in browser.text


def test_a_council_that_is_not_served_is_not_found(browser: Browser, other_council: Authority) -> None:
    assert Client().get("/nowhere/").status_code == 404
    assert Client().get(f"/{other_council.slug}/missed-bin/").status_code == 404


def test_a_page_without_a_draft_leads_to_the_start(browser: Browser) -> None:
    browser.get("contact")
    assert browser.place == ""


@pytest.mark.parametrize("page", ["accessibility", "privacy", "cookies", "contact"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_councils_statements(welsh_browser: Browser, page: str, language: str) -> None:
    welsh_browser.get(f"/{welsh_browser.slug}/{page}?lang={language}")
    assert welsh_browser.status == 200
    known = {"en": "Dyffryn Enghraifft", "cy": "Cyngor"}
    assert known[language] in welsh_browser.text
    assert "{" not in welsh_browser.text


PRIVACY = {
    "en": {
        "purposes": {
            "To find the collection and to send the crew to the right place":
                "We do it because it is a public task. We keep it for 2 years after the case is closed. "
                "The law behind it: Environmental Protection Act 1990, section 45.",
            "To tell you what happens with your report":
                "We do it because it is a public task. We keep it for 6 months after the case is closed. "
                "The law behind it: UK GDPR, article 6(1)(e).",
        },
        "rights": ("to see what we hold about you", "to have it deleted", "to object", "Information Commissioner"),
        "asked": "Full name",
        "not_yet": "What you do send is not yet deleted automatically when the time given below is over",
    },
    "cy": {
        "purposes": {
            "Dod o hyd i'r casgliad ac anfon y criw i'r lle iawn":
                "Rydym yn gwneud hyn am ei bod yn dasg gyhoeddus. Rydym yn ei gadw am 2 flynedd ar ôl cau’r achos. "
                "Y gyfraith y tu ôl iddo:",
            "Rhoi gwybod i chi beth sy'n digwydd i'ch adroddiad":
                "Rydym yn gwneud hyn am ei bod yn dasg gyhoeddus. Rydym yn ei gadw am 6 mis ar ôl cau’r achos. "
                "Y gyfraith y tu ôl iddo:",
        },
        "rights": ("weld yr hyn a gadwn amdanoch", "am ei ddileu", "wrthwynebu", "Comisiynydd Gwybodaeth"),
        "asked": "Enw llawn",
        "not_yet": "Nid yw'r hyn yr ydych yn ei anfon yn cael ei ddileu'n awtomatig eto",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", PRIVACY)
def test_the_privacy_notice_says_why_on_what_basis_for_how_long_and_what_rights_there_are(
    browser: Browser, welsh_browser: Browser, language: str
) -> None:
    """UK GDPR, article 13: purpose, basis, how long, rights, whom to ask, whom to complain to."""
    reader = welsh_browser if language == "cy" else browser
    reader.get(f"/{reader.slug}/privacy?lang={language}")
    expected: dict[str, Any] = PRIVACY[language]
    assert set(expected["purposes"]) == {" ".join((one.text or "").split()) for one in reader.tree.iter("h3")}
    for purpose, said in expected["purposes"].items():
        assert f"{purpose} {said}" in reader.text
    for right in expected["rights"]:
        assert right in reader.text
    assert expected["asked"] in reader.text
    # Until closed cases are erased when their time is over, nobody is to believe that they are.
    assert expected["not_yet"] in reader.text
    known = demonstration.council(reader.slug)
    assert known.email in reader.text
    assert known.telephone in reader.text


def test_a_page_costs_one_query(browser: Browser) -> None:
    browser.to_check()
    browser.get("which")
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        browser.client.get(f"{browser.base}which")
    assert [sql.split()[0] for sql in asked] == ["SELECT"]
