"""Every connector ends in the same ways: found, not found, many, slow, unavailable, nonsense.

One test for all connectors of a contract, through the door that the journey uses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from patternbook.web.connections.connectors.base import Connector
from patternbook.web.connections.connectors.os_places import OsPlaces
from patternbook.web.connections.connectors.register import SampleRegister
from patternbook.web.connections.resolving import Via
from tests.web.connections.conftest import COLLECTIONS, NOW, PROMISES, QUICK, MakeVia, ask, ask_collections
from tests.web.connections.places import DOWN, KEY, SLOW, Places

# What somebody waits at most, and a little for a busy machine.
AT_MOST = QUICK.call + 0.8

ENDINGS = {
    "found": "found",
    "not_found": "not_found",
    "many": "many",
    "slow": "unavailable",
    "unavailable": "unavailable",
    "malformed": "unavailable",
}


@dataclass(frozen=True)
class Lookup:
    """A connector, with the place to ask about for each way in which it can end."""

    via: Via
    places: Mapping[str, str]


REGISTER_POSTCODES = {
    "found": "ZZ99 1AG", "not_found": "ZZ99 8ZZ", "many": "ZZ99 9XZ", "slow": "ZZ99 9YZ",
    "unavailable": "ZZ99 9ZZ", "malformed": "ZZ99 9WZ",
}  # fmt: skip
OS_PLACES_POSTCODES = {
    "found": "ZZ99 1AA", "not_found": "ZZ99 3AA", "many": "ZZ99 2AA", "slow": SLOW,
    "unavailable": DOWN, "malformed": "ZZ99 5AC",
}  # fmt: skip
REGISTER_PROPERTIES = {
    "found": "990001000001", "not_found": "990001000113", "many": "990001001016", "slow": "990001001009",
    "unavailable": "990001001002", "malformed": "990001001023",
}  # fmt: skip

MADE: Mapping[str, tuple[Callable[[str], Connector], Mapping[str, str]]] = {
    "register": (lambda _: SampleRegister(), REGISTER_POSTCODES),
    "os_places": (
        lambda address: OsPlaces(key=KEY, address=address, pause=lambda _: None), OS_PLACES_POSTCODES
    ),
}  # fmt: skip


@pytest.fixture(params=MADE)
def addresses(request: pytest.FixtureRequest, via_of: MakeVia, places: Places) -> Lookup:
    """Each connector that finds addresses."""
    make, postcodes = MADE[request.param]
    return Lookup(via_of(make(places.address)), postcodes)


@pytest.fixture(params=["register"])
def collections(request: pytest.FixtureRequest, via_of: MakeVia) -> Lookup:
    """Each connector that knows collections: so far one."""
    return Lookup(via_of(SampleRegister()), REGISTER_PROPERTIES)


@pytest.mark.parametrize("ending", ENDINGS)
def test_how_a_lookup_of_addresses_ends(addresses: Lookup, ending: str) -> None:
    began = time.monotonic()
    result = ask(addresses.via, addresses.places[ending])
    assert time.monotonic() - began < AT_MOST
    assert (result.outcome, result.as_of) == (ENDINGS[ending], NOW)
    if ending != "found":
        assert result.value is None
        return
    assert isinstance(result.value, list)
    assert result.value
    for one in result.value:
        assert set(one) == {"uprn", "line", "town", "postcode"}
        assert one["postcode"] == addresses.places["found"]
        assert one["uprn"].isdigit()


@pytest.mark.parametrize("ending", ENDINGS)
def test_how_a_lookup_of_collections_ends(collections: Lookup, ending: str) -> None:
    began = time.monotonic()
    result = ask_collections(collections.via, collections.places[ending])
    assert time.monotonic() - began < AT_MOST
    assert (result.outcome, result.as_of) == (ENDINGS[ending], NOW)
    if ending != "found":
        assert result.value is None
        return
    assert isinstance(result.value, list)
    assert [one["service"] for one in result.value] == ["refuse", "recycling", "food"]
    promised = {key for key, _ in PROMISES[COLLECTIONS].gives.item.fields}
    assert all(set(one) == promised for one in result.value)


def test_slow_means_that_the_time_was_waited_out(addresses: Lookup) -> None:
    """Otherwise a connector that fails at once would pass for one that is cut off in time."""
    began = time.monotonic()
    ask(addresses.via, addresses.places["slow"])
    assert time.monotonic() - began > QUICK.call - 0.1


@pytest.mark.parametrize("ending", ["slow", "unavailable", "malformed"])
def test_logs_hold_nothing_of_what_was_asked(
    addresses: Lookup, ending: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(addresses.via, addresses.places[ending])
    said = caplog.text + "".join(capsys.readouterr())
    assert "connection.unavailable" in said
    assert addresses.places[ending] not in said
