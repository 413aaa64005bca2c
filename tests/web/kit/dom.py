"""Whether two pieces of HTML are the same to a browser: attribute order and white space aside."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

# White space in these is shown or sent as it is.
KEEPS_SPACE = {"pre", "textarea", "script"}
SPACE = re.compile(r"[ \t\n\f\r]+")


def tree(html: str) -> Any:
    """The elements, attributes and texts that a browser makes of the HTML, as nested tuples."""
    if re.match(r"\s*(<!doctype|<html)", html, re.IGNORECASE):
        root: Element = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
        return _node(root, keep=False)
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return _children(fragment, keep=False)


def _node(element: Element, *, keep: bool) -> Any:
    attributes = tuple(sorted((name, _collapse(value)) for name, value in element.attrib.items()))
    keep = keep or element.tag in KEEPS_SPACE
    return (str(element.tag), attributes, _children(element, keep=keep))


def _children(element: Element, *, keep: bool) -> tuple[Any, ...]:
    found: list[Any] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            found.append(_node(child, keep=keep))
        found.append(child.tail or "")
    return tuple(_joined(found, keep=keep))


def _joined(parts: list[Any], *, keep: bool) -> list[Any]:
    """Neighbouring texts as one, so that a comment between them makes no difference."""
    joined: list[Any] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    if keep:
        return [part for part in joined if part != ""]
    texts = [_collapse(part) if isinstance(part, str) else part for part in joined]
    return [part for part in texts if part != ""]


def _collapse(text: str) -> str:
    return SPACE.sub(" ", text).strip(" ")
