"""Lookups that find nothing, too much or do not answer: the journey goes on, and says so."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from patternbook import library
from patternbook.engine.journey import Lapsed
from patternbook.web.audit.models import Event
from patternbook.web.cases.models import Case, Feedback
from patternbook.web.catalogue.actions import switch_off
from patternbook.web.catalogue.models import Adoption
from patternbook.web.catalogue.shipped import SETTING_UP
from patternbook.web.connections import connectors
from patternbook.web.connections.connectors.base import Reply, Unavailable
from patternbook.web.connections.connectors.register import SampleRegister
from patternbook.web.connections.resolving import CALL_SECONDS
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys.wording import wording
from patternbook.web.notices.models import Notice
from tests.web.journeys.conftest import Browser, SetClock

pytestmark = pytest.mark.django_db

BY_HAND = {
    "property": "manual",
    "property-line_1": "1 Nowhere Lane",
    "property-line_2": "",
    "property-town": "Exampleford",
    "property-postcode": "ZZ99 7QQ",
}


def by_hand(browser: Browser) -> None:
    """From the address on, everything by hand, to check answers."""
    browser.post("property", **BY_HAND)
    finish_by_hand(browser)


def finish_by_hand(browser: Browser) -> None:
    """The collection by hand, to check answers."""
    seen = set()
    while browser.place != "check-answers":
        assert browser.place not in seen, (browser.place, browser.text)
        seen.add(browser.place)
        answers = {
            "hand-collection": {"hand_collection": "refuse"},
            "hand-day": day_fields(),
            "hand-out": {"hand_out": "yes"},
            "contact": {"name": "Ann Other", "email": "ann@example.org", "phone": ""},
        }
        browser.post(browser.place, **answers.get(browser.place, {}))


def day_fields() -> dict[str, str]:
    """Yesterday, as somebody types it."""
    from datetime import timedelta

    from django.utils import timezone

    day = timezone.localdate() - timedelta(days=1)
    return {"hand_day-day": str(day.day), "hand_day-month": str(day.month), "hand_day-year": str(day.year)}


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long the slow register was waited for, without waiting."""
    waited: list[float] = []
    original = connectors.connector
    slow = SampleRegister(pause=waited.append)
    monkeypatch.setattr(connectors, "connector", lambda name: slow if name == "register" else original(name))
    return waited


def in_language(english: Browser, welsh: Browser, language: str) -> Browser:
    """A browser at a council that speaks the language."""
    if language == "cy":
        welsh.get("?lang=cy")
        return welsh
    return english


POSTCODES = {
    "ZZ99 7QQ": (
        "We found no address with this postcode",
        "Ni ddaethom o hyd i gyfeiriad gyda’r cod post hwn",
    ),
    "ZZ99 9XZ": ("There are too many addresses", "Mae gormod o gyfeiriadau"),
    "ZZ99 9YZ": (
        "We cannot look up addresses at the moment",
        "Ni allwn chwilio am gyfeiriadau ar hyn o bryd",
    ),
    "ZZ99 9ZZ": (
        "We cannot look up addresses at the moment",
        "Ni allwn chwilio am gyfeiriadau ar hyn o bryd",
    ),
    "ZZ99 9WZ": (
        "We cannot look up addresses at the moment",
        "Ni allwn chwilio am gyfeiriadau ar hyn o bryd",
    ),
}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("postcode", POSTCODES)
def test_without_a_list_the_address_is_written_by_hand(
    browser: Browser, welsh_browser: Browser, waits: list[float], language: str, postcode: str
) -> None:
    """Not found, many, slow, unavailable, nonsense: each says so, and the report goes on to its end."""
    resident = in_language(browser, welsh_browser, language)
    resident.begin()
    resident.post("postcode", postcode=postcode)
    assert (resident.place, resident.status) == ("property", 200)
    assert POSTCODES[postcode][language == "cy"] in resident.text
    assert resident.errors == {}
    assert set(BY_HAND) <= {box.get("name") for box in resident.tree.iter("input")}
    assert waits == ([CALL_SECONDS] if postcode == "ZZ99 9YZ" else [])
    by_hand(resident)
    resident.post("check-answers")
    assert resident.place == "confirmation"
    assert Case.objects.get().submission.language == language


