"""Rows are written in actions only: whatever else writes them escapes the audit."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "src/patternbook/web"
WRITES = {
    "save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "select_for_update",
    "acreate", "aupdate", "adelete", "asave",
}  # fmt: skip
# The functions of `kit.rows`, called by their names.
INSERTS = {"insert", "insert_one"}
# Where rows are written although it is no `actions`, and why.
ALLOWED = {
    "audit/record.py": "the door to the log itself",
    "audit/chain.py": "seals, which are no actions of anybody",
}
# Where a statement that writes stands although it is no `actions`: calls of it count as writes.
STATEMENTS = {"kit/rows.py"}
# Calls that look like writes but are none: on what, and in which module.
HARMLESS: set[tuple[str, str]] = set()


def modules() -> list[Path]:
    found = [path.relative_to(WEB) for path in sorted(WEB.rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts and not _is_actions(path)]


def _is_actions(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.parts


def writes(source: str) -> list[tuple[str, str, int]]:
    """Each call that may write a row: what it is called on, the method, the line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            found.append((ast.unparse(node.func.value), node.func.attr, node.lineno))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in INSERTS:
            found.append(("rows", node.func.id, node.lineno))
    return found


def _plain_data(on: str, method: str) -> bool:
    """A dictionary's, set's or hash's `update`: no row hangs on these names."""
    return method == "update" and "objects" not in on and "filter" not in on and "exclude" not in on


@pytest.mark.parametrize("path", modules(), ids=str)
def test_rows_are_written_in_actions_only(path: Path) -> None:
    found = [
        f"{path}:{line}: {on}.{method}()"
        for on, method, line in writes((WEB / path).read_text(encoding="utf-8"))
        if path.as_posix() not in ALLOWED
        and not _plain_data(on, method)
        and (path.as_posix(), on) not in HARMLESS
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "Case.objects.create(x=1)", "case.save()", "case.delete()", "Case.objects.filter(a=1).update(b=2)",
        "rows.bulk_create([])", "insert([Case()])", "insert_one(Case())", "Case.objects.get_or_create()",
    ],
)  # fmt: skip
def test_a_write_is_noticed(source: str) -> None:
    ((on, method, _),) = writes(source)
    assert not _plain_data(on, method)


def test_hand_written_sql_outside_actions_only_reads() -> None:
    for path in modules():
        if path.as_posix() in STATEMENTS:
            continue
        for node in ast.walk(ast.parse((WEB / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value.lstrip().upper()
                assert not said.startswith(("INSERT INTO", "UPDATE ", "DELETE FROM", "REPLACE INTO")), (
                    f"{path}:{node.lineno}"
                )


def test_what_is_allowed_is_still_there() -> None:
    for path in ALLOWED:
        assert writes((WEB / path).read_text(encoding="utf-8")), path


# What writes in `actions` without an event of its own, and why. All else that writes there is an `@action`, or
# a private part of functions that are.
WITHOUT_EVENT = {
    "authorities/actions/accounts.py": {
        "forget_old": "housekeeping: what is deleted was over and opened nothing"
    },
    "cases/actions/alive.py": {
        "worker_seen": "that a worker lives, every half minute; nothing happens to anybody",
        "hold_back": "when a case is tried again: an index over its events, which say the same as before",
    },
    "cases/actions/notes.py": {
        "note_notice_settled": "the case's copy of what a notice's own event says, in that event's transaction"
    },
    "cases/actions/write.py": {
        "write_outcome": "part of the action that moved the case: its transaction, its event",
        "write_new": "part of the action that submitted: its transaction, its event",
        "index_clocks": "part of the actions that moved the case or worked its index out again",
        "reindex": "part of the actions that moved the case on or to another revision",
    },
    "catalogue/actions/indexing.py": {
        "index": "part of the action that publishes: its transaction, its event",
        "keep_choices": "part of the action that adopts: its transaction, its event",
    },
    "catalogue/actions/offering.py": {
        "note_published": "part of publishing: its transaction, its event",
    },
    "connections/actions.py": {
        "keep": "copies of what other systems answered, for minutes; what is done with them is logged",
        "forget_expired": "housekeeping: copies that are out of date",
    },
    "notices/actions.py": {
        "queue": "part of the action that wants the notice: its transaction, its event",
        "claim": "which worker sends a notice, for a minute; what came of it is logged",
        "hand_over": "the same, the moment before it leaves",
        "forget_addresses": "housekeeping: of letters that were forgotten already",
        "forget_letter": "part of the action that deletes or opens the draft: its transaction, its event",
        "free_lost_claims": "puts back what a lost worker never handed over; what came of it is logged",
        "try_later": "when a notice is tried again; what came of it in the end is logged",
    },
}
INSERTS = {"insert", "insert_one"}


def functions_of(source: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}


def is_action(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).startswith("action(") for one in function.decorator_list)


def _writes_itself(function: ast.FunctionDef) -> bool:
    calls = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    return bool(calls & INSERTS) or any(
        method != "select_for_update" for _, method, _ in writes(ast.unparse(function))
    )


def _calls(function: ast.FunctionDef) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def without_event(source: str, listed: set[str]) -> set[str]:
    """The functions through which rows can be written with no event: neither actions, nor parts of such, nor listed."""
    functions = functions_of(source)
    writers = {name for name, one in functions.items() if _writes_itself(one)}
    open_ = {name for name in writers if not is_action(functions[name])}
    found: set[str] = set()
    seen: set[str] = set()
    while open_:
        name = open_.pop()
        seen.add(name)
        callers = {caller for caller, one in functions.items() if name in _calls(one) and caller != name}
        if name in listed or not name.startswith("_") or not callers:
            found.add(name)
            continue
        open_ |= {caller for caller in callers if not is_action(functions[caller])} - seen
    return found


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(WEB.rglob("*.py")) if _is_actions(path.relative_to(WEB))],
    ids=lambda path: path.relative_to(WEB).as_posix(),
)
def test_every_write_in_actions_has_its_event_or_its_reason(path: Path) -> None:
    listed = set(WITHOUT_EVENT.get(path.relative_to(WEB).as_posix(), {}))
    assert without_event(path.read_text(encoding="utf-8"), listed) == listed


def test_a_write_without_an_event_is_noticed() -> None:
    assert without_event("def free(row):\n    row.save()", set()) == {"free"}
    assert without_event("def _part(row):\n    row.save()", set()) == {"_part"}
    part = "def _part(row):\n    row.save()\n\n"
    assert without_event(f"{part}def free(row):\n    _part(row)", set()) == {"free"}
    assert without_event(f"{part}@action('a.b', on='row')\ndef do(row):\n    _part(row)", set()) == set()
    assert without_event("def free(rows):\n    insert(rows)", set()) == {"free"}


def test_sessions_begin_and_end_in_actions_only() -> None:
    """Django's `login` and `logout` write a session: outside an action nobody would know of it."""
    found = []
    for path in modules():
        for node in ast.walk(ast.parse((WEB / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.contrib.auth":
                found += [f"{path}: {one.name}" for one in node.names if one.name in {"login", "logout"}]
    assert found == []
