"""`patternbook library`, as somebody would run it: a key, an export, a web server, a pull."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from patternbook.cli import main
from tests.core.library.federation.conftest import Quiet

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder on a web server, and its address."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def key(tmp_path: Path, capsys: Capture) -> tuple[str, str]:
    """A key's file and its fingerprint."""
    file = str(tmp_path / "key.pem")
    assert main(["library", "key", file]) == 0
    return file, capsys.readouterr().out.split()[-1]


def exported(site: Path, key: str, *versions: str) -> int:
    return main(["library", "export", str(site), *versions, "--key", key, "--publisher", "Larkmoor"])


def test_a_service_travels_from_one_folder_to_another(
    tmp_path: Path, site: tuple[Path, str], key: tuple[str, str], capsys: Capture
) -> None:
    folder, address = site
    mine = str(tmp_path / "mine")
    assert main(["new", "report_a_clock", "--in", str(tmp_path)]) == 0
    assert exported(folder, key[0], f"{tmp_path}/report_a_clock=1.0.0", "missed_bin=2.1.0") == 0
    assert main(["library", "add", address, "--fingerprint", key[1], "--to", mine]) == 0
    assert "Versions there: 2." in capsys.readouterr().out
    assert main(["library", "pull", mine]) == 0
    assert "New versions: 2." in capsys.readouterr().out
    assert main(["test", f"{mine}/report_a_clock/1.0.0"]) == 0
    assert main(["library", "pull", mine]) == 0
    assert "New versions: 0." in capsys.readouterr().out
    assert exported(tmp_path / "again", key[0], f"{mine}/missed_bin/2.1.0/bundle.json") == 0


def test_a_library_with_another_key_is_not_added(
    tmp_path: Path, site: tuple[Path, str], key: tuple[str, str], capsys: Capture
) -> None:
    folder, address = site
    assert exported(folder, key[0], "missed_bin=1.0.0") == 0
    mine = tmp_path / "mine"
    assert main(["library", "add", address, "--fingerprint", "0" * 64, "--to", str(mine)]) == 1
    assert "another-key" in capsys.readouterr().out
    assert not (mine / "library.json").exists()


def test_a_bundle_that_is_refused_is_named_and_the_rest_is_pulled(
    tmp_path: Path, site: tuple[Path, str], key: tuple[str, str], capsys: Capture
) -> None:
    folder, address = site
    mine = tmp_path / "mine"
    assert exported(folder, key[0], "missed_bin=1.0.0") == 0
    assert main(["library", "add", address, "--fingerprint", key[1], "--to", str(mine)]) == 0
    assert main(["library", "pull", str(mine)]) == 0
    kept = mine / "missed_bin/1.0.0/bundle.json"
    forged = json.loads(kept.read_text()) | {"text": "service: another"}
    (tmp_path / "forged.json").write_text(json.dumps(forged))
    assert exported(folder, key[0], str(tmp_path / "forged.json")) == 1
    assert "text-changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["export", "out", "missed_bin=1.0.0", "--key", "nowhere.pem", "--publisher", "Larkmoor"],
        ["export", "out", "nothing=1.0.0", "--key", "{key}", "--publisher", "Larkmoor"],
        ["pull", "nowhere"],
        ["key", "{key}"],
    ],
)
def test_misuse_says_what_is_not_there(
    tmp_path: Path, key: tuple[str, str], words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["library", *(word.format(key=key[0]) for word in words)]) == 2
