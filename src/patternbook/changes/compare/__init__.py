"""Councils side by side on one service: what each chose, what each changed, and figures to plot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.changes.compare.choices import Choice, Choices, Compared, choices_of, resolved
from patternbook.changes.compare.edits import Edit, common, edits_of
from patternbook.changes.compare.figures import Figure, FigureRow, figures_of, to_csv
from patternbook.changes.compare.grouping import Group
from patternbook.engine.settings import setting_types
from patternbook.errors import Problem
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service

__all__ = ["Choice", "Choices", "Comparison", "Edit", "Figure", "FigureRow", "Group", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Councils side by side.

    `choices` has every setting, whether or not it differs; `edits` what councils changed of the text;
    `figures` the amounts, lengths of time and numbers. `problems` are by council: what it chose and may
    not have, so that its settings cannot be resolved.
    """

    councils: tuple[str, ...]
    as_of: dt.date
    choices: tuple[Choices, ...] = ()
    edits: tuple[Edit, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every difference as a sentence: settings first, then edits, the gravest first."""
        return (
            *(each.says for each in self.choices if each.differs),
            *(each.sentence for each in self.edits),
        )

    def csv(self) -> str:
        """The figures as comma-separated values, one council and figure a line."""
        return to_csv(self.figures)


def compare(
    councils: Mapping[str, tuple[Service, Adoption | None]],
    as_of: dt.date,
    base: Service | Mapping[str, Service] | None = None,
) -> Comparison:
    """Any number of councils on one service, side by side, with the settings of a day.

    Edits are told against `base`, which is one text or each council's own by its name; without one, against the
    text that most of them have. Bindings say who and where, and are different by nature: they are not compared.

    >>> compare({}, dt.date(2026, 11, 23)).sentences
    ()
    """
    if not councils:
        return Comparison((), as_of)
    services = {name: service for name, (service, _) in councils.items()}
    types = {id(service): setting_types(service) for service in services.values()}
    problems: dict[str, tuple[Problem, ...]] = {}
    compared: list[Compared] = []
    for name, (service, adoption) in councils.items():
        settings, wrong = resolved(service, adoption, as_of)
        compared.append(Compared(name, service, settings, types[id(service)]))
        if wrong:
            problems[name] = wrong
    return Comparison(
        councils=tuple(councils),
        as_of=as_of,
        choices=tuple(choices_of(compared)),
        edits=edits_of(_bases(base, services), services),
        figures=tuple(figures_of(compared)),
        problems=problems,
    )


def _bases(
    base: Service | Mapping[str, Service] | None, services: Mapping[str, Service]
) -> Mapping[str, Service]:
    if isinstance(base, Mapping):
        return base
    return dict.fromkeys(services, common(services) if base is None else base)
