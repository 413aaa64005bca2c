"""One thing that a change does to what runs already."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.errors import Path


@dataclass(frozen=True, slots=True)
class Touched:
    """What happens to a draft, a case or an adoption: where, of which kind, as a sentence.

    `path` is in the names of the definition before. `blocks`: it cannot come along as it is.
    """

    path: Path
    what: str
    says: str
    blocks: bool = False