def to_home(browser: Browser, home: str) -> None:
    """To a property of the made-up register, by the last digits of its number."""
    number = "2" if "dyffryn" in browser.slug else "1"
    browser.begin()
    browser.post("postcode", postcode=f"ZZ99 {number}{'AG' if home < '001' else 'XX'}")
    browser.post("property", property=f"99000{number}{home}")


LISTS = {
    "000113": (
        "nothing-listed",
        "We have no collections listed at that address",
        "Nid oes gennym gasgliadau wedi'u rhestru yn y cyfeiriad hwnnw",
    ),
    **{
        number: (
            "list-down",
            "We cannot look up your collections just now",
            "Ni allwn chwilio am eich casgliadau ar hyn o bryd",
        )
        for number in ("001002", "001009", "001016", "001023")
    },
}
SLOW_LIST = "001009"


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("home", LISTS)
def test_without_collections_the_collection_is_described_by_hand(
    browser: Browser, welsh_browser: Browser, waits: list[float], language: str, home: str
) -> None:
    """Not listed, unavailable, slow, many, nonsense."""
    resident = in_language(browser, welsh_browser, language)
    to_home(resident, home)
    place, *words = LISTS[home]
    assert (resident.place, resident.status) == (place, 200)
    assert words[language == "cy"] in resident.text
    assert waits == ([CALL_SECONDS] if home == SLOW_LIST else [])
    finish_by_hand(resident)
    resident.post("check-answers")
    assert resident.place == "confirmation"
    assert Case.objects.count() == 1


def test_a_register_that_fails_halfway_leads_to_the_way_by_hand(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.begin()
    browser.post("postcode", postcode="ZZ99 1AG")

    def fail(*_: object) -> Reply:
        raise Unavailable("register", "down")

    monkeypatch.setattr(SampleRegister, "ask", fail)
    browser.post("property", property="990001000001")
    assert browser.status == 200
    assert browser.place not in ("which", "property")


def test_what_a_neighbour_reported_is_closed_and_says_nothing_of_them(browser: Browser) -> None:
    browser.to_check()
    browser.post("check-answers")
    stranger = Browser(browser.slug)
    stranger.begin()
    stranger.post("postcode", postcode="ZZ99 1AG")
    stranger.post("property", property="990001000001")
    assert "already" in stranger.text
    for secret in ("Ann", "ann@example.org", Case.objects.get().reference):
        assert secret not in stranger.text


MORNING = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


def day(ago: int) -> dict[str, str]:
    """A day before the morning, as somebody types it."""
    then = (MORNING - dt.timedelta(days=ago)).date()
    return {f"hand_day-{part}": str(getattr(then, part)) for part in ("day", "month", "year")}


ListOrHand = tuple[str, dict[str, str]]
# How each end of the service is reached, in steps after the address, and what it is called.
ENDS: dict[str, tuple[str, list[ListOrHand], str, str]] = {
    "nothing-to-report": (
        "000071", [],
        "There is no collection that you can report now", "Nid oes casgliad y gallwch roi gwybod amdano nawr",
    ),
    "still-out": (
        "000113", [("hand-collection", {"hand_collection": "refuse"}), ("hand-day", day(0))],
        "The crew may still come today", "Efallai y daw'r criw heddiw o hyd",
    ),
    "too-late": (
        "000113", [("hand-collection", {"hand_collection": "refuse"}), ("hand-day", day(20))],
        "It is too late to report this collection", "Mae'n rhy hwyr i roi gwybod am y casgliad hwn",
    ),
    "not-out": (
        "000001", [("which", {"missed": "refuse"}), ("out-in-time", {"out_in_time": "no"})],
        "The crew does not come back for this", "Ni fydd y criw yn dychwelyd am hyn",
    ),
}  # fmt: skip


def test_these_are_all_ends_of_the_service() -> None:
    assert set(ENDS) == {key.replace("_", "-") for key in library.service("missed_bin").node.ends}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("end", ENDS)
def test_each_end_says_what_it_is_and_asks_for_feedback(
    browser: Browser, welsh_browser: Browser, set_clock: SetClock, language: str, end: str
) -> None:
    set_clock(MORNING)
    resident = in_language(browser, welsh_browser, language)
    home, steps, *titles = ENDS[end]
    to_home(resident, home)
    if resident.place == "nothing-listed":
        resident.post("nothing-listed")
    for place, answers in steps:
        assert resident.place == place
        resident.post(place, **answers)
    assert (resident.place, resident.status) == (f"end/{end}", 200)
    title = titles[language == "cy"]
    assert resident.tree.findtext(".//h1") == title
    assert resident.title.startswith(title)
    assert not Case.objects.exists()
    key = f"end.{end.replace('-', '_')}"
    assert Draft.objects.get().ended_at == key
    feedback = resident.link(wording(language)["give_feedback"])
    resident.get(feedback)
    resident.post(feedback, rating="2", text="It did not help me.")
    assert wording(language)["feedback_thanks"] in resident.text
    given = Feedback.objects.get()
    assert (given.rating, given.at_end, given.authority.slug) == (2, key, resident.slug)


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "rating"), ({"rating": "9"}, "rating"), ({"rating": "5", "text": "x" * 1300}, "text")],
)
def test_feedback_that_cannot_be_kept_is_asked_for_again(
    browser: Browser, sent: dict[str, str], field: str
) -> None:
    browser.post("feedback", **sent)
    assert browser.title.startswith("Error: ")
    assert browser.tree.find(f".//a[@href='#{field}']") is not None
    assert not Feedback.objects.exists()


