"""A browser, the site that it visits, and an honest skip where there is no browser."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.looking.layout import WIDE
from tests.browser.looking.look import Looker
from tests.browser.looking.still import Still
from tests.browser.visiting.site import Site
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk, examples

SERVICE = "missed_bin"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Every page in every mode, instead of each distinct structure once.
EVERYTHING = os.environ.get("ROBOT") == "all"


def launch(playwright: Playwright) -> Browser | None:
    """Chromium as the system has it, where it has one."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS)) if path else None


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser. For one module: while it runs, its loop runs in this thread, and Django keeps its
    database from threads with a running loop.
    """
    with sync_playwright() as playwright:
        launched = launch(playwright)
        if launched is None:
            pytest.skip("Chromium is not here: pages were not looked at in a browser.")
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The product, served by a process of its own."""
    with Site.started(SERVICE) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that was never here before."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def second(browser: Browser) -> Iterator[Page]:
    """The page in which copies are shown."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def seen() -> set[tuple[bool, str]]:
    """The structures that were looked at, in all tests together."""
    return set()


@pytest.fixture(scope="session")
def tried() -> Tried:
    """The pages whose wrong answers were sent in, in all tests together."""
    return Tried()


@pytest.fixture
def looker(second: Page, seen: set[tuple[bool, str]]) -> Iterator[Looker]:
    """Gathers what is wrong with the pages of one test, and tells it all at its end."""
    looker = Looker(Still(second), every=EVERYTHING, seen=seen)
    yield looker
    assert not looker.findings.met, "\n" + looker.findings.say()


class Walks:
    """Makes walks, and closes their browsers afterwards."""

    def __init__(self, browser: Browser, site: Site, looker: Looker) -> None:
        self.browser = browser
        self.site = site
        self.looker = looker
        self.contexts: list[BrowserContext] = []

    def page(self, scripted: bool) -> Page:
        """A page in a browser that was never here before."""
        context = self.browser.new_context(java_script_enabled=scripted, viewport=WIDE)
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        return context.new_page()

    def at(self, example: str, *, scripted: bool) -> Walk:
        """A walk at a council of its own that lives as the example says."""
        slug = f"{example.replace('_', '-')[:40]}-{secrets.token_hex(3)}"
        people = self.site.ask("open", slug=slug, example=example)
        node = examples(SERVICE)[example]
        return Walk(self.site, self.looker, self.page(scripted), SERVICE, slug, node, scripted, people)


@pytest.fixture
def walks(browser: Browser, site: Site, looker: Looker) -> Iterator[Walks]:
    """Walks of one test."""
    made = Walks(browser, site, looker)
    yield made
    for context in made.contexts:
        context.close()
