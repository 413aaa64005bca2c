"""Words of the library's pages that stand for keys of the language."""

from __future__ import annotations

from patternbook.language.types import Type
from patternbook.web.studio.typed import in_words

NATIONS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern_ireland": "Northern Ireland",
}
SEVERITIES = {
    "law": "Changes what the law asks",
    "safety": "Changes what keeps people safe",
    "behaviour": "Changes what happens",
    "wording": "Changes words",
    "layout": "Changes the order or look",
}
_PLAIN = {
    "bool": "yes or no",
    "int": "a whole number",
    "decimal": "a number",
    "money": "an amount of money",
    "text": "words",
    "date": "a date",
    "time": "a time of day",
    "datetime": "a date and time",
    "period": "a length of time",
    "point": "a place",
    "address": "an address",
    "file": "a file",
}


def nations_in_words(nations: tuple[str, ...]) -> str:
    """Where something is lawful.

    >>> nations_in_words(("england", "wales"))
    'England and Wales'
    """
    names = [NATIONS.get(nation, nation) for nation in nations]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def kind_of(type_: Type, unit: str = "") -> str:
    """What a setting takes, in plain words.

    >>> from patternbook.language.types import parse_type
    >>> kind_of(parse_type("choice(by_date, soon)")), kind_of(parse_type("table(period)"))
    ('one of: by date, soon', 'for each key: a length of time')
    """
    if type_.kind == "choice":
        return f"one of: {_choices(type_)}"
    if type_.kind == "list":
        return f"any of: {_choices(type_.item)}" if type_.item.choices else f"a list: {kind_of(type_.item)}"
    if type_.kind == "table":
        return f"for each key: {kind_of(type_.item)}"
    if type_.kind == "record":
        return "; ".join(f"{in_words(name)}: {kind_of(field)}" for name, field in type_.fields)
    said = _PLAIN.get(type_.kind, type_.kind)
    return f"{said}, in {unit.replace('_', ' ')}" if unit and type_.kind in ("int", "decimal") else said


def _choices(type_: Type) -> str:
    return ", ".join(in_words(choice).lower() for choice in type_.choices)
