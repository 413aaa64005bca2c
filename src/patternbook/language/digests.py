"""Digests: of a text, of a meaning, and of the English that a translation follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from patternbook.language import canonical
from patternbook.language.kept import Kept
from patternbook.language.nodes.base import Forms
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read


def text(written: str) -> str:
    """The digest of canonical bytes, comments and all: for content addresses and signatures.

    >>> text("a: 1\\n")[:15]
    'sha256:37b128c5'
    """
    return "sha256:" + hashlib.sha256(written.encode()).hexdigest()


def meaning(node: object, steps: Mapping[str, Read[SharedStep]] | None = None) -> str:
    """The digest of what a definition says: comments, places and spelling do not count.

    It covers the language version (a field of every file) and, for a service, each shared step
    that a page uses. A step that is used but not given counts by its key alone.
    """
    used = _used_steps(node, steps or {}) if isinstance(node, Service) else {}
    data = {"node": canonical.to_json(node), "steps": used}
    return "sha256:" + hashlib.sha256(_bytes(data)).hexdigest()


def wording(english: str | Forms) -> str:
    """Eight hex digits: the `of` of a translation.

    >>> wording("Report a missed bin") == wording("Report a missed bin ")
    True
    """
    return hashlib.sha256(_bytes(_words(english))).hexdigest()[:8]


def _used_steps(service: Service, steps: Mapping[str, Read[SharedStep]]) -> dict[str, str]:
    used = sorted({page.use for page in service.pages.values() if page.use})
    found = {key: steps[key].node for key in used if key in steps}
    return {key: _of_step(found[key]) if found.get(key) is not None else "" for key in used}


# Shared steps are the same for every definition that uses them.
_STEPS: Kept[str] = Kept(128)


def _of_step(step: SharedStep | None) -> str:
    return _STEPS.of(lambda: meaning(step), step)


def _words(english: str | Forms) -> canonical.Json:
    if isinstance(english, str):
        return " ".join(english.split())
    by = canonical.expression(english.by.source) if english.by else ""
    return {"by": by, "forms": [[name, _words(words)] for name, words in english.forms.items()]}


def _bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
