"""One published version as it travels: the text, its examples, and what its publisher signed about them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError

from patternbook import library
from patternbook.language import checks, digests, reader
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.library.federation.keys import Key, PublicKey, read_public
from patternbook.library.federation.refusals import BundleRefused, LibraryRefused
from patternbook.library.federation.untrusted import Untrusted, parse_json

PAYLOAD_TYPE = "application/vnd.patternbook.version+json"
MOST_BYTES = 8 * 1024 * 1024
MOST_EXAMPLES = 2_000
MOST_CONTRIBUTORS = 1_000
KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
NUMBER = re.compile(r"(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})")
_EXAMPLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|\+00:00)")


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody whose work is in a version."""

    name: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a publisher signs of a version: everything that does not stand in the text (DESIGN, decision 6)."""

    service: str
    number: str
    publisher: str
    key: str
    text: str
    examples: str
    meaning: str
    published: str
    follows: str = ""
    severity: str = ""
    notes: str = ""
    contributors: tuple[Contributor, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A version whose signature, digests and text have been checked. `data` are the bytes as they travel."""

    statement: Statement
    key: PublicKey
    read: Read[Service]
    text: str
    examples: Mapping[str, str]
    data: bytes

    @property
    def digest(self) -> str:
        """The address of the bundle by its content."""
        return digests.text(self.data.decode())


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def examples_digest(examples: Mapping[str, str]) -> str:
    """The digest of a version's examples: of each name and text."""
    return digests.text(_canonical(dict(examples)))


def bundle_of(statement: Statement, text: str, examples: Mapping[str, str], key: Key) -> bytes:
    """A version as it travels, signed. The digests and the key of the statement are filled in here."""
    said = asdict(statement) | {
        "key": key.public.written,
        "text": digests.text(text),
        "examples": examples_digest(examples),
    }
    envelope = Envelope(_canonical(said).encode(), PAYLOAD_TYPE, {})
    envelope.sign(key.signer)
    return _whole(envelope.to_dict(), text, examples)


def passed_on(envelope: Mapping[str, Any], text: str, examples: Mapping[str, str]) -> Bundle:
    """A version that somebody else signed, from its parts as they were taken in. Raises BundleRefused as `open_bundle`."""
    return open_bundle(_whole(envelope, text, examples))


def _whole(envelope: Mapping[str, Any], text: str, examples: Mapping[str, str]) -> bytes:
    return _canonical({"envelope": dict(envelope), "text": text, "examples": dict(examples)}).encode()


def open_bundle(data: bytes) -> Bundle:
    """What came from elsewhere, once everything that it says has been checked.

    The signature proves who published it, not that they may: whose key is whose is for the caller to say. Raises
    BundleRefused with the first reason, and with every problem of the text where it is the text.
    """
    whole = Untrusted(parse_json(data, MOST_BYTES), "bundle")
    text = whole.text("text", most=MOST_BYTES)
    examples = whole.texts("examples", names=_EXAMPLE, most=MOST_EXAMPLES)
    statement, key = _signed(whole.mapping("envelope"))
    if statement.text != digests.text(text):
        raise BundleRefused("text-changed", "The text is not the one that its publisher signed.")
    if statement.examples != examples_digest(examples):
        raise BundleRefused("examples-changed", "The examples are not those that their publisher signed.")
    return Bundle(statement, key, _checked(statement, text, examples), text, examples, data)


def _signed(data: Mapping[str, Any]) -> tuple[Statement, PublicKey]:
    try:
        envelope = Envelope.from_dict(json.loads(json.dumps(data)))
    except Exception as error:  # whatever a stranger's envelope does to a library that reads it
        raise BundleRefused("no-envelope", "The bundle holds no signed envelope.") from error
    if envelope.payload_type != PAYLOAD_TYPE:
        raise BundleRefused("no-envelope", "The envelope is not one of a published version.")
    said = Untrusted(parse_json(envelope.payload, MOST_BYTES), "statement")
    statement = _statement(said)
    try:
        key = read_public(statement.key)
        envelope.verify([key.verifier], 1)
    except (LibraryRefused, VerificationError, ValueError) as error:
        raise BundleRefused("forged", "The signature is not that of the publisher's key.") from error
    return statement, key


def _statement(said: Untrusted) -> Statement:
    return Statement(
        service=said.matching("service", KEY),
        number=said.matching("number", NUMBER),
        publisher=said.words("publisher", most=160),
        key=said.text("key", most=80),
        text=said.matching("text", _DIGEST),
        examples=said.matching("examples", _DIGEST),
        meaning=said.matching("meaning", _DIGEST),
        published=said.matching("published", _MOMENT),
        follows=said.matching("follows", NUMBER, may_lack=True),
        severity=said.words("severity", most=12, may_lack=True),
        notes=said.words("notes", most=100_000, may_lack=True, lines=True),
        contributors=tuple(
            Contributor(one.words("name", most=160), one.words("of", most=200, may_lack=True))
            for one in said.items("contributors", most=MOST_CONTRIBUTORS)
        ),
    )


def _checked(statement: Statement, text: str, examples: Mapping[str, str]) -> Read[Service]:
    """The text read and checked, with the limits that the reader sets on size, depth and the cost of expressions."""
    read = reader.read(text, file=f"{statement.service}/service.yaml", kind=Service, steps=library.steps())
    problems = [problem for problem in checks.check(read) if problem.severity == "error"]
    for name, example in examples.items():
        found = reader.read(example, file=f"{statement.service}/examples/{name}.yaml", kind=Example)
        problems.extend(problem for problem in found.problems if problem.severity == "error")
    if problems or read.node is None:
        why = "The text does not pass the checks of the language."
        raise BundleRefused("text-wrong", why, tuple(problems))
    if read.node.service != statement.service:
        why = f"The text is of '{read.node.service}', the statement of '{statement.service}'."
        raise BundleRefused("another-service", why)
    if digests.meaning(read.node, library.steps()) != statement.meaning:
        why = "It was published with other shared steps than those of this version of Patternbook."
        raise BundleRefused("other-steps", why)
    return read
