"""What changed in words that somebody reads: by language and form, with what they said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternbook.changes.describe.values import exactly
from patternbook.errors import Path
from patternbook.language.nodes.base import Expr, Forms, Keyed, Text

LANGUAGES: Mapping[str, str] = {"en": "English", "cy": "Welsh", "gd": "Scottish Gaelic", "ga": "Irish"}
FORMS: Mapping[str, str] = {
    "self": "for those who speak of themselves",
    "other": "for others",
    "england": "in England",
    "scotland": "in Scotland",
    "wales": "in Wales",
    "northern_ireland": "in Northern Ireland",
}
LONG = 160
AROUND = 5

Leaves = Mapping[Path, str]


def leaves(value: Any, rest: Path) -> Leaves:
    """Each single wording by its language and form; `rest` is where in a text the value stands."""
    return dict(_leaves(value, rest))


def _leaves(value: Any, at: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Text):
        for language, wording in value.wordings.items():
            yield from _leaves(wording, (*at, language))
        if value.of:
            yield (*at, "of"), value.of
    elif isinstance(value, Keyed):
        for key, inner in value.items():
            yield from _leaves(inner, (*at, key))
    elif isinstance(value, Forms):
        if value.by is not None:
            yield (*at, "by"), value.by.source
        yield from _leaves(value.forms, at)
    else:
        yield at, value.source if isinstance(value, Expr) else str(value)


def clause(noun: str, owner: str, before: Leaves, after: Leaves) -> str:
    """What changed in one text, as a sentence without its full stop.

    >>> clause("hint", "the question “Where?”", {("en",): "A street"}, {("en",): "A road"})
    'Changes the hint of the question “Where?”: “A road” instead of “A street”'
    """
    if not before:
        return f"Adds the {noun} of {owner}: {_listed(after)}"
    if not after:
        return f"Removes the {noun} of {owner}, which was {_listed(before)}"
    changed = [at for at in {**before, **after} if before.get(at) != after.get(at)]
    words = [at for at in changed if at[-1] != "of"]
    if not words:
        return f"Marks the Welsh of the {noun} of {owner} as the translation of other English ({_pair(before, after, ('of',))})"
    languages = list(dict.fromkeys(at[0] for at in words))
    first = languages[0]
    start = f"the {noun}" if first == "en" else f"the {LANGUAGES.get(first, first)} of the {noun}"
    said = [_change(at, before, after, said_already=first) for at in words]
    if len(words) != len(changed):
        said.append(f"the Welsh is marked anew as its translation ({_pair(before, after, ('of',))})")
    elif "en" in languages and _is_left_behind(before, after):
        said.append("the Welsh has not been changed with it")
    return f"Changes {start} of {owner}: {'; '.join(said)}"


def _is_left_behind(before: Leaves, after: Leaves) -> bool:
    welsh = {at: words for at, words in after.items() if at[0] == "cy"}
    same = all(before.get(at) == words for at, words in welsh.items())
    return bool(welsh) and same


def _change(at: Path, before: Leaves, after: Leaves, said_already: str) -> str:
    language, *form = at
    where = [] if language == said_already else [f"in {LANGUAGES.get(language, language)}"]
    if form:
        where.append("chosen by" if form == ["by"] else FORMS.get(form[0], f"for “{form[0]}”"))
    said = _pair(before, after, at)
    return f"{' '.join(where)} {said}".strip()


def _pair(before: Leaves, after: Leaves, at: Path) -> str:
    old, new = before.get(at), after.get(at)
    if old is None or new is None:
        return f"{_quoted(new)} instead of {_quoted(old)}"
    shown_old, shown_new = _line(old), _line(new)
    if shown_old == shown_new:
        return f"{exactly(new)} instead of {exactly(old)} (spaces or line breaks)"
    shown_old, shown_new = excerpts(shown_old, shown_new)
    return f"“{shown_new}” instead of “{shown_old}”"


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Where two long wordings differ, with a few words around; short ones whole.

    >>> excerpts("the same " * 30 + "two days " + "more " * 40, "the same " * 30 + "three days " + "more " * 40)
    ('… same the same the same two days more more more more …', '… same the same the same three days more more more more …')
    """
    if max(len(old), len(new)) <= LONG:
        return old, new
    one, other = old.split(" "), new.split(" ")
    begin = _same(one, other)
    rest = min(len(one), len(other)) - begin
    end = _same(one[::-1][:rest], other[::-1][:rest])
    return _cut(one, begin, end), _cut(other, begin, end)


def _same(one: list[str], other: list[str]) -> int:
    """How many words at the beginning are the same."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _cut(words: list[str], begin: int, end: int) -> str:
    first = max(begin - AROUND, 0)
    last = min(len(words) - end + AROUND, len(words))
    middle = " ".join(words[first:last])
    return f"{'… ' if first else ''}{middle}{' …' if last < len(words) else ''}"


def _quoted(words: str | None) -> str:
    return "nothing" if words is None else f"“{_line(words)}”"


def _line(words: str) -> str:
    return " ".join(words.split())


def _listed(said: Leaves) -> str:
    shown = []
    for (language, *form), words in said.items():
        if language == "of":
            continue
        where = [] if language == "en" else [f"in {LANGUAGES.get(language, language)}"]
        where += [FORMS.get(form[0], f"for “{form[0]}”")] if form else []
        shown.append(f"{' '.join(where)} {_quoted(words)}".strip())
    return ", ".join(shown) or "nothing"
