"""Filling in forms as people do, and reading what stands in them."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page

SentIn = Mapping[str, list[str]]
STATE = """() => [...document.querySelectorAll('main form [name]')]
    .filter(one => one.name !== 'csrfmiddlewaretoken')
    .map(one => [one.name, one.type === 'radio' || one.type === 'checkbox' ? one.checked : true, one.value])"""


def press(page: Page, button: Locator) -> None:
    """Press a button or follow a link, and wait until what follows is there."""
    with page.expect_navigation(wait_until="load"):
        button.click()


def send(page: Page) -> None:
    """Press the main button of the page's form."""
    press(page, page.locator("main form button.govuk-button[type=submit]").first)


def fill(page: Page, form: SentIn) -> None:
    """Fill the fields in: first what is chosen, which may show other fields, then what is written."""
    for name, values in form.items():
        _choose(page, name, values)
    for name, values in form.items():
        box = page.locator(f'main [name="{name}"]').first
        kind = box.get_attribute("type") or ""
        if kind not in ("radio", "checkbox", "hidden"):
            _write(box, values[0] if values else "")


def _choose(page: Page, name: str, values: list[str]) -> None:
    boxes = page.locator(f'main input[type=checkbox][name="{name}"]')
    for place in range(boxes.count()):
        box = boxes.nth(place)
        box.set_checked(box.get_attribute("value") in values)
    for value in values:
        radio = page.locator(f'main input[type=radio][name="{name}"][value="{value}"]')
        if radio.count():
            radio.check()


def _write(box: Locator, value: str) -> None:
    if box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(value)
    else:
        box.fill(value)


def state(page: Page) -> list[tuple[str, bool, str]]:
    """What stands in the fields of the page's forms."""
    found: list[tuple[str, bool, str]] = page.evaluate(STATE)
    return found


def has_errors(page: Page) -> bool:
    """Whether the page is shown in an error state."""
    return page.locator(".govuk-error-summary").count() > 0


def errors(page: Page) -> str:
    """What the summary of errors says."""
    return " ".join(page.locator(".govuk-error-summary").inner_text().split()) if has_errors(page) else ""
