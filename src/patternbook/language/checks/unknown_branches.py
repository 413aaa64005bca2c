"""Unknown is not false: a condition that can be unknown says what counts then, and no other does."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language import scopes
from patternbook.language.checks.at_expression import place_in
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.typed import Typed
from patternbook.language.scopes import Scopes, Site


def unknown_branches(subject: Subject) -> Iterator[Problem]:
    """`unknown-missing` and `unknown-needless`, for every condition."""
    found = scopes.of(subject.service)
    for site in found:
        if not site.consumer:
            continue
        try:
            typed = found.typed(site)
        except ExpressionError:
            continue
        if typed.type.kind == "bool" and not found.broken(site):
            problem = _branch(subject, found, site, typed)
            if problem is not None:
                yield problem


def _branch(subject: Subject, found: Scopes, site: Site, typed: Typed) -> Problem | None:
    if typed.type.optional and site.unknown is None:
        message = f"This condition can be unknown, {_why(found, site, typed)}. It must say what counts then."
        hint = "Add 'unknown: true' or 'unknown: false' beside it, or write out both cases."
        return Problem("unknown-missing", message, place_in(subject, site), hint, path=site.path)
    if not typed.type.optional and site.unknown is not None:
        message = "This condition is never unknown, so 'unknown' has nothing to say."
        path = (*site.path, "unknown")
        return Problem(
            "unknown-needless", message, subject.read.places.of(path), "Delete 'unknown'.", path=site.path
        )
    return None


def _why(found: Scopes, site: Site, typed: Typed) -> str:
    """Why it can be unknown, for the first name that can."""
    optional = [name for name in _unknown_names(found, site, typed)]
    if not optional:
        return "such as where a field is empty"
    first = optional[0]
    kind = found.names.kinds.get(first)
    if kind == "answer":
        asked = found.pattern.asked[first]
        reason = "it need not be answered" if asked.question.optional else "not every journey asks it"
        return f"because of '{first}': {reason}"
    if kind == "lookup":
        return f"because of '{first}': it may not be found, or the other system may not answer"
    if first.startswith("tasks."):
        return f"because of '{first}': the task may not be done"
    return f"because of '{first}'"


def _unknown_names(found: Scopes, site: Site, typed: Typed) -> list[str]:
    names = typed.unknowns
    reached = found.names.reached(frozenset(name.partition(".")[0] for name in names))
    certain = {each for each in reached if found.names.kinds[each] == "answer" and site.point.knows(each)}
    causes = [each for each in sorted(reached - certain) if found.names.kinds[each] in ("answer", "lookup")]
    own = sorted(name for name in names if name.partition(".")[0] not in found.names.kinds)
    direct = [name for name in causes if name in names]
    return [*direct, *(each for each in causes if each not in direct), *own]
