"""What changed, in sentences that a service owner understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from patternbook.changes.describe import Sentence, describe
from patternbook.changes.describe.values import WORDS
from patternbook.changes.describe.words_of_fields import words_of
from patternbook.changes.describe.words_of_parts import FALLBACK
from patternbook.changes.describe.words_of_parts import words_of as words_of_part
from patternbook.changes.diff import diff
from patternbook.changes.parts import Severity
from patternbook.language.nodes.base import Condition, Data, Expr, Keyed, Text
from patternbook.language.nodes.example import Step
from patternbook.language.plans import TEXT, plan_of
from patternbook.language.words import english
from tests.core.changes.every_field import Differs, differences
from tests.core.changes.texts import SMALL, edited, read

EVERY_FIELD = tuple(differences())


def told(before: Any, after: Any) -> tuple[Sentence, ...]:
    return describe(diff(before, after), before, after)


def says(before: Any, after: Any) -> str:
    """The one sentence that tells what differs."""
    (sentence,) = told(before, after)
    return sentence.says


@pytest.mark.parametrize("differs", EVERY_FIELD, ids=str)
def test_a_change_of_any_field_is_a_sentence_that_says_what_was_and_what_is(differs: Differs) -> None:
    found = told(differs.before, differs.after)
    said = " ".join(sentence.says for sentence in found).replace("_", " ")
    assert found
    for word in (*_shown(differs.old, differs, new=False), *_shown(differs.new, differs, new=True)):
        assert word in said
    title = titled(differs)
    assert title in said
    assert all(sentence.says[0].isupper() and sentence.says.endswith((".", "”")) for sentence in found)


def titled(differs: Differs) -> str:
    """The title of the part whose field it is, where it has one that is a text."""
    words = words_of_part(differs.cls)
    titles = {f.name: f.shape for f in plan_of(differs.cls).fields if f.required and f.name in words.titles}
    return "The first words" if TEXT in titles.values() else ""


def _shown(value: Any, differs: Differs, *, new: bool) -> Iterator[str]:
    """The words that must stand in a sentence about this value."""
    if isinstance(value, Keyed | tuple):
        for item in value.values() if isinstance(value, Keyed) else value:
            yield from _shown(item, differs, new=new)
    elif isinstance(value, bool):
        words = words_of(differs.cls, differs.field.key)
        assert words is not None
        if words.saying != "flag":
            yield "yes" if value else "no"
        elif new:
            said = words.says if value else words.otherwise
            yield said.replace("now ", "") if differs.cls is Step else said
    elif type(value) in _WORD:
        yield _WORD[type(value)](value, differs)


_WORD: dict[type, Callable[[Any, Differs], str]] = {
    Text: lambda value, _: english(value),
    Condition: lambda value, _: value.if_.source.replace("_", " "),
    Expr: lambda value, _: value.source.replace("_", " "),
    Data: lambda value, _: str(value.value),
    dt.date: lambda value, _: str(value.year),
    str: lambda value, differs: WORDS.get((differs.field.key, value), value.replace("_", " ")),
    int: lambda value, _: str(value),
}


def test_every_field_has_words_of_its_own() -> None:
    without = [str(differs) for differs in EVERY_FIELD if words_of(differs.cls, differs.field.key) is None]
    assert without == []


def test_every_class_of_part_has_words_of_its_own() -> None:
    classes = {differs.cls for differs in EVERY_FIELD}
    assert len(classes) > 70
    assert [cls.__name__ for cls in classes if words_of_part(cls) is FALLBACK] == []


QUESTION = """      road:
        ask: yes_no
        label: Is the skip on the road?
