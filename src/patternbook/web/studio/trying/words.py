"""The fixed words of a try-out, in both languages. The Welsh was drafted here and awaits review."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: dict[str, tuple[str, str]] = {
    "banner_tag": ("Try-out", "Rhoi cynnig arni"),
    "banner": (
        "Nothing is sent and nothing is kept.",
        "Nid oes dim yn cael ei anfon na’i gadw.",
    ),
    "made_up": (
        "Addresses and what is known of them are made up.",
        "Mae’r cyfeiriadau a’r hyn sy’n hysbys amdanynt yn rhai ffug.",
    ),
    "lost": (
        "What you answered before could not be read any more. Begin again.",
        "Nid oedd modd darllen yr hyn a atebwyd gennych o’r blaen mwyach. Dechreuwch eto.",
    ),
    "start": ("Start now", "Dechrau nawr"),
    "continue": ("Continue", "Parhau"),
    "go_on_anyway": ("Continue anyway", "Parhau beth bynnag"),
    "check_before": ("Check this before you continue", "Gwiriwch hyn cyn parhau"),
    "fallen": (
        "What you answered here before cannot stand any more, because something has changed since. Answer again.",
        "Ni all yr hyn a atebwyd gennych yma o’r blaen sefyll mwyach, gan fod rhywbeth wedi newid ers hynny. "
        "Atebwch eto.",
    ),
    "back": ("Back", "Yn ôl"),
    "change": ("Change", "Newid"),
    "not_answered": ("Not provided", "Heb ei ddarparu"),
    "send": ("Send", "Anfon"),
    "task_list": ("Your answers", "Eich atebion"),
    "task_cannot_start": ("Cannot start yet", "Ni ellir dechrau eto"),
    "task_not_started": ("Not started", "Heb ddechrau"),
    "task_in_progress": ("In progress", "Ar waith"),
    "task_done": ("Completed", "Wedi’i gwblhau"),
    "your_reference": ("Your reference number", "Eich cyfeirnod"),
    "reference": ("Try-out", "Rhoi cynnig arni"),
    "what_next": ("What happens next", "Beth sy’n digwydd nesaf"),
    "again": ("Try it again", "Rhoi cynnig arni eto"),
    "try_postcodes": ("Postcodes to try: {postcodes}.", "Codau post i’w defnyddio: {postcodes}."),
    "not_after": (
        "These answers could not be sent after {date}.",
        "Ni ellid anfon yr atebion hyn ar ôl {date}.",
    ),
}
_BY_LANGUAGE: dict[str, Mapping[str, str]] = {
    language: MappingProxyType({key: texts[place] for key, texts in _WORDS.items()})
    for place, language in enumerate(("en", "cy"))
}


def words(language: str) -> Mapping[str, str]:
    """The fixed words in one language.

    >>> words("cy")["continue"]
    'Parhau'
    """
    return _BY_LANGUAGE[language]
