"""What a newer definition does to drafts, live cases and adoptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from patternbook.changes.compatibility import Compatibility, compatibility
from patternbook.changes.compatibility.adoptions import in_new_names
from patternbook.changes.successors import Successors
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service
from tests.core.changes.texts import SMALL, edited, read

RICH = SMALL.replace("pages:\n", "bindings:\n  team: {title: Team, type: team, required: false}\n  inbox: {title: Inbox, type: email}\npages:\n", 1).replace(
    "          outcomes:\n            grant:\n              title: Grant it\n",
    "          form:\n            visited: {ask: yes_no, label: Visited?, optional: true}\n          outcomes:\n            grant:\n              title: Grant it\n"
    "              reasons:\n                fine: {title: It is fine}\n                late: {title: It is late}\n",
).replace(
    "  clocks:\n",
    "  events:\n    withdraw: {title: Withdrawn, by: [resident], to: stage.refused, form: {why: {ask: text, label: Why?, optional: true}}, reasons: {moved: {title: Moved away}}}\n  clocks:\n",
)  # fmt: skip
ROAD = "  where:\n    questions:\n      road:\n        ask: yes_no\n        label: Is the skip on the road?\n"
ADOPTION = """\
patternbook: 1
adopts: skip
nation: england
settings:
  fee: {values: [{value: "£50"}]}
