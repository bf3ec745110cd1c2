"""Small boxes of a diagram with what they tell: endpoints, appliances, services."""

from __future__ import annotations

from bedplate.generator.render.diagram_model import Endpoint, Resident, Service
from bedplate.generator.render.svg_shapes import Canvas, Style

SERVICE_WIDTH = 372.0


def card(canvas: Canvas, x: float, top: float, width: float, css: str, name: str, details: tuple[str, ...]) -> float:
    """Draw a box with a name and some lines, and return where it ends."""
    y = canvas.paragraph(x + 8, top + 1, width - 16, name, Style.PLAIN)
    for detail in details:
        y = canvas.paragraph(x + 8, y, width - 16, detail, Style.MUTED)
    canvas.box(x, top, width, y + 6 - top, css)
    return y + 6


def resident_card(canvas: Canvas, x: float, top: float, width: float, shown: Resident, css: str) -> float:
    """Draw what lives in a subnet, and return where it ends."""
    return card(canvas, x, top, width, css, shown.name, (shown.label, *shown.details))


def endpoint_card(canvas: Canvas, x: float, top: float, width: float, endpoint: Endpoint) -> float:
    """Draw a private endpoint, and return where it ends."""
    return card(canvas, x, top, width, "endpoint", endpoint.name, (endpoint.detail,))


def service_card(canvas: Canvas, x: float, top: float, service: Service, least: float = 0) -> float:
    """Draw a service that is at least so high, and return where it ends."""
    left, room = x + 12, SERVICE_WIDTH - 24
    y = canvas.paragraph(left, top + 3, room, service.name, Style.NAME)
    y = canvas.paragraph(left, y, room, " · ".join([service.label, *service.facts]), Style.MUTED)
    for child in service.children:
        canvas.block(left + 2, y + 12, 10, "•", Style.MUTED)
        y = canvas.paragraph(left + 14, y + 1, room - 14, child, Style.PLAIN)
    if service.counted:
        y = canvas.paragraph(left, y + 1, room, f"and {', '.join(service.counted)}", Style.MUTED)
    height = max(y + 9 - top, least)
    canvas.box(x, top, SERVICE_WIDTH, height, "service")
    return top + height
