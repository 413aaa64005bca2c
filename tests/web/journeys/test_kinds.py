"""A task list, and questions that hold several answers: from a published definition to the check answers page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone

from patternbook.web.authorities.models import Authority
from patternbook.web.cases.models import Case, Submission
from patternbook.web.catalogue.actions import Adopting, Bundle, Publisher, adopt, publish, switch_on
from patternbook.web.catalogue.models import Adoption
from patternbook.web.catalogue.shipped import SETTING_UP
from patternbook.web.drafts.models import Draft
from tests.web.journeys.conftest import Browser

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8")
ADOPTION = "patternbook: 1\nadopts: street_party\nnation: england\n"
HELPERS = {
    "helpers-0-name": "Tables", "helpers-0-strong": "yes", "helpers-1-name": "Flags", "helpers-1-strong": "no",
}  # fmt: skip
DAYS = {"days-saturday": "well", "days-sunday": "badly"}
MUSIC = {"music-1": "choir", "music-2": "brass", "music-3": ""}


@dataclass
class Party(Browser):
    """A browser at the made-up service."""

    @property
    def base(self) -> str:
        return f"/{self.slug}/street-party/"

    def tasks(self) -> dict[str, str]:
        """The task list: state by title."""
        return {
            " ".join("".join(item[0].itertext()).split()): " ".join("".join(item[1].itertext()).split())
            for item in self.tree.findall(".//ul[@class='govuk-task-list']/li")
        }


@pytest.fixture
def party(council: Authority) -> Party:
    """The service published, adopted and on; somebody has begun."""
    now = timezone.now()
    bundle = Bundle(text=TEXT, number="1.0.0")
    version = publish(bundle=bundle, publisher=Publisher("A test"), now=now, by=SETTING_UP)
    adopting = Adopting(version=version, adoption_text=ADOPTION)
    adopt(authority=council, adopting=adopting, now=now, by=SETTING_UP)
    switch_on(adoption=Adoption.objects.select_related("current", "authority").get(), by=SETTING_UP)
    browser = Party(council.slug)
    browser.begin()
    return browser


def test_the_task_list_says_what_is_done_and_what_cannot_start(party: Party) -> None:
    party.get("tasks")
    assert party.tasks() == {"The people": "Not started", "The wishes": "Cannot start yet"}
    with pytest.raises(AssertionError, match="There is no link"):
        party.link("The wishes")
    party.post("helpers", **HELPERS)
    party.get("tasks")
    assert party.tasks() == {"The people": "Completed", "The wishes": "Not started"}
    assert party.link("The wishes") == f"{party.base}days"
    party.post("days", **DAYS)
    party.get("tasks")
    assert party.tasks()["The wishes"] == "In progress"
    party.post("music", **MUSIC)
    party.get("tasks")
    assert party.tasks() == {"The people": "Completed", "The wishes": "Completed"}
    assert party.link("Continue") == f"{party.base}check-answers"


def test_before_all_tasks_are_done_check_answers_leads_to_the_list(party: Party) -> None:
    party.get("check-answers")
    assert party.place == "tasks"
    party.get("music")
    assert party.place == "tasks"


def test_all_of_it_is_sent_and_shown(party: Party) -> None:
    for place, answers in (("helpers", HELPERS), ("days", DAYS), ("music", MUSIC)):
        party.post(place, **answers)
    party.get("check-answers")
    for shown in ("Tables", "Flags", "Saturday", "Badly", "Choir", "Brass band"):
        assert shown in party.text
    assert "Records" not in party.text
    party.post("check-answers")
    assert party.place == "confirmation"
    answers = Submission.objects.get().facts["answers"]
    assert answers["helpers"] == [{"name": "Tables", "strong": True}, {"name": "Flags", "strong": False}]
    assert answers["days"] == {"saturday": "well", "sunday": "badly"}
    assert answers["music"] == ["choir", "brass"]
    assert Case.objects.count() == 1


def test_what_was_answered_stands_in_the_boxes_again(party: Party) -> None:
    for place, answers in (("helpers", HELPERS), ("days", DAYS), ("music", MUSIC)):
        party.post(place, **answers)
    party.get("helpers")
    assert [party.value(f"helpers-{number}-name") for number in (0, 1)] == ["Tables", "Flags"]
    party.get("days")
    checked = {
        box.get("name"): box.get("value") for box in party.tree.iter("input") if "checked" in box.attrib
    }
    assert checked == DAYS
    party.get("music")
    selected = [one.get("value") for one in party.tree.iter("option") if "selected" in one.attrib]
    assert [one for one in selected if one] == ["choir", "brass"]


@pytest.mark.parametrize(
    ("before", "place", "sent", "field"),
    [
        ({}, "helpers", {}, "#helpers"),
        ({}, "helpers", {"helpers-0-name": "Tables"}, "#helpers-0-strong"),
        ({}, "helpers", {**HELPERS, "helpers-1-name": "Tables"}, "#helpers"),
        ({"helpers": HELPERS}, "days", {}, "#days"),
        ({"helpers": HELPERS}, "days", {"days-saturday": "well"}, "#days-sunday"),
        ({"helpers": HELPERS}, "days", {**DAYS, "days-sunday": "whenever"}, "#days-sunday"),
        ({"helpers": HELPERS, "days": DAYS}, "music", {}, "#music"),
        ({"helpers": HELPERS, "days": DAYS}, "music", {"music-1": "choir"}, "#music"),
        ({"helpers": HELPERS, "days": DAYS}, "music", {"music-1": "choir", "music-2": "choir"}, "#music"),
    ],
)
def test_what_is_wrong_is_told_at_a_box_that_is_there(
    party: Party, before: dict[str, dict[str, str]], place: str, sent: dict[str, str], field: str
) -> None:
    for earlier, answers in before.items():
        party.post(earlier, **answers)
    kept = Draft.objects.get().facts
    party.post(place, **sent)
    assert (party.place, party.status) == (place, 200)
    assert party.title.startswith("Error: ")
    assert [found for found in party.errors if found.startswith(field)], party.errors
    assert set(party.errors) <= party.ids
    assert Draft.objects.get().facts == kept


def test_what_is_wrong_with_an_order_is_told_at_its_first_choice(party: Party) -> None:
    party.post("helpers", **HELPERS)
    party.post("days", **DAYS)
    party.post("music", **{"music-1": "choir", "music-2": "choir"})
    assert set(party.errors) == {"#music-1"}
    told = party.tree.find(".//p[@id='music-1-error']")
    assert told is not None
    assert "You have already added this one" in "".join(told.itertext())
    assert party.tree.find(".//p[@id='music-2-error']") is None


def test_what_is_wrong_with_a_whole_group_is_told_above_its_items(party: Party) -> None:
    party.post("helpers", **{**HELPERS, "helpers-1-name": "Tables"})
    box = party.tree.find(".//div[@id='helpers']")
    assert box is not None
    assert "govuk-form-group--error" in (box.get("class") or "")
    told = box.find(".//p[@id='helpers-error']")
    assert told is not None
    assert "You have already added this one" in "".join(told.itertext())
    fieldset = box.find("fieldset")
    assert fieldset is not None
    assert "helpers-error" in (fieldset.get("aria-describedby") or "").split()
