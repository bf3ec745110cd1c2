"""Where everything of a network diagram goes: outside, networks, services, from left to right; a legend below."""

from __future__ import annotations

from bedplate.generator.render.diagram_model import Diagram, Endpoint
from bedplate.generator.render.svg_cards import resident_card
from bedplate.generator.render.svg_network import GAP, NetworkColumn
from bedplate.generator.render.svg_services import LinkedServices, other_services
from bedplate.generator.render.svg_shapes import Canvas, Point, Style
from bedplate.generator.render.svg_subnet import SUBNET_WIDTH, peer_box

MARGIN = 24.0
_TOP = 62.0
_CHANNEL_MARGIN, _LANE = 20.0, 11.0
_COLUMN_GAP = 30.0
_PEER_HEIGHT = 26.0
_ENTRANCE_WIDTH = SUBNET_WIDTH + 28
_KEYS = (
    ("flow", "allowed by the security groups"),
    ("flow one-sided", "allowed at one end only"),
    ("route", "way out"),
    ("private-link", "private link to a service"),
    ("link", "DNS zones of a network"),
)


def layout(diagram: Diagram) -> Canvas:
    """Return a diagram's boxes, texts and lines; no two boxes overlap but those that lie inside each other."""
    canvas = Canvas()
    canvas.paragraph(MARGIN, MARGIN - 6, 900, diagram.title, Style.TITLE)
    networks = NetworkColumn(canvas, diagram, MARGIN)
    exits, top = _entrances(canvas, diagram, networks.inside)
    detours = _detours(diagram)
    channel = 2 * _CHANNEL_MARGIN + _LANE * max(0, len(detours) - 1)
    linked = LinkedServices(canvas, diagram, networks.right + (channel if diagram.networks else 0), top)
    below = networks.draw(top, linked)
    below = max(below, linked.finish())
    _private_links(canvas, diagram, networks, linked, detours)
    x = linked.right + (_COLUMN_GAP if linked.drawn else 0)
    for target, start in exits:
        if target in linked.drawn:
            end = linked.back(target)
            lane = linked.right + _COLUMN_GAP / 2
            canvas.line(start, (lane, start.y), (lane, end.y), end, css="private-link")
    right, lowest = other_services(canvas, diagram, linked.drawn, x, top, below)
    _legend(canvas, diagram, max(below, lowest) + 20, max(right, networks.right, linked.right))
    return canvas


def _entrances(canvas: Canvas, diagram: Diagram, x: float) -> tuple[list[tuple[str, Point]], float]:
    """Draw what lets the Internet in from outside all networks; return where its arrows begin, and where it ends."""
    starts: list[tuple[str, Point]] = []
    y = _TOP
    for entrance in diagram.entrances:
        bottom = resident_card(canvas, x, y, _ENTRANCE_WIDTH, entrance.card, "resident")
        middle = (y + bottom) / 2
        outside = peer_box(canvas, "Internet", Point(MARGIN, middle), _PEER_HEIGHT)
        canvas.line(outside, (x, middle), css="flow", tooltip=f"Internet → {entrance.card.name}")
        starts.append((entrance.target, Point(x + _ENTRANCE_WIDTH, middle)))
        y = bottom + 2 * GAP
    return starts, y


def _detours(diagram: Diagram) -> list[Endpoint]:
    """Return the endpoints that lead to a service which stands beside other endpoints."""
    seen: set[str] = set()
    found: list[Endpoint] = []
    for subnet in diagram.subnets():
        targets = {endpoint.target for endpoint in subnet.endpoints if endpoint.target}
        found += [endpoint for endpoint in subnet.endpoints if endpoint.target in seen]
        seen |= targets
    return found


def _private_links(
    canvas: Canvas, diagram: Diagram, networks: NetworkColumn, linked: LinkedServices, detours: list[Endpoint]
) -> None:
    """Draw the arrows from endpoints to services: straight where the service stands beside its endpoint."""
    for endpoint in diagram.endpoints():
        if endpoint.target and endpoint not in detours:
            start = networks.endpoints[endpoint.urn]
            canvas.line(start, (linked.left, start.y), css="private-link")
    for number, endpoint in enumerate(detours):
        start, end = networks.endpoints[endpoint.urn], linked.entry(endpoint.target)
        lane = networks.right + _CHANNEL_MARGIN + number * _LANE
        canvas.line(start, (lane, start.y), (lane, end.y), end, css="private-link")


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
        y = canvas.paragraph(MARGIN + 14, y, max(right, x) - MARGIN - 28, words, Style.MUTED)
    canvas.box(MARGIN, top, max(right, x) - MARGIN, y + 12 - top, "legend")
