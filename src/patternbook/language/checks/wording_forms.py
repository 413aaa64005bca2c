"""The forms of a wording are those that can be picked. That there is an `other`, reading demands."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language import scopes, texts
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.nodes.base import Forms
from patternbook.language.scopes import Scopes
from patternbook.language.types import Type
from patternbook.language.walk import texts as all_texts

OTHER = "other"


def wording_forms(subject: Subject) -> Iterator[Problem]:
    """`form-unknown` for a form that is never picked."""
    found = scopes.of(subject.service)
    for path, text in all_texts(subject.service):
        for language, wording in text.wordings.items():
            if isinstance(wording, Forms):
                yield from _forms(subject, found, (*path, language), wording)


def _forms(subject: Subject, found: Scopes, path: Path, forms: Forms) -> Iterator[Problem]:
    known = _known(found, path, forms)
    for form in forms.forms:
        if known is not None and form not in known:
            message = f"No case has the form '{form}'."
            hint = did_you_mean(form, known) or f"The forms are: {', '.join(sorted(known))}."
            yield subject.error((*path, form), "form-unknown", message, hint)


def _known(found: Scopes, path: Path, forms: Forms) -> frozenset[str] | None:
    """The forms that can be chosen; None where they cannot be told."""
    kind = texts.forms_kind(forms)
    if kind == "nation":
        return texts.NATIONS | {OTHER}
    if kind == "spoken_of":
        return texts.SPOKEN_OF
    site = found.site((*path, "by"))
    try:
        picked: Type | None = None if site is None else found.typed(site).type
    except ExpressionError:
        return None
    if picked is None or picked.kind not in ("int", "choice", "text"):
        return None
    if picked.kind == "int":
        return texts.PLURALS
    return frozenset((*picked.choices, OTHER)) if picked.choices else None
