"""The checks between reading and running: one rule a file, all of them in one visible tuple."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language.checks.actors import actors
from patternbook.language.checks.bounds import bounds
from patternbook.language.checks.changed_answers import changed_answers
from patternbook.language.checks.closed_stages import closed_stages
from patternbook.language.checks.constant_conditions import constant_conditions
from patternbook.language.checks.contracts import contracts
from patternbook.language.checks.declared_types import declared_types
from patternbook.language.checks.dependencies import dependencies
from patternbook.language.checks.empty_pages import empty_pages
from patternbook.language.checks.expression_types import expression_types
from patternbook.language.checks.forward_references import forward_references
from patternbook.language.checks.happenings import happenings
from patternbook.language.checks.headings import headings
from patternbook.language.checks.licences import licences
from patternbook.language.checks.names import names
from patternbook.language.checks.outcomes import outcomes
from patternbook.language.checks.personal import personal
from patternbook.language.checks.questions import questions
from patternbook.language.checks.reach import reach
from patternbook.language.checks.references import references
from patternbook.language.checks.routes import routes
from patternbook.language.checks.setting_values import setting_values
from patternbook.language.checks.shared_steps import shared_steps
from patternbook.language.checks.subject import Rule, Subject, subject_of
from patternbook.language.checks.table_rows import table_rows
from patternbook.language.checks.targets import targets
from patternbook.language.checks.unknown_branches import unknown_branches
from patternbook.language.checks.unused import unused
from patternbook.language.checks.waiting import waiting
from patternbook.language.checks.welsh import welsh
from patternbook.language.checks.wording_forms import wording_forms
from patternbook.language.checks.wordings import wordings
from patternbook.language.reader import Read

__all__ = ["RULES", "Rule", "Subject", "check"]

# Structure first, then expressions; the order is that of the documentation, not of the report.
RULES: tuple[Rule, ...] = (
    references,
    targets,
    happenings,
    changed_answers,
    actors,
    contracts,
    names,
    questions,
    shared_steps,
    headings,
    routes,
    reach,
    empty_pages,
    waiting,
    outcomes,
    closed_stages,
    personal,
    bounds,
    licences,
    unused,
    welsh,
    declared_types,
    setting_values,
    expression_types,
    forward_references,
    dependencies,
    unknown_branches,
    constant_conditions,
    table_rows,
    wordings,
    wording_forms,
)


def check(read: Read[object]) -> tuple[Problem, ...]:
    """Every problem of a text that was read: those of reading, then of each rule, by place.

    Rules look at services. Where a part could not be read, rules look at a stand-in, and what
    they say of the stand-in itself is left out.
    """
    subject = subject_of(read)
    found = () if subject is None else _found(subject)
    return tuple(sorted((*read.problems, *found), key=lambda problem: (problem.place, problem.code)))


def _found(subject: Subject) -> Iterator[Problem]:
    broken = subject.read.broken
    seen: set[Problem] = set()
    for rule in RULES:
        for problem in rule(subject):
            stand_in = any(problem.path[: len(path)] == path for path in broken)
            if not stand_in and problem not in seen:
                seen.add(problem)
                yield problem
