"""What is established where: by the left side of ``&&``, by the test of ``? :``, by ``!known(x) ||``.

What is established is a set of canonical texts of conditions that hold. That a path has a value is
one of them: the text ``known(path)``.
"""

from __future__ import annotations

from dataclasses import replace

from patternbook.language.expressions.trees import Chain, Tree, Unary, conjuncts, path_of
from patternbook.language.expressions.write import write
from patternbook.language.types import Type


def when_true(tree: Tree) -> frozenset[str]:
    """What holds where a condition is true.

    >>> from patternbook.language.expressions.parse import parse
    >>> sorted(when_true(parse("known(a) && !(b || c)")))
    ['!(b || c)', '!b', '!c', 'known(a)']
    """
    found: set[str] = set()
    for condition in conjuncts(tree):
        found.add(write(condition))
        if isinstance(condition, Unary) and condition.op == "!":
            found |= when_false(condition.of)
    return frozenset(found)


def when_false(tree: Tree) -> frozenset[str]:
    """What holds where a condition is false."""
    if isinstance(tree, Unary) and tree.op == "!":
        return when_true(tree.of)
    if isinstance(tree, Chain) and tree.op == "||":
        return frozenset(text for item in tree.items for text in when_false(item))
    return frozenset({write(Unary("!", tree))})


def is_known(tree: Tree, established: frozenset[str], guard: frozenset[str] | None) -> bool:
    """Whether a path surely has a value: it was asked, or all of its guard is established."""
    path = path_of(tree)
    if not path:
        return False
    return f"known({path})" in established or (guard is not None and guard <= established)


def with_known_fields(element: Type, variable: str, established: frozenset[str]) -> Type:
    """An item's type after ``filter``: the fields that the condition asked for are known."""
    fields = tuple(
        (key, type_.known() if f"known({variable}.{key})" in established else type_)
        for key, type_ in element.fields
    )
    return element if fields == element.fields else replace(element, fields=fields)
