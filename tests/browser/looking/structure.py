"""Which pages are built alike: a digest of the tree of elements, without texts."""

from __future__ import annotations

import hashlib

from playwright.sync_api import Page

# Repeated neighbours that are alike count once, so that a list of three is as one of eighty.
READ = """() => {
    const skip = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'HEAD']);
    const write = one => {
        const parts = [...one.children].filter(child => !skip.has(child.tagName)).map(write);
        const kept = parts.filter((part, at) => part !== parts[at - 1]);
        const classes = [...one.classList].filter(name => !name.startsWith('js-')).sort().join('.');
        const type = one.getAttribute('type') || '';
        return `${one.tagName}:${type}:${classes}(${kept.join(',')})`;
    };
    return document.documentElement.lang + write(document.body);
}"""


def digest(page: Page) -> str:
    """The same for pages that are built alike, in the same language."""
    return hashlib.sha256(page.evaluate(READ).encode()).hexdigest()
