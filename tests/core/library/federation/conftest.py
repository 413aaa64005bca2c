"""A publisher, a version of theirs, and libraries on web servers of this machine."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from patternbook import library
from patternbook.language import digests
from patternbook.library.federation import Bundle, Contributor, Key, Statement, bundle_of, open_bundle

NOW = dt.datetime.now(dt.UTC)
SHIPPED = "missed_bin"
Serve = Callable[[Path], str]
MakeBundle = Callable[..., Bundle]


class Quiet(SimpleHTTPRequestHandler):
    """A plain web server for static files."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def key() -> Key:
    """The publisher's key."""
    return Key.make()


@pytest.fixture(scope="session")
def text() -> str:
    """A whole service."""
    return library.service(SHIPPED).text


@pytest.fixture(scope="session")
def examples() -> dict[str, str]:
    """Two of its examples."""
    return {name: read.text for name, read in list(library.examples(SHIPPED).items())[:2]}


def statement(**said: object) -> Statement:
    """What a publisher says of the shipped service, but for what is named."""
    usual: dict[str, object] = {
        "service": SHIPPED, "number": "1.0.0", "publisher": "Vale of Larkmoor Council", "key": "", "text": "",
        "examples": "", "meaning": meaning(), "published": "2026-11-23T09:00:00Z",
        "contributors": (Contributor("Ann Other", "the Welsh"),),
    }  # fmt: skip
    return Statement(**(usual | said))  # type: ignore[arg-type]  # the names are those of the statement


def meaning() -> str:
    """The meaning of the shipped service."""
    return digests.meaning(library.service(SHIPPED).node, library.steps())


@pytest.fixture(scope="session")
def bundle(key: Key, text: str, examples: dict[str, str]) -> Bundle:
    """The version as it travels."""
    return open_bundle(bundle_of(statement(), text, examples, key))


@pytest.fixture(scope="session")
def next_bundle(key: Key, text: str, examples: dict[str, str]) -> Bundle:
    """The version after it: a remark was added."""
    said = statement(number="1.0.1", follows="1.0.0", notes="Adds a remark.\n")
    return open_bundle(bundle_of(said, "# A remark\n" + text, examples, key))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a folder and gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
