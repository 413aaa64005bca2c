"""Guides for operators: settings that are right, commands that are there with these options, files that can be read."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from patternbook.web.authorities import council_file
from patternbook.web.environment import read_environment
from tests.docs.fences import DOCS, Fence, fences

GUIDES = sorted((DOCS / "how-to").glob("*.md"))
OPERATOR = ["python", "-m", "patternbook.web"]
SECRET = re.compile(r"replace-this-[a-z0-9-]+")


def blocks(word: str) -> Iterator[tuple[Path, Fence]]:
    """The blocks of all guides that are marked with this word."""
    for guide in GUIDES:
        for fence in fences(guide):
            if word in fence.words:
                yield guide, fence


COMMANDS = [(guide.name, line) for guide, fence in blocks("commands") for line in fence.body.splitlines()]


def test_the_settings_for_production_are_right() -> None:
    said = {
        name: value
        for _, fence in blocks("environment")
        for name, value in re.findall(r"^export ([A-Z_]+)=(.*)$", fence.body, re.MULTILINE)
    }
    assert said["PATTERNBOOK_MODE"] == "production"
    assert read_environment(said).problems == ()
    assert SECRET.fullmatch(said["PATTERNBOOK_SECRET_KEY"])


@pytest.mark.parametrize(("guide", "line"), COMMANDS)
def test_a_command_is_there_and_takes_these_options(guide: str, line: str) -> None:
    words = shlex.split(line)
    if words[:3] != OPERATOR:
        assert words[0] == "granian", f"{guide}: nobody knows the command {words[0]}"
        return
    name, arguments = words[3], words[4:]
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    command.create_parser("patternbook.web", name).parse_args(arguments)


def test_the_server_takes_the_options_that_the_guide_gives() -> None:
    (line,) = (line for _, line in COMMANDS if line.startswith("granian"))
    granian = Path(sys.executable).with_name("granian")
    wide = {**os.environ, "COLUMNS": "200"}
    told = subprocess.run(
        [granian, "--help"], capture_output=True, text=True, timeout=60, check=True, env=wide
    )
    for option in re.findall(r"--[a-z-]+", line):
        assert option in told.stdout


def test_the_file_of_a_council_can_be_read() -> None:
    (said,) = (
        fence.body
        for guide in GUIDES
        for fence in fences(guide)
        if fence.options.get("file") == "council.yaml"
    )
    found = council_file.read(said)
    assert found.slug == "example-borough"
    assert {member.role for member in found.people} == {"team_lead", "administrator"}
