"""Words of a definition without its holes: what stands there by default, or what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.engine.compiler import Compiled
from patternbook.engine.settings import plain_data
from patternbook.language import texts, walk
from patternbook.language.nodes.base import Expr
from patternbook.language.nodes.service import Service
from patternbook.language.words import Words, english
from patternbook.web.studio import typed


class Holes:
    """Says what stands in the holes of a definition's words, which `english` shows as expressions in brackets."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._words = Words(compiled.service)
        self._said: dict[str, str] | None = None

    def filled(self, said: str) -> str:
        """Words with each hole filled: a setting's default, else what the value is called, in brackets."""
        if "[" not in said:
            return said
        if self._said is None:
            self._said = {f"[{expr.source}]": self._say(expr) for expr in _holes(self._compiled.service)}
        for hole, instead in self._said.items():
            said = said.replace(hole, instead)
        return said

    def _say(self, expr: Expr) -> str:
        where, _, key = expr.source.partition(".")
        service = self._compiled.service
        if where == "settings" and key in service.settings:
            setting, type_ = service.settings[key], self._compiled.setting_types.get(key)
            if setting.default is not None and type_ is not None:
                return typed.say(plain_data(setting.default), type_, setting.unit or "")
            return f"({english(setting.title)})"
        if where == "bindings" and key in service.bindings:
            return f"({english(service.bindings[key].title)})"
        return f"({self._words.value(expr)})"


def _holes(service: Service) -> Iterator[Expr]:
    for _, text in walk.texts(service):
        for words in walk.words_of(text):
            yield from _in(words)


def _in(words: str) -> Iterator[Expr]:
    try:
        segments = texts.parse(words)
    except texts.TextError:
        return
    yield from (each.expr for each in segments if isinstance(each, texts.Hole))
