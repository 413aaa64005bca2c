"""The tutorial, and the guides that speak of the command line, done as they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from patternbook.cli import main
from patternbook.web.demonstration.councils import set_up
from tests.docs.fences import DOCS, put
from tests.docs.follower import PASSWORD, Follower

TUTORIAL = DOCS / "tutorials" / "your-first-service.md"


@pytest.mark.django_db
def test_the_tutorial_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(password=PASSWORD, now=timezone.now())
    monkeypatch.chdir(tmp_path)
    Follower(tmp_path).follow(TUTORIAL)


@pytest.mark.parametrize("guide", ["use-an-editor", "add-welsh"])
def test_a_guide_does_what_it_says(guide: str, tmp_path: Path) -> None:
    assert main(["new", "report_a_clock", "--in", str(tmp_path)]) == 0
    Follower(tmp_path).follow(DOCS / "how-to" / f"{guide}.md")
    assert main(["format", "--check", str(tmp_path / "report_a_clock")]) == 0


def test_a_page_that_says_something_else_is_caught(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\npatternbook --version\n```\n\n```output\npatternbook 0.0.0\n```\n")
    with pytest.raises(AssertionError, match=r"page\.md:5"):
        Follower(tmp_path).follow(page)


def test_a_command_that_goes_well_where_it_should_fail_is_caught(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh fails\npatternbook --version\n```\n")
    with pytest.raises(AssertionError, match="ended with 0"):
        Follower(tmp_path).follow(page)


@pytest.mark.parametrize(
    ("block", "part", "before", "becomes"),
    [
        ("b: 2\n", "", "", "a:\n  c: 1\n  d:\n    e: 3\nb: 2\n"),
        ("a: 2\n", "", "", "a: 2\nb: 5\n"),
        ("  c: 9\n", "a.c", "", "a:\n  c: 9\n  d:\n    e: 3\nb: 5\n"),
        ("    e: 4\n", "a.d.e", "", "a:\n  c: 1\n  d:\n    e: 4\nb: 5\n"),
        ("  f: 4\n", "a.f", "", "a:\n  c: 1\n  d:\n    e: 3\n  f: 4\nb: 5\n"),
        ("  f: 4\n", "a.f", "d", "a:\n  c: 1\n  f: 4\n  d:\n    e: 3\nb: 5\n"),
    ],
)
def test_a_part_is_put_in_its_place(block: str, part: str, before: str, becomes: str) -> None:
    assert put("a:\n  c: 1\n  d:\n    e: 3\nb: 5\n", block, part, before) == becomes
