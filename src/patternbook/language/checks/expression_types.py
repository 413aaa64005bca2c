"""Every expression can be read, knows its names and gives the type that its place asks for."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language import scopes
from patternbook.language.checks.at_expression import place_in, problem_at
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.scopes import Scopes, Site
from patternbook.language.types import Type, fits

SHOWN_AS_LIST = frozenset({"text", "choice", "date", "money", "int"})
"""What a hole can show several of."""


def expression_types(subject: Subject) -> Iterator[Problem]:
    """Problems of expressions: syntax, unknown names, wrong types. Codes as `language.expressions` has
    them, and `wrong-result` where the type is not what the place asks for."""
    found = scopes.of(subject.service)
    for site in found:
        try:
            given = found.typed(site).type
        except ExpressionError as error:
            if not found.broken(site):
                yield problem_at(subject, site, error)
            continue
        yield from _wrong_type(subject, found, site, given)


def _wrong_type(subject: Subject, found: Scopes, site: Site, given: Type) -> Iterator[Problem]:
    if given.kind == "nothing" or _fits(site, given):
        return
    if found.broken(site):
        return
    message = f"This gives {_a(given)}, but {_wanted(site)} is needed here."
    yield Problem("wrong-result", message, place_in(subject, site), _hint(site, given), path=site.path)


def _fits(site: Site, given: Type) -> bool:
    want = site.want
    if want.kinds:
        shown = given.item if site.use == "hole" and given.kind == "list" else given
        return shown.kind in (SHOWN_AS_LIST if shown is not given else want.kinds)
    if not want.types:
        return True
    if want.known and given.optional:
        return False
    return any(fits(given.known(), wanted.known()) for wanted in want.types)


def _wanted(site: Site) -> str:
    want = site.want
    if site.use == "hole":
        return "something that can be shown, such as a text, a number or a date,"
    if want.kinds:
        return " or ".join(f"a {kind}" if kind != "int" else "a whole number" for kind in sorted(want.kinds))
    known = " that is surely known" if want.known else ""
    return " or ".join(_a(each.known()) for each in want.types) + known


def _a(type_: Type) -> str:
    said = str(type_)
    article = "an" if said[:1] in "aeiou" else "a"
    return f"{article} {said}"


def _hint(site: Site, given: Type) -> str:
    kinds = {each.kind for each in site.want.types}
    if kinds == {"money"} and given.kind in ("int", "decimal"):
        return 'Write an amount as pounds("37.50") or pence(3750).'
    if kinds == {"bool"} and given.kind == "choice":
        return "Compare it with one of its choices."
    if kinds == {"period"} and given.kind == "int":
        return "Say the unit, as in working_days(2)."
    if site.want.known and given.optional:
        return "Say what counts where it is unknown, as in .or(...)."
    if given.kind == "record" and site.use == "hole":
        return f"Name one of its fields: {', '.join(key for key, _ in given.fields)}."
    return ""
