"""How the node in hand is declared."""

from __future__ import annotations

from typing import Any

from patternbook.language.plans import ClassPlan, plan_of


def plan(node: object) -> ClassPlan:
    """The plan of a node's class.

    >>> from patternbook.language.nodes.base import Lock
    >>> list(plan(Lock(law="epa_45")).by_key)
    ['law', 'allow', 'because']
    """
    kind: Any = type(node)
    return plan_of(kind)
