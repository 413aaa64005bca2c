"""The rows of a decision table give every output, and can all be reached."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.write import write
from patternbook.language.nodes.service import Row, Table
from patternbook.language.scopes import is_complete
from patternbook.language.scopes.trees import parsed


def table_rows(subject: Subject) -> Iterator[Problem]:
    """`output-missing`, `output-unknown`, `row-never-applies`, `rows-overlap`, `table-can-miss`."""
    for key, table in subject.service.tables.items():
        path = ("tables", key)
        for row_key, row in table.rows.items():
            yield from _outputs(subject, (*path, "rows", row_key), table, row)
        yield from _reached(subject, path, table)
        if table.hit != "collect" and not is_complete(table):
            message = "No row may apply, and then the result is unknown."
            hint = "Add a last row without 'if', unless unknown is what you mean."
            yield subject.warning(path, "table-can-miss", message, hint)


def _outputs(subject: Subject, path: Path, table: Table, row: Row) -> Iterator[Problem]:
    for key in table.gives:
        if key not in row.gives:
            message = f"The row does not give '{key}'."
            yield subject.error((*path, "gives"), "output-missing", message, f"Add '{key}' under 'gives'.")
    for key in row.gives:
        if key not in table.gives:
            message = f"The table gives no '{key}'."
            hint = did_you_mean(key, table.gives)
            yield subject.error((*path, "gives", key), "output-unknown", message, hint)


def _reached(subject: Subject, path: Path, table: Table) -> Iterator[Problem]:
    """Rows with the same condition, dates and nations, or after a row that always applies."""
    if table.hit == "collect":
        return
    seen: dict[tuple[object, ...], str] = {}
    always = ""
    for key, row in table.rows.items():
        where = (*path, "rows", key)
        same = seen.setdefault(_when(row), key)
        earlier = always or (same if same != key else "")
        if earlier and table.hit == "first":
            message = f"This row never applies: '{earlier}' applies before it."
            yield subject.error(where, "row-never-applies", message, "Delete it, or move it up.")
        elif earlier:
            message = f"This row and '{earlier}' apply together, but only one row may."
            yield subject.error(where, "rows-overlap", message, "Narrow one of the conditions.")
        if not always and _when(row) == ("", None, None, ()):
            always = key


def _when(row: Row) -> tuple[object, ...]:
    condition = ""
    if row.if_ is not None:
        tree = parsed(row.if_.source)
        condition = row.if_.source if isinstance(tree, ExpressionError) else write(tree)
    return (condition, row.from_, row.to, row.nations)