bindings: {inbox: skips@example.org}
"""


def adoption(text: str = ADOPTION) -> Adoption:
    node = reader.read(text, file="skip.yaml", kind=Adoption).node
    assert node is not None
    return node


def found(*exchanges: tuple[str, str], council: Adoption | None = None, base: str = RICH) -> Compatibility:
    return compatibility(read(base), edited(base, *exchanges), council)


def whats(touched: tuple[object, ...]) -> list[str]:
    return [each.what for each in touched]  # type: ignore[attr-defined]


def test_the_same_definition_touches_nothing() -> None:
    assert compatibility(read(RICH), read(RICH)) == Compatibility()
    assert compatibility(read(RICH), read(RICH), adoption()) == Compatibility()
    assert not Compatibility().blocks


def test_words_touch_nothing() -> None:
    assert found(("label: Is the skip on the road?", "label: Does it stand on the road?")) == Compatibility()


def test_names_that_follow_a_rename_touch_nothing() -> None:
    renamed = found(
        ("          building:\n", "          rubble:\n            was: building\n"),
        ('    is: kind == "building"', '    is: kind == "rubble"'),
        ('show: kind == "building"', 'show: kind == "rubble"'),
        ("    granted:\n      title", "    given:\n      was: granted\n      title"),
        ("to: stage.granted", "to: stage.given"),
        ("      tasks:\n        decide:\n", "      tasks:\n        judge:\n          was: decide\n"),
        ("tasks.decide.outcome", "tasks.judge.outcome"),
        ("stops: [task.decide]", "stops: [task.judge]"),
        ("on: [task.decide.refuse]", "on: [task.judge.refuse]"),
        ("  fee:\n", "  charge:\n    was: fee\n"),
        council=adoption(),
    )
    assert renamed == Compatibility()


# Drafts

DRAFTS = (
    ("    questions:\n      weight:\n        ask: number\n        label: How heavy is it, in tonnes?\n        personal: permit\n", "", "answer_dropped",
     "The answer to the question “How heavy is it, in tonnes?” is dropped: it is no longer asked."),
    ("        ask: number\n", "        ask: text\n", "asked_again",
     "The question “How heavy is it, in tonnes?” is asked again: it asks for a line of text instead of a number."),
    ("          house:\n            label: Things from the house\n", "", "option_gone",
     "Who answered “Things from the house” to the question “What will you put in the skip?” is asked again: that answer is gone."),
    ("        ask: number\n", "        ask: number\n        max: 20\n", "answer_checked",
     "The answer to the question “How heavy is it, in tonnes?” is checked by other rules, and may be asked again."),
    ("      weight:\n        ask: number\n", "      name: {ask: name, label: Who are you?}\n      weight:\n        ask: number\n", "asked_more",
     "Who has answered already is asked the question “Who are you?” too."),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "says"), DRAFTS, ids=[case[2] for case in DRAFTS])
def test_a_draft_is_told_what_happens_to_its_answers(old: str, new: str, what: str, says: str) -> None:
    drafts = found((old, new)).drafts
    assert whats(drafts) == [what]
    assert drafts[0].says == says
    assert not drafts[0].blocks


def test_a_page_that_is_gone_takes_its_answers_along() -> None:
    page = "  lights:\n    show: road\n    questions:\n      lights:\n        ask: yes_no\n        label: Will it stand in the dark?\n"
    drafts = found((page, ""), ('kind == "building" || lights.or(false)', 'kind == "building"')).drafts
    assert [(each.what, each.path) for each in drafts] == [
        ("page_gone", ("pages", "lights")),
        ("answer_dropped", ("pages", "lights", "questions", "lights")),
    ]


def test_a_question_that_moves_to_another_page_keeps_its_answer() -> None:
    moved = found(
        (ROAD, ""),
        (
            "  lights:\n    show: road\n    questions:\n",
            "  lights:\n    questions:\n" + ROAD.partition("questions:\n")[2],
        ),
    )
    assert whats(moved.drafts) == ["page_gone"]
    assert moved.cases == ()


def test_a_question_that_must_be_answered_now_may_be_asked_again() -> None:
    optional = RICH.replace("        ask: number\n", "        ask: number\n        optional: true\n")
    assert whats(found(("        optional: true\n        label: How", "        label: How"), base=optional).drafts) == ["answer_checked"]  # fmt: skip


# Cases

CASES = (
    ((("          to: stage.refused\n", "          to: stage.granted\n"), (", to: stage.refused", ""),
      ("    refused:\n      title: Refused\n      label: We refused\n      kind: closed\n      result: refused\n", "")),
     "stage_gone", "Cases that came to “Refused” cannot be moved: the stage is gone."),
    ((("      label: We refused\n      kind: closed\n      result: refused\n", "      label: We refused\n"),), "stage_turned",
     "Cases at “Refused” cannot be moved: the stage is open now instead of closed."),
    ((("            grant:\n", "            give:\n"),), "outcome_gone",
     "Cases in which “Decide on the permit” ended as “Grant it” cannot be moved: it is gone."),
    ((("                late: {title: It is late}\n", ""),), "reason_gone",
     "Cases in which “Decide on the permit” ended with the reason “It is late” cannot be moved: it is gone."),
    ((("            visited: {ask: yes_no, label: Visited?, optional: true}\n", "            seen: {ask: yes_no, label: Seen?, optional: true}\n"),), "answer_gone",
     "Cases in which “Visited?” was recorded in “Decide on the permit” cannot be moved: it is not asked any more."),
    ((("visited: {ask: yes_no,", "visited: {ask: text,"),), "answer_gone",
     "Cases in which “Visited?” was recorded in “Decide on the permit” cannot be moved: it asks for something else."),
    ((("          role: office\n", "          role: office\n          for_each: '[\"a\", \"b\"]'\n          key: item\n"),), "items_changed",
     "Cases in which “Decide on the permit” was begun cannot be moved: it is done for the items of another list."),
    ((("    withdraw: {", "    retract: {"),), "event_gone", "Cases to which “Withdrawn” has happened cannot be moved: the event is gone."),
    ((("reasons: {moved: {title: Moved away}}", "reasons: {gone: {title: Gone}}"),), "reason_gone",
     "Cases to which “Withdrawn” happened with the reason “Moved away” cannot be moved: it is gone."),
    ((("    decide:\n      title: Decide in time\n", "    judge:\n      title: Decide in time\n"),), "clock_gone",
     "Cases in which “Decide in time” has warned, run out or been extended cannot be moved: the time limit is gone."),
)  # fmt: skip


@pytest.mark.parametrize(("exchanges", "what", "says"), CASES, ids=[f"{case[1]} {place}" for place, case in enumerate(CASES)])  # fmt: skip
def test_a_live_case_is_told_why_it_cannot_be_moved(
    exchanges: tuple[tuple[str, str], ...], what: str, says: str
) -> None:
    touched = found(*exchanges)
    assert (what, says, True) in [(each.what, each.says, each.blocks) for each in touched.cases]
    assert touched.blocks


def test_a_task_that_is_gone_stops_cases_that_did_it() -> None:
    text = RICH.replace(
        "        decide:\n          title",
        "        look:\n          title: Look\n          role: office\n        decide:\n          title",
    )
    gone = found(("        look:\n          title: Look\n          role: office\n", ""), base=text)
    assert [(each.what, each.blocks) for each in gone.cases] == [("task_gone", True)]
    assert gone.cases[0].says == "Cases in which “Look” is open or done cannot be moved: the task is gone."


def test_what_only_becomes_different_does_not_stop_a_case() -> None:
    touched = found(
        ("runs: days(10)", "runs: days(5)"),
        ("    office:\n      title: Streets office\n", "    office:\n      title: Streets office\n    chief:\n      title: Chief\n"),
        ("          role: office\n", "          role: chief\n"),
        ("      go:\n        refused:\n", "        note: {title: Note it, role: office}\n      go:\n        refused:\n"),
    )  # fmt: skip
    assert [(each.what, each.says, each.blocks) for each in touched.cases] == [
        (
            "task_for_another",
            "“Decide on the permit” is for the role “Chief” where it is still to do.",
            False,
        ),
        ("clock_changed", "The time limit “Decide in time” is now 5 days instead of 10 days.", False),
        ("task_more", "Cases at “Deciding” have one more task: “Note it”.", False),
    ]


def test_an_answer_that_is_asked_no_more_is_no_longer_seen_by_a_case() -> None:
    cases = found(
        (
            "    questions:\n      weight:\n        ask: number\n        label: How heavy is it, in tonnes?\n        personal: permit\n",
            "",
        )
    ).cases
    assert [(each.what, each.blocks) for each in cases] == [("answer_gone", False)]


# Adoptions

SETTING = "  days:\n    title: Days that a skip can stay\n"
ADOPTIONS = (
    (("nations: [england, scotland]", "nations: [scotland]"), "nation_gone", "The service is not written for the law of England any more.", True),
    (("  fee:\n    title: Fee for a permit\n    type: money\n    default: £37.50\n    generous: lower\n", ""), "setting_gone",
     "The choice of “Fee for a permit” is dropped: it is no longer a setting.", True),
    ((SETTING, "  deposit:\n    title: Deposit\n    type: money\n" + SETTING), "setting_needed", "“Deposit” must be chosen: it has no usual value.", True),
    (("    default: £37.50\n", "    default: £37.50\n    bounds: {most: {max: £45}}\n"), "value_refused",
     "'Fee for a permit' must be at most £45, not £50.", True),
    (("    default: 14\n", "    default: 21\n"), "default_changed", "The setting “Days that a skip can stay” is now usually 21 instead of 14.", False),
    (("  team: {title: Team, type: team, required: false}", "  team: {title: Team, type: team}"), "binding_needed", "“Team” must be filled in.", True),
    (("  team: {title: Team,", "  phone: {title: Phone, type: phone}\n  team: {title: Team,"), "binding_needed", "“Phone” must be filled in.", True),
    (("  inbox: {title: Inbox, type: email}\n", ""), "binding_gone", "What is filled in as “Inbox” is dropped: it is no longer asked for.", False),
    (("{title: Inbox, type: email}", "{title: Inbox, type: url}"), "binding_changed", "“Inbox” must be filled in again: it is of the kind “url” now.", True),
)  # fmt: skip


@pytest.mark.parametrize(("exchange", "what", "says", "blocks"), ADOPTIONS, ids=[f"{case[1]} {place}" for place, case in enumerate(ADOPTIONS)])  # fmt: skip
def test_a_council_is_told_what_happens_to_its_choices(
    exchange: tuple[str, str], what: str, says: str, blocks: bool
) -> None:
    base = RICH.replace("    lock:\n      law: highways_139\n      allow: more_generous\n", "", 1)
    touched = found(exchange, council=adoption(), base=base).adoptions
    assert [(each.what, each.says, each.blocks) for each in touched] == [(what, says, blocks)]


def test_a_council_is_not_troubled_by_what_does_not_concern_it() -> None:
    base = RICH.replace("    lock:\n      law: highways_139\n      allow: more_generous\n", "", 1)
    quiet = adoption(ADOPTION.replace('  fee: {values: [{value: "£50"}]}', "  days: {values: [{value: 7}]}"))
    touched = found(
        ("nations: [england, scotland]", "nations: [england]"),
        ("    default: 14\n", "    default: 21\n"),
        ("  team: {title: Team, type: team, required: false}\n", ""),
        council=quiet,
        base=base,
    )  # fmt: skip
    assert touched.adoptions == ()


def test_without_a_council_every_council_counts() -> None:
    touched = found(
        ("nations: [england, scotland]", "nations: [scotland]"),
        ("    default: £37.50\n", "    default: £37.50\n    bounds: {most: {max: £45}}\n"),
        ("{title: Inbox, type: email}", "{title: Inbox, type: url}"),
        ("    default: 14\n", ""),
    ).adoptions
    assert [(each.what, each.blocks) for each in touched] == [
        ("nation_gone", True),
        ("default_changed", True),
        ("binding_changed", True),
        ("value_checked", True),
    ]
    assert touched[-1].says == "What councils chose for “Fee for a permit” may not be allowed any more."


def test_what_was_not_allowed_before_is_no_news() -> None:
    bounded = RICH.replace("    default: £37.50\n", "    default: £37.50\n    bounds: {most: {max: £45}}\n")
    touched = found(("max: £45", "max: £44"), council=adoption(), base=bounded)
    assert touched.adoptions == ()


def test_an_adoption_goes_over_into_new_names() -> None:
    before = read(RICH)
    after = edited(
        RICH, ("  fee:\n", "  charge:\n    was: fee\n"), ("  inbox: {title", "  mail: {was: inbox, title")
    )
    moved = in_new_names(Successors(before, after), adoption())
    assert list(moved.settings) == ["charge"]
    assert list(moved.bindings) == ["mail"]
    gone = replace(after, settings=type(after.settings)(), bindings=type(after.bindings)())
    assert list(in_new_names(Successors(after, gone), moved).settings) == []


def test_the_shipped_service_touches_nothing_of_itself() -> None:
    service: Service = read(SMALL)
    assert compatibility(service, service).adoptions == ()


def test_of_two_clocks_only_the_one_that_changed_is_told() -> None:
    clock = "    decide:\n      title: Decide in time\n"
    other = "    look:\n      title: Look in time\n      runs: days(3)\n      stops: [task.decide]\n"
    touched = found(("runs: days(10)", "runs: days(5)"), base=RICH.replace(clock, other + clock))
    assert [(each.what, each.path[2]) for each in touched.cases] == [("clock_changed", "decide")]
