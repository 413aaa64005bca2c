"""Marks translations with the English that they translate, so that they can be seen to go stale."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from patternbook.language import digests
from patternbook.language.nodes.base import Text
from patternbook.language.walk import changed

N = TypeVar("N")


def mark(node: N) -> N:
    """The node with `of` on each translated text that has none.

    Only for texts that somebody has compared: from then on, a change of the English alone shows.
    A text that already says what it translates keeps its `of`, stale or not.
    """
    return changed(node, _marked)


def _marked(value: object) -> object:
    if not isinstance(value, Text) or value.of or len(value.wordings) < 2:
        return value
    return replace(value, of=digests.wording(value.wordings["en"]))
