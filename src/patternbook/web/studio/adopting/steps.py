"""What is left to do before residents can use a service, as a list of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.studio.adopting.hands import page_of
from patternbook.web.studio.desk import Desk


@dataclass(frozen=True, slots=True)
class Step:
    """A task with where it stands: `colour` of its tag, none for plain words."""

    title: str
    href: str
    hint: str
    status: str
    colour: str = ""


def steps_of(hand: InHand, desk: Desk) -> tuple[Step, ...]:
    """The way from a published version to a resident who uses it."""
    return tuple(_steps(hand, desk))


def _steps(hand: InHand, desk: Desk) -> Iterator[Step]:
    key = hand.version.service
    own, all_ = len(hand.choices.settings), len(hand.service.settings)
    yield Step(
        "Choose the version", page_of(desk, "service_adopt", key), "What the library published",
        f"Version {hand.version.number}",
    )  # fmt: skip
    chosen = f"{own} of {all_} are your own" if own else f"All {all_} as in the library"
    yield Step(
        "Settings", page_of(desk, "service_settings", key), "Fees, limits, times and rules that each council decides",
        chosen,
    )  # fmt: skip
    left = len(hand.missing)
    yield Step(
        "Who and where", page_of(desk, "service_bindings", key), "Teams, telephone numbers, web pages, systems",
        f"{left} to fill in" if left else "Completed", "blue" if left else "",
    )  # fmt: skip
    yield Step(
        "Try it as a resident", page_of(desk, "service_preview", key), "With your choices. Nothing is sent and nothing is kept", "",
    )  # fmt: skip
    yield Step(
        "Run the examples", page_of(desk, "service_examples", key), "Does the service do what its publisher says it does?",
        f"{len(hand.version.examples)} examples",
    )  # fmt: skip
    yield _last(hand, desk, left)


def _last(hand: InHand, desk: Desk, left: int) -> Step:
    href = page_of(desk, "service_switch", hand.version.service)
    if hand.preparation is None:
        return Step(
            "Switch on or off",
            href,
            "Whether residents can use it",
            "On" if hand.is_on else "Off",
            "green" if hand.is_on else "grey",
        )
    if left and not hand.is_on:
        return Step(
            "Put in force and switch on",
            href,
            "Only then residents see it",
            "Cannot be switched on yet",
            "grey",
        )
    return Step("Put in force", href, "Only then residents see it", "Ready", "blue")
