"""Titles, headings and language: what a screen reader says first (WCAG 1.3.1, 2.4.2, 2.4.6, 3.1.1)."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.looking.findings import Finding

READ = """() => ({
    title: document.title, language: document.documentElement.lang,
    headings: [...document.querySelectorAll('h1')].map(one => one.innerText.trim()),
    summary: [...document.querySelectorAll('.govuk-error-summary__list li')].map(one => {
        const link = one.querySelector('a');
        const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
        return [one.innerText.trim(), !link || !!field,
                !field || !!field.closest('.govuk-form-group--error') || field.className.includes('--error')];
    }),
    said: [...document.querySelectorAll('.govuk-error-message')].length,
    repeated: [...document.querySelectorAll('[id]')].map(one => one.id).filter((id, at, all) => all.indexOf(id) !== at),
})"""
ERROR = {"en": "Error: ", "cy": "Gwall: "}


def look(page: Page, *, errors: bool | None, language: str) -> list[Finding]:
    """What is wrong with the head of the page. `errors`: whether it must be a page in an error state."""
    seen = page.evaluate(READ)
    found = []
    if len(seen["headings"]) != 1 or not seen["headings"][0]:
        found.append(Finding("one first heading", "h1", f"There are {len(seen['headings'])}."))
    if not seen["title"].strip():
        found.append(Finding("title", "title", "The page has no title."))
    if seen["language"] != language:
        found.append(Finding("language", "html", f"It says {seen['language']!r}, not {language!r}."))
    if errors is not None and seen["title"].startswith(ERROR[language]) is not errors:
        found.append(Finding("title of an error state", "title", f"The title is {seen['title']!r}."))
    found += [Finding("repeated id", f"#{one}", "Two elements have it.") for one in set(seen["repeated"])]
    return found + _summary(seen["summary"], errors)


def _summary(lines: list[tuple[str, bool, bool]], errors: bool | None) -> list[Finding]:
    found = []
    if errors is True and not lines:
        found.append(Finding("error summary", ".govuk-error-summary", "There is none."))
    for says, leads, marked in lines:
        if not leads:
            found.append(Finding("error link", says, "It leads to no field."))
        elif not marked:
            found.append(Finding("error at the field", says, "The field to which it leads does not show it."))
    return found
