"""Two installations, each a process with a database of its own, publish to and adopt from each other.

A third passes on what the first published, and neither it nor the first is there when the second pulls.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from patternbook.cli import main
from patternbook.web.authorities.register import read_register
from tests.core.library.federation.conftest import Quiet

Run = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Installation:
    """An installation in a folder of its own, run by its commands as an operator runs them."""

    folder: Path

    def run(self, *words: str) -> Run:
        """One command."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PATTERNBOOK", "DATABASE", "DJANGO"))
        }
        here = {
            "PATTERNBOOK_MODE": "test", "PATTERNBOOK_FOLDER": str(self.folder), "PATTERNBOOK_EMAIL": "file",
            "DATABASE_URL": f"sqlite:///{self.folder}/patternbook.sqlite3",
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "patternbook.web", *words], env=kept | here, capture_output=True, text=True,
            check=False, timeout=DEADLINE,
        )  # fmt: skip

    def must(self, *words: str) -> str:
        """A command that has to go well; what it said."""
        ended = self.run(*words)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @property
    def site(self) -> Path:
        """What it exports."""
        return self.folder / "site"

    def export(self, name: str) -> str:
        """Export; the fingerprint."""
        key = self.folder / "library.pem"
        if not key.exists():
            assert main(["library", "key", str(key)]) == 0
        said = self.must("library_export", str(self.site), "--key", str(key), "--name", name)
        return said.split()[-1]


LOOKS = """council: {slug}
telephone: 01632 960001
email: services@example.org
contact: {{hours_en: 9am to 5pm}}
teams: {{waste: Waste and recycling}}
"""
CHOICES = """patternbook: 1
adopts: {service}
nation: england
bindings:
  team: waste
"""
DEADLINE = 120


def english(skip: int) -> str:
    """The slug of a unitary council of England in the register."""
    kept = [body.slug for body in read_register().bodies if body.kind == "unitary" and not body.ended]
    return kept[skip]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the register of authorities, as each of them begins."""
    made = Installation(tmp_path_factory.mktemp("ground"))
    made.must("migrate", "--verbosity", "0")
    made.must("load_authorities")
    return made.folder


def set_up(ground: Path, folder: Path, slug: str) -> Installation:
    """An installation with one council, ready to publish and adopt."""
    shutil.copytree(ground, folder)
    made = Installation(folder)
    (folder / "council.yaml").write_text(LOOKS.format(slug=slug))
    made.must("set_up_council", str(folder / "council.yaml"))
    return made


def published(by: Installation, service: str, publisher: str) -> None:
    """A new service, written and published."""
    assert main(["new", service, "--in", str(by.folder / "services")]) == 0
    by.must("publish", str(by.folder / "services" / service), "--publisher", publisher)


def adopted(by: Installation, service: str, slug: str) -> str:
    """The service adopted and switched on; what the command said."""
    choices = by.folder / f"{service}.yaml"
    choices.write_text(CHOICES.format(service=service))
    return by.must("adopt", slug, service, "--choices", str(choices), "--switch-on")


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """A static web server, and nothing else, for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_two_installations_and_a_third_between(ground: Path, tmp_path: Path) -> None:
    first_council, second_council = english(0), english(1)
    first = set_up(ground, tmp_path / "first", first_council)
    second = set_up(ground, tmp_path / "second", second_council)
    third = set_up(ground, tmp_path / "third", english(2))

    # The first publishes; the third takes it in and passes it on, and both are gone after that.
    published(first, "report_a_clock", first_council)
    mark = first.export("The first")
    with hosted(first.site) as address:
        third.must("library_trust", address, "--fingerprint", mark, "--name", "The first")
        assert "report_a_clock" in third.must("library_pull")
    mark = third.export("The third")

    with hosted(third.site) as address:
        second.must("library_trust", address, "--fingerprint", mark, "--name", "The third")
        said = second.must("library_pull")
        assert "report_a_clock" in said
        assert second.must("library_pull") == ""
        # Somebody in between cannot publish under the first one's name, or under its service.
        published(third, "report_a_hedge", first_council)
        assert third.run("library_export", str(third.site), "--key", str(third.folder / "library.pem"),
                         "--name", "The third").returncode == 1  # fmt: skip
    assert second.run("library_pull").returncode == 1  # the third is offline now
    assert "It is switched on" in adopted(second, "report_a_clock", second_council)

    # And the other way round.
    published(second, "report_a_gate", second_council)
    mark = second.export("The second")
    with hosted(second.site) as address:
        first.must("library_trust", address, "--fingerprint", mark, "--name", "The second")
        said = first.must("library_pull")
    assert "report_a_gate" in said
    assert "report_a_clock" not in said
    assert "It is switched on" in adopted(first, "report_a_gate", first_council)
    first.must("seal_audit")
    first.must("verify_audit")


def test_the_same_name_elsewhere_is_another_publisher_until_a_key_says_otherwise(
    ground: Path, tmp_path: Path
) -> None:
    """Two installations publish under one name, with a key each."""
    slug = english(0)
    honest = set_up(ground, tmp_path / "honest", slug)
    liar = set_up(ground, tmp_path / "liar", slug)
    published(honest, "report_a_clock", slug)
    published(liar, "report_a_bench", slug)
    mark = liar.export("The liar")
    with hosted(liar.site) as address:
        honest.must("library_trust", address, "--fingerprint", mark, "--name", "The liar")
        ended = honest.run("library_pull")
    assert ended.returncode == 1
    assert "forged" in ended.stderr
