"""Upgrading 400 councils to a newer version: merged, checked, compiled, examples run; against the texts alone.

Most councils run the version as it is, some have edits of their own, and some of those are the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bench.harness import Ratio
from bench.reading import REMEMBERED
from bench.web import ground

if TYPE_CHECKING:
    from patternbook.web.catalogue.models import Upgrade, Version

COUNCILS, FEW = 400, 40
# Of each ten councils one has edits, and each edit is made by some councils alike.
EDITED, ALIKE = 10, 10
TITLE, NEW_TITLE = "en: Report a missed bin collection", "en: Report a missed collection"
SUMMARY = "en: Tell us that "


def ratios() -> Iterator[Ratio]:
    """All councils against the texts that they come to, and against a tenth of the councils."""
    ground.council()
    newer = _newer()
    many, few = _upgrades(newer, COUNCILS), _upgrades(newer, FEW)
    texts = tuple(dict.fromkeys(_ready(one) for one in many))
    assert len(texts) == 1 + COUNCILS // EDITED // ALIKE, len(texts)
    examples = tuple(sorted(newer.examples.items()))
    yield Ratio(
        name="Upgrading 400 councils: merge, check, compile, examples", ours=_upgrading(many, examples),
        floor=_texts(texts, examples), against="checking their 5 texts and running the examples", kind="cost",
        target=1.5,
    )  # fmt: skip
    yield Ratio(
        name="Upgrading 400 councils", ours=_upgrading(many, examples), floor=_upgrading(few, examples),
        against="upgrading 40", kind="cost", target=10.0,
    )  # fmt: skip


def _newer() -> Version:
    """The shipped version's successor, published past the action, which would offer it to everybody."""
    from patternbook.language import digests
    from patternbook.web.catalogue import definitions
    from patternbook.web.catalogue.models import Version

    version = Version.objects.get(service=ground.SERVICE)
    assert TITLE in version.text
    text = version.text.replace(TITLE, NEW_TITLE, 1)
    return Version.objects.create(
        service=version.service, number="1.0.1", publisher_name=version.publisher_name, text=text, follows=version,
        examples=version.examples, text_digest=digests.text(text), title=version.title, published=version.published,
        meaning_digest=definitions.compiled(text).digest,
    )  # fmt: skip


def _upgrades(newer: Version, councils: int) -> list[Upgrade]:
    """Councils that run the version before, with their upgrades."""
    from patternbook.language import digests
    from patternbook.web.authorities.models import Authority
    from patternbook.web.catalogue.models import Adoption, Revision, Upgrade

    first = Revision.objects.select_related("version").get(number=1, authority__slug=ground.COUNCIL)
    made = []
    for place in range(councils):
        text = first.text
        if place % EDITED == 0:
            edit = place // EDITED % (COUNCILS // EDITED // ALIKE)
            text = text.replace(SUMMARY, f"en: Edit {edit} of a council. Tell us that ", 1)
        authority = Authority.objects.create(
            slug=f"council-{councils}-{place}", name=f"Council {place}", nation="england"
        )
        adoption = Adoption.objects.create(authority=authority, service=newer.service)
        adoption.current = Revision.objects.create(
            authority=authority, adoption=adoption, number=1, version=first.version, text=text,
            text_digest=digests.text(text), meaning_digest=first.meaning_digest,
            adoption_text=first.adoption_text, made=first.made,
        )  # fmt: skip
        adoption.save()
        made.append(
            Upgrade.objects.create(
                authority=authority, adoption=adoption, to=newer, state="offered", made=first.made
            )
        )
    return made


def _ready(upgrade: Upgrade) -> str:
    from patternbook.web.catalogue import upgrades

    ready = upgrades.ready(upgrade)
    assert not ready.problems, ready.problems
    return ready.text


def _forget() -> None:
    """Let nothing be known of any text."""
    from patternbook.web.catalogue import definitions, examples, weighing

    kept = (
        *REMEMBERED, definitions.compiled, definitions.as_written, definitions.check_definition,
        definitions.adoption, examples.run_all, weighing.changes_between, weighing.merged,
    )  # fmt: skip
    for each in kept:
        each.cache_clear()
    with contextlib.suppress(AttributeError):
        examples._PASSED.clear()


def _upgrading(found: list[Upgrade], examples: tuple[tuple[str, str], ...]) -> Callable[[], object]:
    from patternbook.web.catalogue.definitions import check_definition
    from patternbook.web.catalogue.examples import run_all

    def work() -> None:
        _forget()
        for upgrade in found:
            text = _ready(upgrade)
            check_definition(text, "service.yaml", "england")
            assert not any(ran.problems for ran in run_all(text, examples))

    return work


def _texts(texts: tuple[str, ...], examples: tuple[tuple[str, str], ...]) -> Callable[[], object]:
    from patternbook.web.catalogue.definitions import check_definition
    from patternbook.web.catalogue.examples import run_all

    def work() -> None:
        _forget()
        for text in texts:
            check_definition(text, "service.yaml", "england")
            assert not any(ran.problems for ran in run_all(text, examples))

    return work
