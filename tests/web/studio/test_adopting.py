"""A council takes a service from the library: from choosing to a resident who uses it, with forms alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from patternbook import library
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Team
from patternbook.web.catalogue import actions
from patternbook.web.catalogue.models import Adoption, Preparation, Revision
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped
from tests.web.conftest import Cast, make_person
from tests.web.studio.desks import BINDINGS, Desk, desk, edited, words
from tests.web.studio.desks import published as new_version

ONE_DAY = {"value-length": "1", "value-unit": "working_day", "value-until": "16:00"}


@pytest.fixture
def published(db: None) -> None:
    publish_shipped(now=timezone.now())


@pytest.fixture
def ada(cast: Cast, published: None) -> Desk:
    return desk(cast, "Ada", "administrator")


def test_a_council_goes_from_the_library_to_a_resident_with_forms_alone(ada: Desk) -> None:
    assert "You run no service yet" in words(ada.client.get(ada.url(service="")))
    assert "Which version" in words(ada.get("adopt"))
    ada.begin()
    assert not Adoption.objects.exists()
    assert "11 to fill in" in words(ada.get()) or "to fill in" in words(ada.get())
    ada.post("bindings", **BINDINGS)
    assert "Completed" in words(ada.get())
    assert ada.client.get(f"/{ada.slug}/missed-bin/").status_code == 404
    ada.post("switch", on="yes")
    assert ada.client.get(f"/{ada.slug}/missed-bin/").status_code == 200
    assert not Preparation.objects.exists()
    assert "On" in words(ada.client.get(ada.url(service="")))
    verbs = list(Event.objects.exclude(verb__startswith="version.").values_list("verb", flat=True))
    assert verbs == [
        "adoption.prepared", "adoption.prepared", "service.adopted", "adoption.preparation_dropped", "service.switched_on",
    ]  # fmt: skip


def test_a_setting_applies_from_its_day_and_nothing_reaches_residents_before_it_is_in_force(
    ada: Desk,
) -> None:
    ada.run()
    sent = {**ONE_DAY, "from-day": "1", "from-month": "4", "from-year": "2027", "because": "The new contract"}
    ada.post("settings/window", **sent)
    assert "working_day" not in Adoption.objects.get().current.adoption_text
    page = words(ada.get("settings"))
    assert "1 working day, until 4pm from 1 April 2027" in page
    assert "Your own" in page
    assert (
        "How long after a collection it can be reported: 1 working day, until 4pm from 1 April 2027"
        in words(ada.get("switch"))
    )
    ada.post("switch", status=422)
    ada.post("switch", because="Decided by the cabinet")
    current = Adoption.objects.get().current
    assert current.number == 2
    assert "because: The new contract" in current.adoption_text
    assert "from: 2027-04-01" in current.adoption_text


@pytest.mark.parametrize(
    ("setting", "form", "says"),
    [
        ("window", {"value-length": "two", "value-unit": "day"}, "Enter how long as a whole number, like 2"),
        ("window", {"value-length": "2"}, "Select a unit"),
        ("window", {**ONE_DAY, "value-until": "late"}, "Enter a time of day, like 16:30"),
        ("window", {**ONE_DAY, "from-day": "31", "from-month": "2", "from-year": "2027"}, "Enter a day, month and year"),
        ("set_out_by", {"value": "05:00"}, "must be at least 6am"),
        ("set_out_by", {"value": ""}, "Enter a time of day, like 16:30"),
        ("return_within", {"value-length": "11", "value-unit": "working_day"}, "must be at most 10 working days"),
        ("return_within", {"value-length": "2", "value-unit": "week"}, "give it in the same unit"),
        ("window_from", {}, "Select one of these"),
        ("disputes", {}, "Select yes or no"),
        ("windows", {"value-rows": "1", "value-0-value-length": "2"}, "Enter what this row is for"),
        ("window", {**ONE_DAY, "because": "x" * 2001}, "2,000 characters or fewer"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(
    ada: Desk, setting: str, form: dict[str, str], says: str
) -> None:
    ada.begin()
    before = Preparation.objects.get().adoption_text
    page = ada.post(f"settings/{setting.replace('_', '-')}", status=422, **form)
    assert says in words(page)
    content = page.content.decode()
    for target in re.findall(r'<li><a href="#([^"]+)">', content):
        assert f'id="{target}"' in content
    assert "govuk-error-message" in content
    assert Preparation.objects.get().adoption_text == before


def test_the_law_is_named_where_it_refuses_a_value(ada: Desk) -> None:
    page = ada.begin().get("settings/return-within")
    assert "Environmental Protection Act 1990, section 45" in words(page)
    assert "At most 10 working days" in words(page)


def test_every_kind_of_setting_is_kept_as_its_form_says(ada: Desk) -> None:
    ada.begin()
    table = {
        "value-rows": "2",
        "value-0-key": "garden",
        "value-0-value-length": "2",
        "value-0-value-unit": "week",
    }
    ada.post("settings/windows", **table)
    ada.post("settings/window-from", value="round_done")
    ada.post("settings/not-before-time", value="9:30")
    ada.post("settings/disputes", value="yes")
    ada.post("settings/blocked-classes", value=["contaminated", "other"])
    ada.post("settings/blocked-codes", value="12\n\n 13 ")
    codes = {"value-rows": "1", "value-0-key": "50", "value-0-value": "no_access"}
    ada.post("settings/crew-codes", **codes)
    text = Preparation.objects.get().adoption_text
    for line in (
        "garden:\n            length: 2\n            unit: week", "- value: round_done", '- value: "09:30"',
        "- value: true", "- value: [contaminated, other]", '- value: ["12", "13"]', '"50": no_access',
    ):  # fmt: skip
        assert line in text, text
    for key, said in {"windows": "garden", "blocked-codes": "12\n13", "not-before-time": "09:30"}.items():
        assert said in ada.get(f"settings/{key}").content.decode()


def test_one_more_row_is_asked_for_without_losing_what_was_entered(ada: Desk) -> None:
    ada.begin()
    form = {"value-rows": "1", "value-0-key": "garden", "value-0-value-length": "2", "more": "value"}
    page = ada.post("settings/windows", status=200, **form).content.decode()
    assert 'name="value-1-key"' in page
    assert 'value="garden"' in page


def test_a_value_is_taken_out_and_the_librarys_comes_back(ada: Desk) -> None:
    ada.begin()
    ada.post("settings/window", **ONE_DAY)
    ada.post("settings/window", **{**ONE_DAY, "from-day": "1", "from-month": "4", "from-year": "2027"})
    ada.post("settings/window", remove="2027-04-01")
    assert "2027" not in Preparation.objects.get().adoption_text
    ada.post("settings/window", reset="yes")
    assert "window" not in Preparation.objects.get().adoption_text


def test_what_other_councils_chose_stands_beside_a_setting(ada: Desk, cast: Cast) -> None:
    other = desk(cast, "Olwen", "administrator", cast.other_council)
    other.begin().post("settings/window", **ONE_DAY)
    other.post("switch")
    page = words(ada.begin().get("settings/window"))
    assert "1 working day, until 4pm: Cwm yr Hebog County Borough Council" in page


def test_bindings_are_refused_at_their_box_and_may_be_left_for_later(ada: Desk) -> None:
    ada.begin()
    page = ada.post("bindings", status=422, **{**BINDINGS, "collection_days_page-en": "www.example.org"})
    assert "This must be a web address that begins with https://." in words(page)
    assert 'id="collection_days_page-en-error"' in page.content.decode()
    ada.post("bindings", **{"phone-en": "01632 960 101"})
    assert "phone: 01632 960 101" in Preparation.objects.get().adoption_text
    assert "Still to fill in before it can be switched on" in words(ada.get("switch"))
    ada.post("switch")
    assert not Adoption.objects.get().is_on


def test_a_council_in_wales_gives_residents_words_in_both_languages(cast: Cast, published: None) -> None:
    olwen = desk(cast, "Olwen", "administrator", cast.other_council)
    page = words(olwen.begin().get("bindings"))
    assert "Who collects, as residents know them in Welsh" in page
    olwen.post("bindings", **BINDINGS)
    assert "a council in Wales gives this in Welsh too" in words(olwen.get("switch"))
    welsh = {
        f"{key}-cy": "https://www.example.org/cy" for key in ("collection_days_page", "what_goes_where_page")
    }
    olwen.post(
        "bindings", **{**BINDINGS, **welsh, "crew_name-cy": "Y criwiau", "opening_hours-cy": "9am i 5pm"}
    )
    olwen.post("switch", on="yes")
    assert Adoption.objects.get().is_on


def test_everything_can_be_done_in_the_text_and_what_is_wrong_has_line_and_column(ada: Desk) -> None:
    ada.begin()
    text = "# Ours\npatternbook: 1\nadopts: missed_bin\nnation: england\nsettings:\n  windw:\n    values:\n      - value: 1\n"
    page = ada.post("text", status=422, text=text)
    assert "Line 6, column 3" in words(page)
    assert "Did you mean &#39;window&#39;" in page.content.decode()
    assert "# Ours" in page.content.decode()
    broken = ada.post("text", status=422, text="patternbook: [")
    assert "Line " in words(broken)
    good = text.replace("windw", "escalation").replace("value: 1", "value: true").replace("\n", "\r\n")
    ada.post("text", text=good)
    assert Preparation.objects.get().adoption_text.startswith("# Ours\npatternbook: 1\n")
    ada.post("settings/disputes", value="yes")
    assert Preparation.objects.get().adoption_text.startswith("# Ours\n")


def test_the_examples_are_run_and_what_came_of_each_is_told(ada: Desk) -> None:
    page = words(ada.begin().get("examples"))
    assert f"All {len(library.examples('missed_bin'))} examples came out as they say" in page


def test_somebody_goes_back_to_a_former_revision_with_a_reason(ada: Desk) -> None:
    ada.run()
    ada.post("settings/disputes", value="yes")
    ada.post("switch", because="Try it")
    assert "Whether a resident can dispute what the crew logged: Yes (before: the library’s value)" in words(
        ada.get("history")
    )
    ada.post("history/1", status=422)
    ada.post("history/1", because="Too many disputes")
    page = words(ada.get("history"))
    assert "Too many disputes" in page
    current = Adoption.objects.get().current
    assert (current.number, "disputes" in current.adoption_text) == (3, False)
    assert Event.objects.latest("id").facts["back_to"] == 1
    assert ada.get("history/3").status_code == 404


def beside(adoption: Adoption, choices: str) -> Revision:
    """Somebody else puts other choices in force."""
    other = actions.Adopting(version=adoption.current.version, adoption_text=choices)
    return actions.adopt(authority=adoption.authority, adopting=other, now=timezone.now(), by=SETTING_UP)


def test_two_who_change_one_service_do_not_undo_each_other(ada: Desk) -> None:
    ada.run()
    adoption = Adoption.objects.select_related("current__version", "authority").get()
    ada.post("settings/disputes", value="yes")
    beside(adoption, adoption.current.adoption_text.replace("01632 960 101", "01632 960 999"))
    page = ada.post("switch", status=422, because="Second")
    assert "Somebody put another revision in force after this was begun" in words(page)
    assert "Bring it into your changes" in words(ada.get())
    ada.post("refresh")
    assert "Bring it into your changes" not in words(ada.get())
    ada.post("switch", because="Both")
    adoption.refresh_from_db()
    assert "01632 960 999" in adoption.current.adoption_text
    assert "disputes" in adoption.current.adoption_text


def test_where_both_changed_the_same_nothing_is_changed(ada: Desk) -> None:
    ada.run()
    adoption = Adoption.objects.select_related("current__version", "authority").get()
    ada.post("bindings", **{**BINDINGS, "phone-en": "01632 960 111"})
    beside(adoption, adoption.current.adoption_text.replace("01632 960 101", "01632 960 999"))
    assert "Both of you changed “phone”" in words(ada.post("refresh", status=422))
    assert "01632 960 111" in Preparation.objects.get().adoption_text
    ada.post("drop")
    assert not Preparation.objects.exists()


def test_another_version_is_not_taken_past_edits_of_ones_own(ada: Desk) -> None:
    ada.run()
    adoption = Adoption.objects.select_related("current__version", "authority").get()
    edited(adoption.current, ("Select all that apply.", "Pick them all."))
    version = new_version(("Which collections were missed?", "Which bins were missed?"))
    page = ada.post("adopt", status=422, number=version.number)
    assert "You have edits of your own" in words(page)
    ada.post("adopt", number="1.0.0")
    assert "Pick them all." in Preparation.objects.get().text


def test_designers_prepare_and_administrators_put_in_force(cast: Cast, published: None) -> None:
    dilys = desk(cast, "Dilys", "designer")
    dilys.begin().post("bindings", **BINDINGS)
    assert "An administrator of your council puts it in force" in words(dilys.get("switch"))
    assert dilys.client.post(dilys.url("switch"), {"on": "yes"}).status_code == 403
    assert Preparation.objects.count() == 1
    assert not Adoption.objects.exists()


def test_the_service_is_switched_off_with_words_for_residents_and_on_again(ada: Desk) -> None:
    ada.run()
    ada.post("switch", do="off", **{"notice-en": "Back on Monday"})
    assert "Back on Monday" in ada.client.get(f"/{ada.slug}/missed-bin/").content.decode()
    ada.post("switch", do="on")
    assert Adoption.objects.get().is_on


PAGES = (
    "", "adopt", "settings", "settings/window", "bindings", "text", "examples", "switch", "history", "history/1",
)  # fmt: skip


def test_to_people_of_another_council_nothing_of_it_is_there(ada: Desk, cast: Cast) -> None:
    ada.run()
    charlie = cast.client(make_person("Carol", cast.other_council, "administrator", None))
    for page in PAGES:
        assert charlie.get(ada.url(page)).status_code == 404, page
        assert (
            charlie.post(ada.url(page), {"number": "1.0.0", "because": "x", "do": "off"}).status_code == 404
        ), page
    assert cast.client(cast.bob).get(ada.url()).status_code == 404
    assert Client().get(ada.url()).status_code == 302
    assert Adoption.objects.get().is_on
    assert Revision.objects.count() == 1


def test_a_designer_who_signs_in_comes_to_the_services(ada: Desk, cast: Cast) -> None:
    assert ada.client.get("/staff/").headers["Location"] == ada.url(service="")
    page = ada.client.get(ada.url(service="")).content.decode()
    assert "Services</strong>" in page
    assert ">Cases<" not in page
    assert Team.objects.filter(authority=cast.council).exists()
