"""A definition's examples, run before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from patternbook.engine.compiler import Compiled
from patternbook.engine.examples import run_example
from patternbook.errors import Place, Problem
from patternbook.language import reader
from patternbook.language.nodes.example import Example
from patternbook.language.reader import Read
from patternbook.web.catalogue.definitions import compiled, refuse

# What passed in this process: the same examples of the same meaning come out the same.
_PASSED: set[tuple[str, tuple[tuple[str, str], ...]]] = set()


def check_examples(service: Compiled, examples: Mapping[str, str]) -> None:
    """Run every example. Raises ProblemsFound with all that comes out otherwise than it says."""
    key = (service.digest, tuple(sorted(examples.items())))
    if key in _PASSED:
        return
    problems: list[Problem] = []
    for name, text in examples.items():
        read = reader.read(text, file=f"examples/{name}.yaml", kind=Example)
        problems.extend(problem for problem in read.problems if problem.severity == "error")
        if read.node is not None:
            problems.extend(_placed(run_example(service, read.node), read))
    refuse(tuple(problems))
    _PASSED.add(key)


@dataclass(frozen=True, slots=True)
class Ran:
    """An example that was run: what it shows in a sentence, and what came out otherwise than it says."""

    name: str
    title: str
    problems: tuple[Problem, ...]


@lru_cache(maxsize=256)
def run_all(text: str, examples: tuple[tuple[str, str], ...]) -> tuple[Ran, ...]:
    """Run examples, each a name with its text, against a definition's text, by name."""
    service = compiled(text)
    return tuple(_run(service, name, example) for name, example in sorted(examples))


def _run(service: Compiled, name: str, text: str) -> Ran:
    read = reader.read(text, file=f"examples/{name}.yaml", kind=Example)
    if read.node is None:
        return Ran(name, name, read.problems)
    return Ran(name, read.node.example, tuple(_placed(run_example(service, read.node), read)))


def _placed(problems: tuple[Problem, ...], read: Read[Example]) -> Iterator[Problem]:
    """What came out otherwise, each at its place in the example's text."""
    for problem in problems:
        place = problem.place if problem.place != Place() else read.places.of(problem.path)
        yield replace(problem, place=place)
