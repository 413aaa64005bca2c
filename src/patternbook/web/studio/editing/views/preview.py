"""A part as residents see it, in a frame beside its form or alone."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from patternbook.engine import process
from patternbook.errors import Path
from patternbook.web.authorities import queries as authorities
from patternbook.web.kit.fields import Asking, draw, nested_under, said
from patternbook.web.kit.pages import Edges, render
from patternbook.web.kit.texts import as_html
from patternbook.web.studio.editing.bench import Bench, at_bench, path_of
from patternbook.web.studio.editing.framing import framed
from patternbook.web.studio.editing.previews import LANGUAGES, Shown, compiled_of, met_at, page_at, shown_of
from patternbook.web.studio.editing.views.part import spot_or_404

BUTTON = {"en": "Continue", "cy": "Parhau"}
SEND = {"en": "Send", "cy": "Anfon"}


@require_safe
@at_bench
def show(bench: Bench, part: str) -> HttpResponse:
    """The page, end, notice or stage at a path."""
    path = path_of(part)
    here = spot_or_404(bench, path)
    asked = bench.desk.request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else "en"
    if (here.value is None and path != ("start",)) or shown_of(path) not in (path, ()):
        raise Http404
    compiled = compiled_of(bench.opened)
    if compiled is None:
        problems = [problem for problem in bench.opened.problems if problem.severity == "error"]
        return _answer(bench, language, what="problems", problems=problems)
    met = met_at(bench, compiled, path, language)
    return _answer(
        bench,
        language,
        example=met.example,
        **_DRAWN[path[:2] if path[0] == "process" else path[:1]](met, path),
    )


def _answer(bench: Bench, language: str, **context: Any) -> HttpResponse:
    council = authorities.council(bench.desk.authority, language)
    edges = Edges(council=council, language=language, service_name=bench.title)
    response = render(bench.desk.request, "studio/editing/preview.html", edges, **context)
    return framed(response, bench.desk.request)


def _page(met: Shown, path: Path) -> dict[str, Any]:
    """A page with its questions, as the journey draws it."""
    found, language = page_at(met, path[1]), met.context.language
    if found is None:
        return {"what": "lookup"}
    label_is_title = len(found.questions) == 1 and found.questions[0].label.text == found.title.text
    in_label = label_is_title and found.intro is None
    nested = nested_under(found.questions)
    fields = [
        draw(Asking(asked, {}, nested, heading=in_label, hidden_label=label_is_title and not in_label))
        for asked in found.questions
        if asked.question.under is None
    ]
    return {
        "what": "page",
        "title": found.title.text,
        "heading": "" if in_label else said(found.title, language),
        "before": as_html(found.intro, language),
        "fields": fields,
        "after": as_html(found.after, language),
        "button": found.button.text if found.button else BUTTON[language],
    }


def _words(met: Shown, *path: str) -> Markup:
    """A text with what it fills in."""
    return as_html(
        process.words(met.compiled, path, met.facts, met.events, met.context), met.context.language
    )


def _line(met: Shown, *path: str) -> str:
    return process.words(met.compiled, path, met.facts, met.events, met.context).text


def _end(met: Shown, path: Path) -> dict[str, Any]:
    return {"what": "words", "title": _line(met, *path, "title"), "before": _words(met, *path, "body")}


def _check(met: Shown, path: Path) -> dict[str, Any]:
    done = (*path, "confirmation")
    return {
        "what": "check",
        "title": _line(met, *path, "title") or "Check your answers",
        "before": _words(met, *path, "declaration"),
        "button": _line(met, *path, "button") or SEND[met.context.language],
        "panel": _line(met, *done, "title"),
        "after": _words(met, *done, "next"),
    }


def _notice(met: Shown, path: Path) -> dict[str, Any]:
    return {"what": "letter", "title": _line(met, *path, "subject"), "before": _words(met, *path, "body")}


def _stage(met: Shown, path: Path) -> dict[str, Any]:
    return {"what": "words", "title": _line(met, *path, "label"), "before": _words(met, *path, "says")}


def _start(met: Shown, path: Path) -> dict[str, Any]:
    return {
        "what": "start",
        "title": _line(met, "title"),
        "before": _words(met, "start") or _words(met, "summary"),
        "button": {"en": "Start now", "cy": "Dechrau nawr"}[met.context.language],
    }


_DRAWN = {
    ("pages",): _page,
    ("ends",): _end,
    ("check_answers",): _check,
    ("process", "notices"): _notice,
    ("process", "stages"): _stage,
    ("start",): _start,
}
