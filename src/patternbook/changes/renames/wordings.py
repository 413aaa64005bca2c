"""A wording in other names: the holes in it, and the forms that it picks by a choice."""

from __future__ import annotations

from dataclasses import replace

from patternbook.changes.renames import expressions
from patternbook.changes.renames.names import Names
from patternbook.language import texts
from patternbook.language.nodes.base import Forms, Keyed


def wording(said: str | Forms, names: Names, local: expressions.Locals) -> str | Forms:
    """The wording in the new names; the same object where nothing in it was renamed."""
    if isinstance(said, str):
        return words(said, names, local)
    keys = names.chosen(expressions.spot_of(said.by, local)) if said.by is not None and names.choices else {}
    by = expressions.renamed(said.by, names, local) if said.by is not None else None
    forms = Keyed((keys.get(form, form), words(each, names, local)) for form, each in said.forms.items())
    return said if by is said.by and forms == said.forms else replace(said, by=by, forms=forms)


def words(wording: str, names: Names, local: expressions.Locals) -> str:
    """The words with the names in their holes exchanged; as they stand where the holes cannot be told."""
    if texts.OPENS not in wording or not names.may_stand_in(wording):
        return wording
    try:
        holes = texts.holes(wording)
    except texts.TextError:
        return wording
    made, at = [], 0
    for hole in holes:
        after = expressions.renamed(hole.expr, names, local)
        made += [wording[at : hole.offset], after.source]
        at = hole.offset + len(hole.expr.source)
    return "".join((*made, wording[at:])) if made else wording