"""
REFUSED = '        refused:\n          if: tasks.decide.outcome == "refuse"\n          to: stage.refused\n'
GRANTED = "        granted:\n          to: stage.granted\n"
WHERE, LIGHTS = (SMALL[SMALL.index(f"  {one}:\n") : SMALL.index(f"  {other}:\n    show")] for one, other in (("where", "lights"), ("lights", "weight")))  # fmt: skip

# What is edited in the small definition, what it says then, and how grave that is.
CASES: tuple[tuple[str, str, str, Severity], ...] = (
    (QUESTION, QUESTION + "      street: {ask: text, label: Which street?}\n",
     "Asks one more question on the page “Is the skip on the road?”: “Which street?”", "behaviour"),
    ("    intro: You said", "    title: How much\n    intro: You said",
     "Adds the heading of the page “How heavy is it, in tonnes?”: “How much”.", "wording"),
    ("label: Is the skip on the road?", "label: Does the skip stand on the road?",
     "Changes the words of the question “Is the skip on the road?”: “Does the skip stand on the road?” instead of “Is the skip on the road?”", "wording"),
    ("label: Is the skip on the road?", "label: {en: Is the skip on the road?, cy: Ydy'r sgip ar y ffordd?}",
     "Changes the Welsh of the words of the question “Is the skip on the road?”: “Ydy'r sgip ar y ffordd?” instead of nothing.", "wording"),
    ("          garden:\n            label: Garden waste\n", "",
     "No longer offers the answer “Garden waste” to the question “What will you put in the skip?”", "behaviour"),
    ("          garden:\n", "          green:\n            was: garden\n",
     "The answer “Garden waste” of the question “What will you put in the skip?” is now called “green” in the text instead of “garden”.", "layout"),
    (WHERE + LIGHTS, "  lights:\n    questions:\n      lights:\n        ask: yes_no\n        label: Will it stand in the dark?\n" + WHERE, "The page “Will it stand in the dark?” now comes before “Is the skip on the road?”", "behaviour"),
    ("    default: £37.50", "    default: £40",
     "The setting “Fee for a permit” is now usually £40 instead of £37.50.", "behaviour"),
    ("    default: 14", "    default: 21", "The setting “Days that a skip can stay” is now usually 21 instead of 14.", "law"),
    ("runs: days(10)", "runs: days(5)", "The time limit “Decide in time” is now 5 days instead of 10 days.", "law"),
    ("title: Decide in time", "title: Decide soon", "Changes the title of the time limit “Decide in time”: “Decide soon” instead of “Decide in time”.", "law"),
    ("      binding: law\n", "", "The time limit “Decide in time” is now a promise to the resident instead of a duty in law.", "law"),
    ("within 28 days", "within 21 days",
     "Changes the text of the notice “Your skip”: “You cannot have a permit. You can appeal within 21 days.” instead of “You cannot have a permit. You can appeal within 28 days.”", "law"),
    ("    on: [task.decide.refuse]", "    on: [task.decide.refuse, stage.refused]".replace("    on", "    on"),
     "The moments that send the notice “Your skip”: now also the case comes to the stage “Refused”.", "law"),
    ("stops: [task.decide]", "stops: [task.decide.grant, clock.decide.due, event.gone, paid]", "The moments that stop the time limit “Decide in time”: now also the task “Decide on the permit” ends as “Grant it”, the time limit “Decide in time” runs out, gone happens, it is paid; no longer the task “Decide on the permit” ends.", "law"),
    ("show: kind == \"building\" && road", "show: kind == \"building\"", "The page “How heavy is it, in tonnes?” is now shown only if the answer to “What will you put in the skip?” is Building waste, instead of if the answer to “What will you put in the skip?” is Building waste, and the answer to “Is the skip on the road?” is yes.", "behaviour"),
    ("    show: kind == \"building\" && road\n", "", "The page “How heavy is it, in tonnes?” is now always shown; before, it was shown only if the answer to “What will you put in the skip?” is Building waste, and the answer to “Is the skip on the road?” is yes.", "behaviour"),
    ("        ask: number\n", "        ask: text\n", "The question “How heavy is it, in tonnes?” now asks for a line of text instead of a number.", "behaviour"),
    ("        personal: permit\n", "", "The question “How heavy is it, in tonnes?” no longer holds personal data for the purpose “To decide on the permit”.", "law"),
    ("nations: [england, scotland]", "nations: [england, wales]", "The nations for which the service is lawful: now also wales; no longer scotland.", "law"),
    ("nations: [england, scotland]", "nations: [scotland, england]", "The nations for which the service is lawful: now scotland, england instead of england, scotland.", "law"),
    (REFUSED + GRANTED, GRANTED + REFUSED, "The way from the stage “Deciding” to the stage “Granted” now comes before “refused”.", "behaviour"),
    ("          to: stage.granted", "          to: stage.refused", "One way onwards from the stage “Deciding” now leads to the stage “Refused” instead of the stage “Granted”.", "behaviour"),
    ("      length: 2\n      unit: year", "      length: 3\n      unit: year", "The purpose “To decide on the permit” is now kept for 3 years instead of 2 years.", "law"),
    ("    generous: higher\n    lock:", "    generous: higher\n    unit: days\n    lock:", "The unit of the setting “Days that a skip can stay” is now “days” instead of nothing.", "law"),
    ("      lock:\n        law: highways_140\n", "", "Removes the lock of the notice “Your skip”, which was: law: the law “Highways Act 1980, section 140”.", "law"),
    ("    is: kind ==", "    title: Heavy\n    is: kind ==", "Adds the title of the value “heavy”: “Heavy”.", "wording"),
    ("      title: Streets office\n", "      title: Streets office\n      outside: true\n", "The role “Streets office” is now outside the council.", "behaviour"),
    ("check_answers:\n", "ends:\n  danger: {kind: emergency, title: Call 999, body: Call 999 now.}\ncheck_answers:\n",
     "Journeys can end in one more way: “Call 999” (kind: emergency).", "safety"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentence", "severity"), CASES, ids=[case[2][:60] for case in CASES])
def test_an_edit_is_told_as_a_service_owner_would_say_it(
    old: str, new: str, sentence: str, severity: Severity
) -> None:
    before, after = read(SMALL), edited(SMALL, (old, new))
    found = told(before, after)
    assert sentence in [said.says for said in found]
    assert found[0].severity == severity
