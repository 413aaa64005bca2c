"""A contract that is called is known, and gets every input that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.contracts import contracts_of
from patternbook.language.nodes.process import Effect
from patternbook.language.nodes.service import Booking, Contract, Lookup


def contracts(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-contract`, `missing-input` and `unknown-input` for what calls contracts."""
    known = contracts_of(subject.service.contracts)
    for said in subject.said:
        if said.field.key == "contract" and isinstance(said.value, str):
            yield from _known(subject, said.path, said.value, known)
        if isinstance(said.node, _CALLERS) and said.field.key == "contract":
            yield from _inputs(subject, said.path[:-1], said.node, known)


_CALLERS = (Lookup, Booking, Effect)


def _known(subject: Subject, path: Path, key: str, known: Mapping[str, Contract]) -> Iterator[Problem]:
    if key not in known:
        hint = did_you_mean(key, known) or "Declare it under `contracts`."
        yield subject.error(path, "unknown-contract", f"There is no contract '{key}'.", hint)


def _inputs(
    subject: Subject, path: Path, caller: Lookup | Booking | Effect, known: Mapping[str, Contract]
) -> Iterator[Problem]:
    contract = known.get(caller.contract)
    if contract is None:
        return
    for key in contract.takes:
        if key not in caller.with_ and not contract.takes[key].endswith("?"):
            message = f"The contract '{caller.contract}' needs the input '{key}'."
            yield subject.error(path, "missing-input", message, f"Add `{key}` under `with`.")
    for key in caller.with_:
        if key not in contract.takes:
            message = f"The contract '{caller.contract}' takes no '{key}'."
            hint = did_you_mean(key, contract.takes) or f"It takes {', '.join(contract.takes) or 'nothing'}."
            yield subject.error((*path, "with", key), "unknown-input", message, hint)
