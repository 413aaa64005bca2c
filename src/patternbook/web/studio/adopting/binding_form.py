"""Who and where at this council: the form for all bindings of a service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from patternbook.engine.answers.kind import line
from patternbook.language.kinds.bindings import wrong_with
from patternbook.language.nodes.service import Binding
from patternbook.language.words import english
from patternbook.web.authorities.models import Team
from patternbook.web.catalogue.queries import wording
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.kit.fields.base import Field, Params
from patternbook.web.kit.pages import FieldError

LOOKS: Mapping[str, Params] = {
    "email": {"type": "email", "spellcheck": False},
    "phone": {"type": "tel", "classes": "govuk-input--width-20"},
    "url": {
        "type": "url",
        "spellcheck": False,
        "hint": {"text": "For example, https://www.example.org/bins"},
    },
}
# What each built-in connector is, for whoever chooses one.
CONNECTORS: Mapping[str, str] = {
    "register": "Sample register: made-up addresses and collections, to try things out",
    "os_places": "OS Places: addresses of Great Britain",
    "own_cases": "Cases in this system",
}


@dataclass(frozen=True, slots=True)
class BindingForm:
    """The form for all bindings: what stands in it, and what is wrong by field."""

    hand: InHand
    teams: tuple[Team, ...]
    connectors: tuple[str, ...]
    form: Mapping[str, list[str]]
    wrong: Mapping[str, str] = field(default_factory=dict)
    # The bindings that are asked for; all, where none is named.
    keys: tuple[str, ...] | None = None

    @property
    def bindings(self) -> Mapping[str, Binding]:
        """The bindings that are asked for, in the order of the definition."""
        declared = self.hand.service.bindings
        return {key: one for key, one in declared.items() if self.keys is None or key in self.keys}

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """The languages in which a bilingual binding is given here."""
        welsh = (("cy", "Welsh"),) if self.hand.authority.nation == "wales" else ()
        return (("en", "English"), *welsh)

    @property
    def fields(self) -> tuple[Field, ...]:
        """One field for each binding and language."""
        return tuple(one for key, binding in self.bindings.items() for one in self._fields(key, binding))

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """What is wrong, as the summary lists it."""
        return tuple(FieldError(message, name) for name, message in self.wrong.items())

    def _fields(self, key: str, binding: Binding) -> Iterator[Field]:
        if binding.type in ("team", "connection"):
            yield Field("select", self._params(key, binding, "en") | {"items": self._options(key, binding)})
            return
        for language, _ in self._languages(binding):
            params = self._params(key, binding, language)
            looks = LOOKS.get(binding.type, {})
            yield Field("input", {**looks, **params, "value": line(self.form, params["name"])})

    def _languages(self, binding: Binding) -> tuple[tuple[str, str], ...]:
        return self.languages if binding.bilingual else self.languages[:1]

    def _params(self, key: str, binding: Binding, language: str) -> Params:
        name = f"{key}-{language}"
        words = english(binding.title)
        if len(self._languages(binding)) > 1:
            words += f" in {dict(self.languages)[language]}"
        words += "" if binding.required else " (optional)"
        params: Params = {"id": name, "name": name, "label": {"text": words, "classes": "govuk-label--s"}}
        if name in self.wrong:
            params["errorMessage"] = {"text": self.wrong[name]}
        return params

    def _options(self, key: str, binding: Binding) -> list[Params]:
        chosen = line(self.form, f"{key}-en")
        if binding.type == "team":
            known = {team.key: team.name for team in self.teams}
        else:
            known = {name: CONNECTORS.get(name, name) for name in self.connectors}
        if chosen and chosen not in known:
            known[chosen] = f"{chosen} (not here)"
        options = {"": "Choose a team" if binding.type == "team" else "Choose a system", **known}
        return [
            {"value": value, "text": words, "selected": value == chosen} for value, words in options.items()
        ]


def filled(hand: InHand) -> dict[str, list[str]]:
    """What stands in the boxes."""
    return {
        f"{key}-{language}": [words]
        for key, said in hand.choices.bindings.items()
        for language in said.wordings
        if (words := wording(said, language))
    }


def sent(form: BindingForm) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """What was entered for each binding by language, and what is wrong by field. What is left empty is filled in later."""
    found: dict[str, dict[str, str]] = {}
    wrong: dict[str, str] = {}
    for key, binding in form.bindings.items():
        languages = form.languages if binding.bilingual else form.languages[:1]
        found[key] = {language: line(form.form, f"{key}-{language}") for language, _ in languages}
        for language, words in found[key].items():
            if words and (problem := wrong_with(binding, words)):
                wrong[f"{key}-{language}"] = problem
        if not found[key]["en"] and any(found[key].values()):
            wrong[f"{key}-en"] = "Enter this in English too"
    return found, wrong
