"""A part with another key is the same part, and whatever names it follows.

The renamed texts are made without the code under test: every word of the text that is the key is
exchanged, and `was` is set by hand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from patternbook import library
from patternbook.changes import follow
from patternbook.changes.renames import applied, found, in_names_of
from patternbook.language import reader
from patternbook.language.kinds.questions import ChoiceQuestion, Under, YesNoQuestion
from patternbook.language.nodes.adoption import Adoption, Chosen, Dated
from patternbook.language.nodes.base import Data, Expr, Keyed, Part, Text
from patternbook.language.nodes.process import CaseEvent
from patternbook.language.nodes.service import Service
from patternbook.language.walk import changed, texts, walk, words_of

from .texts import SMALL, edited, names, read, source

# Words that also stand for something else in the same text: a shared step, a field of a record, a value of
# a table or setting, a form of a text. Exchanging them all there changes more than a name.
OTHERWISE: dict[str, frozenset[str]] = {
    "missed_bin": frozenset(
        [
            "check",
            "communal",
            "contact",
            "contaminated",
            "disputable",
            "health_safety",
            "no_access",
            "no_subscription",
            "not_due",
            "not_finished",
            "not_presented",
            "property",
            "reported_here",
            "too_late",
        ]
    ),
    "01": frozenset(["weekdays"]),
    "02": frozenset(["bookings", "business", "none", "postcode", "saturday"]),
    "03": frozenset(["active", "postcode"]),
    "04": frozenset(["class", "contact", "health"]),
    "05": frozenset(["contact", "own_authority"]),
    "06": frozenset(
        ["afrfcs", "blind", "child_bulky", "child_vehicle", "dla", "none", "pip", "self", "wpms"]
    ),
    "07": frozenset(["contact"]),
    "08": frozenset(["contact", "single"]),
    "09": frozenset(["elsewhere"]),
    "10": frozenset(["concession", "contact"]),
}


def keys_of(service: Service) -> list[str]:
    """Every key of a part, which is not also a word that people read."""
    keys = {said.path[-1] for said in walk(service) if isinstance(said.value, Part)}
    read_words = " ".join(without_holes(words) for _, text in texts(service) for words in words_of(text))
    return sorted(key for key in keys if not re.search(rf"\b{key}\b", read_words))


def without_holes(words: str) -> str:
    return re.sub(r"\(\(.*?\)\)", "", words)


@cache
def renamed_text(name: str, key: str) -> Service | None:
    """The definition with another word wherever the key stands; None where the language uses the word, too."""
    text = re.sub(rf"(?<![\w.#/-]){key}(?![\w-])|(?<=\w\.){key}(?![\w-])", f"{key}_anew", source(name))
    node = reader.read(text, kind=Service, steps=library.steps()).node
    return None if node is None else _with_was(changed(node, lambda value: _with_was(value, key)), key)


def _with_was(value: Any, key: str) -> Any:
    """The value; a collection below it that has the new key says what it was."""
    made = {
        field: Keyed((k, replace(part, was=key) if k == f"{key}_anew" else part) for k, part in parts.items())
        for field in getattr(value, "__dataclass_fields__", {})
        if isinstance(parts := getattr(value, field), Keyed) and isinstance(parts.get(f"{key}_anew"), Part)
    }
    return replace(value, **made) if made else value


@pytest.mark.parametrize("name", names())
def test_every_name_of_a_renamed_part_follows_it(name: str) -> None:
    base, tried, wrong = read(source(name)), 0, []
    keys = [key for key in keys_of(base) if key not in OTHERWISE[name]]
    # Of the biggest texts every fourth, since each is read anew.
    keys = keys[:: 4 if len(keys) > 60 else 1]
    for key in keys:
        variant = renamed_text(name, key)
        if variant is None or not found(base, variant):
            continue
        tried += 1
        renames = found(base, variant)
        there_and_back = in_names_of(base, variant, renames) == base
        if not there_and_back or without_of(applied(base, renames)) != without_of(variant):
            wrong.append(key)
    assert wrong == []
    assert tried > len(keys) / 2


def without_of(service: Service) -> Service:
    """Without what says of translations which English they follow: only the merge knows that they still do."""
    return changed(service, lambda value: replace(value, of="") if isinstance(value, Text) else value)


# What the texts above happen not to say.


def spoken_of(*lines: str) -> tuple[Service, Service]:
    """The small text with a question and more lines, and the same with the question's keys anew."""
    question = (
        "      sort:\n        ask: choices\n        label: Sort\n        options:\n"
        "          food:\n            label: Food\n          other:\n            label: Other\n"
    )
    base = edited(
        SMALL,
        ("  where:\n    questions:\n", "  where:\n    questions:\n" + question),
        ("values:\n", "values:\n" + "".join(lines)),
    )
    page = replace(base.pages["where"])
    asked: Any = page.questions["sort"]
    options = Keyed(
        ("kitchen" if key == "food" else key, replace(each, was="food") if key == "food" else each)
        for key, each in asked.options.items()
    )
    anew = replace(asked, options=options, was="sort")
    questions = Keyed(
        ("kind_of" if key == "sort" else key, anew if key == "sort" else each)
        for key, each in page.questions.items()
    )
    renamed = Keyed(
        (key, replace(page, questions=questions) if key == "where" else each)
        for key, each in base.pages.items()
    )
    return base, replace(base, pages=renamed)


