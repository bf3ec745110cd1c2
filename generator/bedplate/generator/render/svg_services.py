"""The right side of a diagram: services in their resource groups."""

from __future__ import annotations

from collections.abc import Mapping

from bedplate.generator.render.diagram_model import Diagram, Service, ServiceGroup
from bedplate.generator.render.svg_shapes import Canvas, Point, Style

SERVICE_WIDTH = 400.0
_PAD = 14.0
_GAP = 12.0
_FIRST_ARROW, _ARROW = 16.0, 12.0


class ServiceColumn:
    """Draws services below each other, and keeps where arrows may reach them."""

    def __init__(self, canvas: Canvas, diagram: Diagram, x: float, y: float, arrows: Mapping[str, int]) -> None:
        self._canvas = canvas
        self._x = x
        self._arrows = arrows
        self.right = x + SERVICE_WIDTH + 2 * _PAD
        self.entries: dict[str, list[Point]] = {}
        """Places for arrows at a service, from the top, by the service's key."""
        for group in diagram.groups:
            y = self._group(group, y) + 2 * _GAP
        self.bottom = y - 2 * _GAP

    def _group(self, group: ServiceGroup, top: float) -> float:
        x, canvas = self._x + _PAD, self._canvas
        y = canvas.paragraph(x, top + 4, SERVICE_WIDTH, group.title, Style.HEADING)
        for service in group.services:
            y = self._service(service, y + _GAP)
        if group.counted:
            y = canvas.paragraph(x, y + 4, SERVICE_WIDTH, f"also {', '.join(group.counted)}", Style.MUTED)
        canvas.box(self._x, top, self.right - self._x, y + _PAD - top, "group")
        return y + _PAD

    def _service(self, service: Service, top: float) -> float:
        x, canvas, room = self._x + _PAD + 12, self._canvas, SERVICE_WIDTH - 24
        y = canvas.paragraph(x, top + 3, room, service.name, Style.NAME)
        y = canvas.paragraph(x, y, room, " · ".join([service.label, *service.facts]), Style.MUTED)
        for child in service.children:
            canvas.block(x + 2, y + 12, 10, "•", Style.MUTED)
            y = canvas.paragraph(x + 14, y + 1, room - 14, child, Style.PLAIN)
        if service.counted:
            y = canvas.paragraph(x, y + 1, room, f"and {', '.join(service.counted)}", Style.MUTED)
        arrows = self._arrows.get(service.key, 0)
        y = max(y + 9, top + _FIRST_ARROW * 2 + _ARROW * arrows)
        canvas.box(self._x + _PAD, top, SERVICE_WIDTH, y - top, "service")
        self.entries[service.key] = [
            Point(self._x + _PAD, top + _FIRST_ARROW + _ARROW * number) for number in range(arrows)
        ]
        return y
