"""The Local Government Services List, as far as GOV.UK links to it: the name of each number."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def names() -> Mapping[int, str]:
    """The name of a service by its number in the list.

    >>> names()[524]
    'Find out which day the refuse is collected'
    """
    text = (files("patternbook.web.catalogue") / "data" / "lgsl.csv").read_text(encoding="utf-8")
    return MappingProxyType({int(row["id"]): row["name"] for row in csv.DictReader(text.splitlines())})
