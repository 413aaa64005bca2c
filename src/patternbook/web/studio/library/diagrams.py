"""A flow as a drawing: boxes one below the other, ends beside them, lines in lanes of their own.

All sizes are in the drawing's own units, which browsers show as pixels where there is room.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from patternbook.web.studio.library.flows import Edge, Flow, Node

WIDE, BESIDE = 320, 260
LETTERS = {WIDE: 33, BESIDE: 26}
LINE, SMALL_LINE = 20, 17
PAD, GAP, LANE = 12, 30, 13
# Small letters are narrower.
SMALLER = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words in a box, where its letters stand."""

    words: str
    x: int
    y: int
    small: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A node's box."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with a head, as a path's data; `says` is when it is taken."""

    path: str
    says: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(flow: Flow) -> Drawing:
    """Lay a flow out."""
    order = {node.key: place for place, node in enumerate(flow.main)}
    beside = {node.key for node in flow.side}
    edges = [edge for edge in flow.edges if edge.start in order and (edge.to in order or edge.to in beside)]
    jumps = _targets(edges, order, lambda edge: edge.to in order and not _is_next(edge, order))
    ends = _targets(edges, order, lambda edge: edge.to in beside)
    left = PAD + LANE * len(jumps)
    boxes = _column(flow.main, left, WIDE)
    right = left + WIDE + LANE * (len(ends) + 2)
    boxes |= _ends(flow, ends, boxes, edges, right)
    lanes = {key: left - LANE * (place + 1) for place, key in enumerate(jumps)}
    lanes |= {key: left + WIDE + LANE * (place + 1) for place, key in enumerate(ends)}
    arrows = tuple(_arrow(edge, edges, boxes, lanes, order) for edge in edges)
    width = right + BESIDE + PAD if flow.side else left + WIDE + PAD
    height = max((box.bottom for box in boxes.values()), default=0) + PAD
    return Drawing(width, height, tuple(boxes.values()), arrows)


def _is_next(edge: Edge, order: dict[str, int]) -> bool:
    return order[edge.to] == order[edge.start] + 1


def _targets(edges: list[Edge], order: dict[str, int], wanted: Callable[[Edge], bool]) -> list[str]:
    """The places that such edges lead to, in the order of where they first come from."""
    found = [edge for edge in edges if wanted(edge)]
    return list(dict.fromkeys(edge.to for edge in sorted(found, key=lambda edge: order[edge.start])))


def _column(nodes: tuple[Node, ...], x: int, width: int) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    y = PAD
    for node in nodes:
        boxes[node.key] = box = _box(node, x, y, width)
        y = box.bottom + GAP
    return boxes


def _ends(flow: Flow, order: list[str], boxes: dict[str, Box], edges: list[Edge], x: int) -> dict[str, Box]:
    """What stands beside the way, each as near as may be to the first step that leads to it."""
    nodes = {node.key: node for node in flow.side}
    placed: dict[str, Box] = {}
    y = PAD
    for key in [*order, *(key for key in nodes if key not in order)]:
        from_ = next((boxes[edge.start].y for edge in edges if edge.to == key), y)
        placed[key] = box = _box(nodes[key], x, max(y, from_), BESIDE)
        y = box.bottom + GAP // 2
    return placed


def _box(node: Node, x: int, y: int, width: int) -> Box:
    letters = LETTERS[width]
    lines: list[Line] = []
    at = y + PAD
    for words in textwrap.wrap(node.words, letters) or [""]:
        at += LINE
        lines.append(Line(words, x + PAD, at - 5))
    for more in node.more:
        for words in textwrap.wrap(more, int(letters * SMALLER)):
            at += SMALL_LINE
            lines.append(Line(words, x + PAD, at - 4, small=True))
    return Box(node, x, y, width, at + PAD - y, tuple(lines))


def _arrow(
    edge: Edge, edges: list[Edge], boxes: dict[str, Box], lanes: dict[str, int], order: dict[str, int]
) -> Arrow:
    start, to = boxes[edge.start], boxes[edge.to]
    if edge.to in order and _is_next(edge, order):
        middle = start.x + start.width // 2
        return Arrow(f"M{middle} {start.bottom} V{to.y}", edge.says)
    leaving = [one for one in edges if one.start == edge.start and one.to in lanes]
    from_y = start.y + start.height * (leaving.index(edge) + 1) // (len(leaving) + 1)
    to_y = to.y + to.height // 2
    lane = lanes[edge.to]
    if edge.to in order:
        # A little below the middle, so that a line that comes is told from one that goes.
        return Arrow(f"M{start.x} {from_y} H{lane} V{to_y + 6} H{to.x}", edge.says)
    return Arrow(f"M{start.right} {from_y} H{lane} V{to_y} H{to.x}", edge.says)
