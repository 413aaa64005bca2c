"""One look at a page: by every way of looking, where such a page was not looked at before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.looking import axe, heads, keyboard, layout, structure
from tests.browser.looking.findings import Finding, Findings
from tests.browser.looking.still import Still

TOKENS = re.compile(r"(progress|resume)/[A-Za-z0-9_-]+")


@dataclass
class Looker:
    """Looks at pages and gathers what it finds. `every` page, or each distinct structure once."""

    still: Still
    every: bool = False
    findings: Findings = field(default_factory=Findings)
    seen: set[tuple[bool, str]] = field(default_factory=set)
    looks: int = 0
    pages: int = 0

    def look(
        self, page: Page, *, scripted: bool, errors: bool | None = None, language: str = "en", state: str = ""
    ) -> None:
        """Look at the page that is shown. Titles and headings are looked at every time: that is quick."""
        self.pages += 1
        where = " ".join(filter(None, (_address(page), state, "" if scripted else "without scripts")))
        self.findings.add(where, heads.look(page, errors=errors, language=language))
        if scripted and errors:
            self.findings.add(where, _focus(page))
        key = (scripted, structure.digest(page))
        if key in self.seen and not self.every:
            return
        self.seen.add(key)
        self.looks += 1
        self.findings.add(where, self._whole(page, scripted))

    def _whole(self, page: Page, scripted: bool) -> list[Finding]:
        found = keyboard.look(page) + layout.look(page)
        with self.still.of(page, scripted) as shown:
            found += axe.look(shown)
            if self.every:
                shown.set_viewport_size(layout.NARROW)
                found += axe.look(shown) + keyboard.look(shown)
                shown.set_viewport_size(layout.WIDE)
        return found


def _address(page: Page) -> str:
    """Where the page is, without the tokens in its address."""
    return TOKENS.sub(r"\1/…", page.url)


def _focus(page: Page) -> list[Finding]:
    """The summary of errors has the focus when the page opens, so that it is read out."""
    if page.evaluate("document.activeElement?.classList.contains('govuk-error-summary')"):
        return []
    return [Finding("focus on the error summary", ".govuk-error-summary", "The focus is elsewhere.")]
