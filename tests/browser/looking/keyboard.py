"""By the Tab key alone: everything is reached, in order, visibly, and can be left (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.looking.findings import Finding

# How an element is drawn, with its label and their pseudo-elements: what focus must change. An outline
# that is transparent is not drawn.
DRAWN = """
    const drawn = one => {
        const around = [one, one.labels && one.labels[0], one.closest('summary')].filter(Boolean);
        const parts = around.flatMap(each => [undefined, '::before', '::after'].map(part => getComputedStyle(each, part)));
        const seen = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 &&
            !/, 0\\)$|transparent/.test(style.outlineColor);
        return JSON.stringify(parts.map(style => [
            seen(style) ? style.outline : '', style.boxShadow, style.backgroundColor, style.borderColor]));
    };
"""

# Numbers every element that Tab must reach, in the order of the document. Of the radios of one group
# Tab reaches the chosen one, or (where none is) the first. Then starts from the top.
NUMBER = (
    """() => {"""
    + DRAWN
    + """
    document.activeElement?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    window.getSelection().removeAllRanges();
    window.scrollTo(0, 0);
    const shown = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest('[inert]');
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
        .filter(shown).filter(one => one.tabIndex >= 0);
    const kept = all.filter(one => {
        if (one.type !== 'radio') return true;
        const group = all.filter(other => other.type === 'radio' && other.name === one.name && other.form === one.form);
        const chosen = group.find(other => other.checked);
        return chosen ? chosen === one : group[0] === one;
    });
    kept.forEach((one, at) => { one.dataset.robot = at; one.dataset.robotDrawn = drawn(one); });
    const name = one => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '') + ' ' +
        (one.innerText || one.name || one.getAttribute('aria-label') || '').trim().slice(0, 40);
    return kept.map(one => [name(one), one.tabIndex]);
}"""
)

HERE = (
    """() => {"""
    + DRAWN
    + """
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return {at: null};
    const label = one.labels && one.labels[0];
    const box = one.getClientRects()[0] || one.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const clear = box.height > innerHeight ||
        (inside && top && (one.contains(top) || top.contains(one) || (label && label.contains(top))));
    return {at: one.dataset.robot === undefined ? -1 : Number(one.dataset.robot), name: one.outerHTML.slice(0, 90),
            marked: one.dataset.robotDrawn !== drawn(one), clear: !!clear};
}"""
)


@dataclass(frozen=True)
class _Walk:
    """Where Tab went: the numbers in order, and each place as the browser showed it."""

    order: list[int]
    places: list[dict[str, Any]]
    trapped: str


def look(page: Page) -> list[Finding]:
    """What somebody meets who uses no mouse. Nothing on the page is changed."""
    numbered: list[tuple[str, int]] = page.evaluate(NUMBER)
    names = [name for name, _ in numbered]
    walked = _walk(page, len(names))
    found = [
        Finding("order of focus", name, "Its tabindex takes it out of the order of the page.")
        for name, place in numbered
        if place > 0
    ]
    if walked.trapped:
        found.append(Finding("keyboard trap", walked.trapped, "Tab does not leave it."))
    reached = set(walked.order)
    if not walked.trapped:
        found += [
            Finding("reached by keyboard", name, "Tab does not come to it.")
            for place, name in enumerate(names)
            if place not in reached
        ]
    if walked.order != sorted(walked.order):
        found.append(Finding("order of focus", "body", f"Tab goes {walked.order}."))
    for place in walked.places:
        found += _seen(place)
    return found


def _walk(page: Page, count: int) -> _Walk:
    order: list[int] = []
    places: list[dict[str, Any]] = []
    for _ in range(count + 3):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["at"] is None:
            return _Walk(order, places, "")
        if here["at"] in order:
            came_round = here["at"] == order[0] and len(order) > 1
            return _Walk(order, places, "" if came_round else here["name"])
        if here["at"] >= 0:
            order.append(here["at"])
        places.append(here)
    return _Walk(order, places, "")


def _seen(place: dict[str, Any]) -> list[Finding]:
    found = []
    if not place["marked"]:
        found.append(Finding("focus visible", place["name"], "Nothing shows that it has the focus."))
    if not place["clear"]:
        found.append(Finding("focus not obscured", place["name"], "It is covered or off the screen."))
    return found
