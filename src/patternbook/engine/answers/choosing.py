"""Answers chosen from options: yes or no, one, several, in order of preference, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patternbook.engine import formats
from patternbook.engine.answers.asking import Form, ShownOption, ShownQuestion
from patternbook.engine.answers.kept import Picked
from patternbook.engine.answers.kind import AnswerKind, Wrong, first
from patternbook.engine.values import to_plain
from patternbook.language.kinds.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    MatrixQuestion,
    Option,
    Question,
    RankingQuestion,
    YesNoQuestion,
)
from patternbook.language.nodes.base import Text

NOT_SURE = {"en": "I'm not sure", "cy": "Dydw i ddim yn siŵr"}


def worked_out(question: Question) -> bool:
    """Whether the question's options are worked out from a list."""
    return getattr(question, "from_", None) is not None


def option_of(asked: ShownQuestion, key: str) -> ShownOption | None:
    """The option of that key, if it is offered."""
    return next((option for option in asked.options if option.key == key), None)


def _taken(asked: ShownQuestion, key: str) -> object | Wrong:
    """What choosing `key` gives, or why it cannot be chosen."""
    option = option_of(asked, key)
    if option is None:
        return Wrong("not_an_option")
    if option.closed is not None:
        return Wrong("closed", words={"because": option.closed.text})
    return Picked(key, to_plain(option.item), option.label.text) if worked_out(asked.question) else key


def still_stands(asked: ShownQuestion, value: object) -> Wrong | None:
    """Why an answer given earlier cannot stand any more: its option is gone, or has closed since."""
    for key in keys_of(value):
        found = _taken(asked, key)
        if isinstance(found, Wrong):
            return found
    return None


def keys_of(value: object) -> tuple[str, ...]:
    """The keys of the options that an answer holds."""
    if isinstance(value, Picked):
        return (value.key,)
    if isinstance(value, tuple):
        return tuple(key for item in value for key in keys_of(item))
    return (value,) if isinstance(value, str) else ()


def read_yes_no(asked: ShownQuestion, form: Form) -> object | Wrong:
    """Yes or no; where “not sure” is offered, the key of the option."""
    sent = first(form, asked.name)
    not_sure = isinstance(asked.question, YesNoQuestion) and asked.question.not_sure
    if not sent:
        return None
    if sent not in ("yes", "no", "not_sure") or (sent == "not_sure" and not not_sure):
        return Wrong("not_an_option")
    return sent if not_sure else sent == "yes"


def show_yes_no(_question: Question, value: object, language: str) -> tuple[str, ...]:
    """Yes, no or not sure, in words."""
    if value == "not_sure":
        return (NOT_SURE[formats.spoken(language)],)
    return (formats.yes_or_no(value in (True, "yes"), language),)


def fill_yes_no(name: str, value: object) -> dict[str, list[str]]:
    """The chosen radio button."""
    return {name: [value if isinstance(value, str) else "yes" if value else "no"]}


def yes_no_from_json(question: Question, data: object) -> object:
    """A kept yes or no. Raises ValueError for anything else."""
    not_sure = isinstance(question, YesNoQuestion) and question.not_sure
    if data not in (("yes", "no", "not_sure") if not_sure else (True, False)):
        raise ValueError("Yes or no was expected.")
    return data


def same(_question: Question, value: object) -> object:
    """Kept as it is."""
    return value


def read_choice(asked: ShownQuestion, form: Form) -> object | Wrong:
    """One option: its key, or for a list that was worked out the item with its key."""
    sent = first(form, asked.name)
    return _taken(asked, sent) if sent else None


def read_choices(asked: ShownQuestion, form: Form) -> object | Wrong:
    """Several options, in the order in which they are offered."""
    sent = [key for key in form.get(asked.name) or () if key]
    if not sent:
        return None
    wrong = _impossible(asked, sent)
    if wrong is not None:
        return wrong
    order = {option.key: place for place, option in enumerate(asked.options)}
    picked = tuple(_taken(asked, key) for key in sorted(set(sent), key=order.__getitem__))
    return _too_few_or_many(asked, picked) or picked


def _impossible(asked: ShownQuestion, sent: Iterable[str]) -> Wrong | None:
    chosen = set(sent)
    for key in chosen:
        found = _taken(asked, key)
        if isinstance(found, Wrong):
            return found
        option = option_of(asked, key)
        if option is not None and option.alone and len(chosen) > 1:
            return Wrong("not_alone", words={"option": option.label.text})
    return None


def _too_few_or_many(asked: ShownQuestion, picked: tuple[object, ...]) -> Wrong | None:
    question = asked.question
    least = question.min if isinstance(question, (ChoicesQuestion, RankingQuestion)) else 1
    most = question.max if isinstance(question, ChoicesQuestion) else asked.limits.get("max")
    alone = len(picked) == 1 and _is_alone(asked, picked[0])
    if len(picked) < least and not alone:
        return Wrong("too_few", words={"min": least})
    if isinstance(most, int) and len(picked) > most:
        return Wrong("too_many", words={"max": most})
    return None


def _is_alone(asked: ShownQuestion, value: object) -> bool:
    option = option_of(asked, keys_of(value)[0])
    return option is not None and option.alone


