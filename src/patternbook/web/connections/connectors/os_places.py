"""OS Places, by Ordnance Survey: addresses at a postcode.

Written to the published description of the service (docs.os.uk, OS Places API, postcode resource):
the key goes in the header `key`, at most 100 addresses a page, `offset` for the next. Above the rate
limit it answers 429 and does not say when to come back. The licence is the council's own; nothing
of what it answers is kept longer than the lookup says.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from patternbook.web.connections.connectors.base import Asking, Reply, Unavailable

ADDRESS = "https://api.os.uk/search/places/v1"
PAGE = 100
CONNECT_SECONDS = 2.0
PAUSES = (0.2, 0.6)
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
MOST_BYTES = 2_000_000


@dataclass(slots=True)
class OsPlaces:
    """Answers `addresses_at_postcode`. One client serves all threads of the process."""

    key: str
    address: str = ADDRESS
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    name: str = "os_places"
    in_process: bool = False
    _client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = httpx.Client(headers={"key": self.key}, follow_redirects=False)

    def answers(self, contract: str) -> bool:
        """Whether this connector fills the contract."""
        return contract == "addresses_at_postcode"

    def ask(self, contract: str, inputs: Mapping[str, object], asking: Asking) -> Reply:
        """The addresses at the postcode. Raises Unavailable, always within `asking.seconds` or a little more."""
        ends = self.clock() + asking.seconds
        found: list[dict[str, str]] = []
        total = 1
        offset = 0
        while offset < total:
            page = self._page(str(inputs["postcode"]), offset, ends)
            total = _total(page)
            if total > asking.most:
                return Reply("many")
            results = page.get("results") or []
            if not isinstance(results, list) or (not results and offset < total):
                raise Unavailable(self.name, "a page without its results")
            found.extend(_address(result) for result in results)
            offset += PAGE
        return Reply("found", found) if found else Reply("not_found")

    def _page(self, postcode: str, offset: int, ends: float) -> Mapping[str, Any]:
        params: dict[str, str | int] = {
            "postcode": postcode, "dataset": "DPA", "maxresults": PAGE, "offset": offset, "output_srs": "EPSG:4326",
        }  # fmt: skip
        for pause in (*PAUSES, None):
            answer = self._get(params, ends)
            if answer is not None and answer.status_code not in TRY_AGAIN:
                return self._read(answer)
            # Spread out, so that many who were refused together do not come back together.
            wait = pause and pause * random.uniform(0.5, 1.5)  # noqa: S311  # jitter, not a secret
            if wait is None or self.clock() + wait >= ends:
                break
            self.pause(wait)
        raise Unavailable(self.name, f"status {answer.status_code}" if answer is not None else "no answer")

    def _get(self, params: dict[str, str | int], ends: float) -> httpx.Response | None:
        left = ends - self.clock()
        if left <= 0:
            raise Unavailable(self.name, "no answer in time")
        try:
            limits = httpx.Timeout(left, connect=min(CONNECT_SECONDS, left))
            return self._client.get(f"{self.address}/postcode", params=params, timeout=limits)
        except httpx.TimeoutException as error:
            raise Unavailable(self.name, "no answer in time") from error
        except httpx.HTTPError:
            return None

    def _read(self, answer: httpx.Response) -> Mapping[str, Any]:
        if answer.status_code == httpx.codes.BAD_REQUEST:
            # Its answer to a postcode that is well formed but cannot be.
            return {"header": {"totalresults": 0}}
        if answer.status_code != httpx.codes.OK:
            raise Unavailable(self.name, f"status {answer.status_code}")
        if len(answer.content) > MOST_BYTES:
            raise Unavailable(self.name, "an answer that is too large")
        try:
            page = answer.json()
        except ValueError as error:
            raise Unavailable(self.name, "an answer that is not JSON") from error
        if not isinstance(page, dict):
            raise Unavailable(self.name, "an answer that is not an object")
        return page


def _total(page: Mapping[str, Any]) -> int:
    header = page.get("header")
    total = header.get("totalresults") if isinstance(header, dict) else None
    if isinstance(total, bool) or not isinstance(total, int) or total < 0:
        raise Unavailable("os_places", "an answer without a total")
    return total


def _address(result: object) -> dict[str, str]:
    """One delivery point in the words of the contract."""
    point = result.get("DPA") if isinstance(result, dict) else None
    if not isinstance(point, dict):
        raise Unavailable("os_places", "a result without a delivery point")
    try:
        uprn, text, town, postcode = (str(point[key]) for key in ("UPRN", "ADDRESS", "POST_TOWN", "POSTCODE"))
    except KeyError as error:
        raise Unavailable("os_places", f"a result without {error.args[0]}") from error
    written = _written(text, postcode)
    line = written.removesuffix(f", {postcode}").removesuffix(f", {_title(town)}")
    return {"uprn": uprn, "line": line, "town": _title(town), "postcode": postcode}


def _written(text: str, postcode: str) -> str:
    """An address in capitals as people write it; the postcode stays in capitals.

    >>> _written("FLAT 2A, 14, ST MARY'S ROAD, AMBRIDGE, ZZ99 1AA", "ZZ99 1AA")
    "Flat 2A, 14 St Mary's Road, Ambridge, ZZ99 1AA"
    """
    parts = [part.strip() for part in text.removesuffix(postcode).strip(" ,").split(",") if part.strip()]
    joined: list[str] = []
    for part in parts:
        if joined and _is_number(joined[-1]):
            joined[-1] = f"{joined[-1]} {_title(part)}"
        else:
            joined.append(_title(part))
    return ", ".join([*joined, postcode])


def _is_number(part: str) -> bool:
    return part[:1].isdigit() and " " not in part


def _title(words: str) -> str:
    return " ".join(
        word if _is_number(word) or any(c.isdigit() for c in word) else word.capitalize()
        for word in words.split()
    )
