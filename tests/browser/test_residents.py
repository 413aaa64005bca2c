"""Every example's journey, walked in a browser with and without scripts: no page and no error state is left out."""

from __future__ import annotations

import pytest

from tests.browser.conftest import EVERYTHING, SERVICE, Walks
from tests.browser.visiting import resident
from tests.browser.visiting.choosing import covering, of_answers, of_journey, walkable
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import examples

pytestmark = pytest.mark.browser
ALL = walkable(examples(SERVICE))
# Without scripts a page says the same: there each page of the definition is met, with them each closed option too.
WITH, WITHOUT = (sorted(ALL) if EVERYTHING else covering(ALL, of) for of in (of_journey, of_answers))


@pytest.mark.parametrize(
    ("name", "scripted"),
    [(name, True) for name in WITH] + [(name, False) for name in WITHOUT],
)
def test_a_journey(walks: Walks, tried: Tried, name: str, scripted: bool) -> None:
    walk = walks.at(name, scripted=scripted)
    expect = walk.example.expect
    resident.begin(walk)
    journey = resident.travel(walk, tried)
    if expect.pages:
        assert journey.pages == list(expect.pages)
    if expect.refused:
        assert journey.stopped == journey.pages[-1]
    elif expect.end:
        assert journey.stopped == f"end/{expect.end.replace('_', '-')}"
        walk.look()
        assert all(words in walk.said for words in expect.says), walk.said
        resident.give_feedback(walk)
    elif expect.submitted:
        assert journey.stopped == "check-answers"
        resident.check_answers(walk, change=EVERYTHING or len(journey.pages) > 5)
        resident.submit(walk)
        assert all(words in walk.said for words in expect.says), walk.said
        resident.give_feedback(walk)
