"""What a council chose for a service, in the names of another version of it."""

from __future__ import annotations

from dataclasses import replace

from patternbook.changes.renames import by_collection, found
from patternbook.errors import Path
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.service import Service

SETTINGS: Path = ("settings",)
BINDINGS: Path = ("bindings",)


def follow(adoption: Adoption, before: Service, after: Service) -> Adoption:
    """The adoption with its settings and bindings under the keys that they have in `after`.

    What the new version does not know stays under its key: whoever checks the adoption says so.

    >>> from patternbook import library
    >>> service = library.service("missed_bin").node
    >>> adoption = Adoption(patternbook=1, adopts="missed_bin", nation="wales")
    >>> follow(adoption, service, service) == adoption
    True
    """
    renamed = by_collection(found(before, after))
    settings, bindings = renamed.get(SETTINGS, {}), renamed.get(BINDINGS, {})
    if not settings and not bindings:
        return adoption
    return replace(
        adoption,
        settings=Keyed((settings.get(key, key), chosen) for key, chosen in adoption.settings.items()),
        bindings=Keyed((bindings.get(key, key), filled) for key, filled in adoption.bindings.items()),
    )
