"""Published texts, read and compiled. What was published has been checked; what it means never changes."""

from __future__ import annotations

from functools import lru_cache

from patternbook import library
from patternbook.engine.compiler import Compiled, compile_service
from patternbook.errors import Problem, ProblemsFound
from patternbook.language import checks, reader
from patternbook.language.kinds.answer_types import contract_type
from patternbook.language.kinds.contracts import contracts_of
from patternbook.language.kinds.records import record_types
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.web.connections.resolving import Promise

# Addresses within a service that lead to fixed pages.
TAKEN = frozenset(
    {"tasks", "check_answers", "confirmation", "end", "save", "saved", "feedback", "timed_out", "elsewhere"}
)
WELSH = ("welsh-missing", "welsh-stale")


@lru_cache(maxsize=256)
def compiled(text: str) -> Compiled:
    """The definition of a published text, compiled. Kept in the process by the text itself.

    Raises ProblemsFound where it cannot be read any more, which a published text always can.
    """
    return compile_service(_read(text, "service.yaml"), library.steps())


@lru_cache(maxsize=256)
def as_written(text: str) -> Service:
    """The nodes of a text that can be read, its shared steps not filled in. Raises ProblemsFound."""
    return _read(text, "service.yaml")


def _read(text: str, file: str) -> Service:
    read = reader.read(text, file=file, kind=Service, steps=library.steps())
    refuse(read.problems)
    if read.node is None:
        raise ProblemsFound(read.problems)
    return read.node


@lru_cache(maxsize=64)
def check_definition(text: str, file: str, nation: str = "") -> Compiled:
    """A text that is to be published, or to be run in one nation, checked and compiled.

    Raises ProblemsFound with every error; where it is offered in Wales, a Welsh text that is missing
    or out of date counts as one (Welsh Language Standards (No. 1) Regulations 2015).
    """
    read = reader.read(text, file=file, kind=Service, steps=library.steps())
    found = checks.check(read)
    in_wales = nation == "wales" if nation else read.node is not None and "wales" in read.node.nations
    refuse((*found, *_hidden_pages(read)), as_errors=WELSH if in_wales else ())
    return compiled(text)


def _hidden_pages(read: Read[Service]) -> tuple[Problem, ...]:
    """Pages whose address stands for a fixed page of every service, so that nobody could reach them."""
    pages = read.draft.pages if read.draft is not None else ()
    return tuple(
        Problem(
            "page-key-taken",
            f"A page cannot have the key '{key}': its address leads to a page that every service has.",
            read.places.of(("pages", key)),
            hint="Give the page another key.",
            path=("pages", key),
        )
        for key in pages
        if key in TAKEN
    )


def refuse(problems: tuple[Problem, ...], as_errors: tuple[str, ...] = ()) -> None:
    """Raise ProblemsFound where any problem is an error, or counts as one here."""
    bad = [problem for problem in problems if problem.severity == "error" or problem.code in as_errors]
    if bad:
        raise ProblemsFound(bad)


@lru_cache(maxsize=1024)
def adoption(text: str) -> Adoption:
    """What a council chose, from its stored text. Raises ProblemsFound where it is not one."""
    read = reader.read(text, file="adoption.yaml", kind=Adoption)
    refuse(read.problems)
    if read.node is None:
        raise ProblemsFound(read.problems)
    return read.node


def promises(service: Service) -> dict[str, Promise]:
    """What each contract of a definition promises."""
    records = record_types(service)
    return {
        key: Promise(contract_type(contract, records), contract.max)
        for key, contract in contracts_of(service.contracts).items()
    }
