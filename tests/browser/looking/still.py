"""A page without its scripts, shown so that axe can run on it: axe needs timers, which a browser with
scripts switched off does not have. The page's own scripts are taken out; the rest is as it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, Route

SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)


@dataclass
class Still:
    """A second page, in which what the first one shows stands still."""

    second: Page

    @contextmanager
    def of(self, page: Page, scripted: bool) -> Iterator[Page]:
        """The page itself where it has its scripts, else a copy without them."""
        if scripted:
            yield page
            return
        body = SCRIPTS.sub("", page.content())
        address = page.url.split("#")[0]

        def answer(route: Route) -> None:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=body)

        self.second.route(address, answer)
        try:
            self.second.goto(address)
            yield self.second
        finally:
            self.second.unroute(address)
