"""Merging a definition of some 300 lines, conflicts included, against reading it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.harness import Ratio
from bench.reading import REMEMBERED
from patternbook import changes, library
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read

TEXT = Path(__file__).parents[1] / "tests/core/hardest/02_bulky_points.yaml"
Edits = tuple[tuple[str, str], ...]

LIBRARY: Edits = (
    ("title: Book a bulky waste collection", "title: Book a collection of large items"),
    ("    default: 100\n", "    default: 120\n"),
    ("    type: time\n", "    about: Later bookings are for the day after.\n    type: time\n"),
    ("is: points > settings.most_points", "is: points > settings.most_points && !saturday"),
    ("    title: The price band of those points\n", "    title: The band\n"),
    ("  addresses:\n    contract", "  addresses:\n    keep: 30\n    contract"),
)
COUNCIL: Edits = (
    ("title: Book a bulky waste collection", "title: Have large items taken away"),
    ("    default: 100\n", "    default: 80\n"),
    ("      length: 42\n", "      length: 28\n"),
    ("is: points > settings.most_points", "is: points > settings.most_points && !concession"),
    ("summary: Have large items collected.", "summary: Have things collected."),
)
RENAMED: Edits = (
    (" concession", " entitlement"),
    ("  entitlement:\n    is:", "  entitlement:\n    was: concession\n    is:"),
)


def ratios() -> Iterator[Ratio]:
    """Both sides changed some parts, among them the same ones; and once more with a rename on one side."""
    text, steps = TEXT.read_text(encoding="utf-8"), library.steps()

    def node(edits: Edits) -> Service:
        made = text
        for before, after in edits:
            assert before in made, before
            made = made.replace(before, after)
        found = read(made, kind=Service, steps=steps).node
        assert found is not None
        return found

    base, library_s = node(()), node(LIBRARY)
    for what, council_s in (
        ("both sides changed", node(COUNCIL)),
        ("one part renamed", node((*COUNCIL, *RENAMED))),
    ):

        def merged(council_s: Service = council_s) -> object:
            for each in REMEMBERED:
                each.cache_clear()
            found = changes.merge(base, {"library": library_s, "council": council_s}, owner="library")
            assert len(found.conflicts) == 2, found.conflicts
            assert found.combined
            return found

        def reading() -> object:
            for each in REMEMBERED:
                each.cache_clear()
            return read(text, kind=Service, steps=steps)

        yield Ratio(
            name=f"Merging a definition of 300 lines: {what}, with conflicts",
            ours=merged, floor=reading, against="reading it once", kind="cost", target=0.25,
        )  # fmt: skip
