"""What each role may do. Deny by default: what does not stand here is not allowed."""

from __future__ import annotations

READ_CASES = frozenset({"cases.read", "cases.search", "notices.read", "catalogue.run"})
WORK = READ_CASES | {
    "cases.work", "cases.decide", "cases.note", "cases.assign", "cases.event", "cases.follow", "notices.settle",
}  # fmt: skip

ROLES: dict[str, frozenset[str]] = {
    "officer": WORK,
    "team_lead": WORK | {"cases.reassign", "reports.read"},
    "designer": frozenset({"catalogue.read", "catalogue.edit", "catalogue.run"}),
    "administrator": frozenset(
        {"catalogue.read", "catalogue.adopt", "catalogue.switch", "authorities.manage", "reports.read"}
    ),
    "curator": frozenset({"catalogue.read", "catalogue.publish"}),
    "auditor": frozenset({"audit.read", "audit.verify", "reports.read"}),
    "operator": frozenset({"operations.read", "audit.verify"}),
}
# The roles for which the staff area has pages.
CASEWORKERS = frozenset(role for role, may in ROLES.items() if "cases.read" in may)
