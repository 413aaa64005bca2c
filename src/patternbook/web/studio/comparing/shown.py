"""A comparison as its page shows it: what differs first, then what is the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.changes.compare import Choices, Comparison, Group
from patternbook.changes.compare.grouping import FEW
from patternbook.web.studio.comparing.plots import Plot, differs, plot

# Of more councils, those with the commonest value are counted and not named.
ALL_NAMED = 60


@dataclass(frozen=True, slots=True)
class Side:
    """Councils that have the same: a sentence, their names where the sentence only counts them, and why."""

    says: str
    councils: tuple[str, ...]
    named: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that is not the same everywhere."""

    key: str
    title: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """What is the same at every council."""

    title: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The parts of the page."""

    settings: int
    differences: tuple[Difference, ...]
    same: tuple[Same, ...]
    plots: tuple[Plot, ...]
    same_figures: tuple[Same, ...]


def page_of(comparison: Comparison) -> Page:
    """What a comparison's page shows."""
    plots, same = [], []
    for figure in comparison.figures:
        if differs(figure):
            plots.append(plot(figure))
        elif not figure.key.startswith("settings."):
            same.append(Same(figure.title, figure.rows[0].says))
    return Page(
        settings=len(comparison.choices),
        differences=tuple(_difference(each) for each in comparison.choices if each.differs),
        same=tuple(Same(each.title, each.groups[0].says) for each in comparison.choices if not each.differs),
        plots=tuple(plots),
        same_figures=tuple(same),
    )


def _difference(choices: Choices) -> Difference:
    every = {choice.council: choice.because for choice in choices.choices if choice.because}
    many = len(choices.choices) > ALL_NAMED
    sides = tuple(
        _side(group, every, is_counted=many and not place) for place, group in enumerate(choices.groups)
    )
    return Difference(choices.key, choices.title, sides)


def _side(group: Group, because: dict[str, str], *, is_counted: bool) -> Side:
    named_below = group.councils if len(group.councils) > FEW and not is_counted else ()
    reasons = tuple((council, because[council]) for council in group.councils if council in because)
    return Side(group.says, group.councils, named_below, reasons)
