"""Boxes for words that somebody reads: one for each language, and for each form where there are several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patternbook.language import digests
from patternbook.language.checks.welsh import STAFF_ONLY
from patternbook.language.nodes.base import Expr, Forms, Keyed, Text
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.forms import labels
from patternbook.web.studio.editing.forms.boxes import Box, Boxes, BoxWrong, Drawing, Filled, Row
from patternbook.web.studio.editing.forms.leaves import base, missing, typed

LANGUAGES = {"en": "English", "cy": "Welsh", "gd": "Scottish Gaelic", "ga": "Irish"}
# Fields whose words usually take more than a line.
LONG = frozenset({
    "about", "after", "because", "body", "declaration", "instead", "intro", "next", "says", "short", "start", "summary",
})  # fmt: skip
FORMS, SAME, YES = "forms", "same", "true"
NO_FORMS = Forms(Keyed())


def fill_text(box: Box, value: Any) -> Filled:
    """The words of each language, by form where there are forms."""
    assert isinstance(value, Text)
    filled: Filled = {}
    for language, wording in value.wordings.items():
        if isinstance(wording, str):
            filled[box.part(language)] = [wording]
            continue
        filled[box.part(language, FORMS)] = [",".join(wording.forms)]
        if wording.by is not None:
            filled[box.part(language, "by")] = [wording.by.source]
        filled |= {box.part(language, "of", form): [words] for form, words in wording.forms.items()}
    return filled


def read_text(box: Box, boxes: Boxes, before: Any) -> Any:
    """A text in its languages; nothing where all boxes are empty.

    A translation that was typed anew follows the English beside it. One that stays while the English
    changes keeps the English that it was made from, so that it shows as out of date, until somebody
    says that it still holds.
    """
    old = before.wordings if isinstance(before, Text) else {}
    said = {
        language: wording
        for language in LANGUAGES
        if (wording := _wording(box, language, boxes, old.get(language))) is not None
    }
    if not said:
        return None
    if "en" not in said:
        raise BoxWrong({box.part("en"): f"{labels.label(box.of, box.field)}: enter the English too"})
    # In the order in which they stood, so that nothing seems to change that did not.
    order = [*(language for language in old if language in said), *(one for one in said if one not in old)]
    made = Keyed((language, said[language]) for language in order)
    return Text(made, _translates(box, boxes, before, made))


def _translates(box: Box, boxes: Boxes, before: Any, said: Keyed[str | Forms]) -> str:
    others = {language: wording for language, wording in said.items() if language != "en"}
    if not others:
        return ""
    old: Keyed[str | Forms] = before.wordings if isinstance(before, Text) else Keyed()
    anew = any(old.get(language) != wording for language, wording in others.items())
    if anew or typed(boxes, box.part(SAME)) == YES:
        return digests.wording(said["en"])
    assert isinstance(before, Text)
    return before.of or (digests.wording(old["en"]) if old["en"] != said["en"] else "")


def _wording(box: Box, language: str, boxes: Boxes, before: Any) -> str | Forms | None:
    names = typed(boxes, box.part(language, FORMS))
    if not names:
        return words_of(typed(boxes, box.part(language)), before if isinstance(before, str) else "")
    old = before if isinstance(before, Forms) else NO_FORMS
    forms, wrong = [], {}
    for form in names.split(","):
        name = box.part(language, "of", form)
        words = words_of(typed(boxes, name), old.forms.get(form, ""))
        forms.append((form, words or ""))
        if words is None:
            wrong[name] = f"{labels.label(box.of, box.field)}: enter the words for this case"
    by = typed(boxes, box.part(language, "by")).strip()
    if old.by is not None and not by:
        wrong[box.part(language, "by")] = "Enter what decides between the cases"
    if wrong:
        raise BoxWrong(wrong)
    same = old.by is not None and old.by.source.strip() == by
    return Forms(Keyed(forms), old.by if same else Expr(by) if by else None)


def words_of(said: str, before: str) -> str | None:
    """What was typed; as it stood, where only the space around it differs; nothing for nothing."""
    return before if before and said.strip() == before.strip() else said.strip() or None


def draw_text(box: Box, drawing: Drawing) -> Row:
    """One box, or one for each language and form under one heading."""
    languages = _languages(box, drawing)
    if languages == ["en"] and not drawing.value(box.part("en", FORMS)):
        name = box.part("en")
        wrong = drawing.error(name) or drawing.error(box.name, box.path)
        params = {**base(box, drawing), **_box(name, drawing, box.field.key), **wrong}
        return Row(box.name, box.path, _field(params), warnings=drawing.warnings_at(box.path))
    rows = [row for language in languages for row in _of_language(box, drawing, language)]
    if "cy" in languages and drawing.value(box.part("cy")) and _is_stale(box, drawing):
        rows.append(_still_holds(box))
    problem = drawing.wrong.get(box.name) or drawing.problem_at(box.path)
    return Row(
        box.name, box.path, rows=tuple(rows), legend=labels.label(box.of, box.field), hint=labels.hint(box.of, box.field),
        error=problem, warnings=drawing.warnings_at(box.path),
    )  # fmt: skip


def _languages(box: Box, drawing: Drawing) -> list[str]:
    there = [one for one in LANGUAGES if drawing.value(box.part(one)) or drawing.value(box.part(one, FORMS))]
    # What only staff read may be written in one language.
    welsh = drawing.welsh and (box.of, box.field.name) not in STAFF_ONLY
    wanted = {"en", *there, *(("cy",) if welsh else ())}
    return [one for one in LANGUAGES if one in wanted]


def _of_language(box: Box, drawing: Drawing, language: str) -> Iterator[Row]:
    spoken = LANGUAGES[language]
    names = drawing.value(box.part(language, FORMS))
    if not names:
        yield _single(box, drawing, box.part(language), spoken, language)
        return
    params = {"name": box.part(language, FORMS), "value": names}
    yield Row(box.part(language, FORMS), box.path, Field("hidden", params))
    by = box.part(language, "by")
    if drawing.value(by):
        field = Field("input", {
            "id": by, "name": by, "value": drawing.value(by), "label": {"text": f"{spoken}: what decides between the cases"},
            "spellcheck": False, **drawing.error(by),
        })  # fmt: skip
        yield Row(
            by, box.path, field, says=tuple(filter(None, [drawing.say(drawing.value(by), holds=False)]))
        )
    for form in names.split(","):
        said = f"{spoken}, {_FORMS.get(form, f'where it is “{form}”')}"
        yield _single(box, drawing, box.part(language, "of", form), said, language)


_FORMS = {
    "self": "spoken to the person themselves",
    "other": "for all others",
    "england": "in England",
    "scotland": "in Scotland",
    "wales": "in Wales",
    "northern_ireland": "in Northern Ireland",
}


def _single(box: Box, drawing: Drawing, name: str, label: str, language: str) -> Row:
    params = {**_box(name, drawing, box.field.key), "label": {"text": label}, **drawing.error(name)}
    params["attributes"] = {"lang": language}
    return Row(name, box.path, _field(params))


def _box(name: str, drawing: Drawing, key: str) -> dict[str, Any]:
    said = drawing.value(name)
    rows = min(12, max(3 if key in LONG else 1, said.count("\n") + 1, len(said) // 70 + 1))
    return {"id": name, "name": name, "value": said, "rows": str(rows)}


def _field(params: dict[str, Any]) -> Field:
    """A line, or a box of several lines where the words need them."""
    many = params["rows"] != "1"
    if not many:
        params.pop("rows")
    return Field("textarea" if many else "input", params)


def _is_stale(box: Box, drawing: Drawing) -> bool:
    return any(problem.code == "welsh-stale" and problem.path == box.path for problem in drawing.problems)


def _still_holds(box: Box) -> Row:
    name = box.part(SAME)
    item = {"value": YES, "text": "The Welsh still says what the English says"}
    params = {
        "name": name,
        "idPrefix": name,
        "id": name,
        "items": [item],
        "classes": "govuk-checkboxes--small",
    }
    return Row(name, box.path, Field("checkboxes", params))


def required(box: Box) -> BoxWrong:
    """A text that has to be there was left empty: its first box says so."""
    return BoxWrong({box.part("en"): missing(box).wrong[box.name]})
