"""What of a version somebody by name has reviewed, and what nobody has yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patternbook.web.catalogue.models import SignOff, Version

LANGUAGES = {"cy": "Welsh", "gd": "Scottish Gaelic", "ga": "Irish"}


@dataclass(frozen=True, slots=True)
class Review:
    """One side of a version, with those who reviewed it. Nobody: it is not yet reviewed."""

    kind: str
    language: str
    by: tuple[SignOff, ...]

    @property
    def what(self) -> str:
        """What is reviewed, as a heading says it."""
        return "Law" if self.kind == SignOff.LAW else LANGUAGES.get(self.language, self.language)

    @property
    def key(self) -> str:
        """The side as forms name it."""
        return f"{self.kind}-{self.language}".rstrip("-")


def reviews_of(version: Version, sign_offs: Iterable[SignOff]) -> tuple[Review, ...]:
    """The law of a version, and its words in each language but English."""
    signed = tuple(sign_offs)
    sides = [
        (SignOff.LAW, ""),
        *((SignOff.TRANSLATION, language) for language in version.title if language != "en"),
    ]
    return tuple(
        Review(kind, language, tuple(one for one in signed if (one.kind, one.language) == (kind, language)))
        for kind, language in sides
    )
