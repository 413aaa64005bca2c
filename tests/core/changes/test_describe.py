"""What changed, in sentences that a service owner understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from patternbook.changes.describe import Sentence, describe, wordings
from patternbook.changes.describe.values import WORDS, Speaker, words_for
from patternbook.changes.describe.words_of_fields import words_of
from patternbook.changes.describe.words_of_parts import FALLBACK
from patternbook.changes.describe.words_of_parts import words_of as words_of_part
from patternbook.changes.diff import diff
from patternbook.changes.parts import Severity
from patternbook.language.kinds.questions import FileQuestion, TextQuestion
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.nodes.example import Step
from patternbook.language.nodes.pattern import Check, Page
from patternbook.language.nodes.process import Task, TaskOutcome
from patternbook.language.nodes.service import Service, Setting
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


# Words by language and form


WORDS_CHANGED: tuple[tuple[wordings.Leaves, wordings.Leaves, str], ...] = (
    ({}, {("en",): "Go", ("cy",): "Ewch", ("of",): "1a2b3c4d"}, "Adds the hint of it: “Go”, in Welsh “Ewch”"),
    ({}, {("en", "self"): "You", ("en", "other"): "They"}, "Adds the hint of it: for those who speak of themselves “You”, for others “They”"),
    ({("of",): "1a2b3c4d"}, {}, "Removes the hint of it, which was nothing"),
    ({("en",): "Go"}, {}, "Removes the hint of it, which was “Go”"),
    ({("en",): "Go", ("cy",): "Ewch"}, {("en",): "Go"}, "Changes the Welsh of the hint of it: nothing instead of “Ewch”"),
    ({("en",): "Go", ("of",): "11111111"}, {("en",): "Go", ("of",): "22222222"},
     "Marks the Welsh of the hint of it as the translation of other English (“22222222” instead of “11111111”)"),
    ({("en",): "Go", ("cy",): "Ewch"}, {("en",): "Stop", ("cy",): "Ewch"},
     "Changes the hint of it: “Stop” instead of “Go”; the Welsh has not been changed with it"),
    ({("en",): "Go", ("cy",): "Ewch", ("of",): "11111111"}, {("en",): "Stop", ("cy",): "Stopiwch", ("of",): "22222222"},
     "Changes the hint of it: “Stop” instead of “Go”; in Welsh “Stopiwch” instead of “Ewch”; the Welsh is marked anew as its translation (“22222222” instead of “11111111”)"),
    ({("en",): "Go", ("gd",): "Falbh", ("cy",): "Ewch"}, {("en",): "Go", ("gd",): "Rach", ("cy",): "Ewch"},
     "Changes the Scottish Gaelic of the hint of it: “Rach” instead of “Falbh”"),
    ({("en", "by"): "kind", ("en", "other"): "Go"}, {("en", "by"): "sort", ("en", "other"): "Go"}, "Changes the hint of it: chosen by “sort” instead of “kind”"),
    ({("en", "food"): "Go"}, {("en", "food"): "Stop"}, "Changes the hint of it: for “food” “Stop” instead of “Go”"),
    ({("en",): "One.\n\nTwo."}, {("en",): "One. Two."}, 'Changes the hint of it: "One. Two." instead of "One.\\n\\nTwo." (spaces or line breaks)'),
    ({("en",): "word " * 50 + "a end"}, {("en",): "word " * 50 + "b end"}, "Changes the hint of it: “… word word word word word b end” instead of “… word word word word word a end”"),
    ({("en",): "same " * 50}, {("en",): "same " * 50 + "more"}, "Changes the hint of it: “… same same same same same more” instead of “… same same same same same”"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "says_"), WORDS_CHANGED, ids=[case[2][:50] for case in WORDS_CHANGED])  # fmt: skip
def test_words_are_told_by_language_and_form(
    before: wordings.Leaves, after: wordings.Leaves, says_: str
) -> None:
    assert wordings.clause("hint", "it", before, after) == says_


def test_the_wordings_of_a_text_are_found_one_by_one() -> None:
    forms = Forms(Keyed([("garden", "Green"), ("other", "Any")]), Expr("kind"))
    text = Text(Keyed([("en", forms), ("cy", "Gwyrdd")]), "1a2b3c4d")
    assert wordings.leaves(text, ()) == {
        ("en", "by"): "kind", ("en", "garden"): "Green", ("en", "other"): "Any", ("cy",): "Gwyrdd", ("of",): "1a2b3c4d",
    }  # fmt: skip
    assert wordings.leaves(Expr("kind"), ("en", "by")) == {("en", "by"): "kind"}
    assert wordings.leaves(Keyed([("other", "Any")]), ("en",)) == {("en", "other"): "Any"}


# Orders


def options_in(*keys: str) -> Service:
    """The small definition with these answers, in this order."""
    begin, end = SMALL.index("          garden:\n"), SMALL.index("  where:\n")
    listed = "".join(f"          {key}:\n            label: The {key}\n" for key in keys)
    return read(SMALL[:begin] + listed + "          building:\n            label: Rubble\n" + SMALL[end:])


def test_few_that_moved_are_named_and_of_many_the_whole_order_is_said() -> None:
    before = options_in("a", "b", "c", "d", "e")
    assert says(before, options_in("e", "a", "b", "c", "d")) == "The answer “The e” of the question “What will you put in the skip?” now comes before “The a”."  # fmt: skip
    (sentence,) = (each for each in told(before, options_in("e", "d", "c", "b", "a")) if "order" in each.says)
    assert sentence.says == (
        "The question “What will you put in the skip?” now has another order: “The e”, “The d”, “The c”, “The b”, “The a”, “Rubble”; "
        "instead of “The a”, “The b”, “The c”, “The d”, “The e”, “Rubble”."
    )
    assert sentence.severity == "layout"


def test_what_went_is_named_in_the_order_that_was() -> None:
    said = told(options_in("a", "b", "c", "d", "e", "f"), options_in("e", "d", "c", "b", "a"))
    assert any(
        "instead of “The a”, “The b”, “The c”, “The d”, “The e”, “The f”, “Rubble”." in each.says
        for each in said
    )


def test_one_that_moved_to_the_end_comes_last() -> None:
    order = Keyed([(key, TaskOutcome(title=english_text(key))) for key in "abc"])
    before = Task(title=english_text("Look"), role="crew", outcomes=order)
    after = Task(
        title=english_text("Look"), role="crew", outcomes=Keyed([*list(order.items())[1:], ("a", order["a"])])
    )
    assert says(before, after) == "The outcome “a” of the task “Look” now comes last, after “c”."


def english_text(words: str) -> Text:
    return Text(Keyed([("en", words)]))


# Safety


DANGER = SMALL.replace("check_answers:\n", "ends:\n  danger: {kind: emergency, title: Call 999, body: Call 999 now.}\ncheck_answers:\n", 1).replace(
    "        label: Will it stand in the dark?\n", "        label: Will it stand in the dark?\n    go:\n      danger: {if: lights, to: end.danger}\n", 1
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("body: Call 999 now.", "body: Call 999 at once."),
        ("{if: lights, to: end.danger}", '{if: "!lights", to: end.danger}'),
        ("label: Will it stand in the dark?", "label: Is it dark?"),
        ("    show: road\n", ""),
        ("function: streets", "function: streets\nsensitive: true"),
        ("kind: emergency", "kind: elsewhere"),
    ],
)
def test_what_leads_to_an_emergency_ending_is_a_matter_of_safety(old: str, new: str) -> None:
    found = told(read(DANGER), edited(DANGER, (old, new)))
    assert found[0].severity == "safety"


@pytest.mark.parametrize(("later", "severity"), [(True, "safety"), (False, "layout")])
def test_a_page_that_can_end_in_an_emergency_may_not_come_later_unnoticed(
    later: bool, severity: Severity
) -> None:
    base = read(
        DANGER.replace("    show: road\n", "")
        .replace('    show: kind == "building" && road\n', "")
        .replace("lights.or(false)", "true")
    )
    keys = ["what", "where", "weight", "lights"] if later else ["where", "what", "lights", "weight"]
    after = replace(base, pages=Keyed((key, base.pages[key]) for key in keys))
    assert [each.severity for each in told(base, after)] == [severity]
    assert [each.severity for each in told(read(SMALL), read(SMALL))] == []


# What is said in no words of its own


def test_values_that_would_be_said_alike_are_told_as_they_are_written() -> None:
    said = says(
        read(SMALL),
        edited(
            SMALL, ('is: kind == "building" || lights.or(false)', 'is: kind == "building" || lights.or(true)')
        ),
    )
    assert said.startswith("The value “heavy” is now ")
    one, other = (
        Setting(title=english_text("A"), type="text", default=Data(value)) for value in ("none", ())
    )
    assert says(one, other) == 'The setting “A” is now usually [] instead of "none".'
    check = Check(holds=Expr('kind == "a_b"'), message=english_text("No"))
    assert (
        says(check, replace(check, holds=Expr('kind == "a b"')))
        == 'The rule “No” now wants that “kind == "a b"” instead of “kind == "a_b"”.'
    )
    page = Page(show=Condition(Expr('kind == "a_b"')))
    assert says(page, replace(page, show=Condition(Expr('kind == "a b"')))) == (
        'The page is now shown only if “kind == "a b"”, instead of if “kind == "a_b"”.'
    )


def test_a_list_that_another_kind_of_question_does_not_have_is_told() -> None:
    file = FileQuestion(label=english_text("Photo"), types=("image",))
    said = [each.says for each in told(file, TextQuestion(label=english_text("Photo")))]
    assert "The kinds of file that the question “Photo” takes is now nothing instead of image." in said
    assert "The question “Photo” now asks for a line of text instead of files." in said


def test_a_part_of_no_known_class_is_a_part() -> None:
    assert words_of_part(object) is FALLBACK
    assert words_for(object, "some_key").says == "some key"


def test_a_route_leads_to_a_part_by_its_title_and_to_the_last_page_by_its_name() -> None:
    speaker = Speaker(read(DANGER))
    assert speaker.place("check_answers") == "the check answers page"
    assert speaker.place("end.danger") == "the ending “Call 999”"
    assert speaker.place("page.not_there") == "not there"


def test_an_amount_for_one_kind_is_told_as_money() -> None:
    fees = "settings:\n  fees: {title: Fees, type: table(money), default: {small: 3750, large: 5000}}\n"
    before = read(SMALL.replace("settings:\n", fees, 1))
    after = read(SMALL.replace("settings:\n", fees.replace("3750", "4000"), 1))
    assert "small: £40; large: £50 instead of small: £37.50" in says(before, after)
