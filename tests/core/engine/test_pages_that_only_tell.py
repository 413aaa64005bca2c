"""Pages that tell something and ask nothing, and yet have a rule."""

from __future__ import annotations

from patternbook.engine.compiler import compile_service
from patternbook.engine.journey import Redirect, ShowPage
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from tests.core.engine.conftest import Resident, context

SERVICE = """
patternbook: 1
service: told
title: Be told something
summary: A service for tests.
nations: [england]
function: other
pages:
  open:
    title: We are open
    intro: Until Christmas.
    checks:
      in_time: {holds: "month(today) == 12", message: Come back in December.}
check_answers: {confirmation: {title: Sent, next: We answer.}}
process:
  roles: {clerk: {title: Clerk}}
  stages: {work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}}
"""


def test_a_rule_of_a_page_that_asks_nothing_stops_it_and_points_at_no_field() -> None:
    node = read(SERVICE, kind=Service).node
    assert node is not None
    someone = Resident(compile_service(node, {}), context(node))
    (problem,) = someone.send("open").problems
    assert (problem.question, problem.field, problem.message) == ("", "", "Come back in December.")
    assert isinstance(someone.see(), ShowPage)
    december = context(node, now=context(node).now.replace(month=12))
    later = Resident(someone.compiled, december)
    later.takes("open")
    assert later.next == Redirect("check_answers").to
