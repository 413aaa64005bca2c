"""An officer's day: signing in, the queue, a case, its tasks and events, with every error state on the way."""

from __future__ import annotations

from playwright.sync_api import Page

from patternbook.engine.examples.answering import form_of
from patternbook.engine.settings import plain_data
from patternbook.language.nodes.example import Step
from patternbook.language.nodes.process import CaseEvent, Task
from tests.browser.visiting import forms
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk
from tests.browser.visiting.wrong import wrong_answers

OUTCOME, EXPLAIN, LINK = "-outcome", "-explain", "-link"
WHY = "The photo shows it."


def sign_in(walk: Walk, page: Page, who: str = "lead") -> Walk:
    """The same council in another browser, in which an officer is signed in."""
    theirs = Walk(
        walk.site, walk.looker, page, walk.service, walk.slug, walk.example, walk.scripted, walk.people,
        reference=walk.reference,
    )  # fmt: skip
    theirs.go(f"/staff/{walk.slug}/")
    _give(theirs, walk.people[who], walk.people["password"])
    assert theirs.path == f"/staff/{walk.slug}/", theirs.said
    return theirs


def _give(walk: Walk, email: str, password: str) -> None:
    forms.fill(walk.page, {"email": [email], "password": [password]})
    forms.send(walk.page)


def sign_in_wrongly(walk: Walk) -> None:
    """Every way in which signing in fails, to the lock."""
    walk.go("/staff/sign-in")
    walk.look()
    for state, email, password in (
        ("empty", "", ""),
        ("no address", "ann", "x"),
        ("wrong password", walk.people["officer"], "x"),
    ):
        _give(walk, email, password)
        walk.look(state, errors=True)
    for _ in range(6):
        if not walk.page.locator("#password").count():
            break
        _give(walk, walk.people["officer"], "x")
    assert not walk.page.locator("#password").count(), "Nothing locks an account that somebody guesses at"
    walk.look("locked", errors=None)


def case_path(walk: Walk) -> str:
    """The address of the case."""
    return f"/staff/{walk.slug}/cases/{walk.reference}"


def come(walk: Walk, path: str) -> None:
    """Open a page, signing in again where the session has ended: an example's days go by."""
    walk.go(path)
    if walk.path == "/staff/sign-in":
        _give(walk, walk.people["lead"], walk.people["password"])


def see_case(walk: Walk) -> None:
    """The case, by its own address, with all details open."""
    come(walk, case_path(walk))
    walk.look("case")
    for place in range(walk.page.locator("details").count()):
        walk.page.locator("details").nth(place).evaluate("one => { one.open = true; }")
    walk.look("case, details open")


def do_task(walk: Walk, step: Step, tried: Tried) -> None:
    """Do a task as the example's step says, after sending it in empty and half filled in."""
    key, _, item = (step.task or "").partition(".")
    see_case(walk)
    address = f"{case_path(walk)}/tasks/{key.replace('_', '-')}" + (f"/{item}" if item else "")
    forms.press(walk.page, walk.page.locator(f'main a[href="{address}"]'))
    walk.look("task")
    task = next(
        stage.tasks[key] for stage in walk.compiled.service.process.stages.values() if key in stage.tasks
    )
    if tried.first_time(walk, walk.looker.every):
        if len(task.outcomes) > 1:
            forms.send(walk.page)
            walk.look("task sent empty", errors=True)
        _half_done(walk, address, task)
        _too_much(walk, address)
        _wrong(walk, address, task)
        walk.go(address)
    _fill(walk, step, dict(task.form))
    forms.send(walk.page)
    assert walk.path == case_path(walk), f"{key} was refused: {forms.errors(walk.page)}"


def _half_done(walk: Walk, address: str, task: Task) -> None:
    """An outcome without its reason or explanation is refused."""
    for outcome, node in task.outcomes.items():
        walk.go(address)
        radio = walk.page.locator(f'main input[name="{OUTCOME}"][value="{outcome}"]')
        if (node.reasons or node.explain) and radio.count():
            radio.check()
            walk.look(f"{outcome} chosen", errors=None)
            forms.send(walk.page)
            walk.look(f"{outcome} without why", errors=True)


def _too_much(walk: Walk, address: str) -> None:
    """An explanation that nobody would read is refused."""
    walk.go(address)
    radio = walk.page.locator(f'main input[name="{OUTCOME}"]').first
    if radio.count():
        radio.check()
    forms.fill(walk.page, {EXPLAIN: ["Too much. " * 500]})
    forms.send(walk.page)
    walk.look("explanation too long", errors=True)


def _wrong(walk: Walk, address: str, task: Task) -> None:
    """Every wrong answer to a question of the task is refused."""
    for name, question in dict(task.form).items():
        for says, form in wrong_answers(name, question):
            walk.go(address)
            if all(_is_there(walk, field) for field in form):
                forms.fill(walk.page, form)
                forms.send(walk.page)
                assert forms.has_errors(walk.page), f"{address} took a wrong answer: {name}, {says}"
                walk.look(f"{name}: {says}", errors=True)


