"""Does in a browser what a page says in five words: open, follow, press, type, choose; and sees."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

_REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_HOST = re.compile(r"https?://[^/]+")


class Visitor:
    """Somebody with a browser without scripts."""

    def __init__(self) -> None:
        self.client = Client()
        self.address = ""
        self.tree = Element("html")
        self.filled: dict[str, str] = {}

    def do(self, line: str) -> None:
        """One line of what a page says. Raises AssertionError where the page does not have it."""
        verb, _, what = line.partition(" ")
        said = what.strip()
        acts = {
            "open": self.open,
            "follow": self.follow,
            "press": self.press,
            "type": self.type,
            "choose": self.choose,
            "see": self.see,
        }
        acts[verb](said)

    def open(self, address: str) -> None:
        """Go to an address, and on to where it leads."""
        self._arrive(self.client.get(_HOST.sub("", address), follow=True))

    def follow(self, words: str) -> None:
        """Follow the first link with these words."""
        links = (link for link in self.tree.iter("a") if words in _words(link))
        link = next(links, None)
        assert link is not None, f"there is no link {words!r} on {self.address}: {self.text}"
        self.open(link.get("href", ""))

    def type(self, said: str) -> None:
        """Fill in the box with this label."""
        label, value = (part.strip() for part in said.split(" = "))
        self.filled[self._box(label).get("name", "")] = value

    def choose(self, label: str) -> None:
        """Choose the option with this label."""
        box = self._box(label)
        self.filled[box.get("name", "")] = box.get("value", "")

    @property
    def reference(self) -> str:
        """The reference of a case that the page names; empty where it names none."""
        found = _REFERENCE.search(self.text)
        return found[0] if found else ""

    def press(self, words: str) -> None:
        """Press the button with these words, which sends its form."""
        for form in self.tree.iter("form"):
            if any(_words(button) == words for button in form.iter("button")):
                hidden = {
                    box.get("name", ""): box.get("value", "")
                    for box in form.iter("input")
                    if box.get("type") == "hidden"
                }
                to = _HOST.sub("", form.get("action") or "") or self.address
                self._arrive(self.client.post(to, {**hidden, **self.filled}, follow=True))
                return
        raise AssertionError(f"there is no button {words!r} on {self.address}: {self.text}")

    def see(self, words: str) -> None:
        """Find these words on the page."""
        assert words in self.text, f"{words!r} is not on {self.address}: {self.text}"

    @property
    def text(self) -> str:
        """The words of the page."""
        return _words(self.tree)

    def _box(self, label: str) -> Element:
        ids = [found.get("for", "") for found in self.tree.iter("label") if _words(found) == label]
        boxes = [box for box in self.tree.iter() if box.get("id") in ids and box.tag in ("input", "textarea")]
        assert len(boxes) == 1, f"{len(boxes)} boxes are called {label!r} on {self.address}: {self.text}"
        return boxes[0]

    def _arrive(self, response: object) -> None:
        status = getattr(response, "status_code", 0)
        self.address = str(getattr(response, "request", {})["PATH_INFO"])
        html = getattr(response, "content", b"").decode()
        self.tree = html5lib.parse(html, namespaceHTMLElements=False)
        for parent in list(self.tree.iter()):
            for script in parent.findall("script"):
                parent.remove(script)
        self.filled = {}
        assert status == 200, f"{self.address} answers with {status}: {self.text}"


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
