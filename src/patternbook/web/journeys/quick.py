"""Pages of a journey from compiled segments: the template is rendered once for each form that a page takes.

Everything that somebody reads or that leads somewhere is a hole, filled for each request and escaped for
its place; what is there at all (which boxes, hints, options, which of them is chosen) is the page's form. A
form holds no council and no person, so that all councils share it. Pages with errors are written by the
template. A property test shows that both ways write the same page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from secrets import token_hex
from threading import Lock
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment, Template
from markupsafe import Markup

from patternbook.web.kit.pages import everywhere
from patternbook.web.kit.segments.filled import Part
from patternbook.web.kit.segments.holes import FILL, Hole
from patternbook.web.kit.segments.places import check_places

MOST_FORMS = 1024

# Texts that decide what is written, and are words of ours: part of the form.
DECIDES = frozenset(
    {
        "autocapitalize", "autocomplete", "behaviour", "classes", "component", "inputmode", "language", "rows",
        "type", "slug",
    }
)  # fmt: skip
LEADS = frozenset({"action", "href", "url"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that fills a hole. Equal values have the same number, since templates compare them."""

    value: str
    kind: Hole
    number: int


class Leaves(list[Leaf]):
    """The leaves of a page in the order in which they stand in its values."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[tuple[Hole, str], int] = {}

    def add(self, value: str, kind: Hole) -> int:
        """Add a leaf; its number is that of the first equal one."""
        number = self._numbers.setdefault((kind, value), len(self._numbers))
        self.append(Leaf(value, kind, number))
        return number


def _kind(key: str, value: str) -> Hole:
    if isinstance(value, Markup):
        return Hole.HTML
    if key == "nonce":
        return Hole.TOKEN
    return Hole.URL if key in LEADS or key.endswith("_url") else Hole.TEXT


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if is_dataclass(value):
        for field in fields(value):
            yield field.name, getattr(value, field.name)
    elif isinstance(value, Mapping):
        yield from value.items()


def form_of(value: object, leaves: Leaves, key: str = "") -> object:
    """The form of a page's values, and their leaves in order.

    An empty text is a form of its own: templates ask whether something is there.
    """
    if isinstance(value, str):
        if not value or (key in DECIDES and not isinstance(value, Markup)):
            return value
        kind = _kind(key, value)
        return (kind, leaves.add(value, kind))
    if isinstance(value, list | tuple):
        return tuple(form_of(item, leaves, key) for item in value)
    if is_dataclass(value) or isinstance(value, Mapping):
        return tuple((name, form_of(inner, leaves, name)) for name, inner in _parts(value))
    return value


def laid(value: Any, leaves: Iterator[Any], key: str = "") -> Any:
    """The same values with others in place of their leaves, in order."""
    if isinstance(value, str):
        decides = key in DECIDES and not isinstance(value, Markup)
        return value if not value or decides else next(leaves)
    if isinstance(value, list | tuple):
        return type(value)(laid(item, leaves, key) for item in value)
    if isinstance(value, Mapping):
        return {name: laid(inner, leaves, name) for name, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{name: laid(inner, leaves, name) for name, inner in _parts(value)})
    return value


class Written:
    """Compiled pages of one template, by their forms. The least used is forgotten first."""

    def __init__(self, template: Template, most: int = MOST_FORMS) -> None:
        self.template = template
        self.most = most
        self._parts: OrderedDict[object, Part] = OrderedDict()
        self._lock = Lock()

    def page(self, context: Mapping[str, Any], fixed: Mapping[str, Any], language: str) -> str:
        """The page. `fixed` are words that are the same for all pages of a language."""
        leaves = Leaves()
        form = (language, form_of(context, leaves))
        part = self._known(form)
        if part is None:
            part = compile_page(self.template, context, fixed, leaves)
            self._keep(form, part)
        return part.fill({str(leaf.number): leaf.value for leaf in leaves})

    def _known(self, form: object) -> Part | None:
        with self._lock:
            part = self._parts.get(form)
            if part is not None:
                self._parts.move_to_end(form)
            return part

    def _keep(self, form: object, part: Part) -> None:
        with self._lock:
            self._parts[form] = part
            while len(self._parts) > self.most:
                self._parts.popitem(last=False)


def compile_page(
    template: Template, context: Mapping[str, Any], fixed: Mapping[str, Any], leaves: Leaves
) -> Part:
    """Render the template with a mark for each leaf and cut it there. Raises UnsafePlace or SegmentError."""
    stem = f"pbhole{token_hex(8)}"
    marks = {f"{stem}{leaf.number:05}x": (str(leaf.number), leaf.kind) for leaf in leaves}
    marked = [_mark(stem, leaf) for leaf in leaves]
    html = template.render({**fixed, **laid(dict(context), iter(marked))})
    check_places(html, marks)
    pieces = _cut(html, stem)
    holes = tuple((place, *_hole(marks[piece])) for place, piece in enumerate(pieces) if piece in marks)
    return Part(pieces, holes)


def _mark(stem: str, leaf: Leaf) -> str:
    mark = f"{stem}{leaf.number:05}x"
    # Templates write Markup as it is: the mark stands for HTML that was made safe, and is letters and digits.
    return Markup(mark) if leaf.kind is Hole.HTML else mark  # noqa: S704  # letters and digits


def _hole(mark: tuple[str, Hole]) -> tuple[str, Any]:
    name, kind = mark
    return name, FILL[kind]


def _cut(html: str, stem: str) -> tuple[str, ...]:
    """Constant pieces and marks in turn."""
    pieces: list[str] = []
    size = len(stem) + 6
    at = 0
    while (found := html.find(stem, at)) >= 0:
        pieces += [html[at:found], html[found : found + size]]
        at = found + size
    pieces.append(html[at:])
    return tuple(pieces)


_written: dict[str, Written] = {}


def environment() -> Environment:
    """The product's Jinja environment."""
    back_end = engines["jinja2"]
    assert isinstance(back_end, Jinja2)
    env: Environment = back_end.env
    return env


def write(request: HttpRequest, template: str, context: Mapping[str, Any], fixed: Mapping[str, Any]) -> str:
    """A page for a request, with its form token and nonce."""
    written = _written.get(template)
    if written is None:
        written = _written[template] = Written(environment().get_template(template))
    around = everywhere(request)
    csrf = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))
    return written.page({**around, **context, "csrf_input": csrf}, fixed, context["edges"].language)