def test_feedback_is_tied_to_an_end_that_there_is(browser: Browser) -> None:
    browser.post("feedback?from=<script>", rating="5", text="Good.")
    assert Feedback.objects.get().at_end == "unknown"


def test_a_feedback_form_that_is_sent_three_times_is_kept_once(browser: Browser) -> None:
    browser.get("feedback?from=confirmation")
    form = browser.value("form")
    assert form
    for _ in range(3):
        browser.post("feedback?from=confirmation", rating="4", text="Good.", form=form)
        assert "Thank you for your feedback" in browser.text
        assert browser.last is not None
        assert browser.last.request["REQUEST_METHOD"] == "GET"
    assert Feedback.objects.count() == 1
    assert Event.objects.filter(verb="feedback.given").count() == 1
    browser.get("feedback?from=confirmation")
    other = browser.value("form")
    assert other not in ("", None, form)
    browser.post("feedback?from=confirmation", rating="4", text="Good.", form=other)
    assert Feedback.objects.count() == 2


def test_a_feedback_form_with_an_error_keeps_its_key(browser: Browser) -> None:
    browser.get("feedback")
    form = browser.value("form")
    assert form
    browser.post("feedback", text="Good.", form=form)
    assert browser.value("form") == form


def feedback_counts_for(browser: Browser, end: str) -> None:
    """Give feedback where the page offers it; it is kept for that end."""
    browser.get(browser.link(wording("en")["give_feedback"]))
    browser.post(browser.tree.find(".//main//form").get("action"), rating="1", text="")
    assert Feedback.objects.get().at_end == end


def test_a_service_that_is_switched_off_asks_for_feedback(browser: Browser) -> None:
    switch_off(adoption=Adoption.objects.get(), notice={}, by=SETTING_UP)
    browser.get("")
    assert browser.status == 503
    feedback_counts_for(browser, "off")


def test_answers_that_new_rules_overtook_ask_for_feedback(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.to_check()
    lapsed = Lapsed(dt.date(2026, 3, 31))
    monkeypatch.setattr("patternbook.engine.journey.at_submit", lambda *_: lapsed)
    browser.post("check-answers")
    assert "31 March 2026" in browser.text
    assert browser.link("Start again") == browser.base
    feedback_counts_for(browser, "lapsed")


def test_a_link_that_is_over_asks_for_feedback_on_its_service(browser: Browser) -> None:
    browser.begin()
    browser.post("save", email="ann@example.org")
    link = re.search(r"https?://[^/\s]+(/\S+/resume/\S+)", Notice.objects.get(key="resume").body)
    assert link
    Draft.objects.all().delete()
    browser.get(link.group(1))
    assert browser.status == 404
    feedback_counts_for(browser, "link_gone")


@pytest.mark.parametrize("service", ["", "nonsense", "%3Cscript%3E", "missed_bin"])
def test_a_link_that_names_no_service_here_asks_for_none(browser: Browser, service: str) -> None:
    browser.get(f"/{browser.slug}/resume/nonsense?service={service}")
    assert browser.status == 404
    assert wording("en")["give_feedback"] not in browser.text
