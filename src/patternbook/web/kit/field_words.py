"""The fixed words in and around the boxes of a form, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: dict[str, tuple[str, str]] = {
    "optional": ("(optional)", "(dewisol)"),
    "or": ("or", "neu"),
    "day": ("Day", "Diwrnod"),
    "month": ("Month", "Mis"),
    "year": ("Year", "Blwyddyn"),
    "first_name": ("First name", "Enw cyntaf"),
    "last_name": ("Last name", "Cyfenw"),
    "error": ("Error", "Gwall"),
    "not_open": ("You cannot choose these now", "Ni allwch ddewis y rhain nawr"),
    "choose_address": ("Select an address", "Dewiswch gyfeiriad"),
    "not_listed": ("The address is not listed", "Nid yw’r cyfeiriad wedi’i restru"),
    "enter_address": ("Enter the address", "Rhowch y cyfeiriad"),
    "line_1": ("Address line 1", "Llinell cyfeiriad 1"),
    "line_2": ("Address line 2 (optional)", "Llinell cyfeiriad 2 (dewisol)"),
    "town": ("Town or city", "Tref neu ddinas"),
    "postcode": ("Postcode", "Cod post"),
    "choice_place": ("Choice {number}", "Dewis {number}"),
    "no_choice": ("No choice", "Dim dewis"),
}
_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    language: MappingProxyType({key: texts[place] for key, texts in _WORDS.items()})
    for place, language in enumerate(("en", "cy"))
}


def field_words(language: str) -> Mapping[str, str]:
    """The words in one language; English for a language that is not here.

    >>> field_words("cy")["day"]
    'Diwrnod'
    """
    return _BY_LANGUAGE.get(language, _BY_LANGUAGE["en"])
