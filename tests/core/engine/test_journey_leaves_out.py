"""What a submission leaves out, who is spoken to, and how a task can end a journey."""

from __future__ import annotations

from dataclasses import replace

import pytest

from patternbook.engine import journey
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.facts import Facts, Result
from patternbook.engine.journey import Need, Ready, Redirect, ShowPage
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from tests.core.engine.conftest import NOW, context

SERVICE = """
patternbook: 1
service: try_out
title: Try out what is left out
summary: A service for tests.
nations: [england, scotland]
function: other
contracts:
  tell: {about: Tells something., takes: {town: text}, gives: text}
lookups:
  told: {contract: tell, with: {town: town}}
pages:
  town:
    questions:
      town: {ask: text, label: Town}
      more: {ask: yes_no, label: Do you want to know more?}
  extra:
    show: more
    title: "What we know: ((told.or('nothing')))"
    questions:
      fine: {ask: yes_no, label: Is that fine?}
check_answers:
  confirmation: {title: Sent, next: We answer.}
process:
  roles:
    clerk: {title: Clerk}
  stages:
    work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}
    done: {title: Done, label: Done, kind: closed, result: met}
"""


def built(text: str) -> Compiled:
    found = read(text, kind=Service)
    assert found.node is not None, found.problems
    return compile_service(found.node, {})


def sent(compiled: Compiled, known: Facts, page: str, **form: str) -> Facts:
    """The facts after a page, with everything found that it needed."""
    raw = {key: [value] for key, value in form.items()}
    for _ in range(3):
        answered = journey.submit_page(compiled, known, context(compiled.service), page, raw)
        if not isinstance(answered.stop, Need):
            assert (answered.problems, answered.stop) == ((), None)
            return answered.facts
        found = {call.id: Result("found", "A lot", NOW, "test") for call in answered.stop.calls}
        known = known.with_results(found)
    raise AssertionError("It needs the same again and again.")


@pytest.mark.parametrize(("more", "told"), [("yes", ["A lot"]), ("no", [])])
def test_a_submission_holds_only_what_was_looked_up_for_pages_on_the_way(more: str, told: list[str]) -> None:
    compiled = built(SERVICE)
    known = sent(compiled, Facts(), "town", town="Aber", more="yes")
    known = sent(compiled, known, "extra", fine="yes")
    known = sent(compiled, known, "town", town="Aber", more=more)
    ready = journey.at_submit(compiled, known, context(compiled.service))
    assert isinstance(ready, Ready)
    assert [result.value for result in ready.facts.results.values()] == told
    assert ("fine" in ready.facts.answers) == (more == "yes")


def test_a_reader_is_spoken_to_in_the_words_of_their_nation() -> None:
    words = "{en: {other: Which council?, scotland: Which Scottish council?}}"
    compiled = built(SERVICE.replace("label: Town}", f"label: {words}}}"))
    for nation, label in (("england", "Which council?"), ("scotland", "Which Scottish council?")):
        page = journey.at(compiled, Facts(), context(compiled.service, nation=nation))
        assert isinstance(page, ShowPage)
        assert page.questions[0].label.text == label


TASKS = SERVICE.replace("\npages:", """
tasks:
  one: {title: One}
  two: {title: Two}
ends:
  none: {kind: not_eligible, title: None, body: There are none.}
pages:""", 1)  # fmt: skip
TASKS = TASKS.replace("  town:\n    questions:", "  town:\n    task: one\n    go: {out: {if: town == 'Gone', to: end.none}}\n    questions:", 1)  # fmt: skip
TASKS = TASKS.replace("  extra:\n", "  extra:\n    task: two\n", 1)


def test_a_task_leads_to_the_next_page_that_waits_to_the_list_or_to_an_end() -> None:
    compiled = built(TASKS)
    here = context(compiled.service)
    assert journey.next_after(compiled, Facts(), here, "town") == Redirect("page.town")
    done = sent(compiled, Facts(), "town", town="Aber", more="no")
    assert journey.next_after(compiled, done, here, "town") == Redirect("tasks")
    gone = replace(done, answers={**done.answers, "town": "Gone"})
    assert journey.next_after(compiled, gone, here, "town") == Redirect("end.none")
