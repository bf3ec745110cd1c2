"""Where everything of a network diagram goes: outside, networks, services, from left to right; a legend below."""

from __future__ import annotations

from collections import Counter

from bedplate.generator.render.diagram_model import Diagram
from bedplate.generator.render.svg_network import NetworkColumn
from bedplate.generator.render.svg_services import ServiceColumn
from bedplate.generator.render.svg_shapes import Canvas, Point, Style

MARGIN = 24.0
_TOP = 68.0
_CHANNEL_MARGIN, _LANE = 22.0, 11.0
_KEYS = (
    ("flow", "allowed by the security groups"),
    ("flow one-sided", "allowed at one end only"),
    ("private-link", "private link to a service"),
    ("link", "DNS zones of a network"),
)


def layout(diagram: Diagram) -> Canvas:
    """Return a diagram's boxes, texts and lines; no two boxes overlap but those that lie inside each other."""
    canvas = Canvas()
    canvas.paragraph(MARGIN, MARGIN - 4, 900, diagram.title, Style.TITLE)
    networks = NetworkColumn(canvas, diagram, MARGIN, _TOP)
    arrows = [endpoint for endpoint in diagram.endpoints() if endpoint.target]
    channel = 2 * _CHANNEL_MARGIN + _LANE * max(0, len(arrows) - 1)
    x = networks.right + channel if diagram.networks else MARGIN
    services = ServiceColumn(canvas, diagram, x, _TOP, Counter(endpoint.target for endpoint in arrows))
    pairs = sorted((networks.endpoints[each.urn], services.entries[each.target].pop(0)) for each in arrows)
    _private_links(canvas, pairs, networks.right + _CHANNEL_MARGIN)
    _legend(canvas, diagram, max(networks.bottom, services.bottom) + 20, services.right)
    return canvas


def _private_links(canvas: Canvas, pairs: list[tuple[Point, Point]], x: float) -> None:
    """Draw the arrows from endpoints to services, each with a lane of its own that crosses as few as can be."""
    by_height = sorted(pairs, key=lambda pair: pair[0].y)
    upward = [pair for pair in by_height if pair[1].y <= pair[0].y]
    downward = [pair for pair in reversed(by_height) if pair[1].y > pair[0].y]
    for number, (source, target) in enumerate([*upward, *downward]):
        lane = x + number * _LANE
        canvas.line(source, (lane, source.y), (lane, target.y), target, css="private-link")


def _legend(canvas: Canvas, diagram: Diagram, top: float, right: float) -> None:
    x, y = MARGIN + 14, top + 20
    for css, words in _KEYS:
        width = Style.PLAIN.width(words)
        canvas.line((x, y), (x + 34, y), css=css)
        canvas.block(x + 42, y, width + 1, words, Style.PLAIN)
        x += 42 + width + 28
    y += 8
    if diagram.legend:
        words = f"Not drawn: {', '.join(diagram.legend)}"
        y = canvas.paragraph(MARGIN + 14, y, right - MARGIN - 28, words, Style.MUTED)
    canvas.box(MARGIN, top, max(right, x) - MARGIN, y + 12 - top, "legend")
