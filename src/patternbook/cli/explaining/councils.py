"""Settings: what each council decides, within which limits, and by which law."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.language.nodes.service import Bound, Service, Setting
from patternbook.language.words import Words, data, english


def lines(service: Service, words: Words) -> Iterator[str]:
    """One line a setting, with its default, its limits and their law below it."""
    del words
    for key, setting in service.settings.items():
        usual = f"; usually {data(setting.default)}" if setting.default is not None else "; no usual value"
        yield f"- {english(setting.title)} (`{key}`, {setting.type}{usual})"
        yield from _more(service, setting)


def _more(service: Service, setting: Setting) -> Iterator[str]:
    if setting.law is not None:
        yield f"  - By {_law(service, setting.law)}."
    if setting.generous != "neither":
        yield f"  - {setting.generous.capitalize()} is better for the resident."
    for bound in setting.bounds.values():
        yield f"  - {_bound(service, bound)}"


def _bound(service: Service, bound: Bound) -> str:
    limits = [f"at least {data(bound.min)}"] if bound.min is not None else []
    limits += [f"at most {data(bound.max)}"] if bound.max is not None else []
    by = f", by {_law(service, bound.law)}" if bound.law is not None else ""
    where = f" in {', '.join(bound.nations)}" if bound.nations else ""
    because = f" {english(bound.because)}" if bound.because is not None else ""
    said = " and ".join(limits)
    return f"{said[:1].upper()}{said[1:]}{where}{by}.{because}"


def _law(service: Service, key: str) -> str:
    law = service.law.get(key)
    return english(law.title) if law is not None else key
