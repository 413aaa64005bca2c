"""Invented councils for demonstration: who they are, what they chose, and a made-up register.

Nothing here is real; README.md in this folder says how that can be seen. The register answers the
shipped contracts `addresses_at_postcode`, `property_at_uprn` and `collections_at_property` in plain
data. Dates are worked out from the moment that is asked about, so that a demonstration never grows old.
"""

from __future__ import annotations

from patternbook.library.demonstration.councils import Council, Staff, adoptions, council, councils
from patternbook.library.demonstration.register import (
    PARTS,
    RegisterDown,
    RegisterSlow,
    addresses_at_postcode,
    collections_at_property,
    property_at_uprn,
    reference_properties,
)

__all__ = [
    "PARTS",
    "Council",
    "RegisterDown",
    "RegisterSlow",
    "Staff",
    "addresses_at_postcode",
    "adoptions",
    "collections_at_property",
    "council",
    "councils",
    "property_at_uprn",
    "reference_properties",
]
