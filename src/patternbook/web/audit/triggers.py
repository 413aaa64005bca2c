"""Triggers by which the database itself refuses to change or delete what the log holds."""

from __future__ import annotations

# Values may be deleted, since erasing them is a person's right; they may not be changed.
REFUSED: dict[str, tuple[str, ...]] = {
    "audit_event": ("UPDATE", "DELETE"),
    "audit_seal": ("UPDATE", "DELETE"),
    "audit_detail": ("UPDATE",),
}


def put_up(vendor: str) -> list[str]:
    """The statements that put the triggers up, for `sqlite` or `postgresql`."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END"
            for table, verbs in REFUSED.items()
            for verb in verbs
        ]
    refuse = (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'restrict_violation'; END $$"
    )
    rows = [
        f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        for table, verbs in REFUSED.items()
        for verb in verbs
    ]
    # A row's trigger does not see TRUNCATE.
    whole = [
        f"CREATE TRIGGER {table}_keeps_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()"
        for table in REFUSED
    ]
    return [refuse, *rows, *whole]


def take_down(vendor: str) -> list[str]:
    """The statements that take the triggers down: for tests, which empty their tables, and to undo the migration."""
    verbs = {
        table: (*verbs, *(("TRUNCATE",) if vendor == "postgresql" else ()))
        for table, verbs in REFUSED.items()
    }
    on = {table: f" ON {table}" if vendor == "postgresql" else "" for table in REFUSED}
    return [
        f"DROP TRIGGER IF EXISTS {table}_keeps_{verb.lower()}{on[table]}"
        for table in REFUSED
        for verb in verbs[table]
    ]
