"""Who asks. Every action and query takes one, and asks it the only question: may you?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.core.exceptions import PermissionDenied

ActorKind = Literal["person", "resident", "system", "outside"]


class NotAllowed(PermissionDenied):
    """The actor may not do this here. Says which permission was missing, never what is there."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__(f"This needs the permission {permission}.")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, with what they may do in each authority.

    `permissions` maps an authority's id to permission names. `person_id` is set for signed-in people;
    `name` is what the log shows (for residents the word resident, never a name).
    """

    kind: ActorKind
    name: str
    permissions: Mapping[int, frozenset[str]] = field(default_factory=dict)
    person_id: int | None = None
    everywhere: frozenset[str] = frozenset()

    def may(self, permission: str, authority_id: int) -> bool:
        """Whether this actor has the permission in that authority. Denied unless granted."""
        return permission in self.everywhere or permission in self.permissions.get(authority_id, frozenset())

    def must(self, permission: str, authority_id: int) -> None:
        """Raise NotAllowed unless the actor has the permission there."""
        if not self.may(permission, authority_id):
            raise NotAllowed(permission)

    def where(self, permission: str) -> frozenset[int]:
        """The authorities in which the actor has the permission."""
        return frozenset(key for key, names in self.permissions.items() if permission in names)


RESIDENT_PERMISSIONS = frozenset(
    {"drafts.write", "cases.submit", "cases.follow", "cases.resident_event", "feedback.give", "catalogue.run"}
)
SYSTEM_PERMISSIONS = RESIDENT_PERMISSIONS | frozenset(
    {
        "notices.send",
        "cases.advance",
        "drafts.delete",
        "audit.seal",
        "audit.erase",
        "connections.keep",
        "authorities.load",
        "catalogue.tell",
        "authorities.manage",
    }
)


def resident(authority_id: int) -> Actor:
    """A resident at one authority. Which draft or case they hold is shown by its token, checked by the query."""
    return Actor("resident", "resident", {authority_id: RESIDENT_PERMISSIONS})


SYSTEM = Actor("system", "system", everywhere=SYSTEM_PERMISSIONS)
