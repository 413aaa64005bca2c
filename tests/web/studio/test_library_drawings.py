"""Drawings of a service: everything is there, nothing overlaps, every line begins and ends at a box."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from patternbook import library
from patternbook.engine.compiler import compile_service
from patternbook.language.nodes.service import Service
from patternbook.web.studio.library import flows
from patternbook.web.studio.library.diagrams import Box, Drawing, draw
from patternbook.web.studio.library.flows import Edge, Flow, Node
from patternbook.web.studio.library.holes import Holes
from patternbook.web.studio.library.maps import maps_of


def service(key: str) -> Service:
    """A shipped service with its steps written out."""
    node = library.service(key).node
    assert node is not None
    return compile_service(node, library.steps()).service


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share a place."""
    return not (
        one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    )


def check(drawing: Drawing) -> None:
    """What holds of every drawing."""
    for one, other in combinations(drawing.boxes, 2):
        assert not overlap(one, other), (one.node, other.node)
    for box in drawing.boxes:
        assert box.right <= drawing.width
        assert box.bottom <= drawing.height
        assert all(box.y < line.y <= box.bottom for line in box.lines)
    for arrow in drawing.arrows:
        x, y = map(int, re.match(r"M(\d+) (\d+)", arrow.path).groups())  # type: ignore[union-attr]  # every path begins so
        assert any(box.x <= x <= box.right and box.y <= y <= box.bottom for box in drawing.boxes)


@pytest.mark.parametrize("key", library.services())
@pytest.mark.parametrize("of", [flows.of_pages, flows.of_process])
def test_every_shipped_service_can_be_drawn(key: str, of: object) -> None:
    assert callable(of)
    flow: Flow = of(service(key))
    drawing = draw(flow)
    check(drawing)
    assert {box.node for box in drawing.boxes} == {*flow.main, *flow.side}
    assert len(drawing.arrows) == len(flow.edges)


def test_pages_lead_on_unless_a_route_is_always_taken() -> None:
    flow = flows.of_pages(service("missed_bin"))
    leaving = [edge.to for edge in flow.edges if edge.start == "page.hand_day"]
    assert leaving == ["end.still_out", "end.too_late", "page.hand_out"]
    assert Edge("check_answers", "sent") in flow.edges
    process = flows.of_process(service("missed_bin"))
    assert [edge.to for edge in process.edges if edge.start == "stage.with_crew"] == [
        "stage.collected", "stage.bags_given", "stage.deciding",
    ]  # fmt: skip
    assert Edge("event.withdraw", "stage.withdrawn") in process.edges


def test_a_line_goes_to_the_box_that_it_leads_to() -> None:
    nodes = tuple(Node(key, key) for key in "abc")
    edges = (Edge("a", "b"), Edge("a", "c", "If so"), Edge("c", "a"), Edge("b", "z", "Otherwise"))
    drawing = draw(Flow(nodes, (Node("z", "z", "end"),), edges))
    boxes = {box.node.key: box for box in drawing.boxes}
    for edge, arrow in zip(edges, drawing.arrows, strict=True):
        to = boxes[edge.to]
        last = arrow.path.split()[-1]
        assert int(last[1:]) == (to.y if last[0] == "V" else to.x)
        assert arrow.says == edge.says


def test_what_leads_nowhere_is_left_out() -> None:
    drawing = draw(Flow((Node("a", "a"),), (), (Edge("a", "gone"), Edge("gone", "a"))))
    assert drawing.arrows == ()
    assert draw(Flow((), (), ())).boxes == ()


@pytest.mark.parametrize("key", library.services())
def test_no_expression_stands_in_a_drawing_or_its_list(key: str) -> None:
    compiled = compile_service(service(key), library.steps())
    maps = maps_of(compiled)
    boxes = [*maps.pages.boxes, *maps.process.boxes]
    drawn = [" ".join(line.words for line in box.lines) for box in boxes]
    arrows = [arrow.says for arrow in (*maps.pages.arrows, *maps.process.arrows)]
    said = [words for _, words in (*maps.pages_said, *maps.process_said)]
    for words in (*drawn, *arrows, *said):
        assert not re.search(r"\[[a-z_]+\.", words), words


def test_a_hole_says_the_settings_default_or_what_the_value_is_called() -> None:
    holes = Holes(compile_service(service("missed_bin"), library.steps()))
    assert holes.filled("Out by [settings.set_out_by]?") == "Out by 6:30am?"
    assert (
        holes.filled("Call [bindings.phone]") == "Call (The phone number for people who cannot report online)"
    )
    assert holes.filled("Since [c.last]") == "Since (the last of the collection)"
    assert holes.filled("Choose [one]") == "Choose [one]"
