"""What several sides changed in one value: joined where it can be told, asked where it cannot."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from patternbook.changes import ABSENT, Decision, Merged, merge
from patternbook.changes.values import from_plain, plain, same, spelled
from patternbook.language import digests
from patternbook.language.kinds.questions import ChoiceQuestion, TextQuestion
from patternbook.language.nodes.adoption import Adoption, Chosen, Dated
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Lock, Text
from patternbook.language.nodes.process import Clock, Process, Role
from patternbook.language.nodes.service import RecordType, Setting, Value
from patternbook.language.plans import NodeOf

from .texts import SMALL, edited, read

NEVER = Decision("of something else", take="base")


def merged(base: Any, *sides: Any, decisions: tuple[Decision, ...] = (NEVER,)) -> Merged[Any]:
    variants = dict(zip("abcd", sides, strict=False))
    results = [
        merge(base, {name: variants[name] for name in names}, owner=tuple(variants), decisions=decisions)
        for names in permutations(variants)
    ]
    assert all(each == results[0] for each in results)
    return results[0]


def text(english: str, **more: Any) -> Text:
    of = more.pop("of", "")
    return Text(Keyed([("en", english), *more.items()]), of)


def value(source: str) -> Value:
    return Value(is_=Expr(source))


def asked(found: Merged[Any]) -> list[tuple[str, str]]:
    return [(each.kind, ".".join(each.path)) for each in found.conflicts]


# Conditions.


@pytest.mark.parametrize(
    ("base", "sides", "result"),
    [
        ("a && b", ("a && b && c", "a && b && d"), "a && b && c && d"),
        ("a && b", ("b", "a && b && c"), "b && c"),
        ("a", ("a && b", "c && a"), "c && a && b"),
        ("a || b", ("a || b || x == 1", "b"), "b || x == 1"),
        ("a && b && c", ("a && b", "b && c && d"), "b && d"),
        ("a && b", ("b", "b", "a && b && c"), "b && c"),
        ("a&&b", ("a  && b", "a && b && c"), "a && b && c"),
        ("a && (b || c)", ("(b || c)", "a && (b || c) && d"), "(b || c) && d"),
    ],
)
def test_conditions_join_by_their_parts(base: str, sides: tuple[str, ...], result: str) -> None:
    found = merged(value(base), *map(value, sides))
    assert same(found.result, value(result))
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("base", "sides"),
    [
        ("a > 3", ("a > 4", "a > 5")),  # neither is a chain
        ("a > 3 && b", ("a > 4 && b", "a > 5 && b")),  # both changed the same part
        ("a > 3 && b", ("b", "a > 5 && b")),  # one took away what the other changed
        ("a", ("a && b", "a || b")),
        ("a && b", ("a && b && c", "x || y")),
        ("a && b", ("a", "b")),  # nothing would be left
        ("a && b", ("b && a && a", "a && b && c")),
        ("a &&", ("a && b", "a && c")),
        ("a && b", ("b && a", "a && x && b")),  # the orders contradict each other
    ],
)
def test_conditions_that_meet_in_one_part_are_asked(base: str, sides: tuple[str, ...]) -> None:
    found = merged(value(base), *map(value, sides))
    assert (found.result, asked(found)) == (value(base), [("both_changed", "is")])


def test_what_counts_when_unknown_is_joined_with_the_condition() -> None:
    def clock(source: str, unknown: bool | None = None) -> Clock:
        return Clock(title=text("Decide"), show=Condition(Expr(source), unknown))

    found = merged(clock("a"), clock("a", True), clock("a && b"))
    assert (found.result, found.combined) == (clock("a && b", True), (("show",),))
    assert merged(clock("a"), clock("a && c"), clock("a && b")).result == clock("a && b && c")
    assert merged(clock("a"), clock("b", True), clock("a", True)).result == clock("b", True)
    for sides in ((clock("a", True), clock("a", False)), (clock("b"), clock("c", True))):
        assert asked(merged(clock("a"), *sides)) == [("both_changed", "show")]


def test_a_condition_that_both_sides_add_or_one_takes_away_is_asked() -> None:
    def clock(show: str = "") -> Clock:
        return Clock(title=text("Decide"), show=Condition(Expr(show)) if show else None)

    assert asked(merged(clock(), clock("a && b"), clock("a && c"))) == [("both_added", "show")]
    assert asked(merged(clock("a"), clock(), clock("a && c"))) == [("deleted_and_changed", "show")]


def test_a_spelling_that_one_side_changed_is_kept_and_of_two_the_first() -> None:
    base = Process(roles=Keyed(), stages=Keyed(), effects=Keyed())
    assert merged(value("a&&b"), value("a && b"), value("a&&b")).result == value("a && b")
    assert merged(value("a&&b"), value("a && b"), value("a  && b")).result == value("a  && b")
    assert merged(base, base).result is base


def test_what_is_no_expression_says_what_its_letters_say() -> None:
    assert same(Expr("a &&"), Expr("a && "))
    assert not same(Expr("a &&"), Expr("b &&"))
    assert not same(Expr("a"), Text(Keyed()))
    assert not same(1, True)


# Lists of words, and plain data.


def test_lists_of_words_join_and_are_shown() -> None:
    def clock(*stops: str) -> Clock:
        return Clock(title=text("Decide"), stops=stops)

    found = merged(clock("task.a", "task.b"), clock("task.b"), clock("task.a", "task.b", "task.c"))
    assert (found.result, found.combined) == (clock("task.b", "task.c"), (("stops",),))
    assert merged(clock("a", "b", "c"), clock("b", "c"), clock("c")).result == clock("c")
    for one, two in ((("task.x",), ("task.y",)), (("task.a", "task.a"), ("task.a", "task.c"))):
        assert asked(merged(clock("task.a"), clock(*one), clock(*two))) == [("both_changed", "stops")]
    # What loses all its words would say the default instead.
    assert asked(merged(clock("a", "b"), clock("a"), clock("b"))) == [("both_changed", "stops")]


def setting(default: Any = None, **more: Any) -> Setting:
    return Setting(
        title=text("Window"), type="table(int)", default=None if default is None else Data(default), **more
    )


def test_plain_data_joins_by_key_and_a_period_is_one_thing() -> None:
    def table(**values: Any) -> Setting:
        return setting(Keyed(values.items()))

    found = merged(table(food=1, refuse=2), table(food=3, refuse=2), table(food=1, refuse=2, garden=4))
    assert (found.result, found.combined) == (table(food=3, refuse=2, garden=4), (("default",),))
    assert asked(merged(table(food=1), table(food=2), table(food=3))) == [("both_changed", "default.food")]

    def period(length: int, unit: str) -> Setting:
        return table(length=length, unit=unit)

    found = merged(period(2, "day"), period(3, "day"), period(2, "working_day"))
    assert (found.result, asked(found)) == (period(2, "day"), [("both_changed", "default")])
    assert asked(merged(setting(), table(food=1), table(food=2))) == [("both_added", "default.food")]


def test_lists_of_parts_are_one_value() -> None:
    def adoption(*values: int) -> Adoption:
        chosen = Chosen(values=tuple(Dated(value=Data(each)) for each in values))
        return Adoption(patternbook=1, adopts="skip", nation="wales", settings=Keyed([("fee", chosen)]))

    found = merged(adoption(1), adoption(1, 2), adoption(1, 3))
    assert (found.result, asked(found)) == (adoption(1), [("both_changed", "settings.fee.values")])


# Texts.


def role(title: Text) -> Role:
    return Role(title=title)


def test_languages_join_and_a_translation_is_never_silently_right() -> None:
    fresh = digests.wording("Crew")
    base = text("Crew", cy="Criw", of=fresh)
    english = text("Team", cy="Criw", of=fresh)
    welsh = text("Crew", cy="Tîm", of=fresh)
    both = text("Team", cy="Timau", of=digests.wording("Team"))
    found = merged(role(base), role(english), role(welsh))
    assert (found.result.title, found.conflicts) == (text("Team", cy="Tîm", of=fresh), ())
    # Each changed the Welsh, one of them with the English: what stands is stale until somebody decides.
    found = merged(role(base), role(both), role(welsh))
    assert (found.result.title, asked(found)) == (
        text("Team", cy="Criw", of=fresh),
        [("both_changed", "title.cy")],
    )
    decided = merged(
        role(base), role(both), role(welsh), decisions=(Decision(found.conflicts[0].id, take="a"),)
    )
    assert decided.result.title == both


def test_a_mark_on_a_translation_is_kept_but_not_for_other_words() -> None:
    marked = text("Crew", cy="Criw", of=digests.wording("Crew"))
    found = merged(role(text("Crew", cy="Criw")), role(marked), role(text("Team", cy="Criw")))
    assert found.result.title == text("Team", cy="Criw", of=digests.wording("Crew"))
    again = text("Team", cy="Criw", of=digests.wording("Team"))
    assert merged(role(text("Crew", cy="Criw")), role(marked), role(again)).result.title == again


def test_a_translation_that_both_sides_add_is_asked_and_left_out_until_then() -> None:
    found = merged(
        role(text("Crew")), role(text("Crew", cy="Criw", of="a")), role(text("Crew", cy="Tîm", of="b"))
    )
    assert (found.result.title, asked(found)) == (text("Crew"), [("both_added", "title.cy")])


def test_translations_into_two_languages_are_both_there_and_compared_with_nothing() -> None:
    english = digests.wording("Crew")
    found = merged(
        role(text("Crew")),
        role(text("Crew", cy="Criw", of=english)),
        role(text("Crew", gd="Sgioba", of=english)),
    )
    assert list(found.result.title.wordings) == ["en", "cy", "gd"]
    assert (found.result.title.of, found.conflicts) == ("", ())


def test_forms_join_where_they_are_of_one_kind() -> None:
    def forms(by: str | None = None, **said: str) -> Role:
        return role(Text(Keyed([("en", Forms(Keyed(said.items()), Expr(by) if by else None))])))

    base = forms(self="you", other="they")
    found = merged(base, forms(self="You", other="they"), forms(self="you", other="They"))
    assert (found.result, found.conflicts) == (forms(self="You", other="They"), ())
    assert asked(merged(base, forms(self="You", other="they"), role(text("They")))) == [
        ("both_changed", "title.en")
    ]
    found = merged(
        forms("n", one="a", other="b"), forms("n", one="c", other="b"), forms("m", one="a", other="d")
    )
    assert asked(found) == [("both_changed", "title.en")]


def test_a_text_that_both_sides_add_joins_where_they_agree() -> None:
    def clock(label: Text | None) -> Clock:
        return Clock(title=text("Decide"), label=label)

    found = merged(clock(None), clock(text("Ours", cy="Ein")), clock(text("Ours")))
    assert (found.result.label, found.conflicts) == (text("Ours", cy="Ein"), ())
    assert asked(merged(clock(None), clock(text("Ours")), clock(text("Theirs")))) == [
        ("both_added", "label.en")
    ]


# Parts that several sides add, and questions of another kind.


def process(**roles: Role) -> Process:
    return Process(roles=Keyed(roles.items()), stages=Keyed())


def test_a_part_that_several_sides_add_joins_what_only_one_says() -> None:
    one, two = Role(title=text("Crew"), outside=True), Role(title=text("Crew"), team="depot")
    found = merged(process(), process(crew=one), process(crew=two), process())
    assert found.result == process(crew=Role(title=text("Crew"), outside=True, team="depot"))
    assert (found.combined, found.conflicts) == ((("roles", "crew"),), ())


def test_what_is_said_in_two_ways_of_an_added_part_is_asked_and_the_part_is_there() -> None:
    found = merged(process(), process(crew=role(text("Team"))), process(crew=role(text("Gang"))))
    assert (found.result, asked(found)) == (
        process(crew=role(text("Gang"))),
        [("both_added", "roles.crew.title.en")],
    )
    base = merged(
        process(),
        process(crew=role(text("Team"))),
        process(crew=role(text("Gang"))),
        decisions=(Decision(found.conflicts[0].id, take="base"),),
    )
    assert (base.result, base.conflicts) == (found.result, ())


def test_a_lock_that_both_sides_add_by_different_laws_is_asked() -> None:
    def locked(law: str) -> Role:
        return Role(title=text("Crew"), lock=Lock(law=law))

    found = merged(role(text("Crew")), locked("one_act"), locked("other_act"))
    assert asked(found) == [("both_added", "lock.law")]
    assert found.result == locked("one_act")
    assert asked(merged(locked("old"), role(text("Crew")), locked("new"))) == [
        ("deleted_and_changed", "lock")
    ]


WEIGHT = "        ask: number\n        label: How heavy is it, in tonnes?\n"


def weight(after: str) -> Any:
    return edited(SMALL, (WEIGHT, after)).pages["weight"]


BASE = read(SMALL).pages["weight"]


def test_a_question_of_another_kind_takes_what_others_say_of_it() -> None:
    choice = weight("        ask: text\n        label: How heavy is it, in tonnes?\n        max: 3\n")
    worded = weight("        ask: number\n        label: How many tonnes?\n")
    found = merged(BASE, choice, worded, BASE)
    question = found.result.questions["weight"]
    assert isinstance(question, TextQuestion)
    assert (question.label, question.max, found.conflicts) == (text("How many tonnes?"), 3, ())
    assert found.combined == (("questions", "weight"),)


def test_a_question_of_two_other_kinds_or_of_one_that_loses_a_change_is_asked() -> None:
    as_text = weight("        ask: text\n        label: How heavy is it, in tonnes?\n")
    as_date = weight("        ask: date\n        label: How heavy is it, in tonnes?\n")
    places = weight(WEIGHT + "        places: 2\n")
    for sides in ((as_text, as_date), (as_text, places)):
        found = merged(BASE, *sides)
        assert (found.result, asked(found)) == (BASE, [("both_changed", "questions.weight")])


def test_sides_that_change_the_kind_alike_are_merged_in_the_new_kind() -> None:
    one = weight("        ask: text\n        label: How heavy is it, in tonnes?\n        max: 3\n")
    two = weight("        ask: text\n        label: How heavy is it, in tonnes?\n        code: true\n")
    question = merged(BASE, one, two).result.questions["weight"]
    assert (question.max, question.code) == (3, True)
    needed = weight("        ask: identity\n        label: Which?\n        of: nhs\n")
    other = weight("        ask: identity\n        label: Which?\n        of: vehicle\n")
    assert asked(merged(BASE, needed, other)) == [("both_added", "questions.weight.of")]


def test_questions_of_two_kinds_that_both_sides_add_are_asked() -> None:
    one = replace(BASE, questions=Keyed([*BASE.questions.items(), ("new", TextQuestion(label=text("New")))]))
    two = replace(
        BASE, questions=Keyed([*BASE.questions.items(), ("new", ChoiceQuestion(label=text("New")))])
    )
    found = merged(BASE, one, two)
    assert asked(found) == [("both_added", "questions.new")]
    assert isinstance(found.result.questions["new"], ChoiceQuestion | TextQuestion)


# Decisions.


def test_a_decision_gives_a_value_of_its_own_in_every_form() -> None:
    def decided(base: Any, one: Any, two: Any, value: object) -> Any:
        (conflict,) = merged(base, one, two).conflicts
        found = merged(base, one, two, decisions=(Decision(conflict.id, value=value),))
        return found.result if not found.conflicts else None

    def forms(**said: str) -> Role:
        return role(Text(Keyed([("en", Forms(Keyed(said.items())))])))

    words = role(text("Crew")), role(text("Team")), role(text("Gang"))
    assert decided(*words, "Squad") == role(text("Squad"))
    assert decided(*words, {"by": None, "forms": [["other", "Squads"]]}) == forms(other="Squads")
    assert decided(*words, {"by": None, "forms": [["other", 7]]}) is None
    assert decided(*words, 7) is None
    data = setting(Keyed([("a", 1)])), setting(Keyed([("a", 2)])), setting(Keyed([("a", 3)]))
    assert decided(*data, 9) == setting(Keyed([("a", 9)]))
    assert decided(*data, {"no": "keyed"}) is None
    expressions = value("a"), value("b"), value("c")
    assert decided(*expressions, "d > 1") == value("d > 1")
    assert decided(*expressions, 12) is None
    order = tuple(process(**{key: role(text(key)) for key in keys}) for keys in ("ab", "axb", "ba"))
    assert list(decided(*order, ["b", "x", "a", "z"]).roles) == ["b", "x", "a"]
    assert decided(*order, 7) is None
    bounds = process(a=role(text("a"))), process(b=role(text("b"))), process(a=role(text("c")))
    assert decided(*bounds, {"title": [["en", "d"]], "lock": {"law": "act"}}).roles["a"].lock == Lock(
        law="act"
    )
    part = process(a=role(text("a"))), process(), process(a=role(text("b")))
    assert decided(*part, {"title": [["en", "c"]]}) == process(a=role(text("c")))
    assert decided(*part, {"title": [["en", 1]]}) is None
    assert decided(*part, {"titel": "c"}) is None
    dated = setting(bounds=Keyed()), setting(1), setting(2)
    assert decided(*dated, 3) == setting(3)


def test_what_is_decided_can_hold_collections() -> None:
    record = RecordType(fields=Keyed([("size", "int")]))
    assert from_plain(plain(record), NodeOf(RecordType)) == record
    with pytest.raises(ValueError, match="size"):
        from_plain({"fields": [["size", [1.5]]]}, NodeOf(RecordType))


def test_a_decision_for_a_side_that_said_nothing_or_for_nobody() -> None:
    sides = value("a"), value("b"), value("c"), value("a")
    (conflict,) = merged(*sides).conflicts
    assert merged(*sides, decisions=(Decision(conflict.id, take="c"),)).result == value("a")
    assert merged(*sides, decisions=(Decision(conflict.id, take="nobody"),)).conflicts == (conflict,)
    assert merged(*sides, decisions=(Decision(conflict.id),)).conflicts == (conflict,)


# How values are told apart for ever.


def test_every_value_is_written_as_plain_data() -> None:
    service = read(SMALL)
    everything = (
        ABSENT, None, "a", 1, True, Expr("a&&b"), Condition(Expr("a"), True), text("a", cy="b"), Data(Keyed([("a", (1,))])),
        Forms(Keyed([("other", "x")]), Expr("n")), ("a", 1), Keyed([("a", Expr("b"))]), service, service.pages["what"],
        replace(service, not_after=dt.date(2027, 4, 1)).not_after,
    )  # fmt: skip
    assert len({spelled(each) for each in everything}) == len(everything)
    assert plain(everything[-1]) == "2027-04-01"
