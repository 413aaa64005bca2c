"""What differs between two of a council's choices, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.engine.settings import chosen_of, plain_data, setting_types
from patternbook.language.nodes.adoption import Adoption, Dated
from patternbook.language.nodes.service import Service
from patternbook.language.types import TEXT, Type
from patternbook.language.words import english
from patternbook.web.catalogue.queries import wording
from patternbook.web.kit import times
from patternbook.web.studio import typed


def differences(before: Adoption, after: Adoption, service: Service) -> tuple[str, ...]:
    """What a council chose otherwise, a sentence for each setting and binding. `service` gives the names."""
    return (*_settings(before, after, service), *_bindings(before, after, service))


def _settings(before: Adoption, after: Adoption, service: Service) -> Iterator[str]:
    types = setting_types(service)
    for key in dict.fromkeys((*before.settings, *after.settings)):
        was, is_ = chosen_of(before, key), chosen_of(after, key)
        if was == is_:
            continue
        setting = service.settings.get(key)
        name, type_ = (english(setting.title), types.get(key, TEXT)) if setting else (key, TEXT)
        old = _values(was, type_) or "the library’s value"
        yield f"{name}: {_values(is_, type_) or 'the library’s value'} (before: {old})."


def _values(values: tuple[Dated, ...], type_: Type) -> str:
    return "; ".join(
        typed.say(plain_data(one.value), type_) + (f" from {times.date(one.from_)}" if one.from_ else "")
        for one in values
    )


def _bindings(before: Adoption, after: Adoption, service: Service) -> Iterator[str]:
    for key in dict.fromkeys((*before.bindings, *after.bindings)):
        was, is_ = before.bindings.get(key), after.bindings.get(key)
        if was == is_:
            continue
        binding = service.bindings.get(key)
        name = english(binding.title) if binding else key
        said = " / ".join(wording(is_, language) for language in is_.wordings) if is_ else "not filled in"
        old = " / ".join(wording(was, language) for language in was.wordings) if was else "not filled in"
        yield f"{name}: {said} (before: {old})."
