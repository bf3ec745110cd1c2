"""The left side of a diagram: networks with their subnets in two columns, what lies outside, and DNS zones."""

from __future__ import annotations

from bedplate.generator.render.diagram_model import Diagram, Flow, Network, ZoneSet
from bedplate.generator.render.svg_lanes import inner_flows, lanes_width, outer_flows
from bedplate.generator.render.svg_services import LinkedServices
from bedplate.generator.render.svg_shapes import Canvas, Point, Style
from bedplate.generator.render.svg_subnet import ENDPOINTS_WIDTH, PEER_WIDTH, SUBNET_WIDTH, SubnetDrawer, row_height

PAD = 14.0
GAP = 12.0
_PEER_GAP = 48.0
"""Between what lies outside and the frame of a network."""
_EXISTING = "Existing, not in this stack"
_MOST_ZONE_COLUMNS = 3


class NetworkColumn:
    """Draws networks below each other, and keeps where their endpoints are."""

    def __init__(self, canvas: Canvas, diagram: Diagram, x: float) -> None:
        self._canvas = canvas
        self._diagram = diagram
        self._peer_x = x
        self._x = x + (PEER_WIDTH + _PEER_GAP if self._any_outside() else 0)
        subnets = list(diagram.subnets())
        left = SUBNET_WIDTH if not all(subnet.endpoints for subnet in subnets) or not subnets else 0
        right = ENDPOINTS_WIDTH if any(subnet.endpoints for subnet in subnets) else 0
        lanes = max((lanes_width(self._laned(network)) for network in diagram.networks), default=0)
        self._lanes_x = self._x + 2 * PAD + left
        self._right_x = self._lanes_x + (max(lanes, PAD if left and right else 0))
        self._width = self._right_x + right + PAD - self._x - PAD
        self.right = self._x + self._width + 2 * PAD if diagram.networks or diagram.zone_sets else x
        self.inside = self._x
        """Where the frames of networks begin."""
        self.endpoints: dict[str, Point] = {}
        """Where the arrow of an endpoint begins, by URN."""

    def draw(self, y: float, services: LinkedServices) -> float:
        """Draw everything from `y` on, with the services behind the endpoints, and return where it ends."""
        placed: set[int] = set()
        top = y
        for group, managed in dict.fromkeys((net.group, net.managed) for net in self._diagram.networks):
            networks = [net for net in self._diagram.networks if (net.group, net.managed) == (group, managed)]
            heading = f"Resource group {group}" if managed else _EXISTING
            top = y
            y = self._canvas.paragraph(self._x + PAD, y + 4, self._width, heading, Style.HEADING)
            for network in networks:
                y = self._network(network, y + GAP, services)
                for number, zones in enumerate(self._diagram.zone_sets):
                    if zones.networks == (network.key,):
                        placed.add(number)
                        self._canvas.line((self._middle, y), (self._middle, y + 2 * GAP), css="link")
                        y = self._zones(zones, y + 2 * GAP)
            self._canvas.box(self._x, top, self._width + 2 * PAD, y + PAD - top, "group")
            y += PAD + 2 * GAP
        for number, zones in enumerate(self._diagram.zone_sets):
            if number not in placed:
                y = self._zones(zones, y) + 2 * GAP
        return max(y - 2 * GAP, top)

    @property
    def _middle(self) -> float:
        return self._x + PAD + self._width / 2

    def _any_outside(self) -> bool:
        inner = [flow for network in self._diagram.networks for flow in inner_flows(self._diagram, network)]
        reaching = (flow for flow in self._diagram.flows if flow.source != flow.target and flow not in inner)
        peered = any(network.peers for network in self._diagram.networks)
        return peered or bool(self._diagram.entrances) or any(reaching)

    def _laned(self, network: Network) -> list[Flow]:
        outer = (
            flow
            for subnet in network.subnets
            if subnet.endpoints
            for flow in outer_flows(self._diagram, network, subnet)
        )
        return [*inner_flows(self._diagram, network), *outer]

    def _network(self, network: Network, top: float, services: LinkedServices) -> float:
        drawer = SubnetDrawer(self._canvas, self._diagram, network, self._peer_x)
        x = self._x + PAD
        y = self._network_heading(network, drawer, top)
        left, right = y, y
        for subnet in network.subnets:
            for flow in outer_flows(self._diagram, network, subnet) if subnet.endpoints else ():
                left = drawer.passage(subnet, flow, x, left + GAP / 2)
        for subnet in network.subnets:
            if subnet.endpoints:
                right = drawer.linked(subnet, self._right_x, right + GAP, services)
            else:
                left = drawer.workload(subnet, x + PAD, left + GAP)
        drawer.lanes.draw(self._canvas, self._laned(network), self._lanes_x)
        self.endpoints |= drawer.endpoints
        bottom = max(left, right) + PAD
        self._canvas.box(x, top, self._width, bottom - top, "network")
        return bottom

    def _network_heading(self, network: Network, drawer: SubnetDrawer, top: float) -> float:
        x, canvas, room = self._x + PAD, self._canvas, self._width - 2 * PAD
        y = canvas.paragraph(x + PAD, top + 4, room, network.name, Style.HEADING)
        words = " · ".join(["virtual network", *network.prefixes, *network.notes])
        y = canvas.paragraph(x + PAD, y, room, words, Style.MUTED) + 2
        for peer in network.peers:
            height = row_height((peer, PEER_WIDTH - 14))
            middle = Point(x, y + height / 2)
            canvas.block(x + PAD, middle.y, room, "peered with", Style.PLAIN)
            canvas.line(middle, drawer.peer(peer, middle, height), css="peering")
            y += height
        return y

    def _zones(self, zones: ZoneSet, top: float) -> float:
        x, canvas, room = self._x + PAD, self._canvas, self._width - 2 * PAD
        y = canvas.paragraph(x + PAD, top + 3, room, "Private DNS zones", Style.NAME)
        y = canvas.paragraph(x + PAD, y, room, zones.title, Style.MUTED) + 2
        widest = max(map(Style.PLAIN.width, zones.zones)) + 2 * PAD
        across = max(1, min(_MOST_ZONE_COLUMNS, int(room / widest)))
        down = -(-len(zones.zones) // across)
        ends = [y]
        for number, zone in enumerate(zones.zones):
            column, row = divmod(number, down)
            # Only a single column may hold a zone that takes more than one line.
            start = ends[-1] if across == 1 else y + row * Style.PLAIN.leading
            ends.append(canvas.paragraph(x + PAD + column * room / across, start, room / across, zone, Style.PLAIN))
        canvas.box(x, top, self._width, max(ends) + 9 - top, "zones")
        return max(ends) + 9
