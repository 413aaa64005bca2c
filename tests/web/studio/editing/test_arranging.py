"""Parts are added, moved, renamed and taken out; what names them follows."""

from __future__ import annotations

import pytest

from patternbook.language.kinds.questions import ChoiceQuestion
from tests.web.studio.editing.conftest import Editor, boxes_of, words_of

pytestmark = pytest.mark.django_db


def arrange(editor: Editor, collection: str, do: str) -> None:
    response = editor.client.post(
        editor.url(f"arrange/{collection}"), {"step": str(editor.copy.step), "do": do}
    )
    assert response.status_code == 302, response.content.decode()[:2000]


def test_a_page_and_a_question_with_options_are_added_where_they_are_wanted(editor: Editor) -> None:
    form = boxes_of(editor.see("add/pages").content.decode(), "Add the page")
    editor.send_form("add/pages", form, 302, {"title-en": "About the skip", "new-after": "which"})
    pages = list(editor.definition.pages)
    assert pages[pages.index("which") + 1] == "about_the_skip"
    assert "What kind of question?" in words_of(editor.see("add/pages/about-the-skip/questions"))
    page = "add/pages/about-the-skip/questions?ask=choice"
    form = boxes_of(editor.see(page).content.decode(), "Add the question")
    changes: dict[str, str | list[str]] = {
        "label-en": "Where is the skip?", "new-options": "On the road\nOn a verge\n", "new-key": "skip_place",
    }  # fmt: skip
    editor.send_form("add/pages/about-the-skip/questions", form, 302, changes)
    question = editor.definition.pages["about_the_skip"].questions["skip_place"]
    assert isinstance(question, ChoiceQuestion)
    assert list(question.options) == ["on_the_road", "on_a_verge"]
    assert "Where is the skip?" in words_of(editor.see("preview/pages/about-the-skip"))


def test_a_part_that_cannot_be_added_says_what_is_missing(editor: Editor) -> None:
    form = boxes_of(editor.see("add/ends").content.decode(), "Add the end")
    words = words_of(editor.send_form("add/ends", form, 422, {"title-en": "", "new-key": "No Key"}))
    assert "Enter: title" in words
    assert "Enter a key of small letters" in words
    assert editor.copy.step == 0


def test_parts_move_up_and_down_and_are_taken_out(editor: Editor) -> None:
    ends = list(editor.definition.ends)
    arrange(editor, "ends", f"down:{ends[0]}")
    assert list(editor.definition.ends)[:2] == [ends[1], ends[0]]
    arrange(editor, "ends", f"up:{ends[0]}")
    assert list(editor.definition.ends) == ends
    arrange(editor, "kpis", "remove:satisfied")
    assert "satisfied" not in editor.definition.kpis
    assert (
        editor.client.post(editor.url("arrange/ends"), {"step": "0", "do": "up:nowhere"}).status_code == 404
    )
    assert (
        editor.client.post(editor.url("arrange/ends"), {"step": "0", "do": f"sideways:{ends[0]}"}).status_code
        == 404
    )


def test_a_renamed_part_is_renamed_wherever_it_is_named_and_says_what_it_was(editor: Editor) -> None:
    assert "missed" in editor.copy.text
    before = len(editor.definition.pages["which"].checks)
    editor.send_form("key/pages/which/questions/missed", boxes_of(
        editor.see("key/pages/which/questions/missed").content.decode(), "Change the key"
    ), 302, {"key": "not_emptied"})  # fmt: skip
    page = editor.definition.pages["which"]
    assert page.questions["not_emptied"].was == "missed"
    assert len(page.checks) == before
    assert not [one for one in words_of(editor.see()).split(" things to look at")[:1] if "no question" in one]
    words = words_of(editor.see("text"))
    assert "There is no question 'missed'" not in words
    assert "0 of" not in words


def test_a_key_that_is_none_or_is_taken_is_refused(editor: Editor) -> None:
    page = "key/pages/which"
    form = boxes_of(editor.see(page).content.decode(), "Change the key")
    assert "Enter a key" in words_of(editor.send_form(page, form, 422, {"key": "Which One"}))
    assert "already" in words_of(editor.send_form(page, form, 422, {"key": "postcode"}))
    assert editor.copy.step == 0


def test_a_comment_goes_with_the_part_that_it_stands_beside(editor: Editor) -> None:
    text = editor.copy.text.replace("  satisfied:\n", "  # asked at every end\n  satisfied:\n", 1)
    editor.client.post(editor.url("text"), {"step": "0", "text": text})
    assert "# asked at every end\n  satisfied:" in editor.copy.text
    form = boxes_of(editor.see("key/kpis/satisfied").content.decode(), "Change the key")
    editor.send_form("key/kpis/satisfied", form, 302, {"key": "content"})
    assert "# asked at every end\n  content:" in editor.copy.text
    arrange(editor, "kpis", "remove:content")
    assert "asked at every end" not in editor.copy.text
