"""`python -m tests.browser.images`: the pictures of the documentation, taken from the demonstration's council."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import SERVICE, launch
from tests.browser.looking.look import Looker
from tests.browser.looking.still import Still
from tests.browser.visiting import forms, officer, resident
from tests.browser.visiting.site import ROOT, Site
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk, examples

TO = ROOT / "docs" / "images"
WIDTH = {"width": 800, "height": 900}
DESK = {"width": 1100, "height": 900}
EXAMPLE = "01_collected"


def main() -> None:
    """Take them all."""
    TO.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, Site.started(SERVICE) as site:
        browser = launch(playwright)
        assert browser is not None, "Pictures need Chromium."
        page, desk = (browser.new_context(viewport=size).new_page() for size in (WIDTH, DESK))
        looker = Looker(Still(browser.new_page()))
        which(_walk(site, looker, page, EXAMPLE))
        queue(_walk(site, looker, desk, EXAMPLE))
        browser.close()


def _walk(site: Site, looker: Looker, page: Page, example: str) -> Walk:
    slug = f"exampleford-{'desk' if page.viewport_size == DESK else 'phone'}"
    people = site.ask("open", slug=slug, example=example)
    return Walk(site, looker, page, SERVICE, slug, examples(SERVICE)[example], True, people)


def which(walk: Walk) -> None:
    """The page on which a resident chooses what was missed, with what cannot be reported and why."""
    walk.page.goto(walk.site.address)
    resident.begin(walk)
    resident.travel(walk, Tried.of_everything())
    walk.go("which")
    walk.page.set_viewport_size(WIDTH)
    picture(walk.page, TO / "which.png")


def queue(walk: Walk) -> None:
    """An officer's queue, and a case in it."""
    walk.site.ask("crowd", slug=walk.slug, count=12, days=1)
    walk.site.ask("at", time="2026-11-26 12:00")
    walk.site.ask("work")
    officer.sign_in(walk, walk.page)
    picture(walk.page, TO / "queue.png")
    forms.press(walk.page, walk.page.locator("table.pb-cases tbody a").first)
    picture(walk.page, TO / "case.png")


def picture(page: Page, path: Path) -> None:
    """The whole page, without the focus on anything."""
    page.mouse.move(0, 0)
    page.screenshot(path=path, full_page=True)


if __name__ == "__main__":
    main()
