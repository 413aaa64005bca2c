"""The contracts that ship with the language: typed questions which any connected system can answer.

A definition may declare more of its own; those here are general enough for many services. What
other systems call things never shows: a contract speaks in the words of the service.
"""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.nodes.service import Contract, RecordType


def _english(words: str) -> Text:
    return Text(wordings=Keyed([("en", words)]))


def _record(**fields: str) -> RecordType:
    return RecordType(fields=Keyed(fields.items()))


def _contract(about: str, *, gives: str, max_: int = 100, **takes: str) -> Contract:
    return Contract(about=_english(about), takes=Keyed(takes.items()), gives=gives, max=max_)


RECORDS: Keyed[RecordType] = Keyed(
    [
        ("address_found", _record(uprn="text(20)", line="text(200)", town="text(100)", postcode="text(10)")),
        (
            "property_found",
            _record(
                uprn="text",
                line="text",
                town="text",
                postcode="text",
                kind="choice(house, flat, business, other)",
                at="point?",
                area="text?",
            ),
        ),
        (
            "collection",
            _record(
                service="text(64)",
                name="text(100)",
                name_cy="text?",
                kind="choice(refuse, recycling, food, garden, communal, assisted, bulky, other)",
                last="date?",
                next="date?",
                frequency="choice(weekly, fortnightly, other)",
                round_done_at="datetime?",
                collected_at="datetime?",
                exception="text(64)?",
                exception_class="choice(not_presented, contaminated, no_access, health_safety, other)?",
                street_closed="bool",
                subscribed="bool?",
            ),
        ),
        ("property_report", _record(service="text(64)", reported_on="date", open="bool")),
        (
            "slot_offered",
            _record(key="text", start="datetime", end="datetime", left="int", price="money?", place="text?"),
        ),
        ("entitlement_held", _record(holds="bool", until="date?", count="int?")),
        ("area_found", _record(key="text", name="text", responsible="bool")),
    ]
)
"""The records that shipped contracts give, by name."""

CONTRACTS: Keyed[Contract] = Keyed(
    [
        (
            "addresses_at_postcode",
            _contract("Which addresses have this postcode?", gives="list(address_found)", postcode="text"),
        ),
        (
            "property_at_uprn",
            _contract("Which property has this number?", gives="property_found", uprn="text"),
        ),
        (
            "collections_at_property",
            _contract(
                "What is collected at this property, and what did the crew log?",
                gives="list(collection, 20)",
                uprn="text",
            ),
        ),
        (
            "reports_at_property",
            _contract(
                "What is already reported at this property? Never by whom.",
                gives="list(property_report, 40)",
                uprn="text",
            ),
        ),
        (
            "slots_available",
            _contract(
                "Which slots are free between two days?",
                gives="list(slot_offered, 200)",
                max_=200,
                resource="text",
                first="date",
                last="date",
            ),
        ),
        (
            "entitlement",
            _contract(
                "Does this person hold what entitles them, such as a concession or a permit?",
                gives="entitlement_held",
                kind="text",
                reference="text",
            ),
        ),
        (
            "area_at_point",
            _contract(
                "Which area is this point in, and who is responsible there?", gives="area_found", at="point"
            ),
        ),
        (
            "distance_between",
            _contract(
                "How many metres is it from one point to the other?",
                gives="int",
                start="point",
                end="point",
                way="choice(walk, straight)",
            ),
        ),
    ]
)
"""Every shipped contract, by key."""


def contracts_of(declared: Mapping[str, Contract]) -> Mapping[str, Contract]:
    """Every contract that a definition can call: those shipped, and its own.

    A contract that the definition declares itself wins over a shipped one of the same key.

    >>> "addresses_at_postcode" in contracts_of({})
    True
    """
    return {**CONTRACTS, **declared}
