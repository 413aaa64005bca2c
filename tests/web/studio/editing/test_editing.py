"""A designer changes the words and questions of a page with forms, and sees what it says."""

from __future__ import annotations

import pytest

from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Person
from patternbook.web.catalogue.models import WorkingCopy, WorkingStep
from tests.web.conftest import Cast
from tests.web.studio.editing.conftest import Editor, words_of

pytestmark = pytest.mark.django_db
PAGE = "part/pages/postcode"
QUESTION = "part/pages/which/questions/missed"


def test_beginning_to_edit_keeps_what_the_council_runs(editor: Editor) -> None:
    copy = editor.copy
    assert copy.base is not None
    assert copy.text == copy.base.text
    assert [(step.number, step.text) for step in copy.steps.all()] == [(0, copy.text)]
    assert Event.objects.get(verb="working_copy.begun").facts["service"] == "missed_bin"
    words = words_of(editor.see())
    for part in ("Report a missed bin collection", "Pages", "Settings", "Notices", "Time limits"):
        assert part in words


def test_changed_words_stand_in_the_text_the_preview_and_the_history(editor: Editor) -> None:
    label = "What was not emptied?"
    response = editor.send(QUESTION, label__en=label)
    assert response["Location"].endswith("/edit/part/pages/which/questions/missed?saved")
    said = editor.definition.pages["which"].questions["missed"].label
    assert said.wordings["en"] == label
    assert label in editor.copy.text
    assert label in words_of(editor.see("preview/pages/which"))
    assert label in words_of(editor.see("text"))
    assert "Changes the words of" in words_of(editor.see("history"))
    event = Event.objects.get(verb="working_copy.changed")
    assert event.facts["step"] == 1


def test_an_english_edit_leaves_the_welsh_out_of_date_until_somebody_says_it_holds(editor: Editor) -> None:
    editor.send(QUESTION, label__en="What was not emptied?")
    words = words_of(editor.see(QUESTION))
    assert "has changed since the Welsh was written" in words
    assert "The Welsh still says what the English says" in words
    editor.send(QUESTION, label__same="true")
    assert "has changed since the Welsh was written" not in words_of(editor.see(QUESTION))


def test_a_form_that_cannot_be_read_keeps_what_was_typed_and_says_what_is_wrong_at_its_box(
    editor: Editor,
) -> None:
    response = editor.send(QUESTION, 422, label__en="", hint__en="Kept words")
    words = words_of(response)
    assert "There is a problem" in response.content.decode()
    assert "enter the English too" in words
    assert "Kept words" in response.content.decode()
    assert editor.copy.step == 0


def test_a_form_that_is_sent_unchanged_changes_nothing(editor: Editor) -> None:
    for page in ("about", PAGE, QUESTION, "part/settings/window", "part/process/stages/checking"):
        text = editor.copy.text
        editor.send_form(page, editor.boxes(page), 302, {})
        assert editor.copy.text == text
    assert editor.copy.step == 0


def test_comments_stay_where_they_are(editor: Editor) -> None:
    comments = [line.strip() for line in editor.copy.text.split("\n") if line.strip().startswith("#")]
    assert comments
    editor.send(QUESTION, label__en="What was not emptied?")
    after = [line.strip() for line in editor.copy.text.split("\n") if line.strip().startswith("#")]
    assert after == comments


def test_undoing_and_doing_again(editor: Editor) -> None:
    before = editor.copy.text
    editor.send(QUESTION, label__en="First words")
    editor.send(QUESTION, label__en="Second words")
    editor.client.post(editor.url("history"), {"to": "0"})
    assert (editor.copy.step, editor.copy.text) == (0, before)
    editor.client.post(editor.url("history"), {"to": "2"})
    assert "Second words" in editor.copy.text
    editor.client.post(editor.url("history"), {"to": "1"})
    editor.send(QUESTION, label__en="Third words")
    steps = list(WorkingStep.objects.order_by("number").values_list("number", flat=True))
    assert steps == [0, 1, 2, 3, 4]
    texts = [step.text for step in WorkingStep.objects.order_by("number")]
    assert "Second words" in texts[2]
    assert texts[3] == texts[1]
    assert "Third words" in texts[4]
    assert Event.objects.filter(verb="working_copy.went_to_step").count() == 3


def test_nobody_else_sees_or_changes_it(editor: Editor, cast: Cast, chris: Person) -> None:
    pages = ("", "about", PAGE, QUESTION, "add/pages", "text", "history", "preview/pages/which", "begin")
    for person in (chris, cast.charlie, cast.bob):
        client = cast.client(person)
        for page in pages:
            assert client.get(editor.url(page)).status_code == 404, (person.name, page)
            assert client.post(editor.url(page), {"step": "0"}).status_code in (404, 405), (person.name, page)
    assert WorkingCopy.objects.get().step == 0
    anonymous = editor.client.__class__()
    assert anonymous.get(editor.url())["Location"].startswith("/staff/sign-in")


@pytest.mark.parametrize(
    "page",
    ["part/pages/nowhere", "part/nothing", "part/pages/which/questions/x", "part/pages/which/nothing", "add/title", "add/pages/x/go", "add/nations",
     "key/pages/nowhere", "preview/settings/window", "preview/pages/nowhere", "part/title/en"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(editor: Editor, page: str) -> None:
    editor.see(page, 404)


def test_a_text_that_cannot_be_read_is_kept_and_only_its_text_can_be_edited(editor: Editor) -> None:
    broken = editor.copy.text.replace("pages:\n", "pagse:\n", 1)
    assert editor.client.post(editor.url("text"), {"step": "0", "text": broken}).status_code == 302
    words = words_of(editor.see("text"))
    assert "cannot be read, so that the forms cannot show it" in words
    assert "Did you mean 'pages'?" in words
    assert editor.see("", 302)["Location"].endswith("/edit/text")
    for page in ("about", "part/pages/which", "add/pages", "preview/pages/which", "changes", "use"):
        assert editor.see(page, 302)["Location"].endswith("/edit/text")
    assert "cannot be run while the service has problems" in words_of(editor.see("examples"))
    editor.client.post(editor.url("history"), {"to": "0"})
    assert "Which collections were missed?" in words_of(editor.see("preview/pages/which"))
