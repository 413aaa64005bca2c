"""Where each mark stands in the HTML, so that no hole is where escaping does not help."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from patternbook.web.kit.segments.filled import UnsafePlace
from patternbook.web.kit.segments.holes import Hole

LEADS = frozenset(
    {"href", "src", "action", "formaction", "poster", "cite", "data", "ping", "background", "manifest"}
)
RUNS = frozenset({"style", "srcdoc", "srcset"})
RAW = frozenset({"script", "style", "noscript", "iframe", "xmp", "plaintext", "template"})
ONLY_TEXT = frozenset({"title", "textarea"})
# What comes before a text in an address must already say that it runs nothing.
SETTLED = re.compile(r"(?:/(?![/\\])|#|\?|https://[^/]+/|mailto:|tel:)", re.IGNORECASE)


def check_places(html: str, marks: Mapping[str, tuple[str, Hole]]) -> None:
    """Raise UnsafePlace where a hole stands in a script, a style, a tag's name, an unquoted attribute or a comment,
    or where its kind does not fit. `marks` gives the hole's name and kind for each mark."""
    walker = _Walker(marks)
    walker.feed(html)
    walker.close()
    for mark, (name, _) in marks.items():
        if html.count(mark) != walker.seen.get(mark, 0):
            raise UnsafePlace(f"The hole {name} stands in a tag, a comment or another place that is no text.")


class _Walker(HTMLParser):
    def __init__(self, marks: Mapping[str, tuple[str, Hole]]) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self.seen: dict[str, int] = {}
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RAW or tag in ONLY_TEXT:
            self.inside.append(tag)
        source = self.get_starttag_text() or ""
        for attribute, value in attrs:
            for mark in (mark for mark in self.marks if mark in (value or "")):
                self._attribute(attribute, value or "", mark, source)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        for mark, (name, kind) in self.marks.items():
            if mark not in data:
                continue
            if any(tag in RAW for tag in self.inside):
                raise UnsafePlace(f"The hole {name} stands in a {self.inside[-1]}.")
            if kind is Hole.HTML and self.inside:
                raise UnsafePlace(f"The hole {name} is html, but stands in a {self.inside[-1]}.")
            self.seen[mark] = self.seen.get(mark, 0) + data.count(mark)

    def _attribute(self, attribute: str, value: str, mark: str, source: str) -> None:
        name, kind = self.marks[mark]
        if attribute.startswith("on") or attribute in RUNS:
            raise UnsafePlace(f"The hole {name} stands in the attribute {attribute}.")
        if kind is Hole.HTML:
            raise UnsafePlace(f"The hole {name} is html, but stands in the attribute {attribute}.")
        if re.search(rf"=\s*[^\"'\s>]*{mark}", source):
            raise UnsafePlace(f"The hole {name} stands in an attribute without quotation marks.")
        if attribute in LEADS:
            before = value.partition(mark)[0]
            if not before and kind is not Hole.URL:
                raise UnsafePlace(f"The hole {name} begins an address, so it must be a url.")
            if before and not SETTLED.match(before):
                raise UnsafePlace(f"The hole {name} stands in an address that does not say where it leads.")
        self.seen[mark] = self.seen.get(mark, 0) + value.count(mark)
