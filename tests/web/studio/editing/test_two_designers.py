"""Two designers change one service at once: both find their work in it, or are asked."""

from __future__ import annotations

import pytest

from patternbook.web.authorities.models import Person
from patternbook.web.catalogue.models import WorkingStep
from tests.web.conftest import Cast
from tests.web.studio.editing.conftest import Editor, boxes_of, words_of

pytestmark = pytest.mark.django_db
QUESTION = "part/pages/which/questions/missed"


@pytest.fixture
def other(editor: Editor, cast: Cast, deva: Person) -> Editor:
    """Deva's browser on the same service."""
    return Editor(cast.client(deva), editor.slug)


def label(editor: Editor) -> str:
    return str(editor.definition.pages["which"].questions["missed"].label.wordings["en"])


def test_changes_of_different_parts_both_stand(editor: Editor, other: Editor) -> None:
    mine = editor.boxes(QUESTION)
    end = next(iter(editor.definition.ends))
    other.send(f"part/ends/{end.replace('_', '-')}", title__en="Deva's title")
    editor.send_form(QUESTION, mine, 302, {"label-en": "Dana's label"})
    assert label(editor) == "Dana's label"
    assert editor.definition.ends[end].title.wordings["en"] == "Deva's title"
    assert editor.copy.step == 2


def test_changes_of_different_boxes_of_one_form_both_stand(editor: Editor, other: Editor) -> None:
    mine = editor.boxes(QUESTION)
    other.send(QUESTION, hint__en="Deva's hint")
    editor.send_form(QUESTION, mine, 302, {"label-en": "Dana's label"})
    said = editor.definition.pages["which"].questions["missed"]
    assert said.hint is not None
    assert (said.label.wordings["en"], said.hint.wordings["en"]) == ("Dana's label", "Deva's hint")


@pytest.mark.parametrize(("side", "stands"), [("yours", "Dana's label"), ("theirs", "Deva's label")])
def test_the_same_box_changed_by_both_is_asked_and_nothing_is_lost(
    editor: Editor, other: Editor, side: str, stands: str
) -> None:
    mine = editor.boxes(QUESTION)
    other.send(QUESTION, label__en="Deva's label")
    response = editor.send_form(QUESTION, mine, 409, {"label-en": "Dana's label", "hint-en": "Dana's hint"})
    words = words_of(response)
    assert "Deva's label" in words
    assert "Dana's label" in words
    assert "Which collections were missed?" in words
    assert label(editor) == "Deva's label"
    form = boxes_of(response.content.decode())
    undecided = editor.client.post(editor.url("clash"), form)
    assert undecided.status_code == 422
    assert "Select whose change stands" in words_of(undecided)
    (question,) = _questions(response.content.decode())
    answer = editor.client.post(editor.url("clash"), boxes_of(undecided.content.decode()) | {question: side})
    assert answer.status_code == 302
    said = editor.definition.pages["which"].questions["missed"]
    assert said.hint is not None
    assert (said.label.wordings["en"], said.hint.wordings["en"]) == (stands, "Dana's hint")
    assert any("Deva's label" in step.text for step in WorkingStep.objects.all())


def test_somebody_else_going_back_is_a_change_too(editor: Editor, other: Editor) -> None:
    editor.send(QUESTION, label__en="First words")
    mine = editor.boxes(QUESTION)
    other.client.post(other.url("history"), {"to": "0"})
    editor.send_form(QUESTION, mine, 302, {"hint-en": "Dana's hint"})
    said = editor.definition.pages["which"].questions["missed"]
    assert said.hint is not None
    assert (said.label.wordings["en"], said.hint.wordings["en"]) == (
        "Which collections were missed?",
        "Dana's hint",
    )


def test_two_texts_that_cannot_be_put_together_are_both_kept(editor: Editor, other: Editor) -> None:
    mine = editor.boxes(QUESTION)
    broken = other.boxes("text") | {"text": ["patternbook: 1\n- broken\n"]}
    assert other.client.post(other.url("text"), broken).status_code == 302
    response = editor.client.post(
        editor.url("text"), {"step": mine["step"], "text": editor_text(other) + "# mine\n"}
    )
    assert response.status_code == 409
    assert "# mine" in response.content.decode()
    assert "cannot be put together" in words_of(response)
    assert "- broken" in editor.copy.text


def editor_text(editor: Editor) -> str:
    """The text with which editing began."""
    return str(WorkingStep.objects.get(number=0).text)


def _questions(html: str) -> set[str]:
    return {part.split('"')[0] for part in html.split('name="')[1:] if part.startswith("take-")}


def test_what_somebody_else_took_out_meanwhile_is_asked_about_and_not_lost(
    editor: Editor, other: Editor
) -> None:
    page = "part/kpis/satisfied"
    mine = editor.boxes(page)
    removed = other.client.post(other.url("arrange/kpis"), {"step": "0", "do": "remove:satisfied"})
    assert removed.status_code == 302
    editor.see(page, 404)
    response = editor.send_form(page, mine, 409, {"title-en": "How happy residents are"})
    words = words_of(response)
    assert "How happy residents are" in words
    (question,) = _questions(response.content.decode())
    answer = editor.client.post(
        editor.url("clash"), boxes_of(response.content.decode()) | {question: "yours"}
    )
    assert answer.status_code == 302
    assert editor.definition.kpis["satisfied"].title.wordings["en"] == "How happy residents are"
