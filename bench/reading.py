"""Reading definitions: cold against libyaml's own work on the same text, warm against json.loads."""

from __future__ import annotations

import json
from collections.abc import Iterator

import yaml

from bench.harness import Ratio
from patternbook import library
from patternbook.engine.compiler import compile_whole
from patternbook.language import canonical, texts
from patternbook.language.checks import check, mentions
from patternbook.language.digests import meaning
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from patternbook.language.scopes import trees
from patternbook.language.steps import expand

# What the process remembers of texts that it has seen: a definition that is read cold was never seen.
REMEMBERED = (
    trees.parsed, trees.paths_in, trees.names_in, trees.conjuncts_in, canonical.expression, texts.parse,
    mentions.names_in,
)  # fmt: skip


def ratios() -> Iterator[Ratio]:
    """Cold and warm, of the largest shipped definition."""
    text, steps = library.service("missed_bin").text, library.steps()
    loader = yaml.CLoader

    def forget(times: int) -> None:
        for each in REMEMBERED:
            each.cache_clear()

    def cold() -> object:
        forget(1)
        found = read(text, kind=Service, steps=steps)
        assert not [one for one in check(found) if one.severity == "error"]
        assert found.node is not None
        return compile_whole(expand(found.node, steps), meaning(found.node, steps))

    yield Ratio(
        name="A definition cold: read with positions, check, compile",
        ours=cold, floor=lambda: yaml.compose(text, Loader=loader), against="libyaml's compose of the same text",
        kind="cost", target=3.0, before_ours=forget,
    )  # fmt: skip

    found = read(text, kind=Service, steps=steps)
    assert found.node is not None
    kept = json.dumps(canonical.to_json(found.node), ensure_ascii=False)
    yield Ratio(
        name="A definition warm: from its canonical JSON",
        ours=lambda: canonical.from_json(json.loads(kept), Service), floor=lambda: json.loads(kept),
        against="json.loads of its canonical JSON", kind="cost", target=6.0,
    )  # fmt: skip
