"""Digests, shared steps, translations, walks: what a definition means, whatever its spelling."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from patternbook.language import bounded, canonical, digests, reader, steps, translations, walk
from patternbook.language.checks.mentions import names_in
from patternbook.language.kinds.questions import EmailQuestion, SharedQuestion
from patternbook.language.nodes.base import Data, Expr, Forms, Keyed, Text
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.process import Role
from patternbook.language.nodes.service import Service
from tests.core.language.strategies import nodes
from tests.core.language.test_rules import CASES, STEPS

SMALLEST = (CASES / "smallest.yaml").read_text()


def service(text: str = SMALLEST) -> Service:
    read = reader.read(text, kind=Service, steps=STEPS)
    assert read.node is not None, [str(problem) for problem in read.problems]
    return read.node


def using(overlay: str) -> Service:
    """The smallest service, whose page `who` uses the shared step."""
    start = SMALLEST.index("  who:\n")
    end = SMALLEST.index("check_answers:")
    return service(SMALLEST[:start] + "  who:\n    use: contact\n" + overlay + SMALLEST[end:])


def test_a_page_takes_what_the_step_says() -> None:
    page = steps.expand(using(""), STEPS).pages["who"]
    assert page.use == "contact"
    assert page.title == Text(Keyed([("en", "Contact")]))
    assert isinstance(page.questions["email"], EmailQuestion)


def test_what_the_page_says_lies_over_the_step() -> None:
    overlay = (
        "    title: You\n    questions:\n      email: {optional: true}\n      why: {ask: text, label: Why?}\n"
    )
    written = using(overlay)
    page = steps.expand(written, STEPS).pages["who"]
    email = page.questions["email"]
    assert page.title == Text(Keyed([("en", "You")]))
    assert list(page.questions) == ["email", "why"]
    assert isinstance(written.pages["who"].questions["email"], SharedQuestion)
    assert isinstance(email, EmailQuestion)
    assert (email.optional, email.personal, email.label) == (True, "contact", Text(Keyed([("en", "Email")])))


def test_a_whole_question_replaces_that_of_the_step() -> None:
    page = steps.expand(using("    questions:\n      email: {ask: text, label: Name}\n"), STEPS).pages["who"]
    assert page.questions["email"].ask == "text"


def test_other_collections_lie_over_by_key() -> None:
    overlay = "    checks:\n      ok: {holds: 'true', message: No.}\n"
    assert list(steps.expand(using(overlay), STEPS).pages["who"].checks) == ["ok"]


def test_a_step_that_is_not_given_leaves_the_page_as_it_is() -> None:
    written = using("")
    assert steps.expand(written, {}) == written
    assert steps.expand(service(), STEPS) is not None


def test_the_meaning_changes_with_a_step_that_is_used() -> None:
    other = reader.read("patternbook: 1\nstep: contact\npage: {title: Other, intro: Hello.}", kind=SharedStep)
    written = using("")
    assert digests.meaning(written, STEPS) != digests.meaning(written, {**STEPS, "contact": other})
    assert digests.meaning(written, STEPS) == digests.meaning(written, {"contact": STEPS["contact"]})
    assert digests.meaning(written, STEPS) != digests.meaning(written)
    assert digests.meaning(service(), STEPS) == digests.meaning(service())


def test_order_and_values_are_part_of_the_meaning() -> None:
    one, other = service(), service(SMALLEST.replace("refuse: {label", "refused: {label"))
    assert digests.meaning(one) != digests.meaning(other)
    swapped = SMALLEST.replace(
        "          refuse: {label: Refuse}\n          garden: {label: Garden waste}",
        "          garden: {label: Garden waste}\n          refuse: {label: Refuse}",
    )
    assert digests.meaning(one) != digests.meaning(service(swapped))


def test_the_digest_of_a_text_counts_every_character() -> None:
    assert digests.text("a: 1\n") != digests.text("a: 1 \n")
    assert digests.text("a: 1\n").startswith("sha256:")


def test_the_digest_of_a_wording_counts_words_not_spaces() -> None:
    forms = Forms(Keyed([("one", "A bin"), ("other", "Bins")]), Expr("n+1"))
    same = Forms(Keyed([("one", "A  bin"), ("other", "Bins ")]), Expr("n + 1"))
    assert digests.wording(forms) == digests.wording(same)
    assert digests.wording(forms) != digests.wording(Forms(Keyed([("one", "A bin"), ("other", "Bins")])))
    assert digests.wording("A bin") != digests.wording("A box")


def test_marking_keeps_what_is_marked() -> None:
    read = reader.read(
        "title: {en: Crew, cy: Criw}\nlock: {law: a, because: {en: A, cy: B, of: '00000000'}}", kind=Role
    )
    assert read.node is not None
    marked = translations.mark(read.node)
    assert marked.title.of == digests.wording("Crew")
    assert marked.lock is not None
    assert marked.lock.because is not None
    assert marked.lock.because.of == "00000000"
    assert translations.mark(marked) is marked


@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(nodes(Service))
def test_a_walk_meets_every_text_and_a_change_reaches_it(node: Service) -> None:
    emptied = walk.changed(
        node, lambda value: Text(Keyed([("en", "x")])) if isinstance(value, Text) else value
    )
    assert {text for _, text in walk.texts(emptied)} <= {Text(Keyed([("en", "x")]))}
    assert len(list(walk.texts(emptied))) == len(list(walk.texts(node)))
    assert walk.changed(node, lambda value: value) is node


@pytest.mark.parametrize("data", [{"title": ["a"]}, {"unknown": 1}])
def test_other_json_is_not_taken(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        canonical.from_json(data, Role)


def test_names_are_those_outside_quotes() -> None:
    assert names_in('a.b . c == \'d.e\' && f("g\\"h") ? 1 : x2') == {"a", "a.b", "a.b.c", "f", "x2"}


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        (1, 2, -1),
        ("0.50", 1, -1),
        ("2026-04-01", "2026-03-31", 1),
        ("06:00", "06:00", 0),
        (Keyed([("length", 1), ("unit", "year")]), Keyed([("length", 12), ("unit", "month")]), 0),
        (Keyed([("length", 3), ("unit", "working_day")]), Keyed([("length", 3), ("unit", "day")]), None),
        (Keyed([("length", True), ("unit", "day")]), Keyed([("length", 3), ("unit", "day")]), None),
        (Keyed([("length", 1), ("unit", "blink")]), 1, None),
        (True, False, None),
        ("a", "b", None),
        ((), (), None),
        ("06:00", 5, None),
    ],
)
def test_values_are_compared_where_that_can_be_said(one: object, other: object, sign: int | None) -> None:
    assert bounded.compare(Data(one), Data(other)) == sign
