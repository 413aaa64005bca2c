"""The small Markdown of texts: paragraphs, lists, links, bold, two levels of heading. Never HTML."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "link_open": "govuk-link",
}
# What a text's `#` and `##` become: the page has its own h1.
HEADINGS = {"h1": ("h2", "govuk-heading-m"), "h2": ("h2", "govuk-heading-m"), "h3": ("h3", "govuk-heading-s")}
SAFE_LINK = re.compile(r"(https://|mailto:|tel:|/(?![/\\])|#)[^\s]*\Z", re.IGNORECASE)

_parser = MarkdownIt("zero", {"html": False, "typographer": False}).enable(
    ["heading", "list", "link", "emphasis", "escape", "newline", "entity"]
)
_parser.validateLink = lambda url: bool(SAFE_LINK.match(url))  # type: ignore[method-assign]  # the library's way to say which links are allowed


def render(text: str) -> Markup:
    """The text as HTML with the classes of the components.

    Links lead to https, mailto, tel or a place on this site; any other stays as it was written. HTML in the
    text is shown, not used. A phone number's or an address's value put in afterwards must be escaped by whoever does it.

    >>> print(render("Call **us**."))
    <p class="govuk-body">Call <strong>us</strong>.</p>
    <BLANKLINE>
    >>> print(render("[a](javascript:x) <b>"))
    <p class="govuk-body">[a](javascript:x) &lt;b&gt;</p>
    <BLANKLINE>
    """
    tokens = _parser.parse(text)
    _dress(tokens)
    html: str = _parser.renderer.render(tokens, _parser.options, _environment())
    return Markup(html)  # noqa: S704  # the parser has HTML switched off and escapes all text


def render_inline(text: str) -> Markup:
    """One line of text as HTML without a paragraph around it, for labels and list entries.

    >>> print(render_inline("Call **us**"))
    Call <strong>us</strong>
    """
    tokens = _parser.parseInline(text)
    _dress(tokens)
    html: str = _parser.renderer.render(tokens, _parser.options, _environment())
    return Markup(html)  # noqa: S704  # the parser has HTML switched off and escapes all text


def _environment() -> MutableMapping[str, Any]:
    return {}


def _dress(tokens: Sequence[Token]) -> None:
    """Give the tokens the components' classes, and headings their level below the page's own."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            tag, classes = HEADINGS.get(token.tag, ("h3", "govuk-heading-s"))
            token.tag = tag
            if token.type == "heading_open":
                token.attrSet("class", classes)
        elif token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        if token.children:
            _dress(token.children)
