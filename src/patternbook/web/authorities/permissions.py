"""What each role may do. Deny by default: what does not stand here is not allowed."""

from __future__ import annotations

READ_CASES = frozenset({"cases.read", "cases.search", "notices.read", "catalogue.run"})
WORK = READ_CASES | {
    "cases.work", "cases.decide", "cases.note", "cases.assign", "cases.event", "cases.follow", "notices.settle",
}  # fmt: skip

DESIGN = frozenset({"catalogue.read", "catalogue.edit", "catalogue.run", "catalogue.offer"})

ROLES: dict[str, frozenset[str]] = {
    "officer": WORK,
    "team_lead": WORK | {"cases.reassign", "reports.read"},
    "designer": DESIGN,
    "administrator": DESIGN
    | {"catalogue.adopt", "catalogue.switch", "catalogue.move", "authorities.manage", "reports.read"},
    "curator": DESIGN | {"catalogue.publish", "catalogue.recall", "catalogue.review"},
    "auditor": frozenset({"audit.read", "audit.verify", "reports.read"}),
    "operator": frozenset({"operations.read", "audit.verify"}),
}
# The roles for which the staff area has pages about cases.
CASEWORKERS = frozenset(role for role, may in ROLES.items() if "cases.read" in may)
# The roles for which it has pages about services.
DESIGNERS = frozenset(role for role, may in ROLES.items() if "catalogue.read" in may)
