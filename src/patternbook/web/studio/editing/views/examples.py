"""The examples of a service: how each comes out, and changing them."""

from __future__ import annotations

import re
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from patternbook.errors import Problem
from patternbook.language import reader, writer
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.example import Example, Expect
from patternbook.web.catalogue.actions.editing import CopyMoved, save_example
from patternbook.web.catalogue.examples import Ran, run_all
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.editing.bench import Bench, at_bench
from patternbook.web.studio.editing.previews import compiled_of

NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
MOST = 64 * 1024
MEANWHILE = (
    "Somebody else changed this example while you were writing. What they wrote stands below your text"
)


def _ran(bench: Bench) -> dict[str, Ran]:
    """How each example comes out; nothing while the service cannot run."""
    if compiled_of(bench.opened) is None:
        return {}
    return {one.name: one for one in run_all(bench.copy.text, tuple(sorted(bench.copy.examples.items())))}


@require_safe
@at_bench
def listed(bench: Bench) -> HttpResponse:
    """Every example with how it comes out, those that come out otherwise first."""
    ran = _ran(bench)
    rows = [(name, _title(text), ran.get(name)) for name, text in bench.copy.examples.items()]
    rows.sort(key=lambda row: (row[2] is None or not row[2].problems, row[0]))
    return render(
        bench.desk.request, "studio/editing/examples.html", bench.edges(), bench=bench, rows=rows,
        failed=sum(1 for one in ran.values() if one.problems), ran=bool(ran),
    )  # fmt: skip


def _title(text: str) -> str:
    node = reader.read(text, kind=Example).node
    return node.example if node is not None else ""


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def one(bench: Bench, name: str) -> HttpResponse:
    """An example as text, with what comes out otherwise than it says."""
    text = bench.copy.examples.get(name)
    if text is None:
        raise Http404
    post = bench.desk.request.POST
    if bench.desk.request.method != "POST":
        ran = _ran(bench).get(name)
        return _draw(bench, name, text, text, ran.problems if ran is not None else ())
    typed = _typed(post.get("text", ""))
    made_from = _typed(post.get("was", ""))
    wrong = () if post.get("do") == "remove" else _wrong(typed)
    if wrong:
        return _draw(bench, name, typed, made_from, wrong, refused=True)
    return _save(bench, name, "" if post.get("do") == "remove" else typed, made_from)


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def new(bench: Bench) -> HttpResponse:
    """Begin an example from another one, or from nothing but a time."""
    request = bench.desk.request
    if request.method != "POST":
        return _draw_new(bench, "", "")
    title, name = " ".join(request.POST.get("title", "").split()), request.POST.get("name", "").strip()
    errors = _wrong_new(bench, title, name)
    if errors:
        return _draw_new(bench, title, name, *errors)
    like = reader.read(bench.copy.examples.get(request.POST.get("like", ""), ""), kind=Example).node
    if like is None:
        like = Example(
            example=title, now=f"{bench.desk.now:%Y-%m-%d} 09:00", nation=bench.desk.authority.nation,
            answers=Keyed(), expect=Expect(),
        )  # fmt: skip
    return _save(bench, name, writer.write_node(replace(like, example=title)), "")


def _wrong_new(bench: Bench, title: str, name: str) -> tuple[FieldError, ...]:
    errors = []
    if not title:
        errors.append(FieldError("Enter what the example shows", "title"))
    if NAME.fullmatch(name) is None:
        errors.append(FieldError("Enter a name of small letters, digits and underscores", "name"))
    elif name in bench.copy.examples:
        errors.append(FieldError(f"There is an example called {name} already: enter another name", "name"))
    return tuple(errors)


def _typed(said: str) -> str:
    """What was typed, with the line breaks of every system as one, and one at its end."""
    said = said.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return f"{said}\n" if said.strip() else ""


def _wrong(text: str) -> tuple[Problem, ...]:
    if not text or len(text) > MOST:
        return (Problem("no-text", "Enter the example, or take it out."),)
    return tuple(
        problem for problem in reader.read(text, kind=Example).problems if problem.severity == "error"
    )


def _save(bench: Bench, name: str, text: str, made_from: str) -> HttpResponse:
    held = bench.copy.examples.get(name, "")
    # A browser sends other line breaks than the text has.
    same = held if _typed(held) == made_from else made_from
    try:
        save_example(
            copy=bench.copy, name=name, text=text, made_from=same, now=bench.desk.now, by=bench.desk.by
        )
    except CopyMoved:
        return _draw(bench, name, text, held, (), theirs=held)
    return redirect(bench.url("edit_examples"))


def _draw(
    bench: Bench, name: str, text: str, made_from: str, problems: tuple[Problem, ...], *,
    refused: bool = False, theirs: str | None = None,
) -> HttpResponse:  # fmt: skip
    errors = tuple(FieldError(f"{one.message} {one.hint}".strip(), "text") for one in problems if refused)
    errors += (FieldError(MEANWHILE, "text"),) if theirs is not None else ()
    return render(
        bench.desk.request, "studio/editing/example.html", bench.edges(errors), status=422 if errors else 200,
        bench=bench, name=name, text=text, was=made_from, problems=() if refused else problems, theirs=theirs,
        title=_title(text) or name, rows=min(40, text.count("\n") + 3), wrong=bool(errors),
    )  # fmt: skip


def _draw_new(bench: Bench, title: str, name: str, *errors: FieldError) -> HttpResponse:
    return render(
        bench.desk.request, "studio/editing/example_new.html", bench.edges(errors), status=422 if errors else 200,
        bench=bench, title=title, name=name, wrong={error.field_id: error.text for error in errors},
        others=[(key, _title(text) or key) for key, text in bench.copy.examples.items()],
        like=bench.desk.request.POST.get("like", ""),
    )  # fmt: skip
