"""An address: chosen from those that a lookup found, written by hand, or none that is fixed."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine import formats
from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.contact import postcode_of
from patternbook.engine.answers.kind import AnswerKind, Wrong, first, line, too_long
from patternbook.language.kinds.questions import AddressQuestion, Question

MANUAL = "manual"
NO_FIXED = "no_fixed"
NO_FIXED_WORDS = {"en": "No fixed address", "cy": "Dim cyfeiriad sefydlog"}
LINES = ("line_1", "line_2", "town", "postcode")
FOUND = ("uprn", "line", "town", "postcode")
LONGEST_LINE = 100


def read_address(asked: ShownQuestion, form: Form) -> object | Wrong:
    """An address as a record.

    The field `name` holds the chosen property's number, `manual` or `no_fixed`; the fields
    `name-line_1`, `name-line_2`, `name-town` and `name-postcode` what is written by hand, which
    counts where nothing was chosen.
    """
    sent = first(form, asked.name)
    if sent == NO_FIXED and isinstance(asked.question, AddressQuestion) and asked.question.no_fixed:
        return {"how": NO_FIXED, "text": NO_FIXED_WORDS[formats.spoken(asked.language)]}
    if sent and sent != MANUAL:
        return _chosen(asked, sent)
    written = {key: line(form, f"{asked.name}-{key}") for key in LINES}
    if not any(written.values()):
        return Wrong("missing_line_1", part="line_1") if sent == MANUAL else None
    return _written(written)


def _chosen(asked: ShownQuestion, sent: str) -> object | Wrong:
    option = next((option for option in asked.options if option.key == sent), None)
    if option is None or not isinstance(option.item, Mapping):
        return Wrong("not_an_option")
    parts = {key: option.item.get(key) for key in FOUND}
    known = {key: value for key, value in parts.items() if isinstance(value, str)}
    return {"how": "chosen", **known, "text": in_one_line(option.item)}


def in_one_line(found: Mapping[str, object]) -> str:
    """An address that a lookup found, in one line.

    >>> in_one_line({"line": "1 High Street", "town": "Old Sarum", "postcode": "SP4 6BH"})
    '1 High Street, Old Sarum, SP4 6BH'
    """
    if isinstance(found.get("text"), str):
        return str(found["text"])
    return ", ".join(str(found[key]) for key in ("line", "town", "postcode") if found.get(key))


def _written(written: Mapping[str, str]) -> object | Wrong:
    for key in ("line_1", "town"):
        if not written[key]:
            return Wrong(f"missing_{key}", part=key)
    for key, text in written.items():
        if too_long(text, LONGEST_LINE):
            return Wrong("too_long", part=key, words={"max": LONGEST_LINE})
    postcode = postcode_of(written["postcode"][:40])
    if postcode is None:
        return Wrong("not_a_postcode", part="postcode")
    parts = [written["line_1"], written["line_2"], written["town"], postcode]
    return {
        "how": MANUAL,
        "line": ", ".join(part for part in parts[:2] if part),
        "town": written["town"],
        "postcode": postcode,
        "text": ", ".join(part for part in parts if part),
        "line_1": written["line_1"],
        "line_2": written["line_2"],
    }


def show_address(_question: Question, value: object, language: str) -> tuple[str, ...]:
    """An address, each part on its line."""
    if not isinstance(value, Mapping):
        return (str(value),)
    if value.get("how") == NO_FIXED:
        return (NO_FIXED_WORDS[formats.spoken(language)],)
    if value.get("how") == MANUAL:
        return tuple(str(value[key]) for key in LINES if value.get(key))
    return tuple(part.strip() for part in str(value.get("text", "")).split(",") if part.strip())


def fill_address(name: str, value: object) -> dict[str, list[str]]:
    """An address, back in its fields."""
    if not isinstance(value, Mapping):
        return {}
    how = value.get("how")
    if how == MANUAL:
        return {name: [MANUAL]} | {f"{name}-{key}": [str(value.get(key, ""))] for key in LINES}
    return {name: [NO_FIXED if how == NO_FIXED else str(value.get("uprn", ""))]}


def to_json(_question: Question, value: object) -> object:
    """An address as it is."""
    return dict(value) if isinstance(value, Mapping) else value


def from_json(_question: Question, data: object) -> object:
    """A kept address. Raises ValueError for anything else."""
    if not isinstance(data, Mapping) or not isinstance(data.get("text"), str):
        raise ValueError("An address was expected.")
    return {str(key): str(part) for key, part in data.items()}


ADDRESS = AnswerKind(
    "address",
    ("missing", "not_an_option", "missing_line_1", "missing_town", "too_long", "not_a_postcode"),
    read_address,
    show_address,
    fill_address,
    to_json,
    from_json,
)
