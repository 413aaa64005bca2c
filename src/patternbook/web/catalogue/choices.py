"""Whether a council may choose what it chose: the nation, every setting within its bounds, every binding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from patternbook.engine.settings import check_adoption
from patternbook.errors import Problem, did_you_mean
from patternbook.language.kinds.bindings import wrong_with
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Forms
from patternbook.language.nodes.service import Binding, Service
from patternbook.web.authorities.models import Authority, Team
from patternbook.web.connections.connectors import CONNECTORS

WALES = "wales"


def wrong_with_choices(
    service: Service, choices: Adoption, authority: Authority, now: dt.datetime
) -> tuple[Problem, ...]:
    """Everything for which this adoption is refused."""
    return (
        *_wrong_place(service, choices, authority),
        *check_adoption(service, choices),
        *_wrong_bindings(service, choices),
    )


def _wrong_place(service: Service, choices: Adoption, authority: Authority) -> Iterator[Problem]:
    if choices.adopts != service.service:
        yield Problem(
            "another-service", f"This adopts '{choices.adopts}', not '{service.service}'.", path=("adopts",)
        )
    if choices.nation != authority.nation:
        yield Problem("another-nation", f"The council is in {authority.nation}.", path=("nation",))
    if authority.nation not in service.nations:
        yield Problem(
            "not-lawful-here",
            f"The service is not written for the law of {authority.nation}.",
            path=("nation",),
        )


def _wrong_bindings(service: Service, choices: Adoption) -> Iterator[Problem]:
    for key, text in choices.bindings.items():
        path = ("bindings", key)
        binding = service.bindings.get(key)
        if binding is None:
            hint = did_you_mean(key, service.bindings)
            yield Problem(
                "unknown-binding", f"The service has no binding called '{key}'.", hint=hint, path=path
            )
            continue
        for language, said in text.wordings.items():
            wrong = "This cannot have forms." if isinstance(said, Forms) else wrong_with(binding, said)
            if wrong:
                yield Problem("wrong-binding", wrong, path=(*path, language))


def missing_for_switching_on(
    service: Service, choices: Adoption, authority: Authority
) -> tuple[Problem, ...]:
    """What has to be filled in before residents can be offered the service."""
    teams = frozenset(Team.objects.filter(authority=authority).values_list("key", flat=True))
    return tuple(
        Problem("missing-binding", f"{_title(binding)}: {missing}", path=("bindings", key))
        for key, binding in service.bindings.items()
        if (missing := _missing(binding, key, choices, authority, teams))
    )


def _missing(
    binding: Binding, key: str, choices: Adoption, authority: Authority, teams: frozenset[str]
) -> str:
    text = choices.bindings.get(key)
    if text is None:
        return "this is not filled in." if binding.required else ""
    said = text.wordings.get("en", "")
    if binding.type == "team" and said not in teams:
        return f"the council has no team with the key '{said}'."
    if binding.type == "connection" and said not in CONNECTORS:
        return f"there is no connector called '{said}'. {did_you_mean(str(said), CONNECTORS)}".strip()
    if binding.bilingual and authority.nation == WALES and "cy" not in text.wordings:
        return "a council in Wales gives this in Welsh too."
    return ""


def _title(binding: Binding) -> str:
    said = binding.title.wordings.get("en", "")
    return "" if isinstance(said, Forms) else said
