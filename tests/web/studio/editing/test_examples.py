"""A changed service is held to its examples, which are changed with it."""

from __future__ import annotations

import pytest

from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Person
from tests.web.conftest import Cast
from tests.web.studio.editing.conftest import Editor, boxes_of, words_of

pytestmark = pytest.mark.django_db
EXAMPLE = "examples/of/it_is_done"


@pytest.fixture
def new_service(cast: Cast, dana: Person) -> Editor:
    """Dana's new service, with its one example."""
    client = cast.client(dana)
    client.post(f"/staff/{cast.council.slug}/services/start-a-service", {"title": "Report a fallen tree"})
    return Editor(client, cast.council.slug, "report-a-fallen-tree")


def change(editor: Editor, old: str, new: str, status: int = 302) -> str:
    form = boxes_of(editor.see(EXAMPLE).content.decode(), "Save the example")
    text = form["text"][0]
    assert old in text
    response = editor.client.post(editor.url(EXAMPLE), form | {"text": text.replace(old, new)})
    assert response.status_code == status
    return words_of(response) if status == 422 else ""


def test_an_example_that_comes_out_otherwise_is_said_and_put_right(new_service: Editor) -> None:
    assert "All 1 come out as they say" in words_of(new_service.see("examples"))
    change(new_service, "stage: open", "stage: closed")
    assert "1 of 1 come out otherwise" in words_of(new_service.see("examples"))
    assert "What comes out otherwise" in words_of(new_service.see(EXAMPLE))
    change(new_service, "stage: closed", "stage: open")
    assert Event.objects.filter(verb="working_copy.example_changed").count() >= 2


def test_an_example_that_cannot_be_read_is_not_kept(new_service: Editor) -> None:
    before = dict(new_service.copy.examples)
    said = change(new_service, "answers:", "anwsers:", 422)
    assert "Did you mean 'answers'?" in said
    assert new_service.copy.examples == before


def test_examples_are_added_like_others_and_taken_out(new_service: Editor) -> None:
    page = "examples/new"
    assert new_service.client.post(new_service.url(page), {"title": "", "name": "No Name"}).status_code == 422
    form = {"title": "A second one", "name": "second", "like": "it_is_done"}
    assert new_service.client.post(new_service.url(page), form).status_code == 302
    assert "All 2 come out as they say" in words_of(new_service.see("examples"))
    assert new_service.client.post(new_service.url(page), form).status_code == 422
    removing = boxes_of(new_service.see(EXAMPLE).content.decode(), "Save the example") | {"do": ["remove"]}
    assert new_service.client.post(new_service.url(EXAMPLE), removing).status_code == 302
    assert set(new_service.copy.examples) == {"second"}
    assert new_service.see(EXAMPLE, 404).status_code == 404


def test_two_designers_do_not_write_over_each_others_example(
    new_service: Editor, cast: Cast, deva: Person
) -> None:
    other = Editor(cast.client(deva), new_service.slug, new_service.service)
    mine = boxes_of(new_service.see(EXAMPLE).content.decode(), "Save the example")
    change(other, "Ada Example", "Ada Specimen")
    response = new_service.client.post(
        new_service.url(EXAMPLE), mine | {"text": mine["text"][0].replace("stands still", "is late")}
    )
    assert response.status_code == 422
    assert "Ada Specimen" in response.content.decode()
    assert "is late" in response.content.decode()
    assert "Ada Specimen" in new_service.copy.examples["it_is_done"]


def test_nobody_elsewhere_sees_them(new_service: Editor, cast: Cast, chris: Person) -> None:
    client = cast.client(chris)
    for page in ("examples", "examples/new", EXAMPLE):
        assert client.get(new_service.url(page)).status_code == 404