def _fill(walk: Walk, step: Step, questions: dict[str, object]) -> None:
    given = {key: plain_data(value) for key, value in step.answers.items()}
    form = form_of(questions, given)  # type: ignore[arg-type]  # a form's questions are nodes of that kind
    if step.outcome:
        form[OUTCOME] = [step.outcome]
    if step.reason:
        form[f"-reason-{step.outcome or ''}"] = [step.reason]
    if walk.page.locator(f'main [name="{EXPLAIN}"]').count():
        form[EXPLAIN] = [step.explain or WHY]
    if walk.page.locator(f'main [name="{LINK}"]').count():
        form[LINK] = [walk.site.ask("crowd", slug=walk.slug, count=1, days=0)["references"][-1]]
    forms.fill(walk.page, {name: value for name, value in form.items() if _is_there(walk, name)})


def _is_there(walk: Walk, name: str) -> bool:
    return walk.page.locator(f'main [name="{name}"]').count() > 0


def make_happen(walk: Walk, step: Step) -> None:
    """Make a case-wide event happen."""
    key = step.event or ""
    node: CaseEvent = walk.compiled.service.process.events[key]
    see_case(walk)
    address = f"{case_path(walk)}/events/{key.replace('_', '-')}"
    forms.press(walk.page, walk.page.locator(f'main a[href="{address}"]'))
    walk.look("event")
    if node.reasons or node.links:
        forms.send(walk.page)
        walk.look("event sent empty", errors=True)
    if node.links:
        forms.fill(walk.page, {LINK: ["K3MP-97TX"]})
        forms.send(walk.page)
        walk.look("event that names no other case", errors=True)
    _fill(walk, step, dict(node.form))
    forms.send(walk.page)
    assert walk.path == case_path(walk), f"{key} was refused: {forms.errors(walk.page)}"


def look_around(walk: Walk) -> None:
    """The queue in each of its states, the search with and without a find, and the case's small forms."""
    for query in ("", "?state=closed", "?state=all&overdue=yes", "?mine=yes&trouble=yes"):
        walk.go(f"/staff/{walk.slug}/{query}")
        walk.look(f"queue {query}")
    for words in ("", "nobody of that name", "specimen street", "a"):
        walk.go(f"/staff/{walk.slug}/search")
        forms.fill(walk.page, {"q": [words]})
        forms.send(walk.page)
        walk.look(f"search for {words!r}")


def write_note(walk: Walk) -> None:
    """A note that is missing, then one that is written."""
    walk.go(case_path(walk))
    forms.press(walk.page, walk.page.get_by_role("button", name="Add note"))
    walk.look("note missing", errors=True)
    forms.fill(walk.page, {"text": ["Too much. " * 500]})
    forms.press(walk.page, walk.page.get_by_role("button", name="Add note"))
    walk.look("note too long", errors=True)
    forms.fill(walk.page, {"text": ["Called the crew."]})
    forms.press(walk.page, walk.page.get_by_role("button", name="Add note"))
    assert "Called the crew." in walk.said
    walk.look("with a note")


def take(walk: Walk) -> None:
    """Give the case to a colleague."""
    walk.go(case_path(walk))
    box = walk.page.locator('main select[name="person"]')
    # Somebody who has left since the page was opened.
    box.locator("option").nth(1).evaluate("one => { one.value = '0'; }")
    box.select_option(index=1)
    forms.press(walk.page, walk.page.get_by_role("button", name="Give", exact=True))
    walk.look("given to somebody who left", errors=True)
    box.select_option(index=1)
    chosen = box.evaluate("one => one.selectedOptions[0].text")
    forms.press(walk.page, walk.page.get_by_role("button", name="Give", exact=True))
    assert chosen in walk.page.locator("main dl").first.inner_text()
    walk.look("assigned")


def task_address(walk: Walk) -> str:
    """The address of the case's first open task."""
    come(walk, case_path(walk))
    return walk.page.locator("main .govuk-task-list__link").first.get_attribute("href") or ""


def send_outcome(walk: Walk) -> None:
    """Send the task's form with the first way in which it can end."""
    walk.page.locator(f'main input[name="{OUTCOME}"]').first.check()
    forms.fill(walk.page, {EXPLAIN: [WHY]})
    forms.send(walk.page)


def settle_uncertain_notice(walk: Walk) -> None:
    """A notice of which nobody can say whether it was sent stands out in the queue, and is settled on the case."""
    walk.site.ask("uncertain", slug=walk.slug)
    walk.go(f"/staff/{walk.slug}/?trouble=yes")
    assert walk.reference in walk.said
    walk.look("queue with a notice to check")
    walk.go(case_path(walk))
    walk.look("case with a notice to check")
    forms.press(walk.page, walk.page.get_by_role("button", name="It arrived"))
    assert not walk.page.get_by_role("button", name="It arrived").count()