@pytest.mark.parametrize(
    ("says", "follows"),
    [
        ('"food" in sort', '"kitchen" in kind_of'),
        ('sort.exists(s, s == "food")', 'kind_of.exists(s, s == "kitchen")'),
        ('sort.filter(s, s != "food")[0] == "food"', 'kind_of.filter(s, s != "kitchen")[0] == "kitchen"'),
        ('first(sort) == "food"', 'first(kind_of) == "kitchen"'),
        ('any(sort, ["food"])', 'any(kind_of, ["kitchen"])'),
        ('sort.or(["food"]) == ["food"]', 'kind_of.or(["kitchen"]) == ["kitchen"]'),
        ('sort == (road ? ["food"] : ["other"])', 'kind_of == (road ? ["kitchen"] : ["other"])'),
        ('road ? "food" : "sort"', 'road ? "food" : "sort"'),
        ('sort.map(sort, sort == "x")', 'kind_of.map(sort, sort == "x")'),
        ('settings.sort == "food"', 'settings.sort == "food"'),
        ("sort.size() > 1 &&", "sort.size() > 1 &&"),
    ],
)
def test_an_expression_follows_a_renamed_question_and_its_options(says: str, follows: str) -> None:
    base, variant = spoken_of(f"  said:\n    is: '{says}'\n")
    renames = found(base, variant)
    assert len(renames) == 2
    assert applied(base, renames).values["said"].is_.source == follows
    assert in_names_of(base, replace(variant, values=applied(base, renames).values), renames) == base


def test_a_value_that_stands_for_a_choice_is_compared_with_the_same_keys() -> None:
    base, variant = spoken_of(
        "  first_one:\n    is: first(sort)\n",
        "  same:\n    is: first_one\n",
        "  said:\n    is: same == 'food'\n",
    )
    assert applied(base, found(base, variant)).values["said"].is_.source == 'same == "kitchen"'


def test_values_that_stand_for_values_are_followed_for_some_steps() -> None:
    """Each pass over the values finds one more of a chain that is written the wrong way round."""
    chain = [f"  v{number}:\n    is: v{number + 1}\n" for number in range(12)]
    base, variant = spoken_of("  said:\n    is: v11 == 'food'\n", *chain, "  v12:\n    is: first(sort)\n")
    assert applied(base, found(base, variant)).values["said"].is_.source == 'v11 == "kitchen"'
    far, variant = spoken_of("  said:\n    is: v0 == 'food'\n", *chain, "  v12:\n    is: first(sort)\n")
    assert applied(far, found(far, variant)).values["said"] == far.values["said"]


