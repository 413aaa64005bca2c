"""A council's colours: checked for contrast, then written as a small style sheet named by its digest.

The contrast of every pair that can meet on a page is worked out as WCAG 2.2 says (success criteria 1.4.3
and 1.4.11). A theme in which one pair fails is refused; it never reaches a page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache

from patternbook.errors import PatternbookError, did_you_mean

# The components keep the colours of focus and of errors: they mean the same in every service.
FOCUS, FOCUS_TEXT, ERROR, WHITE = "#ffdd00", "#0b0c0c", "#ca3535", "#ffffff"
TEXT_CONTRAST = 4.5
PART_CONTRAST = 3.0
HEX = re.compile(r"#[0-9a-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that a council may choose, as `#rrggbb`."""

    accent: str = "#1d70b8"
    text: str = "#0b0c0c"
    secondary_text: str = "#484949"
    page: str = "#ffffff"
    surface: str = "#f3f3f3"
    link: str = "#1a65a6"
    link_hover: str = "#0f385c"
    link_visited: str = "#54319f"
    button: str = "#0f7a52"
    button_hover: str = "#0b5c3e"
    button_text: str = "#ffffff"
    header: str = "#0b0c0c"
    header_text: str = "#ffffff"

    @staticmethod
    def of(stored: Mapping[str, str]) -> Colours:
        """The colours that were chosen, and the usual ones elsewhere. Raises ThemeRefused for a bad name or value."""
        known = {field.name for field in fields(Colours)}
        wrong = [
            f"There is no colour called {name!r}. {did_you_mean(name, known)}".strip()
            for name in stored
            if name not in known
        ]
        chosen = {name: value.lower() for name, value in stored.items() if name in known}
        wrong += [
            f"The colour {name} is {value!r}. Write it as six digits, such as #00703c."
            for name, value in chosen.items()
            if not HEX.match(value)
        ]
        if wrong:
            raise ThemeRefused(wrong)
        return Colours(**chosen)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on a page, and how much contrast they need."""

    what: str
    front: str
    back: str
    least: float = TEXT_CONTRAST


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that passed: its style sheet and the digest that names it."""

    colours: Colours
    css: str
    digest: str


class ThemeRefused(PatternbookError):
    """Colours that people could not read. Carries every reason."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return " ".join(self.reasons)


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2, "relative luminance").

    >>> luminance("#000000"), round(luminance("#ffffff"), 3)
    (0.0, 1.0)
    """
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> round(contrast("#767676", "#ffffff"), 2)
    4.54
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(colours: Colours) -> tuple[Pair, ...]:
    """Every two colours that meet on a page."""
    found = [
        Pair("the button's words on the button", colours.button_text, colours.button),
        Pair("the button's words when pointed at", colours.button_text, colours.button_hover),
        Pair("the button against the page", colours.button, colours.page, PART_CONTRAST),
        Pair("the header's words on the header", colours.header_text, colours.header),
        Pair("words with the focus", FOCUS_TEXT, FOCUS),
        Pair("the line of focus against the page", FOCUS_TEXT, colours.page, PART_CONTRAST),
        Pair("an error message on the page", ERROR, colours.page),
    ]
    for name, back in (("the page", colours.page), ("a panel", colours.surface)):
        found += [
            Pair(f"text on {name}", colours.text, back),
            Pair(f"hints on {name}", colours.secondary_text, back),
            Pair(f"links on {name}", colours.link, back),
            Pair(f"links pointed at, on {name}", colours.link_hover, back),
            Pair(f"visited links on {name}", colours.link_visited, back),
        ]
    # The confirmation's panel and tags are white on the accent.
    found.append(Pair("white words on the accent", WHITE, colours.accent))
    return tuple(found)


@lru_cache(maxsize=1024)
def make_theme(colours: Colours) -> Theme:
    """The theme of some colours. Raises ThemeRefused with every pair that does not contrast enough."""
    wrong = [
        f"Not enough contrast for {pair.what}: {pair.front} on {pair.back} is {contrast(pair.front, pair.back):.2f} to 1, "
        f"and must be at least {pair.least:g} to 1."
        for pair in pairs(colours)
        if contrast(pair.front, pair.back) < pair.least
    ]
    if wrong:
        raise ThemeRefused(wrong)
    css = _css(colours)
    return Theme(colours, css, hashlib.sha256(css.encode()).hexdigest()[:16])


def theme_of(stored: Mapping[str, str]) -> Theme:
    """The theme of colours as they are stored with a brand. Raises ThemeRefused."""
    return make_theme(Colours.of(stored))


def _css(colours: Colours) -> str:
    own = {f"--pb-{name.replace('_', '-')}": value for name, value in asdict(colours).items()}
    components = {
        "--govuk-brand-colour": colours.accent,
        "--govuk-text-colour": colours.text,
        "--govuk-secondary-text-colour": colours.secondary_text,
        "--govuk-body-background-colour": colours.page,
        "--govuk-template-background-colour": colours.surface,
        "--govuk-surface-background-colour": colours.surface,
        "--govuk-surface-text-colour": colours.text,
        "--govuk-link-colour": colours.link,
        "--govuk-link-hover-colour": colours.link_hover,
        "--govuk-link-visited-colour": colours.link_visited,
        "--govuk-success-colour": colours.button,
    }
    lines = "".join(f"{name}:{value};" for name, value in (own | components).items())
    # On paper, text is black whatever the theme says.
    return f":root{{{lines}}}@media print{{:root{{--govuk-text-colour:#000000;}}}}\n"
