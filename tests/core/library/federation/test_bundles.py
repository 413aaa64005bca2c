"""Bundles from strangers: whatever is in them, they are taken whole and proved, or refused with a reason."""

from __future__ import annotations

import json
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook.library.federation import (
    Bundle,
    BundleRefused,
    Contributor,
    Key,
    LibraryRefused,
    bundle_of,
    open_bundle,
    read_public,
)
from tests.core.library.federation.conftest import statement


def refusal(data: bytes) -> BundleRefused:
    """Why a bundle is refused; the memory that it took is bounded."""
    tracemalloc.start()
    try:
        with pytest.raises(BundleRefused) as refused:
            open_bundle(data)
        assert tracemalloc.get_traced_memory()[1] < 200 * 1024 * 1024
    finally:
        tracemalloc.stop()
    return refused.value


def altered(bundle: Bundle, **parts: object) -> bytes:
    """The bundle with parts exchanged after it was signed."""
    return json.dumps(json.loads(bundle.data) | parts).encode()


def test_a_whole_bundle_is_taken(bundle: Bundle) -> None:
    again = open_bundle(bundle.data)
    assert again.statement == bundle.statement
    assert again.statement.contributors == (Contributor("Ann Other", "the Welsh"),)
    assert again.digest == bundle.digest


def test_another_text_is_not_what_was_signed(bundle: Bundle) -> None:
    assert refusal(altered(bundle, text=bundle.text + "# more\n")).code == "text-changed"


def test_other_examples_are_not_what_was_signed(bundle: Bundle) -> None:
    assert refusal(altered(bundle, examples={})).code == "examples-changed"


def test_a_publisher_cannot_be_forged(bundle: Bundle, text: str) -> None:
    """Somebody signs with a key of their own, and names the publisher's."""
    forged = json.loads(bundle_of(statement(), text, {}, Key.make()))
    theirs = json.loads(bundle.data)["envelope"]
    assert (
        refusal(altered(bundle, envelope=theirs | {"signatures": forged["envelope"]["signatures"]})).code
        == "forged"
    )
    assert refusal(altered(bundle, envelope=theirs | {"signatures": []})).code == "forged"
    assert refusal(altered(bundle, envelope=theirs | {"payloadType": "text/plain"})).code == "no-envelope"


def test_a_service_under_another_key_is_refused(key: Key, text: str) -> None:
    assert refusal(bundle_of(statement(service="other_service"), text, {}, key)).code == "another-service"


def test_a_text_that_means_something_else_than_was_said_is_refused(key: Key, text: str) -> None:
    said = statement(meaning="sha256:" + "0" * 64)
    assert refusal(bundle_of(said, text, {}, key)).code == "other-steps"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"service": "../../etc/passwd"}, "wrong-shape"),
        ({"service": "missed_bіn"}, "wrong-shape"),
        ({"number": "1.0"}, "wrong-shape"),
        ({"number": "1.0.99999999999999999999"}, "wrong-shape"),
        ({"publisher": "Vale of Larkmoor\u202e licnuoC"}, "unseen-characters"),
        ({"publisher": "Vale\u200bof Larkmoor"}, "unseen-characters"),
        ({"publisher": ""}, "wrong-shape"),
        ({"publisher": " "}, "unseen-characters"),
        ({"publisher": "Vale of Larkmoor Council "}, "unseen-characters"),
        ({"publisher": "Vale\u00a0of Larkmoor Council"}, "unseen-characters"),
        ({"publisher": "Ｖale of Larkmoor Council"}, "unseen-characters"),
        ({"publisher": "x" * 161}, "too-large"),
        ({"notes": "x" * 100_001}, "too-large"),
        ({"contributors": tuple(Contributor("Ann") for _ in range(1_001))}, "too-many"),
        ({"published": "yesterday"}, "wrong-shape"),
        ({"meaning": "sha256:zz"}, "wrong-shape"),
    ],
)
def test_what_a_statement_may_not_say(key: Key, text: str, said: dict[str, Any], code: str) -> None:
    assert refusal(bundle_of(statement(**said), text, {}, key)).code == code


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/b", "UPPER", "", "a" * 101, "ex\u202eample", "..", "."]
)
def test_an_example_cannot_be_named_so_that_it_is_written_elsewhere(key: Key, text: str, name: str) -> None:
    assert refusal(bundle_of(statement(), text, {name: ""}, key)).code == "wrong-shape"


