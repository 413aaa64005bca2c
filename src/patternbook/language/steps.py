"""Shared steps: a page that says `use` starts from the step, and its own keys lie over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from patternbook.language.kept import Kept
from patternbook.language.kinds.questions import Question, SharedQuestion
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.pattern import Page
from patternbook.language.nodes.service import Service
from patternbook.language.plans import plan_of
from patternbook.language.reader import Read


def expand(service: Service, steps: Mapping[str, Read[SharedStep]]) -> Service:
    """The service with every page that uses a shared step written out; `use` stays as a mark.

    A step that is not given, or could not be read, leaves its page as it is: the checks say so.
    """
    if all(page.use is None for page in service.pages.values()):
        return service
    return _KEPT.of(lambda: _written_out(service, steps), service, *steps.values())


# The checks and the compiler ask for the same definition one after the other.
_KEPT: Kept[Service] = Kept(32)


def _written_out(service: Service, steps: Mapping[str, Read[SharedStep]]) -> Service:
    pages = Keyed((key, _expanded(page, steps)) for key, page in service.pages.items())
    return replace(service, pages=pages)


def _expanded(page: Page, steps: Mapping[str, Read[SharedStep]]) -> Page:
    step = steps[page.use].node if page.use is not None and page.use in steps else None
    return overlay(step.page, page) if step is not None else page


def overlay(base: Page, over: Page) -> Page:
    """The page of a step with a page of a service over it: field by field, collections by key."""
    changes: dict[str, Any] = {}
    for field in plan_of(Page).fields:
        value = getattr(over, field.name)
        if value == field.default:
            continue
        below = getattr(base, field.name)
        if field.name == "questions":
            value = _questions(below, value)
        elif isinstance(value, Keyed):
            value = Keyed({**below, **value}.items())
        changes[field.name] = value
    return replace(base, **changes)


def _questions(below: Keyed[Question], over: Keyed[Question]) -> Keyed[Question]:
    """The step's questions, each with what the page says anew; new ones after them."""
    merged: dict[str, Question] = dict(below)
    for key, question in over.items():
        shared = isinstance(question, SharedQuestion) and key in below
        merged[key] = _said_anew(below[key], question) if shared else question
    return Keyed(merged.items())


def _said_anew(question: Question, over: Question) -> Question:
    plan = plan_of(SharedQuestion)
    said = {field.name: getattr(over, field.name) for field in plan.fields}
    defaults = {field.name: field.default for field in plan.fields}
    return replace(question, **{name: value for name, value in said.items() if value != defaults[name]})
