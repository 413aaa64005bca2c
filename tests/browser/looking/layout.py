"""A screen of 320 CSS pixels: nothing needs scrolling sideways (WCAG 1.4.10), except wide tables in their region."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.looking.findings import Finding

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
READ = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = document.documentElement.scrollWidth > width || document.body.scrollWidth > width;
    const label = one => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '') +
        (one.className && typeof one.className === 'string' ? '.' + one.className.trim().split(/\\s+/).join('.') : '');
    const inRegion = one => !!one.closest('[role=region][tabindex="0"][aria-label]');
    const wide = [...document.body.querySelectorAll('*')].filter(one => {
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height || inRegion(one)) return false;
        const style = getComputedStyle(one);
        if (style.position === 'absolute' && (style.clip !== 'auto' || style.clipPath !== 'none')) return false;
        return box.right > width + 1 || box.left < -1;
    }).map(label);
    // What somebody typed into a box may be longer than the box: it scrolls there by itself.
    const cut = [...document.querySelectorAll('main *')].filter(one => one.tagName !== 'INPUT' &&
        one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && !inRegion(one) &&
        ['hidden', 'clip'].includes(getComputedStyle(one).overflowX)).map(label);
    return {scrolls, wide: scrolls ? [...new Set(wide)].slice(0, 5) : [], cut: [...new Set(cut)]};
}"""


def look(page: Page) -> list[Finding]:
    """What is wider than a narrow screen. Leaves the page wide again."""
    page.set_viewport_size(NARROW)
    seen = page.evaluate(READ)
    page.set_viewport_size(WIDE)
    found = []
    if seen["scrolls"]:
        found.append(
            Finding("reflow at 320 px", ", ".join(seen["wide"]) or "html", "The page scrolls sideways.")
        )
    found += [
        Finding("cut off at 320 px", one, "What it holds is wider than it shows.") for one in seen["cut"]
    ]
    return found
