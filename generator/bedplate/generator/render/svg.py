"""The network diagram as one self-contained SVG file, legible on light and on dark pages."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from bedplate.generator.graph import Graph
from bedplate.generator.render.diagram import diagram
from bedplate.generator.render.diagram_model import Diagram
from bedplate.generator.render.svg_layout import MARGIN, layout
from bedplate.generator.render.svg_shapes import Box, Canvas, Line, Style, Text

_SVG = "http://www.w3.org/2000/svg"
_FONTS = '"Segoe UI", Arial, Helvetica, Arimo, "Liberation Sans", "Nimbus Sans", sans-serif'
_ARROWS = ("flow", "route", "private-link", "peering")
_CORNERS = {"group": 8, "network": 8, "legend": 8, "peer": 10, "internet": 10}
_LIGHT = """
.page { fill: #ffffff }
text { fill: #1f2328 }
.muted { fill: #59636e }
.group, .legend { fill: #f6f8fa; stroke: #b1bac4 }
.network { fill: #e8f2fc; stroke: #2f6fad }
.subnet { fill: #ffffff; stroke: #7faad6 }
.endpoint { fill: #e6f5ea; stroke: #2e8b4f }
.resident { fill: #fdebe7; stroke: #c25a41 }
.guest { fill: #eef1f4; stroke: #59636e }
.zones { fill: #f1ecfa; stroke: #8566bd }
.service { fill: #ffffff; stroke: #59636e }
.peer { fill: #fff5dd; stroke: #b08420 }
.internet { fill: #ffdf9e; stroke: #8a6410 }
.line { stroke: #59636e }
.line.flow { stroke: #2f6fad }
.line.route { stroke: #c25a41 }
.line.private-link { stroke: #2e8b4f }
.line.peering { stroke: #b08420 }
.line.link { stroke: #8566bd }
.head-flow { fill: #2f6fad }
.head-route { fill: #c25a41 }
.head-private-link { fill: #2e8b4f }
.head-peering { fill: #b08420 }
"""
_DARK = """
.page { fill: #0d1117 }
text { fill: #e6edf3 }
.muted { fill: #a3adb8 }
.group, .legend { fill: #151b23; stroke: #4a535e }
.network { fill: #10243a; stroke: #4c8fd0 }
.subnet { fill: #0d1117; stroke: #3f6fa0 }
.endpoint { fill: #10301c; stroke: #46a866 }
.resident { fill: #3a1b14; stroke: #d9775f }
.guest { fill: #1b222b; stroke: #8b949e }
.zones { fill: #241a38; stroke: #a184d8 }
.service { fill: #0d1117; stroke: #8b949e }
.peer { fill: #33270b; stroke: #cf9f33 }
.internet { fill: #5c4408; stroke: #f0c05a }
.line { stroke: #8b949e }
.line.flow { stroke: #5ba2e6 }
.line.route { stroke: #d9775f }
.line.private-link { stroke: #46a866 }
.line.peering { stroke: #cf9f33 }
.line.link { stroke: #a184d8 }
.head-flow { fill: #5ba2e6 }
.head-route { fill: #d9775f }
.head-private-link { fill: #46a866 }
.head-peering { fill: #cf9f33 }
"""


def render(graph: Graph) -> str:
    """Return the network diagram of a graph as an SVG document."""
    drawn = diagram(graph)
    canvas = layout(drawn)
    width = max(box.right for box in canvas.boxes) + MARGIN
    height = max(box.bottom for box in canvas.boxes) + MARGIN
    root = _element(None, "svg", xmlns=_SVG, viewBox=f"0 0 {_number(width)} {_number(height)}")
    root.attrib |= {"width": _number(width), "height": _number(height), "role": "img"}
    root.attrib["aria-labelledby"] = "title description"
    _element(root, "title", id="title").text = drawn.title
    _element(root, "desc", id="description").text = _described(drawn)
    _element(root, "style").text = _styles()
    _arrow_heads(root)
    _element(root, "rect", width="100%", height="100%", **{"class": "page"})
    _paint(root, canvas)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def _element(parent: ET.Element | None, tag: str, **attributes: str) -> ET.Element:
    return ET.Element(tag, attributes) if parent is None else ET.SubElement(parent, tag, attributes)


def _paint(root: ET.Element, canvas: Canvas) -> None:
    # What holds others is larger than they are, and must not cover them.
    for box in sorted(canvas.boxes, key=lambda box: (-box.width * box.height, box.y, box.x)):
        _box(root, box)
    for line in canvas.lines:
        _line(root, line)
    for text in canvas.texts:
        _text(root, text)


def _box(root: ET.Element, box: Box) -> None:
    place = {name: _number(getattr(box, name)) for name in ("x", "y", "width", "height")}
    rect = _element(root, "rect", **place, rx=str(_CORNERS.get(box.css, 5)), **{"class": box.css})
    _tooltip(rect, box.tooltip)


def _line(root: ET.Element, line: Line) -> None:
    points = " ".join(f"{_number(point.x)},{_number(point.y)}" for point in line.points)
    path = _element(root, "polyline", points=points, **{"class": f"line {line.css}"})
    head = line.css.split()[0]
    if head in _ARROWS:
        path.set("marker-end", f"url(#{head})")
    if head == "peering":
        path.set("marker-start", f"url(#{head})")
    _tooltip(path, line.tooltip)


def _text(root: ET.Element, text: Text) -> None:
    element = _element(root, "text", x=_number(text.x), y=_number(text.y), **{"class": text.style.css})
    if text.anchor != "start":
        element.set("text-anchor", text.anchor)
    element.text = text.text


def _tooltip(element: ET.Element, words: str) -> None:
    if words:
        _element(element, "title").text = words


def _arrow_heads(root: ET.Element) -> None:
    definitions = _element(root, "defs")
    for name in _ARROWS:
        marker = _element(definitions, "marker", id=name, viewBox="0 0 8 8", refX="8", refY="4")
        marker.attrib |= {"markerWidth": "7", "markerHeight": "7", "orient": "auto-start-reverse"}
        _element(marker, "path", d="M0 0L8 4L0 8z", **{"class": f"head-{name}"})


def _styles() -> str:
    fonts = "".join(
        f".{style.css} {{ font-size: {style.size}px; font-weight: {600 if style.bold else 400} }}\n" for style in Style
    )
    return (
        f"\ntext {{ font-family: {_FONTS} }}\n{fonts}rect {{ stroke-width: 1 }}\n"
        f".group {{ stroke-dasharray: 5 4 }}\n.guest {{ stroke-dasharray: 3 3 }}\n"
        f".line {{ fill: none; stroke-width: 1.4 }}\n"
        f".one-sided {{ stroke-dasharray: 4 3 }}\n.link {{ stroke-dasharray: 2 3 }}\n{_LIGHT.lstrip()}"
        f"@media (prefers-color-scheme: dark) {{{_DARK}}}\n"
    )


def _described(drawn: Diagram) -> str:
    numbers = (
        (len(drawn.networks), "virtual networks"),
        (len(list(drawn.subnets())), "subnets"),
        (len(list(drawn.endpoints())), "private endpoints"),
        (len(list(drawn.services())), "services"),
        (sum(len(zones.zones) for zones in drawn.zone_sets), "private DNS zones"),
        (sum(not flow.route for flow in drawn.flows), "allowed flows"),
    )
    return "Shows " + ", ".join(f"{words}: {number}" for number, words in numbers) + "."


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
