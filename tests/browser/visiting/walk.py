"""One walk: who walks, where, in which language, with or without scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import Page

from patternbook import library
from patternbook.engine.compiler import Compiled, compile_service
from patternbook.engine.settings import plain_data
from patternbook.language.nodes.example import Example
from tests.browser.looking.look import Looker
from tests.browser.visiting.site import Site


@cache
def compiled(service: str) -> Compiled:
    """A shipped definition."""
    node = library.service(service).node
    assert node is not None
    return compile_service(node, library.steps())


@cache
def examples(service: str) -> dict[str, Example]:
    """Its examples by name."""
    return {name: read.node for name, read in library.examples(service).items() if read.node is not None}


@dataclass
class Walk:
    """Somebody at one council, which lives as one example says."""

    site: Site
    looker: Looker
    page: Page
    service: str
    slug: str
    example: Example
    scripted: bool
    people: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    progress_url: str = ""
    reference: str = ""

    @property
    def compiled(self) -> Compiled:
        """The definition that is walked."""
        return compiled(self.service)

    @property
    def base(self) -> str:
        """The address of the service's start page."""
        return f"/{self.slug}/{self.service.replace('_', '-')}/"

    @property
    def path(self) -> str:
        """The address of the page that is shown."""
        return urlsplit(self.page.url).path

    @property
    def place(self) -> str:
        """The page that is shown, as the service's addresses name it."""
        return self.path.removeprefix(self.base)

    @property
    def answers(self) -> dict[str, object]:
        """The example's answers, by question."""
        return {key: plain_data(value) for key, value in self.example.answers.items()}

    def go(self, path: str) -> None:
        """Open an address of the site, or of the service."""
        self.page.goto(self.site.address + (path if path.startswith("/") else self.base + path))

    def look(self, state: str = "", *, errors: bool | None = False, language: str | None = None) -> None:
        """Look at the page that is shown."""
        self.looker.look(
            self.page, scripted=self.scripted, errors=errors, language=language or self.language, state=state
        )

    @property
    def said(self) -> str:
        """The words of the page."""
        return " ".join(self.page.locator("main").inner_text().split())
