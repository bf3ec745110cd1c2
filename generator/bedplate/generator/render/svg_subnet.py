"""One subnet of a diagram: what guards it, what flows into and out of it, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from bedplate.generator.render.diagram_model import Diagram, Endpoint, Flow, Network, Subnet
from bedplate.generator.render.svg_cards import endpoint_card, resident_card
from bedplate.generator.render.svg_lanes import (
    Lanes,
    css_of,
    inner_flows,
    nested,
    other_end,
    outer_flows,
    outside_name,
    told,
)
from bedplate.generator.render.svg_services import LinkedServices
from bedplate.generator.render.svg_shapes import Canvas, Point, Style

PEER_WIDTH = 168.0
SUBNET_WIDTH = 384.0
ENDPOINTS_WIDTH = 318.0
_PEER_ROOM = PEER_WIDTH - 14
_INDENT = 10.0
_ROW_GAP = 8.0
_BELOW_CARDS = 4.0


@dataclass(frozen=True, slots=True)
class Told:
    """Flows within a network that one row of a subnet tells of."""

    words: str
    flows: tuple[Flow, ...]


class SubnetDrawer:
    """Draws the subnets of one network, and keeps where arrows begin and end."""

    def __init__(self, canvas: Canvas, diagram: Diagram, network: Network, peer_x: float) -> None:
        self._canvas = canvas
        self._diagram = diagram
        self._network = network
        self._peer_x = peer_x
        self._inner = inner_flows(diagram, network)
        self.lanes = Lanes()
        self.endpoints: dict[str, Point] = {}
        """Where the arrow of an endpoint begins, by URN."""

    def peer(self, name: str, end: Point, height: float) -> Point:
        """Draw what lies outside on a row of some height, and return where an arrow reaches it."""
        return peer_box(self._canvas, name, Point(self._peer_x, end.y), height)

    def passage(self, subnet: Subnet, flow: Flow, x: float, y: float) -> float:
        """Draw what lies outside beside a strip that an arrow to the right column runs along."""
        end = other_end(flow, subnet)
        name = outside_name(self._diagram, end)
        height = row_height((name, _PEER_ROOM))
        self.lanes.ends[end.subnet or "", flow] = self.peer(name, Point(x, y + height / 2), height)
        return y + height

    def workload(self, subnet: Subnet, x: float, top: float) -> float:
        """Draw a subnet of the left column, and return where it ends."""
        y = self._heading(subnet, x, top, SUBNET_WIDTH)
        outer = outer_flows(self._diagram, self._network, subnet)
        for left, right in zip_longest(outer, self._told(subnet)):
            y = self._row(subnet, left, right, Point(x, y))
        y = self._occupants(subnet, x, y, SUBNET_WIDTH)
        self._canvas.box(x, top, SUBNET_WIDTH, y + 8 - top, "subnet")
        return y + 8

    def linked(self, subnet: Subnet, x: float, top: float, services: LinkedServices) -> float:
        """Draw a subnet with private endpoints beside the services behind them, and return where it ends."""
        y = self._heading(subnet, x, top, ENDPOINTS_WIDTH)
        outer = outer_flows(self._diagram, self._network, subnet)
        rows = [Told(_from_outside(self._diagram, flow, subnet), (flow,)) for flow in outer]
        for row in (*rows, *self._told(subnet)):
            height = row_height((row.words, ENDPOINTS_WIDTH - 2 * _INDENT))
            self._canvas.block(x + _INDENT, y + height / 2, ENDPOINTS_WIDTH - 2 * _INDENT, row.words, Style.PLAIN)
            for flow in row.flows:
                self.lanes.ends[subnet.key, flow] = Point(x, y + height / 2)
            y += height
        y = self._occupants(subnet, x, y, ENDPOINTS_WIDTH)
        for target, found in groupby(subnet.endpoints, key=lambda each: each.target):
            y = self._endpoints(target, list(found), x, y, services)
        self._canvas.box(x, top, ENDPOINTS_WIDTH, y + 8 - top, "subnet")
        return y + 8

    def _heading(self, subnet: Subnet, x: float, top: float, width: float) -> float:
        room = width - 2 * _INDENT
        y = self._canvas.paragraph(x + _INDENT, top + 3, room, " · ".join([subnet.name, *subnet.prefixes]), Style.NAME)
        within = [
            flow for flow in self._diagram.flows if flow.source == flow.target and flow.source.subnet == subnet.key
        ]
        for note in (*subnet.notes, *(f"within the subnet: {flow.ports}" for flow in within)):
            y = self._canvas.paragraph(x + _INDENT, y, room, note, Style.MUTED)
        return y + 4

    def _occupants(self, subnet: Subnet, x: float, y: float, width: float) -> float:
        for css, cards in (("resident", subnet.residents), ("guest", subnet.guests)):
            for each in cards:
                y = resident_card(self._canvas, x + _INDENT, y + _BELOW_CARDS, width - 2 * _INDENT, each, css)
        return y

    def _endpoints(self, target: str, endpoints: list[Endpoint], x: float, y: float, services: LinkedServices) -> float:
        """Draw the endpoints that lead to one service."""
        left, width = x + _INDENT, ENDPOINTS_WIDTH - 2 * _INDENT
        tops, bottom = _stacked(endpoints, y, width)
        middles = [
            (one + other) / 2
            for one, other in zip(tops, [*(top - _BELOW_CARDS for top in tops[1:]), bottom], strict=True)
        ]
        moved = 0.0
        if target and target not in services.drawn:
            further = sum(each.target == target for each in self._diagram.endpoints()) - len(endpoints)
            moved = services.place(target, middles, further)
        for endpoint, top, middle in zip(endpoints, tops, middles, strict=True):
            endpoint_card(self._canvas, left, top + moved, width, endpoint)
            self.endpoints[endpoint.urn] = Point(left + width, middle + moved)
        return bottom + moved

    def _told(self, subnet: Subnet) -> Iterator[Told]:
        """Yield rows about flows within the network; the default routes that arrive share the last one."""
        mine = [flow for flow in self._inner if subnet.key in (flow.source.subnet, flow.target.subnet)]
        arriving = tuple(flow for flow in mine if flow.route and flow.target.subnet == subnet.key)
        for flow in nested(self._network, subnet, [flow for flow in mine if flow not in arriving]):
            yield Told(_sentence(flow, subnet), (flow,))
        if arriving:
            number = len(arriving)
            yield Told(
                f"default route{'' if number == 1 else 's'} of {number} subnet{'' if number == 1 else 's'}", arriving
            )

    def _row(self, subnet: Subnet, left: Flow | None, right: Told | None, at: Point) -> float:
        """Draw a flow from or to the outside, and beside it one within the network."""
        ports = left.ports if left else ""
        name = outside_name(self._diagram, other_end(left, subnet)) if left else ""
        words = right.words if right else ""
        whole = SUBNET_WIDTH - 2 * _INDENT
        right_room = min(Style.PLAIN.width(words) + 1, whole * (0.66 if left else 1))
        left_room = whole - right_room - 12
        height = row_height((ports, left_room), (words, right_room), (name, _PEER_ROOM))
        middle = Point(at.x, at.y + height / 2)
        if left:
            self._canvas.block(at.x + _INDENT, middle.y, left_room, ports, Style.PLAIN)
            ends = [middle, self.peer(name, middle, height)]
            inbound = left.target.subnet == subnet.key
            self._canvas.line(*(reversed(ends) if inbound else ends), css=css_of(left), tooltip=told(left))
        if right:
            edge = at.x + SUBNET_WIDTH
            self._canvas.block(edge - _INDENT, middle.y, right_room, words, Style.PLAIN, "end")
            self.lanes.ends |= {(subnet.key, flow): Point(edge, middle.y) for flow in right.flows}
        return at.y + height


def peer_box(canvas: Canvas, name: str, at: Point, height: float) -> Point:
    """Draw what lies outside, with its left edge at a place, and return where an arrow reaches it on the right."""
    canvas.box(at.x, at.y - height / 2 + 2, PEER_WIDTH, height - 4, "internet" if name == "Internet" else "peer")
    canvas.block(at.x + PEER_WIDTH / 2, at.y, _PEER_ROOM, name, Style.PLAIN, "middle")
    return Point(at.x + PEER_WIDTH, at.y)


def row_height(*texts: tuple[str, float]) -> float:
    """Return how high a row is that holds texts in rooms."""
    return max(Style.PLAIN.height(text, room) for text, room in texts) + _ROW_GAP


def _stacked(endpoints: list[Endpoint], y: float, width: float) -> tuple[list[float], float]:
    """Return where cards of endpoints begin below each other, and where the last one ends."""
    tops: list[float] = []
    for endpoint in endpoints:
        tops.append(y + _BELOW_CARDS)
        y = endpoint_card(Canvas(), 0, tops[-1], width, endpoint)
    return tops, y


def _sentence(flow: Flow, subnet: Subnet) -> str:
    if flow.route:
        return f"default route · {flow.ports}"
    return f"{'to' if flow.source.subnet == subnet.key else 'from'} {other_end(flow, subnet).name} · {flow.ports}"


def _from_outside(diagram: Diagram, flow: Flow, subnet: Subnet) -> str:
    inbound = flow.target.subnet == subnet.key
    return f"{'from' if inbound else 'to'} {outside_name(diagram, other_end(flow, subnet))} · {flow.ports}"
