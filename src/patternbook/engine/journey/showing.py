"""A page as one resident sees it: which questions, which options, what is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from patternbook.engine import answers, texts
from patternbook.engine.answers import address
from patternbook.engine.answers.asking import Form, ShownOption, ShownQuestion
from patternbook.engine.answers.choosing import NOT_SURE
from patternbook.engine.answers.group import MOST_ITEMS, sent_items
from patternbook.engine.compiled import Names
from patternbook.engine.evaluation import Evaluation, as_seen
from patternbook.engine.formats import WORDS, spoken
from patternbook.engine.names import Within
from patternbook.engine.texts import Reader, Shown
from patternbook.engine.values import to_plain
from patternbook.errors import Path
from patternbook.language.kinds.questions import (
    AddressQuestion,
    Closed,
    GroupQuestion,
    HiddenQuestion,
    MatrixQuestion,
    Option,
    OptionsFrom,
    Question,
    YesNoQuestion,
)
from patternbook.language.nodes.base import Keyed
from patternbook.language.types import NOTHING
from patternbook.language.unknown import Unknown, is_unknown

LIMITS = ("min", "max", "earliest", "latest")


class Showing:
    """Shows the questions of one page with the names that are known there.

    `form` is what was sent in, where the page is shown again or read; else what was answered.
    `brief` leaves out help and own words for errors: what a page that is gone past does not need.
    """

    def __init__(self, names: Evaluation, form: Form | None = None, *, brief: bool = False) -> None:
        self.names = names
        self.compiled = names.compiled
        self.context = names.context
        self.form = form
        self.brief = brief
        self.reader = reader_of(names)

    def words(self, path: Path, names: Names | None = None) -> Shown:
        """The text at a path, for the reader."""
        return texts.show(self.compiled.texts[path], self.names if names is None else names, self.reader)

    def words_if(self, path: Path, names: Names | None = None) -> Shown | None:
        """The text at a path, or None where there is none."""
        return self.words(path, names) if path in self.compiled.texts else None

    def help(self, path: Path, names: Names) -> Shown | None:
        """Help, where it is wanted and there is any."""
        return None if self.brief else self.words_if(path, names)

    def is_asked(self, question: Question, path: Path, names: Names) -> bool:
        """Whether a question is asked at all here."""
        if isinstance(question, HiddenQuestion) or question.channel not in ("any", self.context.channel):
            return False
        return self.compiled.holds((*path, "show"), names)

    def question(self, key: str, question: Question, path: Path, names: Names, name: str) -> ShownQuestion:
        """A question as it is asked. `name` is the name of its field."""
        shown = ShownQuestion(
            key=key,
            name=name,
            ask=question.ask,
            question=question,
            label=self.words((*path, "label"), names),
            hint=self.help((*path, "hint"), names),
            required=self._required(question, path, names),
            options=tuple(self._options(key, question, path, names)),
            rows=tuple(self._rows(question, path, names)),
            limits=self._limits(path, names),
            errors={} if self.brief else self._errors(question, path, names),
            today=self.context.today,
            language=self.context.language,
        )
        return shown

    def _errors(self, question: Question, path: Path, names: Names) -> Mapping[str, Shown]:
        return {code: self.words((*path, "errors", code), names) for code in question.errors}

    def _required(self, question: Question, path: Path, names: Names) -> bool:
        if not question.optional:
            return True
        return self.compiled.holds((*path, "required_if"), names, otherwise=False)

    def _limits(self, path: Path, names: Names) -> Mapping[str, object]:
        found = {}
        for limit in LIMITS:
            program = self.compiled.program((*path, limit))
            value = None if program is None else program.run(names)
            if value is not None and not is_unknown(value):
                found[limit] = value
        return found

    def _options(self, key: str, question: Question, path: Path, names: Names) -> Iterator[ShownOption]:
        if isinstance(question, YesNoQuestion):
            yield from self._yes_no(question, path, names)
            return
        if isinstance(question, AddressQuestion):
            yield from self._addresses(question, names)
            return
        options = getattr(question, "options", None)
        from_ = getattr(question, "from_", None)
        if isinstance(from_, OptionsFrom):
            yield from self._worked_out(from_, (*path, "from"), names)
        elif options:
            yield from self._listed(options, (*path, "options"), names)

    def _rows(self, question: Question, path: Path, names: Names) -> Iterator[ShownOption]:
        if isinstance(question, MatrixQuestion):
            yield from self._listed(question.rows, (*path, "rows"), names)

    def _listed(self, options: Mapping[str, Option], path: Path, names: Names) -> Iterator[ShownOption]:
        for key, option in options.items():
            here = (*path, key)
            if not self.compiled.holds((*here, "show"), names):
                continue
            reason = self._closed(option.closed, here, names)
            yield ShownOption(
                key=key,
                label=self.words((*here, "label"), names),
                hint=self.help((*here, "hint"), names),
                divider=option.divider,
                alone=option.alone,
                closed=self.words((*here, "closed", reason, "because"), names) if reason else None,
                closed_key=reason,
            )

    def _worked_out(self, options: OptionsFrom, path: Path, names: Names) -> Iterator[ShownOption]:
        items = self.compiled.programs[(*path, "each")].run(names)
        for item in items if isinstance(items, tuple) else ():
            inside = Within(names, {options.as_: item})
            key = self.compiled.programs[(*path, "key")].run(inside)
            if not isinstance(key, str) or not self.compiled.holds((*path, "show"), inside):
                continue
            reason = self._closed(options.closed, path, inside)
            yield ShownOption(
                key=key,
                label=self.words((*path, "label"), inside),
                hint=self.help((*path, "hint"), inside),
                closed=self.words((*path, "closed", reason, "because"), inside) if reason else None,
                closed_key=reason,
                item=item,
            )

    def _closed(self, reasons: Keyed[Closed], path: Path, names: Names) -> str | None:
        """The first reason for which an option cannot be chosen."""
        closed = (key for key in reasons if self.compiled.holds((*path, "closed", key, "if"), names))
        return next(closed, None)

    def _yes_no(self, question: YesNoQuestion, path: Path, names: Names) -> Iterator[ShownOption]:
        language = spoken(self.context.language)
        labels = {"yes": WORDS[language]["yes"], "no": WORDS[language]["no"], "not_sure": NOT_SURE[language]}
        for key, label in labels.items():
            if key != "not_sure" or question.not_sure:
                yield ShownOption(key, Shown((label,), language), self.help((*path, "hints", key), names))

    def _addresses(self, question: AddressQuestion, names: Names) -> Iterator[ShownOption]:
        found = names[question.from_] if question.from_ else ()
        language = spoken(self.context.language)
        for item in found if isinstance(found, tuple) else ():
            if isinstance(item, Mapping) and isinstance(uprn := item.get("uprn"), str):
                yield self._address(uprn, item, language)
        if question.no_fixed:
            yield ShownOption(address.NO_FIXED, Shown((address.NO_FIXED_WORDS[language],), language))

    def _address(self, uprn: str, item: Mapping[str, object], language: str) -> ShownOption:
        """One address found. A page that is gone past only asks which there are."""
        if self.brief:
            return ShownOption(uprn, Shown(("", uprn), language))
        plain = {key: to_plain(value) for key, value in item.items()}
        return ShownOption(uprn, Shown(("", address.in_one_line(plain) or uprn), language), item=plain)

    # Groups: the same questions for each item.

    def with_items(self, shown: ShownQuestion, path: Path, names: Names, answer: object) -> ShownQuestion:
        """A group with the questions of each of its items."""
        if not isinstance(shown.question, GroupQuestion):
            return shown
        given = answer if isinstance(answer, tuple) else ()
        least = shown.limits.get("min", 1)
        count = sent_items(shown.name, self.form) if self.form is not None else len(given)
        count = max(count, least if isinstance(least, int) else 1)
        items = tuple(
            self._item(shown, path, names, index, given[index] if index < len(given) else {})
            for index in range(min(count, MOST_ITEMS * 10))
        )
        return replace(shown, items=items)

    def _item(
        self, group: ShownQuestion, path: Path, names: Names, index: int, answered: object
    ) -> tuple[ShownQuestion, ...]:
        inside = Within(names, {})
        types = dict(self.compiled.answer_types[group.key].item.fields)
        shown: list[ShownQuestion] = []
        questions = group.question.questions if isinstance(group.question, GroupQuestion) else Keyed()
        kept = answered if isinstance(answered, Mapping) else {}
        for key, question in questions.items():
            here = (*path, "questions", key)
            inside[key] = Unknown("not_asked", key)
            if not self.is_asked(question, here, inside):
                continue
            asked = self.question(key, question, here, inside, f"{group.name}-{index}-{key}")
            asked = self.filled(asked, kept.get(key))
            answer = kept.get(key) if self.form is None else answers.read(asked, self.form)[0]
            inside[key] = as_seen(answer, types.get(key, NOTHING))
            shown.append(asked)
        return tuple(shown)

    def filled(self, shown: ShownQuestion, answer: object) -> ShownQuestion:
        """A question with its fields filled in: what was sent, else what was answered."""
        if self.form is not None:
            mine = {field: list(sent) for field, sent in self.form.items() if _is_of(field, shown.name)}
            return replace(shown, current=mine)
        return replace(shown, current=answers.fill(shown.name, shown.question, answer))


def _is_of(field: str, name: str) -> bool:
    return field == name or field.startswith(f"{name}-")


def reader_of(names: Evaluation) -> Reader:
    """Who reads: spoken of as themselves or as another, by the service's `audience`."""
    context = names.context
    form = context.form
    if names.compiled.service.audience is not None:
        form = "other" if names.compiled.holds(("audience", "other"), names) else "self"
    return Reader(context.language, context.nation, form)
