"""What the first page and the guide for contributors name is there."""

from __future__ import annotations

import re

from patternbook.cli import COMMANDS
from tests.docs.fences import DOCS

ROOT = DOCS.parent
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
_MAKE = re.compile(r"^make ([a-z-]+)|`make ([a-z-]+)", re.MULTILINE)


def test_every_target_that_is_named_can_be_made() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = {"".join(found) for found in _MAKE.findall(text)}
        assert named, name
        assert named - TARGETS == set(), name


def test_the_first_page_names_every_command_of_a_designer() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    # `schema` is what "a JSON Schema" stands for.
    assert {command.name for command in COMMANDS if f"`{command.name}`" not in text.replace("patternbook new", "new")} <= {"schema"}  # fmt: skip


def test_the_first_screen_says_what_for_whom_and_how() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:16]
    said = "\n".join(first)
    for words in ("For service designers", "docs/images/which.png", "make run", "make test"):
        assert words in said
