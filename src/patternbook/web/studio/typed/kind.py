"""What a kind of value must be able to do in a form, and what the kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from patternbook.engine.answers.kind import line
from patternbook.language.types import Type
from patternbook.web.kit.fields.base import Field, Params

Form = Mapping[str, list[str]]
# What is wrong, by the name of the box.
Wrong = dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that a form asks for: the name of its box, its type, and what the reader is told."""

    name: str
    type: Type
    label: str
    hint: str = ""
    unit: str = ""
    small: bool = False

    @property
    def optional(self) -> bool:
        """Whether nothing may be said."""
        return self.type.optional

    def part(self, key: str, label: str, type_: Type) -> Asked:
        """A value within this one."""
        return replace(self, name=f"{self.name}-{key}", label=label, type=type_, hint="", unit="", small=True)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands in the boxes of a form, and what is wrong with them."""

    form: Form
    wrong: Mapping[str, str]

    def value(self, name: str) -> str:
        """What stands in a box."""
        values = self.form.get(name)
        return values[0] if values else ""

    def error(self, name: str) -> Params:
        """The error message of a box, as a component takes it."""
        return {"errorMessage": {"text": self.wrong[name]}} if name in self.wrong else {}


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One kind of value in forms.

    `read` takes what was sent and gives plain data as an adoption's text writes it; what is wrong it adds to `wrong`, by box.
    `fill` puts plain data into boxes, and `draw` makes the component. `is_empty` says whether nothing was entered.
    """

    read: Callable[[Asked, Form, Wrong], object]
    fill: Callable[[Asked, object], dict[str, list[str]]]
    draw: Callable[[Asked, Drawing], Field]
    is_empty: Callable[[Asked, Form], bool]


def is_blank(asked: Asked, form: Form) -> bool:
    """Whether nothing stands in the box of that name."""
    return not line(form, asked.name)


def common(asked: Asked, drawing: Drawing) -> Params:
    """Label, hint and error of a single box."""
    label = {"text": labelled(asked), "classes": "" if asked.small else "govuk-label--m"}
    hint = {"hint": {"text": asked.hint}} if asked.hint else {}
    return {"id": asked.name, "name": asked.name, "label": label, **hint, **drawing.error(asked.name)}


def grouped(asked: Asked, drawing: Drawing, inside: tuple[Field, ...], component: str = "group") -> Field:
    """Several boxes in one fieldset."""
    params = legend(asked)
    if asked.hint:
        params["hint"] = {"text": asked.hint, "id": f"{asked.name}-hint"}
    error = drawing.error(asked.name)
    return Field(component, params | ({**error, "id": asked.name} if error else {}), inside=inside)


def legend(asked: Asked) -> Params:
    """The legend of a set of boxes."""
    classes = "govuk-fieldset__legend--s" if asked.small else "govuk-fieldset__legend--m"
    return {"fieldset": {"legend": {"text": labelled(asked), "classes": classes}}}


def labelled(asked: Asked) -> str:
    """The label, with “(optional)” where nothing need be said."""
    return f"{asked.label} (optional)" if asked.optional else asked.label


def in_words(key: str) -> str:
    """A key as a reader sees it where nothing gives it a title.

    >>> in_words("day_due")
    'Day due'
    """
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]
