"""Every query takes the one who asks, but for those that stand here with the reason."""

from __future__ import annotations

import ast
from pathlib import Path

WEB = Path(__file__).parents[3] / "src/patternbook/web"
# What anybody may know, or what is asked before it is known who asks.
WITHOUT_BY = {
    "audit/queries.py": {
        "accounts_log": "for the accounts' own app, which asks whose of them somebody may see",
        "events_of": "for a row's own app, which asks who may see the row; events hold no personal data",
        "unsealed": "a number for operators; of no authority",
    },
    "authorities/queries.py": {
        "by_slug": "the register is public",
        "by_ids": "the register is public",
        "by_code": "the register is public",
        "successors": "the register is public",
        "predecessors": "the register is public",
        "demonstration_councils": "the register is public",
        "served_councils": "which councils are served here is the front page",
        "council": "a council's name, colours and contact are on every page",
        "council_of_request": "the same, for error pages",
        "theme": "a council's colours are a public file",
        "slug_of_domain": "asked of every request, before anybody is known",
        "forget_domains": "reads nothing",
        "actor_for": "makes the one who asks, from the session's person",
        "signing": "makes the one who asks, from the session's person",
        "in_force": "a restriction for the queries that ask; gives memberships to no view",
        "memberships_of": "a person's own roles, from which the one who asks is made",
        "demonstration_people": "made-up people; asked in a demonstration only",
    },
    "cases/queries.py": {
        "reports_at": "what whoever stands before the house can see; never who reported it",
        "is_worker_seen": "for monitors; of no authority",
    },
    "catalogue/queries/library.py": {
        name: "what is published is public, and so is who runs it with which settings"
        for name in (
            "adopters",
            "chosen",
            "edit_reasons",
            "recall_of",
            "reviews",
            "running_somewhere",
            "history",
        )
    },
    "catalogue/queries/comparing.py": {
        "side_by_side": "what is published is public, and so is who runs it with which settings",
        "forget": "reads nothing",
    },
    "catalogue/queries/searching.py": {"search": "the library is public"},
    "catalogue/queries/revisions.py": {"forget_running": "reads nothing"},
    "catalogue/queries/versions.py": {
        "version": "what is published is public",
    },
    "drafts/queries.py": {
        "held": "opened by the draft's own token, which is who asks",
        "with_all": "the statement of `held`, without its values",
    },
    "notices/queries.py": {"case_has_trouble": "yes or no, for the case's own row; of no person"},
}


def queries() -> dict[str, dict[str, set[str]]]:
    """The arguments of every public query, by module."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted((*WEB.rglob("queries.py"), *WEB.rglob("queries/*.py"))):
        functions = [
            one
            for one in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(one, ast.FunctionDef)
        ]
        found[path.relative_to(WEB).as_posix()] = {
            one.name: {each.arg for each in (*one.args.args, *one.args.kwonlyargs)}
            for one in functions
            if not one.name.startswith("_")
        }
    return found


def test_every_query_takes_the_one_who_asks() -> None:
    without = {
        module: {name for name, takes in functions.items() if "by" not in takes}
        for module, functions in queries().items()
    }
    assert {module: names for module, names in without.items() if names} == {
        module: set(names) for module, names in WITHOUT_BY.items()
    }


def test_no_view_asks_the_database_itself() -> None:
    """A view that reads rows past the queries escapes their questions."""
    found = [
        path.relative_to(WEB).as_posix()
        for path in sorted(WEB.rglob("*.py"))
        if "views" in path.relative_to(WEB).with_suffix("").parts
        and ".objects" in path.read_text(encoding="utf-8")
    ]
    assert found == []
