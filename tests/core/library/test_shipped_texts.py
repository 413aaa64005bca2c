"""What ships with the package checks, is written canonically, and is complete in both languages."""

from __future__ import annotations

import pytest

from patternbook import library
from patternbook.engine.compiler import compile_service
from patternbook.language import checks, digests, writer
from patternbook.language.nodes.base import Text
from patternbook.language.walk import texts as all_texts

SERVICES = library.services()


def test_the_missed_collection_service_ships() -> None:
    assert "missed_bin" in SERVICES


@pytest.mark.parametrize("key", library.steps())
def test_a_step_reads_and_is_canonical(key: str) -> None:
    step = library.steps()[key]
    assert step.problems == ()
    assert writer.write(step) == step.text
    assert step.node is not None
    assert [path for path, text in all_texts(step.node) if _is_not_in_both(text)] == []


@pytest.mark.parametrize("key", SERVICES)
def test_a_service_has_no_problem_and_no_warning(key: str) -> None:
    assert [str(problem) for problem in checks.check(library.service(key))] == []


@pytest.mark.parametrize("key", SERVICES)
def test_a_service_is_canonical(key: str) -> None:
    read = library.service(key)
    assert writer.write(read) == read.text


@pytest.mark.parametrize("key", SERVICES)
def test_an_example_is_canonical(key: str) -> None:
    for name, read in library.examples(key).items():
        assert writer.write(read) == read.text, name


@pytest.mark.parametrize("key", SERVICES)
def test_a_service_compiles(key: str) -> None:
    node = library.service(key).node
    assert node is not None
    compiled = compile_service(node, library.steps())
    assert set(compiled.service.pages) == set(node.pages)


@pytest.mark.parametrize("key", SERVICES)
def test_residents_read_welsh_wherever_they_read_english(key: str) -> None:
    """In a service that is offered in Wales, and each Welsh text is that of this English."""
    node = library.service(key).node
    assert node is not None
    if "wales" not in node.nations:
        return
    assert "cy" in node.title.wordings
    shown = ("start", "pages", "ends", "check_answers", "process")
    found = [(path, text) for path, text in all_texts(node) if path[0] in shown]
    assert len(found) > 50
    assert [path for path, text in found if _is_not_in_both(text)] == []


def _is_not_in_both(text: Text) -> bool:
    return "cy" not in text.wordings or text.of != digests.wording(text.wordings["en"])


@pytest.mark.parametrize("key", SERVICES)
def test_changes_are_told(key: str) -> None:
    told = (library._service_folder(key) / "CHANGES.md").read_text(encoding="utf-8")
    assert told.startswith("# Changes\n")
