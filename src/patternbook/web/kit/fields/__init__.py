"""Questions as the components that ask them: one function a kind, one visible table.

A `Field` names a component and holds the parameters of its macro, as plain data: the page's template
draws it, and compiled segments write the same page without the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from patternbook.engine.answers.asking import ShownQuestion
from patternbook.web.kit.fields import address, boxes, choosing
from patternbook.web.kit.fields.base import Asking, ClosedOption, Field, nested_under, said, with_conditional

__all__ = [
    "COMPONENTS", "Asking", "ClosedOption", "Field", "draw", "nested_under", "said", "with_conditional",
]  # fmt: skip


def draw(asking: Asking) -> Field:
    """The field of a question, with all that stands under its options and in its items."""
    key = asking.asked.key
    under = {
        option: tuple(draw(_inner(asking, inner)) for inner in nested)
        for (question, option), nested in asking.nested.items()
        if question == key
    }
    items = tuple(tuple(draw(_inner(asking, inner)) for inner in item) for item in asking.asked.items)
    return COMPONENTS[asking.asked.ask](replace(asking, under=under, items=items))


def _inner(asking: Asking, inner: ShownQuestion) -> Asking:
    return Asking(inner, asking.problems, asking.nested)


COMPONENTS: Mapping[str, Callable[[Asking], Field]] = {
    "text": boxes.text,
    "long_text": boxes.long_text,
    "number": boxes.number,
    "money": boxes.money,
    "yes_no": choosing.yes_no,
    "choice": choosing.choice,
    "choices": choosing.checkboxes,
    "ranking": choosing.ranking,
    "matrix": choosing.matrix,
    "date": boxes.date,
    "time": boxes.time,
    "name": boxes.name,
    "email": boxes.email,
    "phone": boxes.phone,
    "postcode": boxes.postcode,
    "address": address.address,
    "identity": boxes.identity,
    "declaration": choosing.declaration,
    "signature": boxes.name,
    "group": choosing.group,
}
