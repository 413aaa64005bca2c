"""Connectors to try: the sample register, and the client of OS Places with a server in this process.

That client was not tried against the live service, for which a council needs a licence.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from patternbook.engine.facts import Call, Result
from patternbook.language.kinds.answer_types import contract_type
from patternbook.language.kinds.contracts import CONTRACTS
from patternbook.language.kinds.records import SHIPPED
from patternbook.web.audit.actors import resident
from patternbook.web.authorities.models import Authority
from patternbook.web.connections import connectors, resolving
from patternbook.web.connections.breaker import Breaker
from patternbook.web.connections.connectors.base import Connector
from patternbook.web.connections.resolving import Limits, Promise, Via, resolve
from tests.web.connections.places import Places

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ADDRESSES, COLLECTIONS = "addresses_at_postcode", "collections_at_property"
PROMISES = {
    key: Promise(contract_type(CONTRACTS[key], SHIPPED), CONTRACTS[key].max)
    for key in (ADDRESSES, COLLECTIONS)
}
QUICK = Limits(call=0.6, total=1.0)
MakeVia = Callable[[Connector], Via]


@pytest.fixture
def places() -> Iterator[Places]:
    """The server, on a free port of this machine."""
    served = Places()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, body = served.answer(query, self.headers.get("key", ""))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_port}"
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> Breaker:
    """A breaker of the test's own."""
    breaker = Breaker(failures=3, rest=30)
    monkeypatch.setattr(resolving, "BREAKER", breaker)
    return breaker


@pytest.fixture
def via_of(monkeypatch: pytest.MonkeyPatch, council: Authority) -> MakeVia:
    """Exampleford, connected by one connector to everything."""

    def make(connector: Connector) -> Via:
        monkeypatch.setattr(connectors, "connector", lambda name: connector if name == "it" else None)
        names = dict.fromkeys(PROMISES, "it")
        return Via(council.pk, "exampleford", names, PROMISES, {"addresses": 15})

    return make


def ask(via: Via, postcode: str, *, number: int = 0, afresh: bool = False, limits: Limits = QUICK) -> Result:
    """The result of one call for the addresses at a postcode."""
    call = Call(f"call-{postcode}-{number}", "addresses", ADDRESSES, {"postcode": postcode})
    by = resident(via.authority_id)
    return resolve([call], via=via, by=by, now=NOW, afresh=afresh, limits=limits)[call.id]


def ask_collections(via: Via, uprn: str) -> Result:
    """The result of one call for the collections at a property."""
    call = Call(f"call-{uprn}", "collections", COLLECTIONS, {"uprn": uprn})
    return resolve([call], via=via, by=resident(via.authority_id), now=NOW, limits=QUICK)[call.id]
