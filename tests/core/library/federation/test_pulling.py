"""Taking versions from a library elsewhere: what is proved is taken, all else is refused, and a cut costs nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tuf.ngclient import FetcherInterface
from tuf.ngclient.urllib3_fetcher import Urllib3Fetcher

from patternbook.library.federation import (
    Bundle,
    BundleRefused,
    Key,
    Library,
    LibraryRefused,
    LibraryUnreachable,
    Trust,
    bundle_of,
    export,
    open_bundle,
)
from tests.core.library.federation.conftest import NOW, Serve, statement


def numbers(found: object) -> list[str]:
    return [each.statement.number for each in found if isinstance(each, Bundle)]  # type: ignore[attr-defined]


class Counting(FetcherInterface):
    """Counts what is asked for, and breaks off where it is told to."""

    def __init__(self, break_at: str = "") -> None:
        self.asked: list[str] = []
        self.break_at = break_at
        self._inner = Urllib3Fetcher()

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.asked.append(url.rsplit("/", 1)[-1])
        if self.break_at and self.break_at in url:
            data = b"".join(self._inner.fetch(url))
            return iter([data[: len(data) // 2], *self._broken()])
        return self._inner.fetch(url)

    def _broken(self) -> Iterator[bytes]:
        raise ConnectionError("the line went dead")


def test_what_was_exported_is_what_is_pulled(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle, next_bundle: Bundle
) -> None:
    export(tmp_path / "theirs", [next_bundle, bundle], name="Larkmoor", key=key, now=NOW)
    ours = Library(Trust(serve(tmp_path / "theirs"), key.public.fingerprint), tmp_path / "ours")
    first, second = ours.pull()
    assert isinstance(first, Bundle)
    assert isinstance(second, Bundle)
    assert (first.text, first.examples, first.statement) == (bundle.text, bundle.examples, bundle.statement)
    assert second.statement.follows == "1.0.0"
    assert second.key.fingerprint == key.public.fingerprint


def test_what_is_known_is_not_pulled_again(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle, next_bundle: Bundle
) -> None:
    trust = Trust(serve(tmp_path / "theirs"), key.public.fingerprint)
    export(tmp_path / "theirs", [bundle], name="Larkmoor", key=key, now=NOW)
    assert numbers(Library(trust, tmp_path / "ours").pull()) == ["1.0.0"]
    export(tmp_path / "theirs", [bundle, next_bundle], name="Larkmoor", key=key, now=NOW)
    assert numbers(Library(trust, tmp_path / "ours").pull({"missed_bin/1.0.0"})) == ["1.0.1"]


def test_a_library_that_became_older_is_refused(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle, next_bundle: Bundle
) -> None:
    theirs = tmp_path / "theirs"
    trust = Trust(serve(theirs), key.public.fingerprint)
    export(theirs, [bundle], name="Larkmoor", key=key, now=NOW)
    shutil.copytree(theirs, tmp_path / "old")
    export(theirs, [bundle, next_bundle], name="Larkmoor", key=key, now=NOW)
    list(Library(trust, tmp_path / "ours").pull())
    shutil.rmtree(theirs)
    shutil.copytree(tmp_path / "old", theirs)
    with pytest.raises(LibraryRefused) as refused:
        list(Library(trust, tmp_path / "ours").pull())
    assert refused.value.code == "downgrade"


def test_a_library_that_is_no_longer_signed_anew_is_refused(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle
) -> None:
    export(tmp_path / "theirs", [bundle], name="Larkmoor", key=key, now=NOW - dt.timedelta(days=400))
    trust = Trust(serve(tmp_path / "theirs"), key.public.fingerprint)
    with pytest.raises(LibraryRefused) as refused:
        list(Library(trust, tmp_path / "ours").pull())
    assert refused.value.code == "expired"


@pytest.mark.parametrize("kept", [False, True])
def test_another_key_is_refused_the_first_time_and_later(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle, *, kept: bool
) -> None:
    theirs = tmp_path / "theirs"
    trust = Trust(serve(theirs), key.public.fingerprint)
    if kept:
        export(theirs, [bundle], name="Larkmoor", key=key, now=NOW)
        list(Library(trust, tmp_path / "ours").pull())
        shutil.rmtree(theirs)
    export(theirs, [bundle], name="Larkmoor", key=Key.make(), now=NOW)
    with pytest.raises(LibraryRefused):
        list(Library(trust, tmp_path / "ours").pull())


def test_a_root_that_only_bears_the_fingerprint_is_refused(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle
) -> None:
    theirs, liar = tmp_path / "theirs", Key.make()
    export(theirs, [bundle], name="Larkmoor", key=liar, now=NOW)
    for file in (theirs / "metadata").iterdir():
        file.write_text(file.read_text().replace(liar.public.fingerprint, key.public.fingerprint))
    trust = Trust(serve(theirs), key.public.fingerprint)
    with pytest.raises(LibraryRefused):
        list(Library(trust, tmp_path / "ours").pull())


@pytest.mark.parametrize("part", ["targets", "snapshot", "timestamp", "bundle"])
def test_a_byte_that_was_changed_on_the_way_is_noticed(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle, part: str
) -> None:
    theirs = tmp_path / "theirs"
    export(theirs, [bundle], name="Larkmoor", key=key, now=NOW)
    place = "targets/missed_bin/*.json" if part == "bundle" else f"metadata/*{part}.json"
    (file,) = theirs.glob(place)
    file.write_bytes(file.read_bytes().replace(b"2", b"3", 1))
    trust = Trust(serve(theirs), key.public.fingerprint)
    with pytest.raises(LibraryRefused):
        list(Library(trust, tmp_path / "ours").pull())


def test_a_pull_that_broke_off_goes_on_where_it_was(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle, next_bundle: Bundle
) -> None:
    export(tmp_path / "theirs", [bundle, next_bundle], name="Larkmoor", key=key, now=NOW)
    trust = Trust(serve(tmp_path / "theirs"), key.public.fingerprint)
    broken = Library(trust, tmp_path / "ours", Counting(break_at="1.0.1.json"))
    taken = []
    with pytest.raises(LibraryUnreachable):
        taken.extend(broken.pull())
    assert numbers(taken) == ["1.0.0"]
    fetcher = Counting()
    assert numbers(Library(trust, tmp_path / "ours", fetcher).pull()) == ["1.0.0", "1.0.1"]
    assert not any("1.0.0.json" in name for name in fetcher.asked)


def test_a_library_that_does_not_answer_says_so(tmp_path: Path, key: Key) -> None:
    trust = Trust("http://127.0.0.1:9", key.public.fingerprint)
    with pytest.raises(LibraryUnreachable):
        Library(trust, tmp_path / "ours").refresh()


@pytest.mark.parametrize(
    "address", ["http://example.org/library", "file:///etc", "ftp://127.0.0.1/", "nonsense"]
)
def test_only_https_is_asked(tmp_path: Path, key: Key, address: str) -> None:
    with pytest.raises(LibraryRefused) as refused:
        Library(Trust(address, key.public.fingerprint), tmp_path)
    assert refused.value.code == "not-https"


def test_what_is_no_library_is_refused(tmp_path: Path, serve: Serve, key: Key) -> None:
    (tmp_path / "site" / "metadata").mkdir(parents=True)
    (tmp_path / "site" / "metadata" / "1.root.json").write_text("<html>Welcome</html>")
    with pytest.raises(LibraryRefused):
        Library(Trust(serve(tmp_path / "site"), key.public.fingerprint), tmp_path / "ours").refresh()


def test_a_version_is_passed_on_by_others_with_its_publishers_signature(
    tmp_path: Path, serve: Serve, key: Key, bundle: Bundle
) -> None:
    between = Key.make()
    export(tmp_path / "between", [open_bundle(bundle.data)], name="Between", key=between, now=NOW)
    trust = Trust(serve(tmp_path / "between"), between.public.fingerprint)
    (found,) = Library(trust, tmp_path / "ours").pull()
    assert isinstance(found, Bundle)
    assert found.key.fingerprint == key.public.fingerprint


def test_a_bundle_under_another_ones_name_is_refused(
    tmp_path: Path, serve: Serve, key: Key, text: str, bundle: Bundle
) -> None:
    other = open_bundle(bundle_of(statement(number="9.0.0"), text, {}, key))
    theirs = tmp_path / "theirs"
    export(theirs, [other], name="Larkmoor", key=key, now=NOW)
    trust = Trust(serve(theirs), key.public.fingerprint)
    lying = Bundle(bundle.statement, other.key, other.read, other.text, other.examples, other.data)
    export(theirs, [lying], name="Larkmoor", key=key, now=NOW)
    (found,) = Library(trust, tmp_path / "ours").pull()
    assert isinstance(found, BundleRefused)
    assert found.code == "another-version"


def test_a_folder_of_another_key_is_not_written_over(tmp_path: Path, key: Key, bundle: Bundle) -> None:
    export(tmp_path, [bundle], name="Larkmoor", key=key, now=NOW)
    with pytest.raises(LibraryRefused) as refused:
        export(tmp_path, [bundle], name="Larkmoor", key=Key.make(), now=NOW)
    assert refused.value.code == "another-key"