def read_ranking(asked: ShownQuestion, form: Form) -> object | Wrong:
    """Several options in order of preference: one field for each place, `name-1` first."""
    sent = [first(form, f"{asked.name}-{place}") for place in range(1, len(asked.options) + 1)]
    chosen = [key for key in sent if key]
    if not chosen:
        return None
    wrong = _impossible(asked, chosen)
    if wrong is not None:
        return wrong
    if len(set(chosen)) < len(chosen):
        return Wrong("repeated_item")
    picked = tuple(_taken(asked, key) for key in chosen)
    return _too_few_or_many(asked, picked) or picked


def read_matrix(asked: ShownQuestion, form: Form) -> object | Wrong:
    """An option for each row: fields `name-row`."""
    sent = {row.key: first(form, f"{asked.name}-{row.key}") for row in asked.rows}
    if not any(sent.values()):
        return None
    for row in asked.rows:
        if not sent[row.key]:
            return Wrong("missing_row", part=row.key, words={"row": row.label.text})
        if option_of(asked, sent[row.key]) is None:
            return Wrong("not_an_option", part=row.key)
    return sent


def _label(options: Mapping[str, Option], key: str, language: str) -> str:
    option = options.get(key)
    return key if option is None else text_of(option.label, language)


def text_of(text: Text, language: str) -> str:
    """A label without holes or forms, in the language, or else in the one that there is."""
    said = text.wordings.get(language) or next(iter(text.wordings.values()), "")
    return said if isinstance(said, str) else next(iter(said.forms.values()), "")


def show_options(question: Question, value: object, language: str) -> tuple[str, ...]:
    """The labels of what was chosen, each on a line of its own."""
    if isinstance(value, Picked):
        return (value.label or value.key,)
    if isinstance(value, tuple):
        return tuple(words for item in value for words in show_options(question, item, language))
    return (_label(getattr(question, "options", {}), str(value), language),)


def show_matrix(question: Question, value: object, language: str) -> tuple[str, ...]:
    """Each row with what was chosen for it."""
    if not isinstance(question, MatrixQuestion) or not isinstance(value, Mapping):
        return ()
    return tuple(
        f"{_label(question.rows, row, language)}: {_label(question.options, key, language)}"
        for row, key in value.items()
    )


def fill_options(name: str, value: object) -> dict[str, list[str]]:
    """The chosen radio button or boxes."""
    return {name: list(keys_of(value))}


def fill_ranking(name: str, value: object) -> dict[str, list[str]]:
    """The choice at each place."""
    return {f"{name}-{place}": [key] for place, key in enumerate(keys_of(value), start=1)}


def fill_matrix(name: str, value: object) -> dict[str, list[str]]:
    """The choice of each row."""
    return {f"{name}-{row}": [str(key)] for row, key in value.items()} if isinstance(value, Mapping) else {}


def to_json(_question: Question, value: object) -> object:
    """Keys, and for items of a list also the item as it was."""
    if isinstance(value, tuple):
        return [to_json(_question, item) for item in value]
    if isinstance(value, Picked):
        return {"key": value.key, "item": value.item, "label": value.label}
    return to_plain(value)


def one_from_json(question: Question, data: object) -> object:
    """A kept choice. Raises ValueError for anything else."""
    if worked_out(question) and isinstance(data, Mapping) and isinstance(data.get("key"), str):
        return Picked(str(data["key"]), data.get("item"), str(data.get("label") or ""))
    if isinstance(question, (ChoiceQuestion, ChoicesQuestion, RankingQuestion)) and data in question.options:
        return data
    raise ValueError("A choice was expected that the question offers.")


def many_from_json(question: Question, data: object) -> object:
    """Kept choices. Raises ValueError for anything else."""
    if not isinstance(data, (list, tuple)):
        raise ValueError("A list of choices was expected.")
    return tuple(one_from_json(question, item) for item in data)


def matrix_from_json(question: Question, data: object) -> object:
    """A kept matrix. Raises ValueError for anything else."""
    if not isinstance(question, MatrixQuestion) or not isinstance(data, Mapping):
        raise ValueError("An answer for each row was expected.")
    if set(data) != set(question.rows) or any(key not in question.options for key in data.values()):
        raise ValueError("The rows or options are not those of the question.")
    return {str(row): str(key) for row, key in data.items()}


_PICKING = ("missing", "not_an_option", "closed")

YES_NO = AnswerKind(
    "yes_no", ("missing", "not_an_option"), read_yes_no, show_yes_no, fill_yes_no, same, yes_no_from_json
)
CHOICE = AnswerKind("choice", _PICKING, read_choice, show_options, fill_options, to_json, one_from_json)
CHOICES = AnswerKind(
    "choices",
    (*_PICKING, "too_few", "too_many", "not_alone"),
    read_choices,
    show_options,
    fill_options,
    to_json,
    many_from_json,
)
RANKING = AnswerKind(
    "ranking",
    (*_PICKING, "too_few", "too_many", "not_alone", "repeated_item"),
    read_ranking,
    show_options,
    fill_ranking,
    to_json,
    many_from_json,
)
MATRIX = AnswerKind(
    "matrix",
    ("missing", "missing_row", "not_an_option"),
    read_matrix,
    show_matrix,
    fill_matrix,
    to_json,
    matrix_from_json,
)