DEEP = "pages:\n" + "".join(" " * depth + f"k{depth}:\n" for depth in range(1, 300))
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOMB, id="a bomb of aliases"),
        pytest.param(DEEP, id="deep nesting"),
        pytest.param("[" * 5_000, id="brackets without end"),
        pytest.param("service: " + "9" * 100_000, id="a giant number"),
        pytest.param("patternbook: 1\nservice: missed_bin\nservice: other\n", id="a key twice"),
        pytest.param("patternbook: 1\nservice: missed_bin\nsеrvice: x\n", id="a look-alike key"),
        pytest.param("x" * (1024 * 1024 + 1), id="a text over the limit"),
        pytest.param("!!python/object/apply:os.system [id]", id="a tag that runs code"),
        pytest.param("\x00\x01\x02", id="no text at all"),
        pytest.param("service: \ud800", id="half a character"),
    ],
)
def test_a_hostile_text_is_refused_with_its_problems(key: Key, text: str) -> None:
    try:
        data = bundle_of(statement(), text, {}, key)
    except UnicodeEncodeError:
        return
    refused = refusal(data)
    assert refused.code == "text-wrong"
    assert refused.problems


EXPRESSIONS = {
    "an expression that is too long": "true" + " && true" * 1_000,
    "an expression that is too deep": "(" * 500 + "true" + ")" * 500,
    "loops in loops in loops": "[1,2].all(a, [1,2].all(b, [1,2].all(c, [1,2].all(d, true))))",
    "something that runs code": "__import__('os').system('id')",
    "a number without end": "1" * 1_900,
}


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_an_expression_bomb_is_refused(key: Key, text: str, expression: str) -> None:
    bomb = text.replace("pages:\n", f"values:\n  bomb:\n    is: {json.dumps(expression)}\npages:\n", 1)
    if "\nvalues:\n" in text:
        bomb = text.replace("\nvalues:\n", f"\nvalues:\n  bomb:\n    is: {json.dumps(expression)}\n", 1)
    assert bomb != text
    refused = refusal(bundle_of(statement(), bomb, {}, key))
    assert any(problem.path[:2] == ("values", "bomb") for problem in refused.problems)


def test_values_that_need_each_other_in_a_circle_are_refused(key: Key, text: str) -> None:
    circle = text.replace("\nvalues:\n", "\nvalues:\n  egg:\n    is: hen\n  hen:\n    is: egg\n", 1)
    assert circle != text
    assert refusal(bundle_of(statement(), circle, {}, key)).code == "text-wrong"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b"[]", "wrong-shape"),
        (b"{}", "wrong-shape"),
        (b'{"text": 1}', "wrong-shape"),
        (b"[" * 1_000_000, "too-deep"),
        (b'{"a": ' * 100_000, "too-deep"),
        (b'{"a": 1, "a": 2}', "key-twice"),
        (b'{"a": ' + b"9" * 1_000_000 + b"}", "number-too-large"),
        (b'{"a": 1e999999999}', "not-whole"),
        (b'{"a": NaN}', "not-whole"),
        (b" " * (8 * 1024 * 1024 + 1), "too-large"),
        (("[" * 100_000).encode("utf-16"), "too-deep"),
        (b'{"text": "\\ud800"}', "unseen-characters"),
        (b'{"text": "", "examples": {"a": "\\udfff"}}', "unseen-characters"),
    ],
)
def test_what_is_no_bundle_is_refused_at_once(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@given(st.data())
def test_whatever_is_changed_in_a_bundle_it_is_the_same_or_refused(
    bundle: Bundle, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(bundle.data) - 1))
    upto = data.draw(st.integers(at, min(at + 40, len(bundle.data))))
    changed = bundle.data[:at] + data.draw(st.binary(max_size=40)) + bundle.data[upto:]
    with suppress(BundleRefused):
        assert open_bundle(changed).statement == bundle.statement


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(BundleRefused):
        open_bundle(noise)


def test_a_key_is_kept_in_a_file_that_only_its_owner_reads(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "keys" / "library.pem"
    key.save(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Key.load(path).public == key.public
    with pytest.raises(FileExistsError):
        Key.make().save(path)
    assert key.public.written not in repr(key)


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("-----BEGIN NONSENSE-----")
    with pytest.raises(LibraryRefused):
        Key.load(path)
    for written in (
        "",
        "ed25519:",
        "ed25519:00",
        "rsa:" + "0" * 64,
        "ed25519:" + "G" * 64,
        "ed25519:" + "A" * 64,
    ):
        with pytest.raises(LibraryRefused):
            read_public(written)
