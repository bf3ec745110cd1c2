"""The network diagram as SVG."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import svg
from bedplate.generator.render.diagram import diagram
from bedplate.generator.render.svg_layout import layout
from bedplate.generator.render.svg_shapes import Box, Canvas, Point, Style, Text, fold
from tests.generator.render.guarded_network import guarded_network
from tests.generator.render.hand_made import CANARY, hand_made
from tests.generator.render.two_networks import ODD_NAME, two_networks

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden" / "diagrams"
CONTAINERS = ("group", "network", "subnet")
GRAPHS = [pytest.param(hand_made(), id="hand-made"), pytest.param(two_networks(), id="two-networks")]


@pytest.mark.parametrize(
    ("stack", "file"),
    [
        pytest.param("chat-dev", GOLDEN / "chat-dev.svg", id="chat-dev"),
        pytest.param("chat-prod", GOLDEN / "chat-prod.svg", id="chat-prod"),
        pytest.param("chat-prod", ROOT / "docs" / "chat-prod.svg", id="the-picture-in-the-readme"),
    ],
)
def test_golden(record_stack: Callable[[str, Mode], Graph], stack: str, file: Path) -> None:
    actual = svg.render(record_stack(stack, Mode.KNOWN))
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(actual, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == actual


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def within(inner: Box, outer: Box) -> bool:
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


def extent(text: Text) -> Box:
    width = text.style.width(text.text)
    left = {"start": text.x, "middle": text.x - width / 2, "end": text.x - width}[text.anchor]
    return Box(x=left, y=text.y - text.style.size * 0.75, width=width, height=text.style.size * 0.95, css="")


def crossed(canvas: Canvas, boxes: list[Box]) -> Iterator[tuple[tuple[Point, Point], Box]]:
    """Yield parts of arrows with the boxes whose inside they touch."""
    for line in canvas.lines:
        for start, end in line.segments():
            left, top = min(start.x, end.x), min(start.y, end.y)
            stroke = Box(x=left, y=top, width=abs(start.x - end.x), height=abs(start.y - end.y), css="")
            yield from (((start, end), box) for box in boxes if overlap(stroke, box))


def assert_legible(graph: Graph) -> None:
    canvas = layout(diagram(graph))
    title, *texts = map(extent, canvas.texts)
    leaves = [box for box in canvas.boxes if box.css not in (*CONTAINERS, "legend")]

    for one, other in combinations(canvas.boxes, 2):
        assert not overlap(one, other) or within(one, other) or within(other, one), (one, other)
    for text in canvas.texts:
        assert text.style.width(text.text) <= text.room, text
    for one, other in combinations([title, *texts], 2):
        assert not overlap(one, other), (one, other)
    for text in texts:
        holders = [box for box in canvas.boxes if overlap(text, box)]
        assert holders, text
        assert all(within(text, box) for box in holders), (text, holders)
    assert list(crossed(canvas, leaves)) == []
    assert list(crossed(canvas, texts)) == []
    assert all(
        len({start.x, end.x}) + len({start.y, end.y}) <= 3 for line in canvas.lines for start, end in line.segments()
    )


def test_nothing_of_a_stack_overlaps_or_overflows(stack_graph: Graph) -> None:
    assert_legible(stack_graph)


@pytest.mark.parametrize("graph", GRAPHS)
def test_nothing_of_a_graph_made_by_hand_overlaps_or_overflows(graph: Graph) -> None:
    assert_legible(graph)


def test_nothing_of_a_network_with_every_way_in_and_out_overlaps_or_overflows() -> None:
    assert_legible(guarded_network())


def test_every_private_endpoint_has_an_arrow_to_its_service(stack_graph: Graph) -> None:
    drawn = diagram(stack_graph)
    canvas = layout(drawn)
    endpoints = [box for box in canvas.boxes if box.css == "endpoint"]
    services = [box for box in canvas.boxes if box.css == "service"]
    (legend,) = (box for box in canvas.boxes if box.css == "legend")
    links = [line.points for line in canvas.lines if line.css == "private-link"]
    arrows = [points for points in links if points[0].y < legend.y]

    assert len(arrows) == len(endpoints) == len(list(drawn.endpoints()))
    for start, *_, end in arrows:
        assert [box for box in endpoints if start.x == box.right and box.y < start.y < box.bottom]
        assert [box for box in services if end.x == box.x and box.y < end.y < box.bottom]


@pytest.mark.parametrize("graph", GRAPHS)
def test_well_formed_self_contained_and_told_in_words(graph: Graph) -> None:
    text = svg.render(graph)
    root = ET.fromstring(text)  # noqa: S314 - our own text
    space = {"svg": "http://www.w3.org/2000/svg"}
    title, described = root.find("svg:title", space), root.find("svg:desc", space)

    assert title is not None
    assert title.text == "dev · network of project zone"
    assert described is not None
    assert (described.text or "").startswith("Shows virtual networks: ")
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"href|@import|<script|<image|url\((?!#)", text)
    assert "prefers-color-scheme: dark" in text
    assert text == svg.render(graph)


def test_odd_names_are_written_as_they_are() -> None:
    root = ET.fromstring(svg.render(two_networks()))  # noqa: S314 - our own text

    shown = "".join(ODD_NAME.replace("\x1b", "\\x1b").split())
    assert shown in ["".join((element.text or "").split()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("graph", GRAPHS)
def test_no_secret_is_shown(graph: Graph) -> None:
    assert CANARY not in svg.render(graph)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        pytest.param("", 100, [], id="empty"),
        pytest.param("short", 100, ["short"], id="fits"),
        pytest.param("one two · three four", 70, ["one two", "three four"], id="phrases-stay-whole"),
        pytest.param("tcp 20000-30000, 40000-50000", 110, ["tcp 20000-30000,", "40000-50000"], id="ranges-stay-whole"),
        pytest.param("vnet-contoso-network", 90, ["vnet-contoso-", "network"], id="names-break-at-hyphens"),
        pytest.param("MMMMMMMMMMMM", 60, ["MMMMM", "MMMMM", "MM"], id="anywhere-where-nothing-else-helps"),
    ],
)
def test_fold(text: str, room: float, lines: list[str]) -> None:
    assert fold(text, room, Style.PLAIN) == lines
