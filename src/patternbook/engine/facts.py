"""What is known of one journey: the answers given, and what lookups found."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from patternbook.engine import answers as answering
from patternbook.engine.compiled import Compiled
from patternbook.engine.values import to_plain, to_value
from patternbook.language.kinds.questions import HiddenQuestion, Question

Outcome = Literal["found", "not_found", "many", "unavailable"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a lookup gave: `value` is plain data by the contract's type, and only where it was found."""

    outcome: Outcome
    value: object = None
    as_of: dt.datetime | None = None
    source: str = ""

    def to_json(self) -> dict[str, object]:
        """The result as it is stored."""
        as_of = self.as_of.isoformat() if self.as_of else None
        return {"outcome": self.outcome, "value": self.value, "as_of": as_of, "source": self.source}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Result:
        """A stored result. Raises ValueError where it is not one."""
        outcome = data.get("outcome")
        if outcome not in ("found", "not_found", "many", "unavailable"):
            raise ValueError(f"No lookup ends as {outcome!r}.")
        as_of = data.get("as_of")
        return cls(
            outcome=outcome,
            value=data.get("value"),
            as_of=dt.datetime.fromisoformat(str(as_of)) if as_of else None,
            source=str(data.get("source") or ""),
        )

    def same_answer(self, other: Result) -> bool:
        """Whether the other result says the same, whenever and by whomever it was said."""
        return (self.outcome, self.value) == (other.outcome, other.value)


@dataclass(frozen=True, slots=True)
class Call:
    """A lookup to be asked. Its id is a digest of contract and inputs, so that a changed input
    never meets the result of another."""

    id: str
    lookup: str
    contract: str
    inputs: Mapping[str, object]


def call_id(contract: str, inputs: Mapping[str, object]) -> str:
    """The id of a call with these plain inputs.

    >>> call_id("weather", {"town": "Ambridge"}) == call_id("weather", {"town": "Borchester"})
    False
    """
    if all(type(value) is str for value in inputs.values()):
        return _id_of_texts(contract, tuple(inputs.items()))
    return _id(contract, to_plain(inputs))


def _id(contract: str, inputs: object) -> str:
    canonical = json.dumps([contract, inputs], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


@lru_cache(maxsize=4096)
def _id_of_texts(contract: str, inputs: tuple[tuple[str, object], ...]) -> str:
    """The same, kept: each page of a journey asks again for the calls of the pages before it."""
    return _id(contract, dict(inputs))


@dataclass(frozen=True, slots=True)
class Facts:
    """Answers by question, results by call id, and the warnings that the resident has acknowledged.

    Answers are the values of `engine.answers`; None is a question that was left empty on purpose.
    Answers of pages that no longer apply stay here while the resident is still deciding;
    they are never part of a submission.
    """

    answers: Mapping[str, object] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()

    def to_json(self, compiled: Compiled) -> dict[str, object]:
        """The facts as they are stored."""
        return {
            "answers": {key: _stored(compiled, key, value) for key, value in self.answers.items()},
            "results": {call: result.to_json() for call, result in self.results.items()},
            "acknowledged": sorted(self.acknowledged),
        }

    @classmethod
    def from_json(cls, compiled: Compiled, data: Mapping[str, object]) -> Facts:
        """Stored facts. Raises ValueError where they do not fit the definition: facts are pinned to
        the definition under which they were given."""
        answers, results = data.get("answers") or {}, data.get("results") or {}
        if not isinstance(answers, Mapping) or not isinstance(results, Mapping):
            raise ValueError("These are not stored facts.")
        acknowledged = data.get("acknowledged") or ()
        return cls(
            answers={str(key): _restored(compiled, str(key), value) for key, value in answers.items()},
            results={str(call): Result.from_json(result) for call, result in results.items()},
            acknowledged=frozenset(str(key) for key in acknowledged)
            if isinstance(acknowledged, (list, tuple))
            else frozenset(),
        )

    def with_answers(self, answers: Mapping[str, object], gone: Iterable[str] = ()) -> Facts:
        """The facts with these answers over the earlier ones, and without those of `gone`."""
        kept = {key: value for key, value in self.answers.items() if key not in set(gone)}
        return replace(self, answers={**kept, **answers})

    def with_results(self, results: Mapping[str, Result]) -> Facts:
        """The facts with these results over the earlier ones."""
        return replace(self, results={**self.results, **results})


def _stored(compiled: Compiled, key: str, value: object) -> object:
    question = _question(compiled, key)
    return to_plain(value) if isinstance(question, HiddenQuestion) else answering.to_json(question, value)


def _restored(compiled: Compiled, key: str, data: object) -> object:
    question = _question(compiled, key)
    if not isinstance(question, HiddenQuestion):
        return answering.from_json(question, data)
    return None if data is None else to_value(data, compiled.answer_types[key])


def _question(compiled: Compiled, key: str) -> Question:
    if key not in compiled.questions:
        raise ValueError(f"The definition has no question '{key}'.")
    return compiled.questions[key]