def test_a_question_under_an_option_follows_both() -> None:
    base, variant = spoken_of()
    page = base.pages["where"]
    below = replace(page.questions["road"], under=Under(question="sort", option="food"))
    page = replace(page, questions=Keyed({**page.questions, "road": below}.items()))
    after = applied(replace(base, pages=Keyed({**base.pages, "where": page}.items())), found(base, variant))
    assert after.pages["where"].questions["road"].under == Under(question="kind_of", option="kitchen")


def test_what_cannot_be_told_stays_as_it_is() -> None:
    base, variant = spoken_of("  said:\n    is: 'true'\n    title: Sorted ((sort\n")
    assert applied(base, found(base, variant)).values["said"].title == base.values["said"].title


def test_the_first_of_two_parts_that_say_they_were_the_same_is_meant() -> None:
    base = edited(SMALL)
    twice = edited(
        SMALL, ("  where:\n", "  place:\n    was: where\n    intro: Place\n  spot:\n    was: where\n")
    )
    assert [(each.old, each.new) for each in found(base, twice)] == [("where", "place")]


def test_a_key_that_the_base_has_for_something_else_is_no_new_name() -> None:
    base = edited(SMALL)
    where = SMALL[SMALL.index("  where:\n") : SMALL.index("  lights:\n")]
    other = edited(SMALL, (where, ""), ("  lights:\n    show: road\n", "  lights:\n    was: where\n"))
    assert found(base, other) == ()


def test_a_renamed_option_of_a_question_that_is_asked_in_another_way_is_found() -> None:
    base, variant = spoken_of()
    page = variant.pages["where"]
    asked: Any = page.questions["kind_of"]
    choice = ChoiceQuestion(label=asked.label, options=asked.options, was="sort")
    yes_no = YesNoQuestion(label=asked.label, was="sort")
    for other, count in ((choice, 2), (yes_no, 1)):
        questions = Keyed((key, other if key == "kind_of" else each) for key, each in page.questions.items())
        pages = Keyed(
            (key, replace(page, questions=questions) if key == "where" else each)
            for key, each in variant.pages.items()
        )
        assert len(found(base, replace(variant, pages=pages))) == count


def test_what_an_event_sets_and_what_is_filled_in_follow() -> None:
    base, variant = spoken_of()
    event = CaseEvent(
        title=base.title, by=("resident",), sets=Keyed([("sort", Expr('road ? ["food"] : sort'))])
    )
    process = replace(base.process, events=Keyed([("change", event)]))
    question: Any = base.pages["where"].questions["sort"]
    filled = replace(question, prefill=Expr('["food"]'))
    broken = replace(question, prefill=Expr('["food"'))
    renames = found(base, variant)
    after = applied(replace(base, process=process), renames)
    assert after.process.events["change"].sets == Keyed([("kind_of", Expr('road ? ["kitchen"] : kind_of'))])
    for prefilled, filled_in in ((filled, '["kitchen"]'), (broken, '["food"')):
        page = replace(base.pages["where"], questions=Keyed([("sort", prefilled)]))
        changed_page = applied(replace(base, pages=Keyed([("where", page)])), renames).pages["where"]
        assert changed_page.questions["kind_of"].prefill == Expr(filled_in)


def test_what_a_council_chose_follows_renamed_settings_and_bindings() -> None:
    before = edited(
        SMALL, ("settings:\n", "bindings:\n  team:\n    title: Team\n    type: team\nsettings:\n")
    )
    after = edited(
        SMALL,
        (
            "settings:\n  fee:\n",
            "bindings:\n  office:\n    was: team\n    title: Team\n    type: team\nsettings:\n  price:\n    was: fee\n",
        ),
    )
    words, chosen = Text(Keyed([("en", "Roads")])), Chosen(values=(Dated(value=Data("£9")),))
    adoption = Adoption(
        patternbook=1,
        adopts="skip",
        nation="scotland",
        settings=Keyed([("fee", chosen), ("days", chosen)]),
        bindings=Keyed([("team", words), ("gone", words)]),
    )
    found_again = follow(adoption, before, after)
    assert found_again == replace(
        adoption,
        settings=Keyed([("price", chosen), ("days", chosen)]),
        bindings=Keyed([("office", words), ("gone", words)]),
    )
    assert follow(adoption, before, before) is adoption
