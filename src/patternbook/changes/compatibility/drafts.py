"""What a change does to drafts: answers that are dropped, questions asked anew, pages that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patternbook.changes.compatibility.touched import Touched
from patternbook.changes.describe.values import Speaker
from patternbook.changes.describe.words_of_parts import KINDS
from patternbook.changes.successors import Successors, keys_now
from patternbook.changes.values import same
from patternbook.language.kinds.questions import HiddenQuestion, Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.plans import plan_of
from patternbook.language.words import english

# What a question may take. An answer given under other limits is read again by the new ones.
LIMITS = ("min", "max", "earliest", "latest", "pattern", "words", "step", "places", "parts", "unique", "types", "size",
          "not_sure", "must", "of", "required_if", "no_fixed", "contract", "from", "booking", "code", "split", "birth")  # fmt: skip


def touched(to: Successors) -> Iterator[Touched]:
    """What happens to drafts that are moved."""
    speaker = Speaker(to.before)
    for key in to.before.pages:
        if to.within(("pages",), key, to.after.pages) is None:
            name = speaker.part(("pages",), key)
            yield Touched(("pages", key), "page_gone", f"{_capital(name)} is no longer there.")
    for key, (path, question) in to.questions.items():
        yield from _question(to, speaker, (*path, key), question)
    old = {to.question(key) for key in to.questions}
    for key, question in to.new_questions.items():
        if key not in old and not question.optional and not isinstance(question, HiddenQuestion):
            said = Speaker(to.after).part(("questions",), key)
            yield Touched(("questions", key), "asked_more", f"Who has answered already is asked {said} too.")


def _question(to: Successors, speaker: Speaker, path: tuple[str, ...], question: Question) -> Iterator[Touched]:  # fmt: skip
    key = path[-1]
    name = speaker.part(("questions",), key)
    now = to.question(key)
    if now is None:
        yield Touched(path, "answer_dropped", f"The answer to {name} is dropped: it is no longer asked.")
        return
    new = to.new_questions[now]
    if type(new) is not type(question):
        kinds = f"{KINDS[new.ask]} instead of {KINDS[question.ask]}"
        yield Touched(path, "asked_again", f"{_capital(name)} is asked again: it asks for {kinds}.")
        return
    for field in ("options", "rows"):
        yield from _options(speaker, path, question, new, field)
    normal = _normal(to, path, new)
    if (question.optional and not normal.optional) or _limits(question, normal):
        yield Touched(
            path, "answer_checked", f"The answer to {name} is checked by other rules, and may be asked again."
        )


def _normal(to: Successors, path: tuple[str, ...], new: Question) -> Question:
    """The question in the names of before; on another page, as it stands."""
    page = to.normal.pages.get(path[1])
    return page.questions.get(path[-1], new) if page is not None else new


def _limits(old: Question, new: Question) -> bool:
    cls: Any = type(old)
    fields = (field for field in plan_of(cls).fields if field.key in LIMITS)
    return any(not same(getattr(old, field.name), getattr(new, field.name)) for field in fields)


def _options(
    speaker: Speaker, path: tuple[str, ...], question: Question, new: Question, field: str
) -> Iterator[Touched]:
    old: Any = getattr(question, field, None)
    now: Any = getattr(new, field, None)
    if not isinstance(old, Keyed) or not isinstance(now, Keyed):
        return
    there = keys_now(old, now)
    for key, option in old.items():
        if key not in there:
            name = speaker.part(("questions",), path[-1])
            said = f"Who answered “{english(option.label)}” to {name} is asked again: that answer is gone."
            yield Touched((*path, field, key), "option_gone", said)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
