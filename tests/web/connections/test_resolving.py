"""What is kept, how often is tried, who is left alone; and how OS Places is read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pytest_django import Settings

from patternbook.web.authorities.models import Authority
from patternbook.web.connections import connectors, resolving
from patternbook.web.connections.breaker import Breaker
from patternbook.web.connections.connectors.base import Reply, Unavailable
from patternbook.web.connections.connectors.os_places import OsPlaces
from patternbook.web.connections.connectors.register import SampleRegister
from patternbook.web.connections.resolving import Limits, Via
from patternbook.web.connections.shapes import NotAsPromised, conform
from tests.web.connections.conftest import ADDRESSES, PROMISES, MakeVia, ask
from tests.web.connections.places import KEY, Places


def test_addresses_are_written_as_people_write_them(places: Places, via_of: MakeVia) -> None:
    via = via_of(OsPlaces(key=KEY, address=places.address))
    found = ask(via, "ZZ99 1AA").value
    assert isinstance(found, list)
    assert found[0] == {
        "uprn": "990009000001", "line": "1 St Mary's Road", "town": "Ambridge", "postcode": "ZZ99 1AA",
    }  # fmt: skip
    assert places.asked[0]["key"] == KEY
    hundred = ask(via, "ZZ99 4AA").value
    assert isinstance(hundred, list)
    assert len(hundred) == 100


@pytest.mark.parametrize("postcode", ["ZZ99 5AA", "ZZ99 5AB", "ZZ99 5AC", "ZZ99 5AD", "ZZ99 5AE"])
def test_nonsense_counts_as_unavailable(places: Places, via_of: MakeVia, postcode: str) -> None:
    via = via_of(OsPlaces(key=KEY, address=places.address))
    assert ask(via, postcode).outcome == "unavailable"


def test_a_postcode_that_cannot_be_is_not_found(places: Places, via_of: MakeVia) -> None:
    via = via_of(OsPlaces(key=KEY, address=places.address))
    assert ask(via, "ZZ99 7AA").outcome == "not_found"


@pytest.mark.parametrize("status", [429, 503])
def test_a_refusal_is_tried_again_a_little_later(places: Places, via_of: MakeVia, status: int) -> None:
    waits: list[float] = []
    places.failures, places.status = 2, status
    via = via_of(OsPlaces(key=KEY, address=places.address, pause=waits.append))
    assert ask(via, "ZZ99 1AA", limits=Limits(call=5, total=5)).outcome == "found"
    assert len(waits) == 2
    assert all(0 < wait < 1 for wait in waits)


def test_trying_again_has_an_end(places: Places, via_of: MakeVia) -> None:
    places.failures = 100
    via = via_of(OsPlaces(key=KEY, address=places.address, pause=lambda _: None))
    assert ask(via, "ZZ99 1AA", limits=Limits(call=5, total=5)).outcome == "unavailable"
    assert len(places.asked) == 3


def test_a_wrong_key_is_not_tried_again(places: Places, via_of: MakeVia) -> None:
    via = via_of(OsPlaces(key="wrong", address=places.address))
    assert ask(via, "ZZ99 1AA").outcome == "unavailable"
    assert len(places.asked) == 1


def test_nobody_listening_is_unavailable(via_of: MakeVia) -> None:
    via = via_of(OsPlaces(key=KEY, address="http://127.0.0.1:9", pause=lambda _: None))
    assert ask(via, "ZZ99 1AA").outcome == "unavailable"


def test_what_was_found_is_kept_for_its_minutes_unless_asked_afresh(places: Places, via_of: MakeVia) -> None:
    via = via_of(OsPlaces(key=KEY, address=places.address))
    assert ask(via, "ZZ99 1AA") == ask(via, "ZZ99 1AA")
    assert len(places.asked) == 1
    ask(via, "ZZ99 1AA", afresh=True)
    assert len(places.asked) == 2


def test_that_it_was_unavailable_is_not_kept(places: Places, via_of: MakeVia) -> None:
    places.failures = 3
    via = via_of(OsPlaces(key=KEY, address=places.address, pause=lambda _: None))
    assert ask(via, "ZZ99 1AA").outcome == "unavailable"
    assert ask(via, "ZZ99 1AA").outcome == "found"


def test_what_one_council_asked_is_not_another_councils(
    places: Places, via_of: MakeVia, other_council: Authority
) -> None:
    via = via_of(OsPlaces(key=KEY, address=places.address))
    ask(via, "ZZ99 1AA")
    other = Via(other_council.pk, other_council.slug, via.connectors, via.promises, via.keep)
    ask(other, "ZZ99 1AA")
    assert len(places.asked) == 2


def test_a_system_that_keeps_failing_is_left_alone_for_a_while(places: Places, via_of: MakeVia) -> None:
    places.failures = 100
    via = via_of(OsPlaces(key=KEY, address=places.address, pause=lambda _: None))
    for number in range(3):
        ask(via, "ZZ99 1AA", number=number)
    asked = len(places.asked)
    assert ask(via, "ZZ99 1AA", number=9).outcome == "unavailable"
    assert len(places.asked) == asked


def test_nothing_connected_is_unavailable(via_of: MakeVia) -> None:
    via = via_of(SampleRegister())
    assert ask(Via(via.authority_id, "x", {}, via.promises), "ZZ99 1AG").outcome == "unavailable"


class Odd:
    """A connector that gives what no contract promises."""

    name, in_process = "odd", True

    def answers(self, contract: str) -> bool:
        """All of them."""
        return True

    def ask(self, contract: str, inputs: object, asking: object) -> Reply:
        """A number where a list was promised."""
        return Reply("found", 42)


def test_data_that_breaks_the_contract_is_unavailable(via_of: MakeVia) -> None:
    assert ask(via_of(Odd()), "ZZ99 1AG").outcome == "unavailable"


@dataclass
class Broken:
    """A connector with a defect: it breaks in a way that nobody foresaw, until it is mended."""

    in_process: bool
    mended: bool = False
    name: str = "broken"

    def answers(self, contract: str) -> bool:
        """All of them."""
        return True

    def ask(self, contract: str, inputs: object, asking: object) -> Reply:
        """Breaks off with what was asked in its words."""
        if self.mended:
            return Reply("found", [])
        raise KeyError(f"No field in the answer to {inputs}")


@pytest.mark.parametrize("in_process", [True, False])
def test_a_defect_in_a_connector_is_unavailable_and_tells_the_log_nothing_personal(
    via_of: MakeVia, caplog: pytest.LogCaptureFixture, *, in_process: bool
) -> None:
    assert ask(via_of(Broken(in_process)), "ZZ99 1AG").outcome == "unavailable"
    (line,) = (record.getMessage() for record in caplog.records if record.name == resolving.__name__)
    assert "'broke off: KeyError'" in line
    assert "ZZ99" not in line


def test_a_defect_at_the_one_try_after_the_rest_does_not_close_the_line_for_good(
    via_of: MakeVia, rested: Breaker
) -> None:
    broken = Broken(in_process=False)
    via = via_of(broken)
    line, now = (broken.name, via.authority_id), [0.0]
    limits = Limits(call=0.6, total=1.0, clock=lambda: now[0])
    for number in range(rested.failures):
        ask(via, "ZZ99 1AG", number=number, limits=limits)
    assert not rested.may_ask(line, at=now[0])
    now[0] = rested.rest + 1
    assert ask(via, "ZZ99 1AG", number=8, limits=limits).outcome == "unavailable"
    broken.mended, now[0] = True, now[0] + rested.rest + 1
    assert ask(via, "ZZ99 1AG", number=9, limits=limits).outcome == "found"


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        "x",
        [1],
        [{}],
        [{"uprn": 1, "line": "", "town": "", "postcode": ""}],
        [{"uprn": "1", "line": None, "town": "", "postcode": ""}],
    ],
)
def test_conform_refuses_what_was_not_promised(value: object) -> None:
    with pytest.raises(NotAsPromised):
        conform(value, PROMISES[ADDRESSES].gives)


def test_the_breaker_lets_one_try_after_the_rest() -> None:
    breaker, line = Breaker(failures=2, rest=10), ("it", 1)
    breaker.failed(line, at=0)
    assert breaker.may_ask(line, at=1)
    breaker.failed(line, at=1)
    assert not breaker.may_ask(line, at=5)
    assert breaker.may_ask(("it", 2), at=5)
    assert breaker.may_ask(line, at=12)
    assert not breaker.may_ask(line, at=12)
    breaker.answered(line)
    assert breaker.may_ask(line, at=12)


def test_an_unavailable_says_which_system_and_why() -> None:
    assert str(Unavailable("os_places", "status 500")) == "os_places: status 500"


def test_the_client_is_made_from_the_settings(settings: Settings, places: Places, council: Authority) -> None:
    settings.OS_PLACES_KEY, settings.OS_PLACES_ADDRESS = KEY, places.address
    connectors.connector.cache_clear()
    try:
        via = Via(council.pk, council.slug, {ADDRESSES: "os_places"}, PROMISES)
        assert ask(via, "ZZ99 1AA").outcome == "found"
    finally:
        connectors.connector.cache_clear()
    assert len(places.asked) == 1
