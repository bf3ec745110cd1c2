"""The right side of a diagram: services beside the private endpoints that lead to them, then the others."""

from __future__ import annotations

from bedplate.generator.render.diagram_model import Diagram, Service, ServiceGroup
from bedplate.generator.render.svg_cards import SERVICE_WIDTH, service_card
from bedplate.generator.render.svg_shapes import Canvas, Point, Style

_PAD = 14.0
_GAP = 12.0
_COLUMN_GAP = 30.0
_ARROW = 12.0
"""Between two arrows that reach a service, and from its corners."""
COLUMN_WIDTH = SERVICE_WIDTH + 2 * _PAD


class LinkedServices:
    """Draws services in frames of their resource groups, each beside the endpoints that lead to it."""

    def __init__(self, canvas: Canvas, diagram: Diagram, x: float, y: float) -> None:
        self._canvas = canvas
        self._x = x
        self._services = {service.key: (service, group) for group in diagram.groups for service in group.services}
        self._cards: dict[str, tuple[float, float]] = {}
        self._arrows: dict[str, list[float]] = {}
        self._frame: tuple[ServiceGroup, float] | None = None
        self._cursor = y
        self.right = x
        self.left = x + _PAD
        """Where services begin."""

    @property
    def drawn(self) -> frozenset[str]:
        """Keys of the services that are drawn."""
        return frozenset(self._cards)

    def place(self, key: str, arrows: list[float], room: int) -> float:
        """Draw a service beside arrows that begin at some heights; return how far these must move down.

        Args:
            key: of the service.
            arrows: the heights, from the top.
            room: how many further arrows will come to it.
        """
        service, group = self._services[key]
        self.right = self._x + COLUMN_WIDTH
        opens = self._frame is None or self._frame[0] is not group
        if opens:
            self._close()
        heading = _heading_height(group) if opens else 0
        reach = arrows[-1] - arrows[0] + _ARROW * (2 + room)
        height = max(service_card(Canvas(), 0, 0, service), reach)
        top = max(self._cursor + heading + _GAP, arrows[-1] + _ARROW - height)
        if opens:
            self._open(group, top - heading - _GAP)
        moved = max(0.0, top + _ARROW - arrows[0])
        self._cursor = service_card(self._canvas, self._x + _PAD, top, service, height)
        self._cards[key] = (top, self._cursor)
        self._arrows[key] = [arrow + moved for arrow in arrows]
        return moved

    def entry(self, key: str) -> Point:
        """Return a free place for one more arrow at a service."""
        top, bottom = self._cards[key]
        taken = self._arrows[key]
        free = (top + _ARROW + step * _ARROW / 2 for step in range(int((bottom - top) / _ARROW * 2)))
        y = next((each for each in free if all(abs(each - other) >= _ARROW / 2 for other in taken)), bottom - 2)
        taken.append(y)
        return Point(self._x + _PAD, y)

    def back(self, key: str) -> Point:
        """Return where an arrow from the right reaches a service."""
        top, _ = self._cards[key]
        return Point(self._x + _PAD + SERVICE_WIDTH, top + _ARROW)

    def finish(self) -> float:
        """Close the last frame, and return where everything ends."""
        self._close()
        return self._cursor - 2 * _GAP if self._cards else self._cursor

    def _open(self, group: ServiceGroup, top: float) -> None:
        self._frame = (group, top)
        self._canvas.paragraph(self._x + _PAD, top + 4, SERVICE_WIDTH, group.title, Style.HEADING)

    def _close(self) -> None:
        if self._frame:
            _, top = self._frame
            self._canvas.box(self._x, top, COLUMN_WIDTH, self._cursor + _PAD - top, "group")
            self._cursor += _PAD + 2 * _GAP
            self._frame = None


def other_services(
    canvas: Canvas, diagram: Diagram, drawn: frozenset[str], x: float, y: float, bottom: float
) -> tuple[float, float]:
    """Draw the services that no private endpoint leads to.

    Args:
        canvas: where to draw.
        diagram: what to draw.
        drawn: keys of services that are drawn elsewhere.
        x: where the first column begins.
        y: where columns begin.
        bottom: where they may end at best.

    Returns:
        Where they end on the right, and below.
    """
    left, end, right, at = x, y, x, y
    for group in diagram.groups:
        rest = [service for service in group.services if service.key not in drawn]
        if not rest and not group.counted:
            continue
        height = _group(Canvas(), group, rest, 0, 0)
        if at > y and at + height > bottom:
            left, at = left + COLUMN_WIDTH + _COLUMN_GAP, y
        at = _group(canvas, group, rest, left, at)
        right, end = left + COLUMN_WIDTH, max(end, at)
        at += 2 * _GAP
    return right, end


def _group(canvas: Canvas, group: ServiceGroup, rest: list[Service], x: float, top: float) -> float:
    whole = len(rest) == len(group.services)
    title = group.title if whole else f"Also in {group.title[:1].lower()}{group.title[1:]}"
    y = canvas.paragraph(x + _PAD, top + 4, SERVICE_WIDTH, title, Style.HEADING)
    for service in rest:
        y = service_card(canvas, x + _PAD, y + _GAP, service)
    if group.counted:
        y = canvas.paragraph(x + _PAD, y + 4, SERVICE_WIDTH, f"also {', '.join(group.counted)}", Style.MUTED)
    canvas.box(x, top, COLUMN_WIDTH, y + _PAD - top, "group")
    return y + _PAD


def _heading_height(group: ServiceGroup) -> float:
    return 4 + Style.HEADING.height(group.title, SERVICE_WIDTH)
