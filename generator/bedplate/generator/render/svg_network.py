"""The left side of a diagram: networks, their subnets, what flows into and out of them, and DNS zones."""

from __future__ import annotations

from itertools import zip_longest

from bedplate.generator.render.diagram_model import Diagram, Flow, FlowEnd, Network, Subnet, ZoneSet
from bedplate.generator.render.svg_shapes import Canvas, Point, Style

PEER_WIDTH = 184.0
PEER_GAP = 56.0
"""Between what lies outside and the frame of a network."""
SUBNET_WIDTH = 404.0
PAD = 14.0
GAP = 12.0
_ROW_GAP = 9.0
_PEER_ROOM = PEER_WIDTH - 14
_TEXT_WIDTH = SUBNET_WIDTH - 20
_FIRST_LANE, _LANE = 14.0, 9.0
_EXISTING = "Existing, not in this stack"


class NetworkColumn:
    """Draws networks below each other, and keeps where their endpoints are."""

    def __init__(self, canvas: Canvas, diagram: Diagram, x: float, y: float) -> None:
        self._canvas = canvas
        self._diagram = diagram
        outside = any(net.peers for net in diagram.networks) or any(map(self._peer_names, diagram.flows))
        self._peer_x = x
        self._x = x + (PEER_WIDTH + PEER_GAP if outside else 0)
        lanes = max((len(self._inner(net)) for net in diagram.networks), default=0)
        self._network_width = 2 * PAD + SUBNET_WIDTH + _FIRST_LANE + lanes * _LANE
        self.right = self._x + self._network_width + 2 * PAD
        self.endpoints: dict[str, Point] = {}
        """Where the arrow of an endpoint begins, by URN."""
        self._ends: dict[tuple[str, Flow], Point] = {}
        self.bottom = self._draw(y)

    def _draw(self, y: float) -> float:
        placed: set[int] = set()
        groups = dict.fromkeys((net.group, net.managed) for net in self._diagram.networks)
        for group, managed in groups:
            top = y
            y = self._canvas.paragraph(
                self._x + PAD,
                y + 4,
                self._network_width,
                f"Resource group {group}" if managed else _EXISTING,
                Style.HEADING,
            )
            for network in (net for net in self._diagram.networks if (net.group, net.managed) == (group, managed)):
                y = self._network(network, y + GAP)
                for number, zones in enumerate(self._diagram.zone_sets):
                    if zones.networks == (network.key,):
                        placed.add(number)
                        self._canvas.line((self._middle, y), (self._middle, y + 2 * GAP), css="link")
                        y = self._zones(zones, y + 2 * GAP)
            self._canvas.box(self._x, top, self.right - self._x, y + PAD - top, "group")
            y += PAD + 2 * GAP
        for number, zones in enumerate(self._diagram.zone_sets):
            if number not in placed:
                y = self._zones(zones, y) + 2 * GAP
        return y - 2 * GAP

    @property
    def _middle(self) -> float:
        return self._x + PAD + self._network_width / 2

    def _inner(self, network: Network) -> list[Flow]:
        """Return flows between two subnets of one network."""
        keys = {subnet.key for subnet in network.subnets}
        return [
            flow
            for flow in self._diagram.flows
            if {flow.source.subnet, flow.target.subnet} <= keys and flow.source != flow.target
        ]

    def _peer_names(self, flow: Flow) -> bool:
        return not any(flow in self._inner(network) for network in self._diagram.networks)

    def _network(self, network: Network, top: float) -> float:
        x, canvas = self._x + PAD, self._canvas
        y = canvas.paragraph(x + PAD, top + 4, self._network_width - 2 * PAD, network.name, Style.HEADING)
        words = " · ".join(["virtual network", *network.prefixes])
        y = canvas.paragraph(x + PAD, y, self._network_width - 2 * PAD, words, Style.MUTED) + 4
        for peer in network.peers:
            height = _row_height((peer, _PEER_ROOM))
            canvas.block(x + PAD, y + height / 2, SUBNET_WIDTH, "peered with", Style.PLAIN)
            self._peer(peer, Point(x, y + height / 2), height, css="peering")
            y += height
        for subnet in network.subnets:
            y = self._subnet(network, subnet, x + PAD, y + GAP)
        self._lanes(network, x + PAD + SUBNET_WIDTH)
        canvas.box(x, top, self._network_width, y + PAD - top, "network")
        return y + PAD

    def _peer(
        self, name: str, end: Point, height: float, *, css: str, inbound: bool = False, tooltip: str = ""
    ) -> None:
        """Draw what lies outside on a row of some height, with an arrow between it and `end`."""
        canvas = self._canvas
        canvas.box(self._peer_x, end.y - height / 2 + 2, PEER_WIDTH, height - 4, "peer")
        canvas.block(self._peer_x + PEER_WIDTH / 2, end.y, _PEER_ROOM, name, Style.PLAIN, "middle")
        ends = [end, Point(self._peer_x + PEER_WIDTH, end.y)]
        canvas.line(*(reversed(ends) if inbound else ends), css=css, tooltip=tooltip)

    def _subnet(self, network: Network, subnet: Subnet, x: float, top: float) -> float:
        canvas, room = self._canvas, _TEXT_WIDTH
        y = canvas.paragraph(x + 10, top + 3, room, subnet.name, Style.NAME)
        for note in (" · ".join(["subnet", *subnet.prefixes]), *subnet.notes):
            y = canvas.paragraph(x + 10, y, room, note, Style.MUTED)
        y = self._flow_rows(network, subnet, x, y + 6)
        for resident in subnet.residents:
            y = self._card(x + 10, y + 4, room, resident.name, resident.label, "resident")
        for endpoint in subnet.endpoints:
            bottom = self._card(x + 10, y + 4, room, endpoint.name, f"private endpoint · {endpoint.detail}", "endpoint")
            self.endpoints[endpoint.urn] = Point(x + 10 + room, (y + 4 + bottom) / 2)
            y = bottom
        canvas.box(x, top, SUBNET_WIDTH, y + 8 - top, "subnet")
        return y + 8

    def _card(self, x: float, top: float, width: float, name: str, detail: str, css: str) -> float:
        y = self._canvas.paragraph(x + 8, top + 1, width - 16, name, Style.PLAIN)
        y = self._canvas.paragraph(x + 8, y, width - 16, detail, Style.MUTED)
        self._canvas.box(x, top, width, y + 6 - top, css)
        return y + 6

    def _flow_rows(self, network: Network, subnet: Subnet, x: float, y: float) -> float:
        mine = [flow for flow in self._diagram.flows if subnet.key in (flow.source.subnet, flow.target.subnet)]
        inner = [flow for flow in mine if flow in self._inner(network)]
        outer = [flow for flow in mine if flow not in inner and flow.source != flow.target]
        for flow in (flow for flow in mine if flow.source == flow.target):
            y = self._canvas.paragraph(x + 10, y, _TEXT_WIDTH, f"within the subnet: {flow.ports}", Style.PLAIN)
        for left, right in zip_longest(outer, _nested(network, subnet, inner)):
            y = self._flow_row(subnet, left, right, Point(x, y))
        return y

    def _flow_row(self, subnet: Subnet, left: Flow | None, right: Flow | None, at: Point) -> float:
        """Draw a flow from or to the outside, and beside it one within the network."""
        ports = left.ports if left else ""
        name = self._outside_name(_other(left, subnet)) if left else ""
        words = _sentence(right, subnet) if right else ""
        right_room = min(Style.PLAIN.width(words) + 1, _TEXT_WIDTH * 0.65)
        left_room = _TEXT_WIDTH - right_room - 12
        height = _row_height((ports, left_room), (words, right_room), (name, _PEER_ROOM))
        middle = Point(at.x, at.y + height / 2)
        if left:
            self._canvas.block(at.x + 10, middle.y, left_room, ports, Style.PLAIN)
            inbound = left.target.subnet == subnet.key
            self._peer(name, middle, height, css=_css(left), inbound=inbound, tooltip=_told(left))
        if right:
            self._ends[subnet.key, right] = Point(at.x + SUBNET_WIDTH, middle.y)
            self._canvas.block(at.x + SUBNET_WIDTH - 10, middle.y, right_room, words, Style.PLAIN, "end")
        return at.y + height

    def _outside_name(self, end: FlowEnd) -> str:
        homes = [net.name for net in self._diagram.networks if end.subnet in {each.key for each in net.subnets}]
        return " in ".join([end.name, *homes])

    def _lanes(self, network: Network, x: float) -> None:
        spans = [
            (self._ends[str(flow.source.subnet), flow], self._ends[str(flow.target.subnet), flow], flow)
            for flow in self._inner(network)
        ]
        spans.sort(key=lambda span: (abs(span[0].y - span[1].y), span[0].y))
        for number, (source, target, flow) in enumerate(spans):
            lane = x + _FIRST_LANE + number * _LANE
            self._canvas.line(source, (lane, source.y), (lane, target.y), target, css=_css(flow), tooltip=_told(flow))

    def _zones(self, zones: ZoneSet, top: float) -> float:
        x, canvas, room = self._x + PAD, self._canvas, self._network_width - 2 * PAD
        y = canvas.paragraph(x + PAD, top + 3, room, "Private DNS zones", Style.NAME)
        y = canvas.paragraph(x + PAD, y, room, zones.title, Style.MUTED) + 2
        half = (len(zones.zones) + 1) // 2
        left, right = zones.zones[:half], zones.zones[half:]
        width = max(map(Style.PLAIN.width, left)) + 2 * PAD
        if width + max(map(Style.PLAIN.width, right), default=0) > room:
            left, right, width = zones.zones, (), 0
        start = y
        for zone in left:
            y = canvas.paragraph(x + PAD, y, room, zone, Style.PLAIN)
        for number, zone in enumerate(right):
            canvas.paragraph(x + PAD + width, start + number * Style.PLAIN.leading, room - width, zone, Style.PLAIN)
        canvas.box(x, top, self._network_width, y + 9 - top, "zones")
        return y + 9


def _nested(network: Network, subnet: Subnet, inner: list[Flow]) -> list[Flow]:
    """Order flows so that their lanes nest like brackets and do not cross."""
    places = {each.key: index for index, each in enumerate(network.subnets)}
    here = places[subnet.key]

    def order(flow: Flow) -> tuple[bool, int, str]:
        there = places[str(_other(flow, subnet).subnet)]
        return (there > here, -abs(there - here) if there > here else abs(there - here), flow.ports)

    return sorted(inner, key=order)


def _other(flow: Flow, subnet: Subnet) -> FlowEnd:
    return flow.target if flow.source.subnet == subnet.key else flow.source


def _css(flow: Flow) -> str:
    return "flow" if flow.agreed else "flow one-sided"


def _told(flow: Flow) -> str:
    return f"{flow.source.name} → {flow.target.name}: {flow.ports}"


def _sentence(flow: Flow, subnet: Subnet) -> str:
    return f"{'to' if flow.source.subnet == subnet.key else 'from'} {_other(flow, subnet).name} · {flow.ports}"


def _row_height(*texts: tuple[str, float]) -> float:
    """Return how high a row is that holds texts in rooms."""
    return max(Style.PLAIN.height(text, room) for text, room in texts) + _ROW_GAP
