"""The definition as text: the same truth as the forms, with each problem at its line."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from patternbook.errors import Problem
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.editing.bench import Bench, at_bench
from patternbook.web.studio.editing.changing import said_of_texts
from patternbook.web.studio.editing.definition import Opened, opened
from patternbook.web.studio.editing.said import notice_of
from patternbook.web.studio.editing.saving import Change, save, step_of, text_of_step

MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its number and what is wrong on it."""

    number: int
    words: str
    problems: tuple[Problem, ...]


def lines_of(opened_: Opened) -> list[Line]:
    """The text by line."""
    by_line: dict[int, list[Problem]] = {}
    for problem in opened_.problems:
        by_line.setdefault(max(1, problem.place.line), []).append(problem)
    return [
        Line(number, words, tuple(by_line.get(number, ())))
        for number, words in enumerate(opened_.text.split("\n"), 1)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def show(bench: Bench) -> HttpResponse:
    """The text with line numbers, and a box to change it in."""
    if bench.desk.request.method != "POST":
        return _draw(bench, bench.opened)
    step = step_of(bench)
    typed = bench.desk.request.POST.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    if not typed.strip() or len(typed) > MOST:
        return _draw(
            bench, bench.opened, FieldError("Enter the text of the service, at most 1 MB of it", "text")
        )
    typed = typed.rstrip("\n") + "\n"
    says = said_of_texts(opened(text_of_step(bench, step)), opened(typed))
    return save(bench, Change(typed, step, says, bench.url("edit_text")))


def _draw(bench: Bench, opened_: Opened, *errors: FieldError) -> HttpResponse:
    return render(
        bench.desk.request, "studio/editing/text.html", bench.edges(errors), status=422 if errors else 200,
        bench=bench, lines=lines_of(opened_), text=opened_.text, problems=opened_.problems, step=bench.copy.step,
        notice=notice_of(bench), rows=min(40, opened_.text.count("\n") + 2),
    )  # fmt: skip
