"""A server in this process that answers in the published shape of OS Places."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, ClassVar

KEY = "a-key-for-tests"
SLOW, DOWN = "ZZ99 6AA", "ZZ99 6AB"


def delivery_point(number: int, postcode: str) -> dict[str, Any]:
    """A result in the published shape."""
    return {
        "DPA": {
            "UPRN": str(990009000000 + number),
            "ADDRESS": f"{number}, ST MARY'S ROAD, AMBRIDGE, {postcode}",
            "BUILDING_NUMBER": str(number),
            "THOROUGHFARE_NAME": "ST MARY'S ROAD",
            "POST_TOWN": "AMBRIDGE",
            "POSTCODE": postcode,
            "MATCH": 1.0,
        }
    }


@dataclass
class Places:
    """A server in the shape of OS Places. `answers` decides by postcode; `asked` is what came in."""

    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    failures: int = 0
    status: int = 429

    POINTS: ClassVar[dict[str, int]] = {"ZZ99 1AA": 3, "ZZ99 2AA": 250, "ZZ99 4AA": 100}

    def answer(self, query: dict[str, str], key: str) -> tuple[int, bytes]:
        """Status and body for a request."""
        self.asked.append({**query, "key": key})
        postcode = query["postcode"]
        if self.failures:
            self.failures -= 1
            return self.status, b"{}"
        if key != KEY:
            return 401, b"{}"
        odd = {
            "ZZ99 5AA": b"<html>",
            "ZZ99 5AB": b"[]",
            "ZZ99 5AC": json.dumps(
                {"header": {"totalresults": 1}, "results": [{"DPA": {"UPRN": "1"}}]}
            ).encode(),
            "ZZ99 5AD": json.dumps({"header": {"totalresults": 2}}).encode(),
            "ZZ99 5AE": json.dumps({"header": {}, "results": []}).encode(),
        }
        if postcode in odd:
            return 200, odd[postcode]
        if postcode == SLOW:
            time.sleep(2)
        if postcode == DOWN:
            return 503, b"{}"
        if postcode == "ZZ99 7AA":
            return 400, json.dumps({"error": {"statuscode": 400}}).encode()
        total, offset = self.POINTS.get(postcode, 0), int(query["offset"])
        page: dict[str, Any] = {"header": {"totalresults": total, "offset": offset, "maxresults": 100}}
        if total:
            page["results"] = [
                delivery_point(n, postcode) for n in range(offset + 1, min(total, offset + 100) + 1)
            ]
        return 200, json.dumps(page).encode()
