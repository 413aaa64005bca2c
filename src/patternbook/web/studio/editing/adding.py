"""A new part: what it cannot be without, its key, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from patternbook.errors import Path
from patternbook.language.kinds import questions as q
from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.nodes.service import Service
from patternbook.language.plans import QUESTIONS_BY_ASK, KeyedBy, ListOf, NodeOf
from patternbook.language.words import english
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.bench import Bench
from patternbook.web.studio.editing.forms import ASK, Boxes, BoxWrong, Drawing, Row, labels, layout
from patternbook.web.studio.editing.forms.boxes import Box, Choice
from patternbook.web.studio.editing.forms.choices import title_of
from patternbook.web.studio.editing.forms.kinds import KEY, boxes_of, how, read_fields, with_fields
from patternbook.web.studio.editing.forms.leaves import items, typed
from patternbook.web.studio.editing.parts import Spot, placed, put, spot

NEW_KEY, PLACE, OPTIONS = "new-key", "new-after", "new-options"
FIRST = "-first"
MOST_KEY = 40


@dataclass(frozen=True, slots=True)
class Added:
    """The definition with a new part, and where it stands."""

    service: Service
    path: Path


def kinds() -> list[tuple[str, str, str]]:
    """The kinds of question: the word, what it is called, what it is."""
    return [(ask, labels.word(ask), labels.about(cls)) for ask, cls in QUESTIONS_BY_ASK.items()]


def class_of(here: Spot, boxes: Boxes) -> type:
    """The class of the part that is to be added."""
    assert isinstance(here.shape, KeyedBy | ListOf)
    item = here.shape.item
    if isinstance(item, NodeOf):
        return item.cls
    found = QUESTIONS_BY_ASK.get(typed(boxes, ASK))
    if found is None:
        raise BoxWrong({ASK: "Select a kind of question"})
    return found


def asked(cls: type, path: Path) -> Iterator[Box]:
    """What a part cannot be without, and its first words."""
    first = set(layout.main_of(cls)[:1])
    return (box for box in boxes_of(cls, path) if box.field.required or box.field.key in first)


def added(service: Service, here: Spot, boxes: Boxes) -> Added:
    """The definition with what a form asks to add. Raises BoxWrong."""
    cls = class_of(here, boxes)
    found, wrong = read_fields(asked(cls, (*here.path, "new")), boxes, None)
    if isinstance(here.shape, ListOf):
        if wrong:
            raise BoxWrong(wrong)
        number = str(len(here.value or ()))
        return Added(put(service, (*here.path, number), with_fields(cls, None, found)), (*here.path, number))
    key = typed(boxes, NEW_KEY).strip() or _key_from(found, here)
    wrong |= _wrong_key(key, here)
    if wrong:
        raise BoxWrong(wrong)
    node = with_fields(cls, None, found | _options(cls, boxes))
    path = (*here.path, key)
    after = typed(boxes, PLACE)
    whole = put(service, path, node)
    return Added(placed(whole, path, "" if after == FIRST else after) if after else whole, path)


def _key_from(found: Mapping[str, object], here: Spot) -> str:
    """A key made from the part's first words, that no other part has."""
    said = next((english(value) for value in found.values() if isinstance(value, Text)), "")
    key = key_of(said) or labels.collection(here.path[-1])[1].replace(" ", "_")
    taken = set(here.value or ())
    numbered = (f"{key}_{number}" for number in range(2, 1000))
    return key if key not in taken else next(other for other in numbered if other not in taken)


def key_of(words: str) -> str:
    """A key from words.

    >>> key_of("Is the skip on the road?"), key_of("2 bins"), key_of("…")
    ('is_the_skip_on_the_road', 'bins', '')
    """
    key = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    key = re.sub(r"^[0-9_]+", "", key)
    return key if len(key) <= MOST_KEY else key[:MOST_KEY].rpartition("_")[0] or key[:MOST_KEY]


def _wrong_key(key: str, here: Spot) -> dict[str, str]:
    if KEY.fullmatch(key) is None:
        return {NEW_KEY: "Enter a key of small letters, digits and underscores that begins with a letter"}
    if key in (here.value or ()):
        return {NEW_KEY: f"There is a part called {key} already: enter another key"}
    return {}


def _options(cls: type, boxes: Boxes) -> dict[str, object]:
    """The options that were typed, one on a line."""
    if not _has_options(cls):
        return {}
    pairs: dict[str, q.Option] = {}
    for words in filter(None, (line.strip() for line in typed(boxes, OPTIONS).split("\n"))):
        key = key_of(words) or f"option_{len(pairs) + 1}"
        while key in pairs:
            key += "_2"
        pairs[key] = q.Option(label=Text(Keyed([("en", words)])))
    return {"options": Keyed(pairs.items())}


def _has_options(cls: type) -> bool:
    return cls in (q.ChoiceQuestion, q.ChoicesQuestion, q.RankingQuestion, q.MatrixQuestion)


def rows(bench: Bench, here: Spot, boxes: Boxes, wrong: Mapping[str, str]) -> list[Row]:
    """The form of a part that is to be added."""
    service = bench.service
    drawing = Drawing(boxes, wrong, (), service, bench.opened.words, "wales" in service.nations)
    cls = class_of(here, boxes)
    found = [how(box.shape).draw(box, drawing) for box in asked(cls, (*here.path, "new"))]
    if _has_options(cls):
        found.append(_textarea(drawing))
    if isinstance(here.shape, ListOf):
        return found
    parts = spot(service, here.path).value or Keyed()
    if parts:
        found.append(_place(drawing, parts))
    return [*found, _key(drawing)]


def _textarea(drawing: Drawing) -> Row:
    params = {"id": OPTIONS, "name": OPTIONS, "value": typed(drawing.boxes, OPTIONS), "rows": "5",
              "label": {"text": "Options", "classes": "govuk-label--s"}, "hint": {"text": "One on each line."}}  # fmt: skip
    return Row(OPTIONS, (), Field("textarea", params))


def _place(drawing: Drawing, parts: Keyed[object]) -> Row:
    last = list(parts)[-1]
    offered = [
        Choice(FIRST, "First"),
        *(Choice(key, f"After {title_of(part, key)[:60]}") for key, part in parts.items()),
    ]
    shown = [one for one in items(offered, drawing.value(PLACE) or last) if one["value"]]
    params = {"id": PLACE, "name": PLACE, "label": {"text": "Where it goes", "classes": "govuk-label--s"},
              "items": shown}  # fmt: skip
    return Row(PLACE, (), Field("select", params))


def _key(drawing: Drawing) -> Row:
    params = {
        "id": NEW_KEY, "name": NEW_KEY, "value": drawing.value(NEW_KEY), "spellcheck": False,
        "label": {"text": "Key (optional)", "classes": "govuk-label--s"}, "classes": "govuk-input--width-20",
        "hint": {"text": "The name by which conditions and other parts know it, such as missed_day. Made from the words above, if you leave it empty."},
        **drawing.error(NEW_KEY),
    }  # fmt: skip
    return Row(NEW_KEY, (), Field("input", params))
