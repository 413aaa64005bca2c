"""Definitions made up at random from the declarations: any node that the language can say.

Other tests draw from here too (`nodes(Service)`), so a new field is covered as soon as it is declared.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from patternbook.language.kinds.questions import QUESTION_KINDS, SharedQuestion
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.nodes.pattern import Page
from patternbook.language.plans import KeyedBy, Leaf, ListOf, OneOf, QuestionOf, Shape, plan_of

MAX_DEPTH = 3

# What trips readers and writers of YAML.
AWKWARD = (
    "no", "yes", "on", "012", "1e3", "0x1f", "~", "null", "true", "-", "- a", "a: b", "a #b", "#", "x:", "'", '"', "\\",
    "say \"it's\"", "{a}", "[a", "&a", "*a", "!a", "%a", "@a", "`a", "| a", "> a", "?", "? a", "<<", "---", "...", "17:00",
    "2026-04-01", "1.5", "+5", "-5", "5", ".inf", " a", "a ", "a  b", "tab\there", "two\nlines", "end\n", "ends\n\n", "\nstart",
    " space\nfirst", "a\n\n  b\n", "a\n \nb", "£5", "Rhoi gwybod am gasgliad â’r", "word " * 40, "a" * 130, "((late_by))", "é", "😀",
    "a: b: c", "key: 'x' # no", "line one is long enough to be folded at the width \n and then goes on after a break",
)  # fmt: skip
# The reader refuses what cannot be seen; `\r` is a line end.
_LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn"],
    exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
)
_ANY = (
    st.sampled_from(AWKWARD)
    | st.text(_LETTERS, min_size=1, max_size=12)
    | st.text("ab #:'\"\n-", min_size=1, max_size=12)
)
KEYS = st.sampled_from(("a", "b", "c", "no", "on", "yes", "null", "true", "x1", "a_long_key", "y", "z" * 64))
EXPRESSIONS = st.sampled_from(
    ("true", "5", "-1", "a", "a&&b", "a && ( b || c )", 'kind in ["a","b" ]', "x == 'no'", "!known(x)", "a ? b : c",
     "settings.fee + pence( 5 )", "xs.exists(x, x.open)", "a &&", "no such (", "working_days(2)", "a  ==  \"it's\"",
     "settings.one_quite_long_name == 'and_a_value' || settings.another_long_name == 'and_another_value' && known(third)")
).map(Expr)  # fmt: skip

words = _ANY.filter(lambda text: bool(text.strip()))
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


def _keyed(values: SearchStrategy[Any], most: int = 3) -> SearchStrategy[Keyed[Any]]:
    return st.lists(st.tuples(KEYS, values), max_size=most, unique_by=lambda pair: pair[0]).map(Keyed)


def _forms() -> SearchStrategy[Forms]:
    by_speaker = st.tuples(words, words).map(
        lambda pair: Forms(Keyed(zip(("self", "other"), pair, strict=True)))
    )
    by_nation = st.tuples(words, words).map(
        lambda pair: Forms(Keyed(zip(("wales", "other"), pair, strict=True)))
    )
    picked = st.tuples(_keyed(words), words, EXPRESSIONS).map(
        lambda made: Forms(Keyed([*made[0].items(), ("other", made[1])]), made[2])
    )
    return by_speaker | by_nation | picked


wordings = words | _forms()
texts = st.builds(
    lambda english, others, of: Text(Keyed([("en", english), *others.items()]), of),
    wordings,
    st.dictionaries(st.sampled_from(("cy", "gd", "ga")), wordings, max_size=2),
    st.sampled_from(("", "1a2b3c4d", "12345678")),
)
conditions = st.builds(Condition, EXPRESSIONS, st.none() | st.booleans())
_scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | _ANY
plain: SearchStrategy[Any] = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3).map(tuple) | _keyed(inner), max_leaves=6
)

_LEAVES: dict[str, SearchStrategy[Any]] = {
    "word": _ANY,
    "whole": st.integers(-(2**63), 2**63 - 1),
    "flag": st.booleans(),
    "day": days,
    "expression": EXPRESSIONS,
    "condition": conditions,
    "text": texts,
    "data": plain.map(Data),
}


@st.composite
def nodes(draw: st.DrawFn, cls: type, depth: int = 0) -> Any:
    """A node of a class, with any of its fields, no deeper than MAX_DEPTH nodes."""
    said: dict[str, Any] = {}
    for field in plan_of(cls).fields:
        if field.name == "patternbook":
            said["patternbook"] = 1
        elif field.required or draw(st.integers(0, 3)) == 0:
            shared = cls is Page and said.get("use") is not None
            said[field.name] = draw(_of_shape(field.shape, depth, shared=shared))
    return cls(**said)


def _of_shape(shape: Shape, depth: int, *, shared: bool = False) -> SearchStrategy[Any]:
    if isinstance(shape, Leaf):
        return _LEAVES[shape.kind]
    if isinstance(shape, OneOf):
        return st.sampled_from(shape.words)
    if isinstance(shape, ListOf | KeyedBy):
        # Past the greatest depth, collections of nodes are empty, so that every draw ends.
        ends = depth >= MAX_DEPTH and not isinstance(shape.item, Leaf | OneOf)
        most = 0 if ends else 3 if depth < 2 else 1
        inner = _of_shape(shape.item, depth + 1, shared=shared)
        return st.lists(inner, max_size=most).map(tuple) if isinstance(shape, ListOf) else _keyed(inner, most)
    if isinstance(shape, QuestionOf):
        kinds = (*QUESTION_KINDS, SharedQuestion) if shared else QUESTION_KINDS
        return st.sampled_from(kinds).flatmap(lambda kind: nodes(kind, depth + 1))
    return nodes(shape.cls, depth + 1)


__all__ = ["AWKWARD", "EXPRESSIONS", "KEYS", "conditions", "nodes", "plain", "texts", "wordings", "words"]
